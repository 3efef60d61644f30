/** Text made comparable without regard to case (i;unicode-casemap, RFC 5051): equal when the folded texts are. */

const ascii = /^[\x00-\x7f]*$/;

/** Composed and decomposed characters fold alike, and as there `u` is found in `ü`. */
export function folded(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : text.toUpperCase().toLowerCase().normalize('NFKD');
}

/** By code units of folded texts. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
