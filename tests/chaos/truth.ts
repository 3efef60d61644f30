/** What the mail server has in the end, asked past the product: the mailboxes that are watched and the messages in them. */
import type { Dovecot } from '../support/dovecot.ts';
import type { WatchedAccount } from './house.ts';
import { placeOf } from './ledger.ts';
import { inMailbox, type Deeds } from './programs.ts';

export interface Message {
  readonly place: string;
  readonly account: string;
  readonly mailbox: string;
  readonly subject: string;
  /** Sorted, joined by blanks; null when it is gone. */
  readonly flags: string | null;
  /** False where it went before anybody had been told of it: then it need not be told. */
  readonly mustBeTold: boolean;
}

/** By place: all messages that ever were in a watched mailbox. */
export type Truth = ReadonlyMap<string, Message>;

export async function truthOf(
  dovecot: Dovecot,
  accounts: readonly WatchedAccount[],
  deeds: Deeds,
): Promise<Truth> {
  const truth = new Map<string, Message>();
  const watched = new Map(accounts.map((account) => [account.id, account]));
  for (const [place, { account, mailbox, subject, told }] of deeds.removals) {
    const by = watched.get(account)?.watched ?? [];
    if (by !== 'all' && !by.includes(mailbox)) continue;
    truth.set(place, { place, account, mailbox, subject, flags: null, mustBeTold: told });
  }
  for (const account of accounts) {
    for (const mailbox of await mailboxesOf(dovecot, account)) {
      for (const { uid, subject, flags } of await messagesIn(dovecot, account, mailbox)) {
        const place = placeOf(account.id, mailbox, uid);
        truth.set(place, { place, account: account.id, mailbox, subject, flags, mustBeTold: true });
      }
    }
  }
  return truth;
}

async function mailboxesOf(dovecot: Dovecot, account: WatchedAccount): Promise<readonly string[]> {
  const listed = await inMailbox(dovecot, account, 'INBOX', (client) => client.list());
  const { watched } = account;
  return listed.map(({ path }) => path).filter((path) => watched === 'all' || watched.includes(path));
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
