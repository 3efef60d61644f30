/** Text made comparable without regard to case (i;unicode-casemap, RFC 5051): equal when the folded texts are. */

const ascii = /^[\x00-\x7f]*$/;

/** Composed and decomposed characters fold alike, and as there `u` is found in `ü`, but `ss` not in `ß`. */
export function folded(text: string): string {
  const upper = text.toUpperCase();
  if (ascii.test(text)) return upper;
  return (upper.length === text.length ? upper : simplyUpper(text)).normalize('NFKD');
}

/** By code units of folded texts. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** A character that several would stand for in upper case stays as it is. */
function simplyUpper(text: string): string {
  return Array.from(text, (character) => {
    const upper = character.toUpperCase();
    return upper.length === character.length ? upper : character;
  }).join('');
}
