/**
 * One look at a submission that is due: reads how far it came before anything else, sends what may be sent,
 * and writes down what became of it. Called again for the same submission at any time, also while or after
 * another process was killed in the middle, it never sends what may have been taken already, unless the
 * account wants it so (`onUnknown`).
 */
import type { Account } from '../domain/account.ts';
import type { Schedule } from '../domain/retry.ts';
import { precedenceOf } from '../domain/precedence.ts';
import { beforeExpiry, expire, isExpired } from '../domain/expiry.ts';
import { beginAttempt, hold, isFinal, loseAttempt, type Policy } from '../domain/sending.ts';
import type { Submission } from '../domain/submission.ts';
import { createAccountTerms, maySend } from './account-terms.ts';
import { createAttemptSubmission, type Place, type ReportSending } from './attempt-submission.ts';
import { createBytesAhead } from './bytes-ahead.ts';
import { createMimeRetention } from './mime-retention.ts';
import { createMoveSubmission } from './move-submission.ts';
import { createWithholdSuppressed } from './withhold-suppressed.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { SendingLine } from './ports/sending.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SmtpSender, SubmissionStore, WorkQueue } from './ports/submissions.ts';
import type { SuppressionStore } from './ports/suppressions.ts';
import { createRecentReads } from './recent-reads.ts';

/** A place to send for an account; `leave` counts once. */
export type SendingPlace =
  ({ readonly kind: 'entered' } & Place) | { readonly kind: 'full'; readonly again: number };

export interface SendingLanes {
  /**
   * Waits for its turn, of one account the smaller `rank` first; an abort ends the waiting. Who has waited is told by
   * `prepare` that its turn is near, perhaps more than once.
   */
  enter(account: Account, rank: number, signal: AbortSignal, prepare: () => void): Promise<SendingPlace>;
}

export interface SendSubmissionPorts {
  readonly submissions: SubmissionStore;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly suppressions: Pick<SuppressionStore, 'add' | 'find' | 'isEmpty'>;
  readonly sender: SmtpSender;
  readonly queue: WorkQueue;
  readonly lanes: SendingLanes;
  readonly line: Pick<SendingLine, 'take' | 'hold' | 'leave'>;
  readonly reportSending: ReportSending;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'attemptFinished'>;
  readonly random?: () => number;
  readonly schedule?: Schedule;
}

/** `again`: look once more at that time (milliseconds since the epoch). */
export type Looked = 'done' | { readonly again: number };

/** What was read of an account longer ago than this is read again before anything is sent for it. */
const staleMs = 500;

export function createSendSubmission(
  ports: SendSubmissionPorts,
): (id: string, turn: number, signal: AbortSignal) => Promise<Looked> {
  const { submissions, accounts, queue, lanes, line, clock, telemetry } = ports;
  const { random = Math.random, schedule } = ports;

  const policyOf = (account: Account): Policy => ({
    onUnknown: account.limits.onUnknown,
    random: random(),
    ...(schedule === undefined ? {} : { schedule }),
  });
  const retention = createMimeRetention({ submissions, clock });
  const moves = createMoveSubmission({ submissions, queue, retention, log: telemetry.log });
  const attempt = createAttemptSubmission({ ...ports, moves, retention, policyOf });

  const accountOf = ({ accountId, incarnation }: Submission): Promise<Account | null> =>
    sameLife(accounts.get(accountId), incarnation);

  // Of a long row every one has waited: they share the reading.
  const recent = createRecentReads({ load: (id) => accounts.get(id), maxAgeMs: staleMs });
  const recentAccountOf = ({ accountId, incarnation }: Submission): Promise<Account | null> =>
    sameLife(recent.get(accountId), incarnation);

  const withholdSuppressed = createWithholdSuppressed(ports);
  const terms = createAccountTerms({ ...ports, accountOf, retention });

  return async (id, turn, signal) => {
    const found = await submissions.get(id);
    if (found?.turn !== turn) return 'done';
    let submission = found;
    if (isFinal(submission) && submission.status !== 'unknown') {
      await moves.follow(submission);
      return 'done';
    }
    const lookedAt = clock.now();
    const account = await accountOf(submission);
    if (account === null) return 'done';

    if (submission.running?.phase === 'data-sent') {
      const lost = await moves.settle(submission, (now) =>
        now.running?.fence === submission.running?.fence
          ? loseAttempt(now, policyOf(account), clock.now())
          : null,
      );
      if (lost !== null) await moves.follow(lost);
      return 'done';
    }
    if (submission.status !== 'sending') {
      if (submission.nextAttemptAt === null) return 'done';
      const dueAt = Date.parse(submission.nextAttemptAt);
      if (dueAt > clock.now()) return { again: dueAt };
    }
    if (isExpired(submission, clock.now())) {
      const expired = await moves.settle(submission, (now) => expire(now, clock.now()));
      if (expired !== null) await moves.follow(expired);
      await line.leave(submission.accountId, id);
      return 'done';
    }
    if (signal.aborted) return { again: clock.now() };
    if (!maySend(account)) return { again: await terms.hold(submission) };

    const bytes = createBytesAhead(submissions, submission.mime);
    const place = await lanes.enter(account, precedenceOf(submission), signal, bytes.ask);
    try {
      if (place.kind === 'full') return { again: beforeExpiry(submission, place.again) };
      if (signal.aborted) return { again: clock.now() };
      // While it waited for its place the account may have been paused, removed, or given another server.
      const current = clock.now() - lookedAt < staleMs ? account : await recentAccountOf(submission);
      if (current === null || !maySend(current) || isExpired(submission, clock.now())) {
        return { again: clock.now() };
      }
      const withheld = await withholdSuppressed(submission);
      if (withheld !== null) {
        if (!(await submissions.save(withheld.next, withheld.events))) return { again: clock.now() };
        submission = withheld.next;
        if (isFinal(submission)) {
          await moves.follow(submission);
          return 'done';
        }
      }
      const until = await terms.waitForTurn(current, submission);
      if (until !== null) return { again: until };
      const begun = beginAttempt(submission, current.limits.onUnknown, clock.now());
      const moved =
        begun === null
          ? await submissions.save(hold(submission, clock.now()), [])
          : await attempt(current, begun, bytes.take, place, signal);
      // Somebody was faster: the next look sees what it made of the submission.
      return moved ? 'done' : { again: clock.now() };
    } finally {
      bytes.drop();
      if (place.kind === 'entered') place.leave(null, false);
    }
  };
}

async function sameLife(found: Promise<Account | null>, incarnation: string): Promise<Account | null> {
  const account = await found;
  return account?.incarnation === incarnation ? account : null;
}
