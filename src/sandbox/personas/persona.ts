/**
 * A persona: a provider or server whose capabilities, limits and faults the sandbox takes on, as far as they are known.
 * Of what one advertises only that is listed which the sandbox can do, since a client may use it. STARTTLS is offered
 * on the plain port by all, also where the provider has no such port.
 */
import type { ImapBehaviour } from '../imap/behaviour.ts';
import type { SmtpBehaviour } from '../smtp/behaviour.ts';
import type { MailUser } from '../store/model.ts';

export interface PersonaMailbox {
  readonly name: string;
  readonly specialUse?: string;
  /** Only there for those below it (`\Noselect`). */
  readonly nameOnly?: true;
}

export interface Persona {
  readonly imap: ImapBehaviour;
  readonly smtp: Partial<SmtpBehaviour>;
  /** What a new user has besides INBOX. */
  readonly mailboxes: readonly PersonaMailbox[];
  /** What is submitted is filed by the server itself in the mailbox for sent mail. */
  readonly filesSent?: true;
  /** Mailboxes are labels on one message, as `gmail/labels.ts` has them. */
  readonly labels?: true;
}

/** Gives a user that has INBOX only the mailboxes of the persona, all subscribed. */
export function furnish(user: MailUser, { mailboxes }: Persona): void {
  for (const { name, specialUse } of mailboxes) {
    user.create(name, specialUse === undefined ? {} : { specialUse });
  }
  for (const { name } of mailboxes.filter(({ nameOnly }) => nameOnly === true)) user.delete(name);
  for (const { name, selectable } of user.mailboxes()) if (selectable) user.subscribe(name, true);
}
