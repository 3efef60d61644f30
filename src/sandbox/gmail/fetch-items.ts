/** The FETCH items of X-GM-EXT-1: X-GM-MSGID, X-GM-THRID, X-GM-LABELS. */
import type { FetchItemKind } from '../imap/fetch/item-kind.ts';
import type { Session } from '../imap/session.ts';
import { formatted } from '../imap/wire/format.ts';
import { encodeMailboxName } from '../imap/wire/modified-utf7.ts';
import { atom } from '../imap/wire/value.ts';
import type { StoredMessage } from '../store/model.ts';
import { gmailNumber } from './ids.ts';

function one(
  name: string,
  value: (message: StoredMessage, session: Session) => string,
): readonly [string, FetchItemKind] {
  return [
    name,
    {
      needs: ['X-GM-EXT-1'],
      read: (_, session) => ({
        write: (output, { message }) => output.text(`${name} ${value(message, session)}`),
      }),
    },
  ];
}

/** In parentheses: system labels as they are, others as mailbox names. */
export function labelsText(session: Session, message: StoredMessage): string {
  const labels = session.view === null ? [] : (session.labels?.of(message, session.view.mailbox) ?? []);
  return formatted(labels.map((label) => (label.startsWith('\\') ? atom(label) : encodeMailboxName(label))));
}

export const GMAIL_ITEMS: readonly (readonly [string, FetchItemKind])[] = [
  one('X-GM-MSGID', ({ emailId }) => gmailNumber(emailId)),
  one('X-GM-THRID', ({ threadId }) => gmailNumber(threadId)),
  one('X-GM-LABELS', (message, session) => labelsText(session, message)),
];
