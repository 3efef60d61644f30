/**
 * Watching on one connection: a look at every watched mailbox, then waiting on the one where most arrives. Of the others
 * the server tells by NOTIFY; where it does not, they are asked for their counts from time to time and visited when
 * those changed. Everything is opened anew every few minutes, which also shows whether the link is alive.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { Busiest } from './busiest.ts';
import type { HierarchyAlert } from './hierarchy-alert.ts';
import type { Opened } from './look.ts';
import { listMailboxes } from './mailbox-listing.ts';
import type { Moves } from './moves.ts';
import { askNotices } from './notify.ts';
import { quirksOf } from './quirks.ts';
import type { Session } from './session.ts';
import type { ToldMailboxes } from './told-mailboxes.ts';
import { Visits } from './visits.ts';
import type { Asking } from './visits.ts';
import { Waiting } from './waiting.ts';
import type { WaitTimes } from './waiting.ts';
import type { Reporting } from './watch-report.ts';
import type { WatchedMailbox } from './watched-mailbox.ts';

export interface WatchTimes extends WaitTimes {
  /** IDLE is left and everything looked at anew after this time: below the 29 minutes of RFC 2177. */
  readonly renewMs: number;
  /** Between two questions for the counts of the mailboxes that the server does not tell of. */
  readonly sweepMs: number;
}

export interface Round {
  readonly session: Session;
  readonly account: Account;
  readonly times: WatchTimes;
  /** The same object for the same mailbox, over all connections. */
  readonly watched: (mailbox: Mailbox) => WatchedMailbox;
  readonly told: Pick<ToldMailboxes, 'listed' | 'settle'>;
  readonly busiest: Busiest;
  readonly alert: Pick<HierarchyAlert, 'onRaise'>;
  readonly moves: Pick<Moves, 'swept'>;
  readonly signal: AbortSignal;
  readonly reporting: Reporting;
  /** Once everything has been looked at. */
  readonly ready: () => Promise<void>;
}

/** All is not opened anew more often than this, however often a server says that its list of mailboxes has changed. */
const calmMs = 500;

/** Lasts until a commit is fenced; throws when the connection ends or `signal` aborts. */
export async function watchRound(round: Round): Promise<'fenced'> {
  const { session, account, times, told, busiest, moves, reporting, signal } = round;
  const arrived = (id: string, messages: number): void => busiest.arrived(id, messages);
  const visits = new Visits({ session, watched: round.watched, arrived, synced: reporting.synced });
  const { nudges } = visits;
  const waiting = new Waiting(session, visits, times, signal);
  const all = account.watch.mailboxes === 'all';
  let notifies = session.can('NOTIFY');
  let asked = false;
  let settled = false;
  let home: Mailbox | undefined;

  round.alert.onRaise(() => nudges.nudgeHierarchy());

  const list = async (counts: boolean): Promise<readonly Mailbox[] | 'fenced'> => {
    const mailboxes = await told.listed(session, await listMailboxes(session, account, counts));
    if (mailboxes !== 'fenced') visits.listed(mailboxes);
    return mailboxes;
  };

  /** What is asked of the server goes before the looks, so that nothing falls in between. */
  const begin = async (): Promise<
    { readonly mailboxes: readonly Mailbox[]; readonly isTold: boolean } | 'fenced'
  > => {
    const isTold = !nudges.takeOverflow() && notifies;
    nudges.takeHierarchy();
    const mailboxes = await list(!isTold && all && session.can('LIST-STATUS'));
    if (mailboxes === 'fenced') return 'fenced';
    if (!isTold) return { mailboxes, isTold };
    notifies = await askNotices(session, mailboxes, all, asked);
    asked = true;
    return { mailboxes, isTold: notifies };
  };

  /** Until there is another list of mailboxes, or it is to be asked for anew. */
  const watch = async (given: readonly Mailbox[], isTold: boolean): Promise<'done' | 'fenced'> => {
    const begunAt = performance.now();
    let renewAt = begunAt + times.renewMs;
    let mailboxes: readonly Mailbox[] | 'fenced' = given;
    home = busiest.among(mailboxes, home?.id ?? null);
    let opened: Opened | 'fenced' | null = home === undefined ? null : await visits.visit(home);
    if (opened === 'fenced') return 'fenced';
    for (let ask: Asking = 'all'; ;) {
      const others = mailboxes.filter(({ id }) => id !== home?.id);
      const swept = await visits.sweep(others, ask);
      if (swept === 'fenced') return 'fenced';
      if (ask !== 'told') moves.swept();
      const next = busiest.among(mailboxes, home?.id ?? null);
      if (swept === 'visited' || next?.id !== home?.id) {
        home = next;
        opened = home === undefined ? null : await visits.visit(home);
        if (opened === 'fenced') return 'fenced';
      }
      if ((await told.settle(visits.unopened)) === 'fenced') return 'fenced';
      if (!settled) await round.ready();
      settled = true;
      report(mailboxes, isTold);
      const sweeps = isTold ? visits.unopened.size > 0 : all || others.length > 0;
      const sweepAt = sweeps ? performance.now() + times.sweepMs : renewAt;
      const until = Math.min(renewAt, sweepAt);
      if ((await waiting.stay(opened, until)) === 'fenced') return 'fenced';
      if (nudges.takeHierarchy()) renewAt = Math.min(renewAt, begunAt + calmMs);
      if (performance.now() >= renewAt) return 'done';
      ask = nudges.takeElsewhere() ? 'all' : performance.now() >= until ? 'turn' : 'told';
      // What cannot be opened may be gone, or be called otherwise.
      if (ask !== 'told' && !all && visits.unopened.size > 0) return 'done';
      if (ask !== 'told' && all && !isTold) mailboxes = await list(session.can('LIST-STATUS'));
      if (mailboxes === 'fenced') return 'fenced';
    }
  };

  const report = (mailboxes: readonly Mailbox[], isTold: boolean): void => {
    const mode = isTold ? 'notify' : waiting.idles ? 'idle' : 'poll';
    const quirks = [...quirksOf(session)];
    if (session.can('NOTIFY') && !notifies) quirks.push('notify-refused');
    if (session.can('IDLE') && !waiting.idles) quirks.push('idle-refused');
    reporting.offer({ mode, home, mailboxes, quirks });
  };

  try {
    for (;;) {
      const begun = await begin();
      if (begun === 'fenced') return 'fenced';
      const { mailboxes, isTold } = begun;
      if ((await watch(mailboxes, isTold)) === 'fenced') return 'fenced';
    }
  } finally {
    nudges.stop();
  }
}
