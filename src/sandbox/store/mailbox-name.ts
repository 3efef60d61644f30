/** Which names a mailbox may have, and what they say about the tree. */
import { StoreRefusal } from './refusal.ts';

const MAX_OCTETS = 1_000;
const MAX_LEVELS = 50;
/** Controls and halves of surrogate pairs. */
const NO_TEXT = /[\p{Cc}\p{Cs}]/u;

/** INBOX in any case is spelled so, also where it is the first of several levels (RFC 3501 §5.1). */
export function spelled(name: string): string {
  return name.replace(/^inbox(?=\/|$)/i, 'INBOX');
}

/** As it is stored. Throws `invalid-name`. */
export function mailboxName(given: string): string {
  const name = spelled(given.endsWith('/') ? given.slice(0, -1) : given);
  const levels = name.split('/');
  const wrong =
    levels.includes('') ||
    levels.length > MAX_LEVELS ||
    Buffer.byteLength(name) > MAX_OCTETS ||
    NO_TEXT.test(name);
  if (wrong) throw new StoreRefusal('invalid-name', 'No mailbox can have this name.');
  return name;
}

export function parentOf(name: string): string | null {
  const end = name.lastIndexOf('/');
  return end < 0 ? null : name.slice(0, end);
}

/** From the top; without the name itself. */
export function above(name: string): readonly string[] {
  const levels = name.split('/');
  return levels.slice(1).map((_, depth) => levels.slice(0, depth + 1).join('/'));
}

/** INBOX first, each followed by those below it. */
export function inListOrder(a: string, b: string): number {
  const one = orderKey(a);
  const two = orderKey(b);
  return one < two ? -1 : one > two ? 1 : 0;
}

function orderKey(name: string): string {
  const key = name.replaceAll('/', '\u0000');
  return /^INBOX(?=\/|$)/.test(name) ? key.replace('INBOX', '\u0001') : `\u0002${key}`;
}
