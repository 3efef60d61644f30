/** Addresses chosen by a pattern: `*` stands for any run of characters, so `*@full.test` is a whole domain. */

/** Without regard to case, in linear time. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const subject = text.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return subject === first;
  if (subject.length < first.length + last.length || !subject.startsWith(first) || !subject.endsWith(last))
    return false;
  const end = subject.length - last.length;
  let from = first.length;
  for (const piece of rest) {
    const at = subject.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
