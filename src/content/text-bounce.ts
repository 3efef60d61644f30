/**
 * Bounces in words only, as qmail, Exim, old Sendmail and many appliances write them: an address, what the server said of
 * it behind or below, and the message that came back at the end or beside. Never throws; linear in time.
 */
import { bounceReason, statusIn } from '../domain/bounce-reason.ts';
import { headerValue, type Header } from '../domain/header.ts';
import { looksLikeBounce } from '../domain/report-headers.ts';
import { emptyReport, type Report, type ReportedRecipient } from '../domain/report.ts';
import { fieldGroups } from './field-groups.ts';
import { originalMessageId } from './original-message.ts';

const mostLines = 2_000;
const longestLine = 1_000;
const mostRecipients = 50;
const longestDiagnostic = 1_000;
const mostFailedRecipients = 10_000;

/** Where the original begins. */
const original =
  /^(?:-{2,}.*(?:below this line|copy of (?:the|your) message|original message|unsent message|returned message|header of)|-{2,}[ \t]*(?:message header|original)|original message (?:headers?:|follows)|(?:received|return-path|message-id):)/i;
const address = '([^\\s<>"\'@:;,()[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9])';
const addressLine = new RegExp(`^[ \\t]*<?${address}>?[ \\t]*:?(?:[ \\t]+(.*))?$`);
/** A label before it, such as `Failed address:` or `RCPT TO:`, or a reply's code. */
const labelled = new RegExp(
  `(?:recipients?|address(?:es)?|user|rcpt to|mailbox|empf\u00e4nger|destinataire|destinatario)[ \\t]*:[ \\t]*<?${address}>?|\\b[45]\\d\\d[ -][^<]{0,80}<${address}>`,
  'i',
);
const code = /\b[45]\d\d\b|\b[45]\.[0-7]\.\d{1,3}\b/;
const trouble =
  /\b[45]\d\d\b|\b[45]\.[0-7]\.\d{1,3}\b|fail|unknown|reject|refus|denied|full|quota|exist|unable|could not|couldn't|sorry|invalid|not (?:found|delivered|accept)|unrouteable|timed out|retry|undeliver/i;

/** null for what is no bounce, or names no recipient. `came`: what came back, where it is a part of its own; else empty. */
export function readTextBounce(header: readonly Header[], text: string, came: string): Report | null {
  if (!looksLikeBounce(header)) return null;
  const lines = text.split('\n', mostLines).map((line) => line.slice(0, longestLine));
  const end = lines.findIndex((line) => original.test(line.trim().slice(0, 200)));
  const before = end === -1 ? lines : lines.slice(0, end);
  const back = came === '' && end !== -1 ? lines.slice(end).join('\n') : came;
  const isDelay = /delay|warning/i.test(headerValue(header, 'Subject') ?? '');

  const named = new Map<string, string>();
  const name = (who: string, words: string): void => {
    const known = named.get(who);
    if (known === undefined ? named.size < mostRecipients : isBetter(words, known)) named.set(who, words);
  };
  for (const [who, words] of inLines(before)) name(who, words);
  const certain = [...failedRecipients(header), ...recipientsOf(back)];
  const whole = troubleIn(before);
  for (const who of failedRecipients(header)) if (!named.has(who)) name(who, '');
  // Who is named without a word about trouble, or only in what came back, is meant where nobody else is.
  const meant = [...named].filter(([who, words]) => trouble.test(words) || certain.includes(who));
  const [only, ...others] = recipientsOf(back);
  if (meant.length === 0 && whole !== null) {
    if (only !== undefined && others.length === 0) meant.push([only, whole]);
    else if (named.size === 1 && back !== '') meant.push(...named);
  }
  if (meant.length === 0) return null;
  const recipients = meant.map(([who, words]) => {
    return recipient(who, meant.length === 1 ? fuller(words, whole) : told(words), isDelay);
  });
  return { ...emptyReport('dsn'), recipients, originalMessageId: originalMessageId(back) };
}

/** Addresses at the beginning of lines or behind labels, each with what stands behind and below it. */
function* inLines(lines: readonly string[]): Generator<readonly [string, string]> {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const first = addressLine.exec(line);
    const label = first === null ? labelled.exec(line) : null;
    const who = first?.[1] ?? label?.[1] ?? label?.[2];
    if (who === undefined) continue;
    const words = [first === null ? line.slice(label?.index).trim() : (first[2] ?? '')];
    while (words.join(' ').length < longestDiagnostic && (lines[at + 1] ?? '').trim() !== '') {
      if (addressLine.test(lines[at + 1] ?? '')) break;
      at += 1;
      words.push((lines[at] ?? '').trim());
    }
    yield [who, words.join(' ').trim().slice(0, longestDiagnostic)];
  }
}

function isBetter(words: string, than: string): boolean {
  return (
    trouble.test(words) && (!trouble.test(than) || (statusIn(words) !== null && statusIn(than) === null))
  );
}

function failedRecipients(header: readonly Header[]): readonly string[] {
  const listed = (headerValue(header, 'X-Failed-Recipients') ?? '').slice(0, mostFailedRecipients);
  return listed
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each.includes('@'));
}

/** Whom the message that came back was for. */
function recipientsOf(back: string): readonly string[] {
  const fields = fieldGroups(back).find((group) => headerValue(group, 'To') !== null) ?? [];
  const listed = `${headerValue(fields, 'To') ?? ''},${headerValue(fields, 'Cc') ?? ''}`;
  return [...listed.slice(0, mostFailedRecipients).matchAll(new RegExp(address, 'g'))]
    .slice(0, mostRecipients)
    .map(([each]) => each);
}

function told(words: string): string | null {
  return trouble.test(words) ? words : null;
}

/** What is said beside the address, and the server's code where it stands elsewhere. */
function fuller(words: string, whole: string | null): string | null {
  if (told(words) === null) return whole;
  return whole === null || code.test(words) || !code.test(whole) ? words : `${words} ${whole}`;
}

/** The first line with a code, else the first with another word of trouble. */
function troubleIn(lines: readonly string[]): string | null {
  const line = lines.find((each) => code.test(each)) ?? lines.find((each) => trouble.test(each));
  return line?.trim() ?? null;
}

function recipient(who: string, diagnostic: string | null, isDelay: boolean): ReportedRecipient {
  const status = statusIn(diagnostic ?? '');
  const reason = bounceReason(status, diagnostic);
  return { address: who, action: isDelay ? 'delayed' : 'failed', status, diagnostic, reason };
}
