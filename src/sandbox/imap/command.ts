/** What a command is to the server: when it may come, which extension it is of, and what it does. */
import type { Reply } from './reply.ts';
import type { Session } from './session.ts';
import type { Arguments } from './wire/arguments.ts';

export interface Command {
  /** In capitals, with `UID` in front where it is one of those. */
  readonly name: string;
  /** In which states it is allowed (RFC 3501 §6); `authenticated` includes `selected`. */
  readonly state: 'any' | 'not-authenticated' | 'authenticated' | 'selected';
  /** One of these must be among the capabilities; without any the command does not exist. */
  readonly needs?: readonly string[];
  /** No EXPUNGE is told during it, because its client counts on the numbers (RFC 3501 §7.4.1). */
  readonly keepsNumbers?: true;
  /**
   * Reads all arguments before it does anything. Says its untagged responses itself; what else has happened
   * in the mailbox is told after it, before the reply. Throws BadSyntax, Refused and StoreRefusal.
   */
  run(session: Session, given: Arguments): Reply | Promise<Reply>;
}
