/** Which of an account's mailboxes are watched. The inbox comes first where it is among them: it is taken for the busiest until another shows itself. */
import type { AccountSettings } from '../domain/account.ts';
import { parseMailboxName } from '../domain/mailbox.ts';
import type { Mailbox, MailboxName } from '../domain/mailbox.ts';

/** Names that no mailbox has are passed over: it may come later. */
export function watchedAmong(
  mailboxes: readonly Mailbox[],
  wanted: AccountSettings['watch']['mailboxes'],
): readonly Mailbox[] {
  const selectable = mailboxes.filter((mailbox) => mailbox.selectable);
  const chosen =
    wanted === 'all'
      ? selectable
      : wanted.map(parseMailboxName).flatMap((name) => selectable.find((each) => isNamed(each, name)) ?? []);
  const once = [...new Set(chosen)];
  return [...once.filter(isInbox), ...once.filter((mailbox) => !isInbox(mailbox))];
}

function isInbox(mailbox: Mailbox): boolean {
  return mailbox.specialUse === 'inbox' || mailbox.path === 'INBOX';
}

function isNamed(mailbox: Mailbox, name: MailboxName): boolean {
  switch (name.by) {
    case 'id':
      return mailbox.id === name.id;
    case 'special-use':
      return name.use === 'inbox' ? isInbox(mailbox) : mailbox.specialUse === name.use;
    case 'path':
      // INBOX alone is spelled without regard to case (RFC 9051 §5.1).
      return mailbox.path === name.path || (isInbox(mailbox) && /^inbox$/i.test(name.path));
  }
}
