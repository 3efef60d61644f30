/**
 * One attempt to send a submission: begun and its phase written down, the message handed over, the server's word
 * written down whatever it takes. What a crash at any point leaves behind is told by the record.
 */
import type { Readable } from 'node:stream';
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { isCrowded, standingOf, type Outcome, type Standing } from '../domain/outcome.ts';
import {
  abandonAttempt,
  concernedOf,
  finishAttempt,
  type Begun,
  type Move,
  type Policy,
} from '../domain/sending.ts';
import type { SmtpReply } from '../domain/recipient.ts';
import type { Submission } from '../domain/submission.ts';
import { suppressionsOf } from '../domain/suppression.ts';
import { createAttemptRecord, type AttemptRecord } from './attempt-record.ts';
import type { MimeRetention } from './mime-retention.ts';
import type { MoveSubmission } from './move-submission.ts';
import { persistently } from './persistently.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SmtpSender, SubmissionStore } from './ports/submissions.ts';
import type { SuppressionStore } from './ports/suppressions.ts';

/** What was observed of the account's SMTP server; `detail` is its word or the network's. */
export type ReportSending = (
  account: Account,
  observation: { readonly state: 'ready' | 'auth-failed' | 'unreachable'; readonly detail: string | null },
) => Promise<void>;

/** An attempt that takes longer is shown as `sending` from then on. */
const shownAfterMs = 100;

export interface AttemptSubmissionPorts {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save'>;
  readonly moves: MoveSubmission;
  readonly retention: Pick<MimeRetention, 'secure'>;
  readonly suppressions: Pick<SuppressionStore, 'add'>;
  readonly sender: SmtpSender;
  readonly reportSending: ReportSending;
  readonly policyOf: (account: Account) => Policy;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'attemptFinished'>;
}

/** With what the attempt said of the account's server; `crowded`: it has too much work, whoever gives it. */
export type Leave = (standing: Standing | null, crowded: boolean) => void;

/** `leave` is called as soon as the server has answered, with what that says of it: the next message need not wait for the storage. */
export interface Place {
  readonly leave: Leave;
  /** The server takes messages within milliseconds: that the end may leave is written down while it takes the envelope. */
  readonly isQuick: boolean;
}

/** `message` gives its bytes, once. False when somebody was faster to begin, and nothing was sent. */
export type AttemptSubmission = (
  account: Account,
  begun: Begun,
  message: () => Readable,
  place: Place,
  signal: AbortSignal,
) => Promise<boolean>;

export function createAttemptSubmission(ports: AttemptSubmissionPorts): AttemptSubmission {
  const { moves, retention, suppressions, sender, reportSending, policyOf, clock, telemetry } = ports;
  const { log } = telemetry;

  const handOver = async (
    account: Account,
    begun: Begun,
    message: () => Readable,
    beforeFinalDot: () => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const to = concernedOf(begun).map(({ address }) => address);
    const stream = message();
    try {
      return await sender.send(
        account,
        {
          id: begun.id,
          from: begun.envelope.from,
          to,
          dsn: begun.dsn ?? null,
          requireTls: begun.requireTls ?? false,
        },
        { stream, size: begun.mime.size, form: begun.form ?? null },
        beforeFinalDot,
        signal,
      );
    } finally {
      stream.destroy();
    }
  };

  const report = async (account: Account, outcome: Outcome): Promise<void> => {
    const state = standingOf(outcome);
    if (state === null || state === 'busy') return;
    try {
      await reportSending(account, { state, detail: state === 'ready' ? null : outcome.response });
    } catch (error) {
      log.warn({ accountId: account.id, err: error }, 'the state of an account could not be written down');
    }
  };

  /** Whom the server has just refused for good. What is lost here is refused again by the next message. */
  const suppress = async (account: Account, finished: Submission): Promise<void> => {
    const { recipients, updatedAt } = finished;
    const about = recipients.filter((each) => each.updatedAt === updatedAt).map(({ address }) => address);
    try {
      await suppressions.add(account, suppressionsOf(finished, about, updatedAt));
    } catch (error) {
      log.warn(
        { submissionId: finished.id, err: error },
        'an address that was refused could not be suppressed',
      );
    }
  };

  const settle = async (
    record: AttemptRecord,
    move: (submission: Submission) => Move | null,
  ): Promise<Submission | null> => {
    const standing = await record.standing();
    return standing === null ? null : moves.settle(standing, move);
  };

  /** Where the record may say that the message left, it is put right. Otherwise whoever finds it begins anew, told of the end or not. */
  const abandon = async (record: AttemptRecord, { id, running: { fence } }: Begun): Promise<boolean> => {
    const write = (): Promise<Submission | null> =>
      settle(record, (submission) => {
        const next = abandonAttempt(submission, fence, clock.now());
        return next === null ? null : { next, events: [] };
      });
    const left = record.marked
      ? await persistently(write, (error) =>
          log.warn({ submissionId: id, err: error }, 'the end of an attempt waits for the storage'),
        )
      : await write();
    if (left !== null) await moves.follow(left);
    return left !== null;
  };

  /**
   * The sender rejects only before the end of the message has left. null where the storage is away or this process is to
   * stop: then it was no attempt. Whatever else is wrong on this side is tried again as long as a server's refusal is.
   */
  const brokenHere = (begun: Begun, error: unknown, signal: AbortSignal): Outcome | null => {
    if (signal.aborted || (error instanceof GatewayError && error.code === 'storage-unavailable'))
      return null;
    log.error({ submissionId: begun.id, err: error }, 'an attempt failed on this side');
    return refusedByUs(begun, 'The gateway could not hand the message over.', {
      code: 451,
      enhanced: '4.3.0',
    });
  };

  const finish = async (
    account: Account,
    record: AttemptRecord,
    { id, running }: Begun,
    outcome: Outcome,
  ): Promise<void> => {
    const policy = policyOf(account);
    // The server's word is known only here: it is written down however long Redis is away.
    const finished = await persistently(
      () => settle(record, (submission) => finishAttempt(submission, running, outcome, policy, clock.now())),
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
    await Promise.all([moves.follow(finished), report(account, outcome), suppress(account, finished)]);
  };

  return async (account, begun, message, place, signal) => {
    const record = createAttemptRecord(ports, begun);
    const secured = await retention.secure(begun);
    // What it fails with is told at the end of the message.
    if (secured && place.isQuick) record.markEnd().catch(() => undefined);
    // Most attempts are quicker, and are written down when they come to the end of the message.
    const timer = setTimeout(() => void record.begin().catch(() => undefined), shownAfterMs);

    const outcome = secured
      ? await handOver(account, begun, message, () => record.markEnd(), signal)
          .catch((error: unknown) => brokenHere(begun, error, signal))
          .finally(() => clearTimeout(timer))
      : refusedByUs(begun, 'The stored bytes of the message are gone.');
    place.leave(outcome === null ? null : standingOf(outcome), outcome !== null && isCrowded(outcome));

    // What ended before is written down as an attempt like any other.
    if (!record.marked && !(await record.begin())) return false;
    if (outcome === null) {
      // The end of the message was withheld, but the record may say that it left: only this process knows better.
      return abandon(record, begun);
    }
    if (outcome.kind === 'not-sent' && outcome.reason === 'superseded') return true;
    if (outcome.kind === 'not-sent' && signal.aborted) {
      await abandon(record, begun);
    } else await finish(account, record, begun, outcome);
    return true;
  };
}

function refusedByUs(
  begun: Begun,
  text: string,
  reply: Pick<SmtpReply, 'code' | 'enhanced'> = { code: 554, enhanced: '5.6.0' },
): Outcome {
  const recipients = concernedOf(begun).map(({ address }) => ({
    address,
    accepted: false,
    reply: { ...reply, text },
  }));
  return { kind: 'answered', recipients, response: text, unasked: true };
}
