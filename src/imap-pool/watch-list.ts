/** Which of an account's mailboxes are watched. The inbox comes first where it is among them: it is taken for the busiest until another shows itself. */
import type { AccountSettings } from '../domain/account.ts';
import { parseMailboxName } from '../domain/mailbox.ts';
import type { Mailbox, MailboxName } from '../domain/mailbox.ts';

type Wanted = AccountSettings['watch']['mailboxes'];

/** Names that no mailbox has are passed over, it may come later; but for those that `named` knows the mailbox of. */
export function watchedAmong(
  mailboxes: readonly Mailbox[],
  wanted: Wanted,
  named: Readonly<Record<string, string>> = {},
): readonly Mailbox[] {
  const selectable = mailboxes.filter((mailbox) => mailbox.selectable);
  const chosen =
    wanted === 'all' ? selectable : wanted.flatMap((name) => called(selectable, name, named[name]) ?? []);
  const once = [...new Set(chosen)];
  return [...once.filter(isInbox), ...once.filter((mailbox) => !isInbox(mailbox))];
}

/** What the names stand for now, as ids: a mailbox keeps its name here when it gets another on the server, until one there has it. */
export function namedNow(
  mailboxes: readonly Mailbox[],
  wanted: Wanted,
  named: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (wanted === 'all') return {};
  return Object.fromEntries(
    wanted.flatMap((name) => {
      const mailbox = called(mailboxes, name, named[name]);
      return mailbox === undefined ? [] : [[name, mailbox.id]];
    }),
  );
}

function called(mailboxes: readonly Mailbox[], text: string, id: string | undefined): Mailbox | undefined {
  const name = parseMailboxName(text);
  return mailboxes.find((each) => isNamed(each, name)) ?? mailboxes.find((each) => each.id === id);
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
