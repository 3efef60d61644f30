/**
 * Text as SORT compares it (RFC 5256 §2): by the collation i;unicode-casemap (RFC 5051), subjects without what replies
 * and forwards add. Pure; each takes time linear in the text's length.
 */

/** What tells texts apart: longer ones that begin alike count as equal. */
const longestKey = 100;
/** A subject is looked at no further. */
const longestSubject = 1_000;

/** Ready to be compared by code points. */
export function foldText(text: string): string {
  const cut = text.slice(0, longestKey);
  if (/^[ -~]*$/.test(cut)) return cut.toUpperCase();
  let folded = '';
  // RFC 5051 §2 maps single characters, so that a letter whose capital is two (ß) stays as it is.
  for (const character of cut) {
    const upper = character.toUpperCase();
    folded += upper.length === character.length ? upper : character;
  }
  return folded.normalize('NFKD').slice(0, longestKey);
}

const blob = String.raw`\[[^[\]]*\] *`;
const leader = new RegExp(`^(?: |(?:re|fwd?) *(?:${blob})?:)`, 'i');
const firstBlob = new RegExp(`^${blob}`);
const trailer = /(?:\(fwd\)| )$/i;
const wrapped = /^\[fwd:(.*)\]$/i;

/** The base subject of RFC 5256 §2.1, of a subject whose encoded words are decoded. */
export function baseSubject(subject: string): string {
  let text = subject.slice(0, longestSubject).replace(/\s+/g, ' ');
  for (;;) {
    const stripped = withoutLeaders(withoutTrailers(text));
    const inner = wrapped.exec(stripped)?.[1];
    if (inner === undefined) return stripped;
    text = inner;
  }
}

function withoutTrailers(subject: string): string {
  let text = subject;
  while (trailer.test(text)) text = text.replace(trailer, '');
  return text;
}

function withoutLeaders(subject: string): string {
  let text = subject;
  for (;;) {
    const [prefix] = leader.exec(text) ?? firstBlob.exec(text) ?? [''];
    // A blob is left where it is all that there is.
    const isAll = prefix.length === text.length && prefix.startsWith('[');
    if (prefix === '' || isAll) return text;
    text = text.slice(prefix.length);
  }
}
