/**
 * Other mail programs and senders, at work all the while: each hand has accounts of its own, to which it has mail
 * delivered and in which it flags, moves and expunges. What it attempted is written down first; what came of it, the mail
 * server tells in the end.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { chance, type Chance } from '../support/chance.ts';
import type { Dovecot } from '../support/dovecot.ts';
import { createLmtpClient } from '../support/lmtp-client.ts';
import type { WatchedAccount } from './house.ts';
import { originOf, placeOf, type Ledger } from './ledger.ts';

export interface Removal {
  readonly account: string;
  readonly mailbox: string;
  readonly uid: number;
  readonly subject: string;
  /** Whether its coming had been told before: what goes unseen need not be told at all. */
  readonly told: boolean;
}

/** What was done to the accounts. */
export interface Deeds {
  /** Subject → the account to which the mail server said that it has it. */
  readonly delivered: Map<string, string>;
  /** Subjects of which the mail server did not say whether it has them. */
  readonly doubtful: Set<string>;
  /** By place: attempted, and not put back by anybody. */
  readonly removals: Map<string, Removal>;
  readonly flagged: { times: number };
  /** How many mailboxes were made, renamed and deleted. */
  readonly mailboxes: { made: number; renamed: number; deleted: number };
}

export interface ProgramsOptions {
  readonly dovecot: Dovecot;
  readonly accounts: readonly WatchedAccount[];
  readonly ledger: Ledger;
  readonly seed: number;
  /** Deeds a second, of all hands together. */
  readonly rate: number;
}

export interface Programs {
  readonly deeds: Deeds;
  /** Each hand finishes what it does. */
  rest(): Promise<void>;
  /** One more message to each account, tried until the mail server has it. */
  deliverLast(): Promise<void>;
}

const hands = 6;
const flags = ['\\Seen', '\\Flagged', '\\Answered', '$Forwarded'] as const;
/** Of a hundred removals so many do not wait until the message was told. */
const hastyOf100 = 15;

export function startPrograms({ dovecot, accounts, ledger, seed, rate }: ProgramsOptions): Programs {
  const lmtp = createLmtpClient({ host: dovecot.host, port: dovecot.lmtpPort });
  const deeds: Deeds = {
    delivered: new Map(),
    doubtful: new Set(),
    removals: new Map(),
    flagged: { times: 0 },
    mailboxes: { made: 0, renamed: 0, deleted: 0 },
  };
  let resting = false;
  let letters = 0;
  let numbers = 0;

  const deliver = async ({ id, user }: WatchedAccount): Promise<boolean> => {
    const subject = `letter ${(letters += 1)}`;
    try {
      await lmtp.deliver(letter(subject), { from: 'a@postern.test', to: [user] });
      deeds.delivered.set(subject, id);
      return true;
    } catch {
      deeds.doubtful.add(subject);
      return false;
    }
  };

  const flag = async (account: WatchedAccount, by: Chance): Promise<void> => {
    await inMailbox(dovecot, account, 'INBOX', async (client) => {
      await client.mailboxOpen(await anyMailbox(client, by));
      const uids = some(await present(client), by);
      if (uids.length === 0) return;
      const changed = [flags[by.between(0, flags.length)] ?? '\\Seen'];
      deeds.flagged.times += 1;
      if (by.between(0, 3) === 0) await client.messageFlagsRemove(uids, changed, { uid: true });
      else await client.messageFlagsAdd(uids, changed, { uid: true });
    });
  };

  const writeDown = async (
    client: ImapFlow,
    account: WatchedAccount,
    mailbox: string,
    uids: readonly number[],
  ): Promise<void> => {
    for await (const { uid, envelope } of client.fetch(
      [...uids],
      { uid: true, envelope: true },
      { uid: true },
    )) {
      const place = placeOf(account.id, mailbox, uid);
      const subject = envelope?.subject ?? '';
      const told = ledger.knows(place);
      deeds.removals.set(place, { account: account.id, mailbox, uid, subject, told });
    }
  };

  const remove = async (account: WatchedAccount, by: Chance, how: 'moved' | 'expunged'): Promise<void> => {
    const hasty = by.between(0, 100) < hastyOf100;
    await inMailbox(dovecot, account, 'INBOX', async (client) => {
      const mailbox = await anyMailbox(client, by);
      const others = (await pathsOf(client)).filter((path) => path !== mailbox && path !== 'INBOX');
      await client.mailboxOpen(mailbox);
      const told = (uid: number): boolean => ledger.knows(placeOf(account.id, mailbox, uid));
      const uids = some(
        (await present(client)).filter((uid) => hasty || told(uid)),
        by,
      );
      if (uids.length === 0) return;
      await writeDown(client, account, mailbox, uids);
      if (how === 'expunged') await client.messageDelete(uids, { uid: true });
      else await client.messageMove(uids, others[by.between(0, others.length)] ?? 'Archive', { uid: true });
    });
  };

  /** Makes a mailbox, or renames or deletes one that was made so. */
  const changeMailboxes = async (account: WatchedAccount, by: Chance): Promise<void> => {
    await inMailbox(dovecot, account, 'INBOX', async (client) => {
      const made = (await pathsOf(client)).filter((path) => path.startsWith('Project'));
      const mailbox = made[by.between(0, made.length)];
      if (mailbox === undefined || made.length < 3) {
        await client.mailboxCreate(`Project ${(numbers += 1)}`);
        deeds.mailboxes.made += 1;
      } else if (by.between(0, 2) === 0) {
        await client.mailboxRename(mailbox, `${originOf(mailbox)} v${(numbers += 1)}`);
        deeds.mailboxes.renamed += 1;
      } else {
        await client.mailboxOpen(mailbox);
        await writeDown(client, account, mailbox, await present(client));
        await client.mailboxOpen('INBOX');
        await client.mailboxDelete(mailbox);
        deeds.mailboxes.deleted += 1;
      }
    });
  };

  const deed = async (card: number, account: WatchedAccount, by: Chance): Promise<void> => {
    if (card < 10) await deliver(account);
    else if (card < 15) await flag(account, by);
    else if (card < 17) await remove(account, by, 'moved');
    else if (card < 19 || account.watched !== 'all') await remove(account, by, 'expunged');
    else await changeMailboxes(account, by);
  };

  const work = async (hand: number): Promise<void> => {
    const by = chance(seed + 1 + hand);
    const own = accounts.filter((_, index) => index % hands === hand);
    while (!resting) {
      const account = own[by.between(0, own.length)];
      if (account === undefined) return;
      const card = by.between(0, 20);
      const pauseMs = by.between(0, (2_000 * hands) / rate);
      // Whatever a fault broke is tried again with another message.
      await deed(card, account, by).catch(() => undefined);
      await delay(pauseMs);
    }
  };
  const working = Array.from({ length: hands }, (_, hand) => work(hand));

  return {
    deeds,
    async rest() {
      resting = true;
      await Promise.all(working);
    },
    async deliverLast() {
      for (const account of accounts) while (!(await deliver(account))) await delay(100);
      lmtp.close();
    },
  };
}

/** The inbox more often than all others together. */
async function anyMailbox(client: ImapFlow, { between }: Chance): Promise<string> {
  if (between(0, 4) !== 0) return 'INBOX';
  const paths = await pathsOf(client);
  return paths[between(0, paths.length)] ?? 'INBOX';
}

/** In one order, so that chance chooses the same among the same. */
async function pathsOf(client: ImapFlow): Promise<readonly string[]> {
  return (await client.list()).map(({ path }) => path).sort();
}

/** One to five neighbours. */
function some(uids: readonly number[], { between }: Chance): number[] {
  const first = between(0, uids.length);
  return uids.slice(first, first + between(1, 6));
}

async function present(client: ImapFlow): Promise<readonly number[]> {
  const found = await client.search({ all: true }, { uid: true });
  return Array.isArray(found) ? found : [];
}

/** On a connection of its own, which another fault may break at any point. */
export async function inMailbox<T>(
  { host, imapPort, password }: Dovecot,
  { user }: WatchedAccount,
  mailbox: string,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const client = new ImapFlow({
    host,
    port: imapPort,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    socketTimeout: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.mailboxOpen(mailbox);
    return await work(client);
  } finally {
    client.close();
  }
}

function letter(subject: string): string {
  return [
    'From: Grace <grace@example.org>',
    'To: Ada <ada@postern.test>',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replace(' ', '.')}@example.org>`,
    'Date: Sat, 31 Jan 2026 12:00:00 +0000',
    '',
    'Hello.',
    '',
  ].join('\r\n');
}
