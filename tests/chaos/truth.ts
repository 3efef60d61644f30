/** What the mail server has in the end, asked past the product: the mailboxes that are watched and the messages in them. */
import type { Dovecot } from '../support/dovecot.ts';
import type { WatchedAccount } from './house.ts';
import { originOf, placeOf } from './ledger.ts';
import { inMailbox, type Deeds } from './programs.ts';

export interface Message {
  readonly place: string;
  readonly account: string;
  readonly mailbox: string;
  readonly subject: string;
  /** Sorted, joined by blanks; null when it is gone. */
  readonly flags: string | null;
  /** Its mailbox went too, which says so for all that was in it. */
  readonly withItsMailbox: boolean;
  /** False where it went before anybody had been told of it: then it need not be told. */
  readonly mustBeTold: boolean;
}

export interface Truth {
  /** By place: all messages that ever were in a watched mailbox. */
  readonly messages: ReadonlyMap<string, Message>;
  /** By account: the paths of all mailboxes, sorted. */
  readonly mailboxes: ReadonlyMap<string, readonly string[]>;
}

/** Of every account from its first login on. */
export const firstMailboxes = ['Archive', 'Drafts', 'INBOX', 'Junk', 'Sent', 'Trash'] as const;

export async function truthOf(
  dovecot: Dovecot,
  accounts: readonly WatchedAccount[],
  deeds: Deeds,
): Promise<Truth> {
  const messages = new Map<string, Message>();
  const mailboxes = new Map<string, readonly string[]>();
  for (const account of accounts) mailboxes.set(account.id, await mailboxesOf(dovecot, account));
  for (const [place, { account: id, mailbox, subject, told }] of deeds.removals) {
    const watched = accounts.find((account) => account.id === id)?.watched ?? [];
    if (watched !== 'all' && !watched.includes(mailbox)) continue;
    const remaining = (mailboxes.get(id) ?? []).map(originOf);
    const withItsMailbox = !remaining.includes(originOf(mailbox));
    messages.set(place, {
      place,
      account: id,
      mailbox,
      subject,
      flags: null,
      mustBeTold: told,
      withItsMailbox,
    });
  }
  for (const account of accounts) {
    const { id, watched } = account;
    const paths = mailboxes.get(id) ?? [];
    for (const mailbox of paths.filter((path) => watched === 'all' || watched.includes(path))) {
      for (const { uid, subject, flags } of await messagesIn(dovecot, account, mailbox)) {
        const place = placeOf(id, mailbox, uid);
        const still = { mustBeTold: true, withItsMailbox: false };
        messages.set(place, { place, account: id, mailbox, subject, flags, ...still });
      }
    }
  }
  return { messages, mailboxes };
}

async function mailboxesOf(dovecot: Dovecot, account: WatchedAccount): Promise<readonly string[]> {
  const listed = await inMailbox(dovecot, account, 'INBOX', (client) => client.list());
  return listed.map(({ path }) => path).sort();
}

async function messagesIn(
  dovecot: Dovecot,
  account: WatchedAccount,
  mailbox: string,
): Promise<readonly { readonly uid: number; readonly subject: string; readonly flags: string }[]> {
  return await inMailbox(dovecot, account, mailbox, async (client) => {
    const all =
      client.mailbox === false || client.mailbox.exists === 0
        ? []
        : await client.fetchAll('1:*', { uid: true, flags: true, envelope: true });
    return all.map(({ uid, flags, envelope }) => ({
      uid,
      subject: envelope?.subject ?? '',
      flags: writeFlags([...(flags ?? [])]),
    }));
  });
}

export function writeFlags(flags: readonly string[]): string {
  return flags
    .filter((flag) => flag !== '\\Recent')
    .sort()
    .join(' ');
}
