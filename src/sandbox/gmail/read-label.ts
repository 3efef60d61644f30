/** Labels as a client writes them: one of the system (`\Inbox`), or a mailbox name. */
import type { Arguments } from '../imap/wire/arguments.ts';

export function readLabel(given: Arguments): string {
  return given.peek() === '\\' ? given.flag() : given.mailbox();
}

/** In parentheses, or one alone. */
export function readLabels(given: Arguments): readonly string[] {
  return given.peek() === '(' ? given.list(() => readLabel(given), 'may-be-empty') : [readLabel(given)];
}
