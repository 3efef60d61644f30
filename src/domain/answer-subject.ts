/** The subject of an answer or a forward: one prefix, however many and of whatever language stood there before. */
import type { ReferenceAction } from './reference.ts';

/** By which mail programs of many languages begin the subject of an answer; single letters may as well be words. */
const answering =
  're|aw|antw|antwort|sv|vs|bls|res|rif|odp|ynt|cev|atb|ats|vá|απ|σχετ|отв|ответ|回复|回覆|答复|答覆|返信|回信|답장|השב';
const forwarding =
  'fwd|fw|wg|tr|vl|vb|vid|rv|enc|fs|pd|ilt|doorst|továbbítás|πρθ|пересл|转发|轉寄|轉發|전달|転送|הועבר';

/** `Re:`, `Re[2]:`, `AW (3):`, and with the wide colon of the East. */
function prefixes(words: string): RegExp {
  return new RegExp(
    `^(?:\\s*(?:${words})\\s?(?:\\[\\d{1,3}\\]|\\(\\d{1,3}\\)|\\^\\d{1,3})?\\s?[:：])+`,
    'iu',
  );
}
const ofAnswers = prefixes(answering);
const ofForwards = prefixes(forwarding);

/** No CR, LF or NUL; at most as long as a subject may be. */
export function answerSubject(subject: string | null, action: ReferenceAction): string {
  const line = (subject ?? '')
    .slice(0, longest)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  const isForward = action === 'forward';
  const bare = line.replace(isForward ? ofForwards : ofAnswers, '').trim();
  return `${isForward ? 'Fwd' : 'Re'}: ${bare}`.trim();
}

const longest = 9_000;
