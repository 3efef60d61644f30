/**
 * One look at a submission that is due: reads how far it came before anything else, sends what may be sent,
 * and writes down what became of it. Called again for the same submission at any time, also while or after
 * another process was killed in the middle, it never sends what may have been taken already, unless the
 * account wants it so (`onUnknown`).
 */
import type { Account } from '../domain/account.ts';
import { standingOf, type Outcome, type Standing } from '../domain/outcome.ts';
import type { Schedule } from '../domain/retry.ts';
import {
  abandonAttempt,
  beginAttempt,
  finishAttempt,
  hold,
  isFinal,
  loseAttempt,
  markDataSent,
  owesCopy,
  pendingOf,
  type Begun,
  type Move,
  type Policy,
} from '../domain/sending.ts';
import type { Submission } from '../domain/submission.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SmtpSender, SubmissionStore, WorkQueue } from './ports/submissions.ts';
import { persistently } from './persistently.ts';

/** A place to send for an account; `leave` tells what the attempt said of its server, and counts once. */
interface Entered {
  readonly kind: 'entered';
  readonly leave: (standing: Standing | null) => void;
}
export type SendingPlace = Entered | { readonly kind: 'full'; readonly again: number };

export interface SendingLanes {
  /** Waits for its turn; an abort ends the waiting. */
  enter(account: Account, signal: AbortSignal): Promise<SendingPlace>;
}

/** What was observed of the account's SMTP server; `detail` is its word or the network's. */
export type ReportSending = (
  account: Account,
  observation: { readonly state: 'ready' | 'auth-failed' | 'unreachable'; readonly detail: string | null },
) => Promise<void>;

export interface SendSubmissionPorts {
  readonly submissions: SubmissionStore;
  readonly accounts: Pick<AccountStore, 'get' | 'credentials'>;
  readonly sender: SmtpSender;
  readonly queue: WorkQueue;
  readonly lanes: SendingLanes;
  readonly reportSending: ReportSending;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'attemptFinished'>;
  readonly random?: () => number;
  readonly schedule?: Schedule;
}

/** `again`: look once more at that time (milliseconds since the epoch). */
export type Looked = 'done' | { readonly again: number };

/** The bytes outlive the last retry (two days) and the filing of the copy. */
export const mimeKeptMs = 4 * 24 * 3_600_000;

/** Well within the time that the bytes are kept without being asked for. */
const freshMs = 24 * 3_600_000;

/** A message that failed or whose fate is unknown can be sent again on demand for so long. */
const heldMs = 14 * 24 * 3_600_000;

/** An account that may not send just now is looked at this often. */
const pausedMs = 30_000;

export function createSendSubmission(
  ports: SendSubmissionPorts,
): (id: string, turn: number, signal: AbortSignal) => Promise<Looked> {
  const { submissions, accounts, sender, queue, lanes, reportSending, clock, telemetry } = ports;
  const { random = Math.random, schedule } = ports;
  const { log } = telemetry;

  const policyOf = (account: Account): Policy => ({
    onUnknown: account.limits.onUnknown,
    random: random(),
    ...(schedule === undefined ? {} : { schedule }),
  });

  /** What is lost here is found by the sweeper. */
  const follow = async (submission: Submission): Promise<void> => {
    const { id, turn, nextAttemptAt } = submission;
    try {
      if (nextAttemptAt !== null) await queue.submission(id, turn, Date.parse(nextAttemptAt));
      if (owesCopy(submission)) await queue.sentCopy(id);
      else if (submission.status === 'sent') await submissions.dropMime(submission.mime);
      else if (isFinal(submission)) await submissions.keepMime(submission.mime, clock.now() + heldMs);
    } catch (error) {
      log.warn({ submissionId: id, err: error }, 'the next step of a submission is left to the sweeper');
    }
  };

  /** Applies the move to the record as it is now until nobody is faster; null when the move no longer fits. */
  const settle = async (
    id: string,
    at: Submission,
    move: (submission: Submission) => Move | null,
  ): Promise<Submission | null> => {
    let submission: Submission | null = at;
    while (submission !== null) {
      const made: Move | null = move(submission);
      if (made === null) return null;
      if (await submissions.save(made.next, made.events)) return made.next;
      submission = await submissions.get(id);
    }
    return null;
  };

  /** Gives its place back as soon as the server has answered: the next message need not wait for the storage. */
  const attempt = async (
    account: Account,
    begun: Begun,
    place: Entered,
    signal: AbortSignal,
  ): Promise<void> => {
    const { id, running } = begun;
    let current: Submission = begun;

    const beforeFinalDot = async (): Promise<boolean> => {
      const marked = await settle(id, current, (submission) => {
        const next = markDataSent(submission, running.fence, clock.now());
        return next === null ? null : { next, events: [] };
      });
      if (marked === null) return false;
      current = marked;
      return true;
    };

    const outcome = (await stillThere(begun))
      ? await handOver(account, begun, beforeFinalDot, signal)
      : refusedByUs(begun, 'The stored bytes of the message are gone.');
    place.leave(standingOf(outcome));

    if (outcome.kind === 'not-sent' && outcome.reason === 'superseded') return;
    if (outcome.kind === 'not-sent' && signal.aborted) {
      const left = await settle(id, current, (submission) => {
        const next = abandonAttempt(submission, running.fence, clock.now());
        return next === null ? null : { next, events: [] };
      });
      if (left !== null) await follow(left);
      return;
    }

    // The server's word is known only here: it is written down however long Redis is away.
    const policy = policyOf(account);
    const finished = await persistently(
      () =>
        settle(id, current, (submission) => finishAttempt(submission, running, outcome, policy, clock.now())),
      (error) =>
        log.warn({ submissionId: id, err: error }, 'the outcome of an attempt waits for the storage'),
    );
    if (finished === null) {
      log.warn({ submissionId: id, outcome: outcome.kind }, 'an attempt was overtaken by another one');
      return;
    }
    const done = finished.attempts.at(-1);
    telemetry.attemptFinished({
      accountId: account.id,
      submissionId: id,
      attempt: running.number,
      outcome: done?.outcome ?? outcome.kind,
      durationMs: done?.durationMs ?? 0,
      sinceAcceptedMs: clock.now() - Date.parse(finished.sendAt ?? finished.createdAt),
    });
    await Promise.all([follow(finished), report(account, outcome)]);
  };

  const handOver = async (
    account: Account,
    begun: Begun,
    beforeFinalDot: () => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const credentials = await accounts.credentials(account);
    const to = pendingOf(begun, begun.running.resends).map(({ address }) => address);
    const stream = submissions.readMime(begun.mime);
    try {
      return await sender.send(
        account,
        credentials,
        { from: begun.envelope.from, to },
        { stream, size: begun.mime.size },
        beforeFinalDot,
        signal,
      );
    } finally {
      stream.destroy();
    }
  };

  /** A first attempt mostly comes while the bytes are fresh; others ask, and have them kept for what may follow. */
  const stillThere = async (submission: Submission): Promise<boolean> =>
    isFresh(submission, clock.now()) ||
    (await submissions.keepMime(submission.mime, clock.now() + mimeKeptMs));

  const report = async (account: Account, outcome: Outcome): Promise<void> => {
    const state = standingOf(outcome);
    if (state === null || state === 'busy') return;
    try {
      await reportSending(account, { state, detail: state === 'ready' ? null : outcome.response });
    } catch (error) {
      log.warn({ accountId: account.id, err: error }, 'the state of an account could not be written down');
    }
  };

  return async (id, turn, signal) => {
    const submission = await submissions.get(id);
    if (submission?.turn !== turn) return 'done';
    if (isFinal(submission) && submission.status !== 'unknown') {
      await follow(submission);
      return 'done';
    }
    const account = await accounts.get(submission.accountId);
    if (account?.incarnation !== submission.incarnation) return 'done';

    if (submission.running?.phase === 'data-sent') {
      const lost = await settle(id, submission, (now) =>
        now.running?.fence === submission.running?.fence
          ? loseAttempt(now, policyOf(account), clock.now())
          : null,
      );
      if (lost !== null) await follow(lost);
      return 'done';
    }
    if (submission.status !== 'sending') {
      if (submission.nextAttemptAt === null) return 'done';
      const dueAt = Date.parse(submission.nextAttemptAt);
      if (dueAt > clock.now()) return { again: dueAt };
    }
    if (signal.aborted) return { again: clock.now() };
    if (account.paused || account.sendingPaused || account.smtp === null) {
      await stillThere(submission);
      return { again: clock.now() + pausedMs };
    }

    const place = await lanes.enter(account, signal);
    if (place.kind === 'full') return { again: place.again };
    try {
      if (signal.aborted) return { again: clock.now() };
      const begun = beginAttempt(submission, account.limits.onUnknown, clock.now());
      const next = begun ?? hold(submission, clock.now());
      // Somebody was faster: the next look sees what it made of the submission.
      if (!(await submissions.save(next, []))) return { again: clock.now() };
      if (begun !== null) await attempt(account, begun, place, signal);
      return 'done';
    } finally {
      place.leave(null);
    }
  };
}

/** True for what was accepted, or its time came, so lately that its bytes are certainly there. */
function isFresh({ attempts, sendAt, createdAt }: Submission, now: number): boolean {
  return attempts.length === 0 && now - Date.parse(sendAt ?? createdAt) < freshMs;
}

function refusedByUs(begun: Begun, text: string): Outcome {
  const reply = { code: 554, enhanced: '5.6.0', text };
  const recipients = pendingOf(begun, begun.running.resends).map(({ address }) => ({
    address,
    accepted: false,
    reply,
  }));
  return { kind: 'answered', recipients, response: text };
}
