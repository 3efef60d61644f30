/**
 * The labels that every Gmail user has, by what X-GM-LABELS calls them; any other label goes by its mailbox's name.
 * As developers.google.com/gmail/imap/imap-extensions has them.
 */
import type { Mailbox, MailUser } from '../store/model.ts';

/** Of these a message is in one at most, and in no other mailbox at the same time. */
export const APART = ['\\Trash', '\\Junk'] as const;
export const EVERYTHING = '\\All';
export const STARRED = '\\Flagged';

/** By special use (RFC 6154 §2). All Mail is no label. */
const NAMES: Readonly<Record<string, string>> = {
  '\\Drafts': '\\Draft',
  '\\Flagged': '\\Starred',
  '\\Important': '\\Important',
  '\\Junk': '\\Spam',
  '\\Sent': '\\Sent',
  '\\Trash': '\\Trash',
};

/** Null for All Mail. */
export function labelOf({ name, specialUse }: Mailbox): string | null {
  if (specialUse === EVERYTHING) return null;
  if (name === 'INBOX') return '\\Inbox';
  return (specialUse === null ? undefined : NAMES[specialUse]) ?? name;
}

/** In any case for system labels, exactly for others. */
export function mailboxOf(user: MailUser, label: string): Mailbox | null {
  const wanted = label.toLowerCase();
  const system = user
    .mailboxes()
    .find((each) => label.startsWith('\\') && labelOf(each)?.toLowerCase() === wanted);
  return system ?? user.mailbox(label);
}

export function isApart({ specialUse }: Mailbox): boolean {
  return APART.some((each) => each === specialUse);
}
