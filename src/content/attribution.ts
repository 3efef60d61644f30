/** The lines by which mail programs say, in many languages, that what follows is somebody else's. */

/** Longer ones were written by a person. */
const longest = 400;

const wrote = [
  'wrote',
  'schrieb(?:en)?(?: .{1,200})?',
  'a écrit',
  'escribió',
  'ha scritto',
  'escreveu',
  'schreef(?: .{1,200})?',
  'skrev(?: .{1,200})?',
  'kirjoitti',
  'írta(?: .{1,200})?',
  'napisał(?:\\(a\\)|a)?',
  'napsal(?:\\(a\\)|a)?',
  'пишет',
  'писал(?:\\(а\\)|а)?',
  'написал(?:\\(а\\)|а)?',
  'пише',
  'έγραψε',
  'yazdı',
  'a scris',
  'wrote on .{1,100}',
].join('|');
const attribution = new RegExp(`\\s(?:${wrote})\\s*[:：]$`, 'iu');
const attributionEastern = /(?:写道|寫道|作成|書きました|のメール|님이 작성|께서 작성)\s*[:：]$/u;

/** `On Monday, A wrote:`; a date or an address has to be in it. `line` without Markdown. */
export function isAttribution(line: string): boolean {
  if (line.length > longest || !/[\d@]/.test(line)) return false;
  return attribution.test(line) || attributionEastern.test(line);
}

const opener = /^(?:on|am|le|el|il|em|op|den|dne|w dniu|dnia)\s.{0,40}\d/iu;

/** Whether a line that ends an attribution begins it, too. */
export function beginsAttribution(line: string): boolean {
  return opener.test(line);
}

const divided = [
  'original message|ursprüngliche nachricht|original-nachricht|originalnachricht|message d.origine|mensaje original',
  'messaggio originale|mensagem original|oorspronkelijk bericht|ursprungligt meddelande|oprindelig meddelelse',
  'opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|eredeti üzenet',
  'forwarded (?:message|by .{1,100})|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato',
  'mensagem encaminhada|doorgestuurd bericht|vidarebefordrat meddelande|пересылаемое сообщение|原始邮件|轉寄郵件|转发的邮件',
].join('|');
const divider = new RegExp(`^[-_]{2,} ?(?:${divided}) ?[-_]{2,}$`, 'iu');
const forwarding = new RegExp(
  `^(?:${[
    'begin forwarded message',
    'anfang der weitergeleiteten nachricht',
    'début du message (?:transféré|réexpédié)',
    'inicio del mensaje reenviado',
    'inizio messaggio inoltrato',
    'início da mensagem encaminhada',
    'begin doorgestuurd bericht',
  ].join('|')}) ?:$`,
  'iu',
);

/** `-----Original Message-----`. */
export function isDivider(line: string): boolean {
  return line.length <= longest && (divider.test(line) || forwarding.test(line));
}

const fromLabel =
  /^(?:from|von|de|da|van|från|fra|od|от|від|lähettäjä|feladó|gönderen|发件人|寄件者|差出人|보낸 사람) ?[:：]/iu;
const otherLabel = new RegExp(
  `^(?:${[
    'sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado(?: el)?|fecha|para|asunto',
    'inviato|data|a|oggetto|assunto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|lähetetty|vastaanottaja|aihe',
    'wysłano|do|temat|odesláno|komu|předmět|отправлено|дата|кому|тема|发送时间|收件人|主题|傳送日期|收件者|主旨|送信日時|宛先|件名',
  ].join('|')}) ?[:：]`,
  'iu',
);

export function isFromLine(line: string): boolean {
  return fromLabel.test(line);
}

/** The header that Outlook and others put above what they quote: behind `From:` at least two more in the next lines. */
export function isQuotedHeader(lines: readonly string[]): boolean {
  return lines.slice(1).filter((line) => otherLabel.test(line)).length >= 2;
}

const mobileSignature = new RegExp(
  `^(?:${[
    'sent (?:from|via|with) .{2,80}',
    'get outlook for .{2,80}',
    'von meinem .{2,60} gesendet',
    'gesendet (?:von|mit|aus) .{2,80}',
    'diese nachricht wurde von .{2,60} gesendet',
    'envoyé (?:de mon|depuis) .{2,80}',
    'télécharger outlook pour .{2,60}',
    'enviado (?:desde mi|desde|do meu|via) .{2,80}',
    'inviato da .{2,80}',
    'verstuurd vanaf .{2,80}',
    'skickat från .{2,80}',
    'sendt fra .{2,80}',
    'wysłane z .{2,80}',
    'отправлено (?:с|из) .{2,80}',
    'iphoneから送信|发自我的.{2,40}|從我的.{2,40}傳送',
  ].join('|')})$`,
  'iu',
);

/** What a telephone or a mail program puts below by itself. */
export function isMobileSignature(line: string): boolean {
  return line.length <= 120 && mobileSignature.test(line);
}
