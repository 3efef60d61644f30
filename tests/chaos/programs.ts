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
import { placeOf, type Ledger } from './ledger.ts';

export interface Removal {
  readonly account: string;
  readonly mailbox: string;
  readonly uid: number;
  readonly subject: string;
  readonly how: 'moved' | 'expunged';
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
/** Where messages are moved to; nothing is moved back, so that a subject names one message in a mailbox. */
const targets = ['Archive', 'Trash', 'Sent'] as const;
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
  };
  let resting = false;
  let letters = 0;

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
    await inMailbox(dovecot, account, mailboxFor(by), async (client) => {
      const uids = some(await present(client), by);
      if (uids.length === 0) return;
      const changed = [flags[by.between(0, flags.length)] ?? '\\Seen'];
      deeds.flagged.times += 1;
      if (by.between(0, 3) === 0) await client.messageFlagsRemove(uids, changed, { uid: true });
      else await client.messageFlagsAdd(uids, changed, { uid: true });
    });
  };

  const remove = async (account: WatchedAccount, by: Chance, how: Removal['how']): Promise<void> => {
    const mailbox = mailboxFor(by);
    const hasty = by.between(0, 100) < hastyOf100;
    await inMailbox(dovecot, account, mailbox, async (client) => {
      const told = (uid: number): boolean => ledger.knows(placeOf(account.id, mailbox, uid));
      const uids = some(
        (await present(client)).filter((uid) => hasty || told(uid)),
        by,
      );
      if (uids.length === 0) return;
      for await (const { uid, envelope } of client.fetch(
        uids,
        { uid: true, envelope: true },
        { uid: true },
      )) {
        const place = placeOf(account.id, mailbox, uid);
        const subject = envelope?.subject ?? '';
        deeds.removals.set(place, { account: account.id, mailbox, uid, subject, how, told: told(uid) });
      }
      const others = targets.filter((target) => target !== mailbox);
      if (how === 'expunged') await client.messageDelete(uids, { uid: true });
      else await client.messageMove(uids, others[by.between(0, others.length)] ?? 'Archive', { uid: true });
    });
  };

  const work = async (hand: number): Promise<void> => {
    const by = chance(seed + 1 + hand);
    const own = accounts.filter((_, index) => index % hands === hand);
    while (!resting) {
      const account = own[by.between(0, own.length)];
      if (account === undefined) return;
      const card = by.between(0, 10);
      const pauseMs = by.between(0, (2_000 * hands) / rate);
      // Whatever a fault broke is tried again with another message.
      await (
        card < 5
          ? deliver(account)
          : card < 8
            ? flag(account, by)
            : remove(account, by, card === 8 ? 'moved' : 'expunged')
      ).catch(() => undefined);
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

function mailboxFor({ between }: Chance): string {
  return between(0, 4) === 0 ? (targets[between(0, targets.length)] ?? 'Archive') : 'INBOX';
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
