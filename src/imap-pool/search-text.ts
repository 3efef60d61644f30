/**
 * When one text is in another: without regard to case, as with i;unicode-casemap (RFC 5051), and with compatible
 * characters the same. Used for what a server cannot search for and to show where a text was found. Pure.
 */

/** Two texts that differ in case only come out the same. */
export function folded(text: string): string {
  return /^[\x00-\x7f]*$/.test(text) ? text.toUpperCase() : text.normalize('NFKD').toUpperCase();
}

/** Half-open, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** Where any of the needles, which are folded, stands in a text; ascending, without overlap, at most `most`. */
export function occurrences(text: string, needles: readonly string[], most: number): readonly Range[] {
  const { units, origins } = foldedWithOrigins(text);
  const found: Range[] = [];
  let from = 0;
  while (found.length < most) {
    let best: Range | null = null;
    for (const needle of needles) {
      const at = needle === '' ? -1 : units.indexOf(needle, from);
      if (at === -1) continue;
      if (best === null || at < best[0] || (at === best[0] && at + needle.length > best[1])) {
        best = [at, at + needle.length];
      }
    }
    if (best === null) break;
    const [start, end] = best;
    found.push([origins[start] ?? 0, endOf(text, origins, end)]);
    from = end;
  }
  return found;
}

/** The folded text and, for each of its units, where the character stands that it came from. */
function foldedWithOrigins(text: string): { readonly units: string; readonly origins: readonly number[] } {
  let units = '';
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const part = folded(character);
    origins.push(...new Array<number>(part.length).fill(at));
    units += part;
    at += character.length;
  }
  origins.push(at);
  return { units, origins };
}

/** Behind the whole of the last character that matched, and the marks that stand over it. */
function endOf(text: string, origins: readonly number[], end: number): number {
  const last = origins[end - 1] ?? 0;
  let at = last + ((text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  while (at < text.length && /^\p{M}/u.test(text.slice(at, at + 2))) at += 1;
  return at;
}
