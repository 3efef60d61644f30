/** Flags that a client gives (RFC 3501 §2.3.2): the five of the system, and keywords. */
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';

const SYSTEM = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];

/** In parentheses, maybe none. `\Recent` and unknown ones of the system are wrong. */
export function readFlags(given: Arguments): readonly string[] {
  return given.list(() => readFlag(given), 'may-be-empty');
}

export function readFlag(given: Arguments): string {
  const flag = given.flag();
  if (!flag.startsWith('\\')) return flag;
  const known = SYSTEM.find((each) => each.toLowerCase() === flag.toLowerCase());
  if (known === undefined) throw new BadSyntax(`${flag} is no flag that can be set.`);
  return known;
}
