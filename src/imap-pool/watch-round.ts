/**
 * Watching on one connection: a look at every watched mailbox, then IDLE on the first one, with a look whenever the
 * server nudges. The others are asked for their STATUS from time to time and visited when it changed. Everything
 * is opened anew every few minutes, which also shows whether the link is alive.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox, MailboxCounts } from '../domain/mailbox.ts';
import { startIdle } from './idle.ts';
import { examine } from './look.ts';
import type { Opened } from './look.ts';
import { countsOf, listMailboxes } from './mailbox-listing.ts';
import { listenTo } from './nudges.ts';
import type { Session } from './session.ts';
import type { ToldMailboxes } from './told-mailboxes.ts';
import { watchedAmong } from './watch-list.ts';
import type { WatchedMailbox } from './watched-mailbox.ts';

export interface WatchTimes {
  /** IDLE is left and everything looked at anew after this time: below the 29 minutes of RFC 2177. */
  readonly renewMs: number;
  /** Between two STATUS of the mailboxes that are not in IDLE. */
  readonly sweepMs: number;
  /** Between two NOOP where the server has no IDLE. */
  readonly pollMs: number;
  /** For the end of IDLE; a link that takes longer is taken for dead. */
  readonly replyMs: number;
}

export interface Round {
  readonly session: Session;
  readonly account: Account;
  readonly times: WatchTimes;
  /** The same object for the same mailbox, over all connections. */
  readonly watched: (mailbox: Mailbox) => WatchedMailbox;
  readonly told: Pick<ToldMailboxes, 'listed' | 'settle'>;
  readonly signal: AbortSignal;
  /** Once everything has been looked at. */
  readonly ready: () => Promise<void>;
}

/** After so many IDLEs in a row that the server ended at once it is asked by NOOP instead. */
const idlePatience = 3;

/** Lasts until a commit is fenced; throws when the connection ends or `signal` aborts. */
export async function watchRound(round: Round): Promise<'fenced'> {
  const { session, account, times, watched, told, signal } = round;
  let current: WatchedMailbox | null = null;
  const nudges = listenTo(session, (uid) => current?.isKnown(uid) === true);
  const seen = new Map<string, MailboxCounts>();
  const unopened = new Set<string>();
  let fruitlessIdles = 0;

  const visit = async (mailbox: Mailbox): Promise<Opened | 'fenced'> => {
    current = watched(mailbox);
    const opened = await examine(session, mailbox);
    nudges.take();
    nudges.takeVanished();
    for (;;) {
      const result = await current.look(session, opened, nudges, true);
      if (result === 'fenced') return 'fenced';
      if (result === 'done') return opened;
    }
  };

  /** A mailbox that went while we looked is no reason to give the others up. */
  const visitOther = async (mailbox: Mailbox): Promise<'done' | 'refused' | 'fenced'> => {
    try {
      return (await visit(mailbox)) === 'fenced' ? 'fenced' : 'done';
    } catch (error) {
      if (!session.alive || !(error instanceof GatewayError)) throw error;
      if (error.code !== 'stale-reference' && error.code !== 'refused-by-server') throw error;
      return 'refused';
    }
  };

  const stay = async (opened: Opened, untilMs: number): Promise<'fenced' | 'done'> => {
    const home = watched(opened.mailbox);
    for (;;) {
      while (nudges.take()) {
        checkAlive();
        const result = await home.look(session, opened, nudges, false);
        if (result === 'fenced') return 'fenced';
        if (result === 'again') nudges.nudge();
      }
      checkAlive();
      const left = untilMs - performance.now();
      if (left <= 0) return 'done';
      if (session.can('IDLE') && fruitlessIdles < idlePatience) await idle(left);
      else await poll(left);
    }
  };

  const idle = async (ms: number): Promise<void> => {
    const startedAt = performance.now();
    const idling = startIdle(session, () => {
      if (performance.now() - startedAt < 1_000) fruitlessIdles += 1;
      nudges.nudge();
    });
    await nudges.wait(ms, signal);
    checkAlive();
    await idling.stop(times.replyMs);
  };

  const poll = async (ms: number): Promise<void> => {
    await nudges.wait(Math.min(ms, times.pollMs), signal);
    checkAlive();
    await session.command('NOOP');
  };

  const checkAlive = (): void => {
    signal.throwIfAborted();
    if (session.alive) return;
    throw (
      session.failure ?? new GatewayError('account-unreachable', 'The mail server closed the connection.')
    );
  };

  /** Visits those whose STATUS is not as it was; `counts` where it was asked already. */
  const sweep = async (others: readonly Mailbox[]): Promise<'fenced' | 'visited' | 'quiet'> => {
    let visited = false;
    for (const mailbox of others) {
      const counts = mailbox.counts ?? (await statusOf(mailbox));
      if (counts === null) unopened.add(mailbox.id);
      if (counts === null || isSame(counts, seen.get(mailbox.id))) continue;
      if (seen.has(mailbox.id) || !(await watched(mailbox).isTold(counts))) {
        visited = true;
        const result = await visitOther(mailbox);
        if (result === 'fenced') return 'fenced';
        // Not seen: the next sweep tries again.
        if (result === 'refused') {
          unopened.add(mailbox.id);
          continue;
        }
      }
      unopened.delete(mailbox.id);
      seen.set(mailbox.id, counts);
    }
    return visited ? 'visited' : 'quiet';
  };

  const statusOf = async (mailbox: Mailbox): Promise<MailboxCounts | null> => {
    try {
      return await countsOf(session, mailbox.path);
    } catch (error) {
      if (!session.alive) throw error;
      return null;
    }
  };

  const all = account.watch.mailboxes === 'all';
  const list = async (counts: boolean): Promise<readonly Mailbox[]> => {
    const mailboxes = watchedAmong(await listMailboxes(session, account, counts), account.watch.mailboxes);
    told.listed(all ? mailboxes : null);
    return mailboxes;
  };

  try {
    let settled = false;
    for (;;) {
      let mailboxes = await list(all);
      const [home] = mailboxes;
      const renewAt = performance.now() + times.renewMs;
      let opened = home === undefined ? null : await visit(home);
      if (opened === 'fenced') return 'fenced';
      for (;;) {
        const swept = await sweep(mailboxes.slice(1));
        if (swept === 'fenced') return 'fenced';
        if (swept === 'visited' && home !== undefined) opened = await visit(home);
        if (opened === 'fenced') return 'fenced';
        if ((await told.settle(unopened)) === 'fenced') return 'fenced';
        if (!settled) await round.ready();
        settled = true;
        const sweepAt = all || mailboxes.length > 1 ? performance.now() + times.sweepMs : renewAt;
        const until = Math.min(renewAt, sweepAt);
        if (opened === null) await poll(until - performance.now());
        else if ((await stay(opened, until)) === 'fenced') return 'fenced';
        if (performance.now() >= renewAt) break;
        if (all) mailboxes = await list(true);
      }
    }
  } finally {
    nudges.stop();
  }
}

function isSame(a: MailboxCounts, b: MailboxCounts | undefined): boolean {
  return (
    a.total === b?.total &&
    a.unseen === b.unseen &&
    a.uidNext === b.uidNext &&
    a.uidValidity === b.uidValidity &&
    a.highestModseq === b.highestModseq
  );
}
