/**
 * When one text is in another: without regard to case, as with i;unicode-casemap (RFC 5051), and with compatible
 * characters the same. Used for what a server cannot search for and to show where a text was found. Pure.
 */

const ascii = /^[\x00-\x7f]*$/;

/** Two texts that differ in case only come out the same. */
export function folded(text: string): string {
  return ascii.test(text) ? text.toUpperCase() : text.normalize('NFKD').toUpperCase();
}

/** Half-open, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** Where any of the needles, which are folded, stands in a text: ascending, without overlap, the first `most`. */
export function occurrences(text: string, needles: readonly string[], most: number): readonly Range[] {
  const whole = folded(text);
  const present = needles.filter((needle) => needle !== '' && whole.includes(needle));
  if (present.length === 0) return [];
  return ascii.test(text)
    ? rangesIn(whole, present, most)
    : inOriginal(text, (units) => rangesIn(units, present, most));
}

function rangesIn(text: string, needles: readonly string[], most: number): readonly Range[] {
  const found: Range[] = [];
  const next = needles.map((needle) => ({ needle, at: text.indexOf(needle) }));
  for (let from = 0; found.length < most;) {
    let best: Range | null = null;
    for (const each of next) {
      if (each.at !== -1 && each.at < from) each.at = text.indexOf(each.needle, from);
      const { needle, at } = each;
      if (at === -1) continue;
      const end = at + needle.length;
      if (best === null || at < best[0] || (at === best[0] && end > best[1])) best = [at, end];
    }
    if (best === null) break;
    found.push(best);
    from = best[1];
  }
  return found;
}

/** Folding changes lengths: each unit remembers the character that it came from. */
function inOriginal(text: string, find: (units: string) => readonly Range[]): readonly Range[] {
  const pieces: string[] = [];
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const piece = folded(character);
    for (let unit = 0, { length } = piece; unit < length; unit += 1) origins.push(at);
    pieces.push(piece);
    at += character.length;
  }
  const ranges: Range[] = [];
  for (const [first, end] of find(pieces.join(''))) {
    const start = Math.max(origins[first] ?? 0, ranges.at(-1)?.[1] ?? 0);
    const behind = behindCharacter(text, origins[end - 1] ?? 0);
    // A character may fold to several units, of which a match before had the first.
    if (behind > start) ranges.push([start, behind]);
  }
  return ranges;
}

/** Behind a character and the marks that stand over it. */
function behindCharacter(text: string, at: number): number {
  let end = at + String.fromCodePoint(text.codePointAt(at) ?? 0).length;
  while (end < text.length && /^\p{M}$/u.test(text.charAt(end))) end += 1;
  return end;
}
