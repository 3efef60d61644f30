/**
 * The flags of the newest messages as a position remembers them where the server has no CONDSTORE: what they
 * are compared with at the next look (guarantees.md §1). Written sorted and joined by blanks, which no flag holds.
 */

/** So many of the newest messages are remembered; changes of older ones are not seen. */
export const rememberedMessages = 1000;

function writeFlags(flags: readonly string[]): string {
  return [...new Set(flags)].sort().join(' ');
}

export function splitFlags(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

export function sameFlags(text: string | undefined, flags: readonly string[]): boolean {
  return text === writeFlags(flags);
}

/** `rows` put over `before`, cut to the newest. */
export function flagsOfNewest(
  rows: readonly (readonly [uid: number, flags: readonly string[]])[],
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const all = { ...before, ...Object.fromEntries(rows.map(([uid, flags]) => [uid, writeFlags(flags)])) };
  // Integer keys of an object are in ascending order by themselves.
  return Object.fromEntries(Object.entries(all).slice(-rememberedMessages));
}
