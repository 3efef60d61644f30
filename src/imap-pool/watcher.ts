/**
 * Watching an account for as long as it is ours: connecting, watching, connecting again. How long it waits in
 * between depends on why: refused credentials are tried seldom, a broken connection at once.
 */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../domain/account.ts';
import type { WatchReport } from '../domain/diagnostics.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { authSchedule, connectSchedule } from '../domain/retry.ts';
import type { Schedule } from '../domain/retry.ts';
import type { Logins } from '../use-cases/ports/accounts.ts';
import type { HierarchyChange } from '../use-cases/ports/mailbox-writer.ts';
import type { MoveNews } from '../use-cases/ports/move-notice.ts';
import type { MailWatch, WatchSink } from '../use-cases/ports/news.ts';
import type { Egress, Log } from '../use-cases/ports/service.ts';
import { createBackOff } from './back-off.ts';
import { createBusiest } from './busiest.ts';
import type { ConnectionCount } from './connection-count.ts';
import { failureOf, isAuthFailure } from './errors.ts';
import { createHierarchyAlert, type HierarchyAlert } from './hierarchy-alert.ts';
import { createHostGates } from './host-gate.ts';
import { createMoves, type Moves } from './moves.ts';
import { openSession, type SessionLimits } from './open-session.ts';
import type { Session } from './session.ts';
import { createToldMailboxes } from './told-mailboxes.ts';
import { untilStored } from './until-stored.ts';
import { createReporting } from './watch-report.ts';
import { watchRound } from './watch-round.ts';
import type { Round, WatchTimes } from './watch-round.ts';
import { WatchedMailbox } from './watched-mailbox.ts';

export interface WatcherSettings extends WatchTimes {
  readonly loginsPerHost: number;
  /** A connection that lasted so long was a good one: the next failure is the first again. */
  readonly goodAfterMs: number;
  readonly connectSchedule: Schedule;
  readonly limits?: SessionLimits;
}

export const defaultWatcherSettings: WatcherSettings = {
  renewMs: 5 * 60_000,
  sweepMs: 15_000,
  pollMs: 15_000,
  replyMs: 10_000,
  loginsPerHost: 64,
  goodAfterMs: 30_000,
  connectSchedule,
};

export interface WatcherPorts {
  readonly logins: Logins;
  readonly egress: Pick<Egress, 'resolve' | 'isListed'>;
  readonly log: Log;
  readonly count?: ConnectionCount;
  readonly now?: () => number;
  readonly random?: () => number;
}

/** What outlives a connection. */
type Lasting = Pick<Round, 'account' | 'watched' | 'told' | 'busiest' | 'alert' | 'moves'>;

export interface Watcher extends MailWatch {
  /** The gateway itself changed mailboxes, here or elsewhere. Does nothing for accounts that are not watched here. */
  mailboxesChanged(change: HierarchyChange): void;
  /** The gateway itself moves messages. The same. */
  messagesMoved(news: MoveNews): void;
}

export function createMailWatch(
  ports: WatcherPorts,
  settings: WatcherSettings = defaultWatcherSettings,
): Watcher {
  const { logins, egress, log, count, now = Date.now, random = Math.random } = ports;
  const chance = { now: () => performance.now(), random };
  const heard = new Map<string, { readonly alert: HierarchyAlert; readonly moves: Moves }>();
  const gates = createHostGates(settings.loginsPerHost, chance);

  const connect = async (account: Account, signal: AbortSignal): Promise<Session> => {
    const { host, port } = account.imap;
    const limits = settings.limits === undefined ? {} : { limits: settings.limits };
    const gate = gates.of(host, port);
    await delay(gate.backOff.waitMs(), undefined, { signal });
    const leave = await gate.enter(signal);
    try {
      const session = await logins.logIn(
        account,
        'imap',
        (login) => openSession({ settings: account.imap, login, egress, ...limits }, signal),
        isAuthFailure,
        signal,
      );
      gate.backOff.succeeded();
      return session;
    } catch (error) {
      const { kind } = failureOf(error, { host, stage: 'login' });
      if (!signal.aborted && kind !== 'auth' && kind !== 'ours') gate.backOff.failed();
      throw error;
    } finally {
      leave();
    }
  };

  const watch = async (
    session: Session,
    lasting: Lasting,
    sink: WatchSink,
    ready: () => Promise<void>,
    signal: AbortSignal,
  ): Promise<'fenced'> => {
    const end = (): void => session.close();
    signal.addEventListener('abort', end, { once: true });
    count?.change('watchers', 1);
    const send = (report: WatchReport): void => void sink.report(report).catch(() => undefined);
    const reporting = createReporting({ session, send, now });
    try {
      return await watchRound({ session, times: settings, ...lasting, reporting, signal, ready });
    } finally {
      count?.change('watchers', -1);
      signal.removeEventListener('abort', end);
      if (session.alive) await session.logout();
    }
  };

  const run = async (account: Account, sink: WatchSink, signal: AbortSignal): Promise<void> => {
    const mailboxes = new Map<string, WatchedMailbox>();
    const alert = createHierarchyAlert();
    const { formerPath } = alert;
    const onGone = (id: string): void => {
      mailboxes.delete(id);
      moves.forget(id);
    };
    const told = createToldMailboxes({ account, sink, formerPath, onGone, now, signal });
    const isWatched = (id: string): boolean => mailboxes.has(id);
    const moves = createMoves({ account, isWatched, now });
    const ears = { alert, moves };
    heard.set(account.id, ears);
    const watched = (mailbox: Mailbox): WatchedMailbox => {
      const known = mailboxes.get(mailbox.id);
      // With OBJECTID it keeps its id under another name.
      if (known?.mailbox.path === mailbox.path) return known;
      const begun = new WatchedMailbox(mailbox, { account, sink, told, moves, now, signal });
      mailboxes.set(mailbox.id, begun);
      return begun;
    };
    const busiest = createBusiest(now);
    const network = createBackOff(settings.connectSchedule, chance);
    const refused = createBackOff(authSchedule, chance);
    const tell = async (error: unknown, failures: number): Promise<void> => {
      if (!(error instanceof GatewayError))
        log.error({ err: error, accountId: account.id }, 'watching failed');
      const auth = isAuthFailure(error);
      if (!auth && failures < 2) return;
      const detail =
        error instanceof GatewayError ? error.message : 'The mail server could not be understood.';
      await sink.failed(auth ? 'auth' : 'network', detail).catch((reason: unknown) => {
        log.warn({ accountId: account.id, reason: String(reason) }, 'the state of an account was not kept');
      });
    };
    try {
      while (!signal.aborted) {
        const connection: { readyAt: number | null } = { readyAt: null };
        const ready = async (): Promise<void> => {
          await untilStored(signal, () => sink.connected());
          connection.readyAt = performance.now();
        };
        try {
          const session = await connect(account, signal);
          refused.succeeded();
          const lasting = { account, watched, told, busiest, alert, moves };
          if ((await watch(session, lasting, sink, ready, signal)) === 'fenced') return;
        } catch (error) {
          if (signal.aborted) return;
          const { readyAt } = connection;
          if (readyAt !== null && performance.now() - readyAt > settings.goodAfterMs) network.succeeded();
          const backOff = isAuthFailure(error) ? refused : network;
          backOff.failed();
          // A connection that broke is no news as long as the next one stands, or the one after it.
          if (readyAt === null && !isStorageAway(error)) await tell(error, network.failures);
          const asked = error instanceof GatewayError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
          await pause(Math.max(backOff.waitMs(), asked), signal);
        }
      }
    } finally {
      // Another run may have begun.
      if (heard.get(account.id) === ears) heard.delete(account.id);
    }
  };
  return {
    run,
    mailboxesChanged: (change) => heard.get(change.accountId)?.alert.raise(change),
    messagesMoved: (news) => heard.get(news.accountId)?.moves.hear(news),
  };
}

/** Which says nothing of the mail server. */
function isStorageAway(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'storage-unavailable';
}

/** Resolves at the abort as well; Infinity waits for nothing else. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  if (ms === Number.POSITIVE_INFINITY) await once(signal, 'abort');
  else await delay(ms, undefined, { signal }).catch(() => undefined);
}
