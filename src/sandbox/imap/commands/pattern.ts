/** Wildcards of LIST (RFC 3501 §6.3.8): `*` is anything, `%` anything within one level. */

import { type Namespace, outward } from '../wire/namespace.ts';

/** Longer patterns name no mailbox, and only cost time. */
export const LONGEST_PATTERN = 2_000;

/** A name of the store. INBOX matches in any case. In time of the product of both lengths, whatever the wildcards. */
export function matches(pattern: string, name: string, namespace: Namespace): boolean {
  const { delimiter } = namespace;
  const written = outward(namespace, name);
  if (matchesExactly(pattern, written, delimiter)) return true;
  const [top] = written.split(delimiter);
  return top === 'INBOX' && matchesExactly(pattern.replace(/^inbox/i, 'INBOX'), written, delimiter);
}

function matchesExactly(pattern: string, name: string, delimiter: string): boolean {
  if (!/[*%]/.test(pattern)) return pattern === name;
  /** Which beginnings of `name` the pattern so far can be. */
  let reached = new Uint8Array(name.length + 1);
  reached[0] = 1;
  for (const token of pattern
    .replace(/[*%]*\*[*%]*/g, '*')
    .replace(/%+/g, '%')
    .split('')) {
    const next = new Uint8Array(name.length + 1);
    for (let at = 0; at <= name.length; at += 1) {
      if (token === '*' || token === '%') {
        const goesOn = at > 0 && next[at - 1] === 1 && (token === '*' || name[at - 1] !== delimiter);
        next[at] = reached[at] === 1 || goesOn ? 1 : 0;
      } else if (at > 0 && reached[at - 1] === 1 && name[at - 1] === token) next[at] = 1;
    }
    reached = next;
  }
  return reached[name.length] === 1;
}
