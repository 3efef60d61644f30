/**
 * Takes on a submission whose message is ready: once it resolves, message and queue entry are stored, and no crash of any
 * process loses them. The bytes are written first; the record that names them, its due entry, its place in
 * the lists and the idempotent answer follow in one step.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { returnAddress } from '../domain/return-address.ts';
import { accept } from '../domain/submission-orders.ts';
import { viewOf, type MimeRef, type Submission, type SubmissionView } from '../domain/submission.ts';
import { instant } from '../domain/time.ts';
import { createWireFormReader, wireFormOf, type WireForm } from '../domain/wire-form.ts';
import { mimeKeptMs } from './mime-retention.ts';
import type { Claim, StoredAnswer } from './ports/idempotency.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SuppressionStore } from './ports/suppressions.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';
import type { PreparedMessage } from './prepare-message.ts';
import { parseTime, sendTime, wantsCopy, wishesOf, type SubmissionOptions } from './submission-options.ts';
import { createSuppressedAmong } from './suppressed-among.ts';

/** The end of many messages. */
export interface SharedFiles {
  readonly mime: MimeRef;
  readonly form: WireForm;
}

export interface PreparedSubmission {
  readonly account: Account;
  readonly message: PreparedMessage;
  readonly options: SubmissionOptions;
  /** Its id, and of which merge it is; `files`: what follows the message's content and is kept already. */
  readonly made: { readonly id: string; readonly jobId?: string; readonly files?: SharedFiles };
  /** What a repetition of the request is answered. */
  readonly keep: { readonly claim: Claim; readonly answer: (view: SubmissionView) => StoredAnswer } | null;
  readonly signal: AbortSignal;
}

/** Of one that was accepted before under its id nothing is written. Throws `already-sent`, and what storing throws. */
export type AcceptSubmission = (prepared: PreparedSubmission) => Promise<SubmissionView>;

export function createAcceptSubmission(ports: {
  readonly submissions: Pick<SubmissionStore, 'writeMime' | 'accept' | 'dropMime'>;
  readonly suppressions: Pick<SuppressionStore, 'find'>;
  readonly queue: Pick<WorkQueue, 'submission'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'submissionAccepted'>;
}): AcceptSubmission {
  const { submissions, queue, clock, telemetry } = ports;
  const suppressedAmong = createSuppressedAmong(ports);

  /** Without it the sweeper finds the submission a few seconds later. */
  const enqueue = async ({ id, turn, nextAttemptAt }: Submission): Promise<void> => {
    if (nextAttemptAt === null) return;
    try {
      await queue.submission(id, turn, Date.parse(nextAttemptAt));
    } catch (error) {
      telemetry.log.warn({ submissionId: id, err: error }, 'a submission is left to the sweeper');
    }
  };

  return async ({ account, message, options, made, keep, signal }) => {
    const now = clock.now();
    const sendAt = sendTime(options, now);
    const { expiresAt = null } = options;
    const octets = createWireFormReader();
    const [own, suppressed] = await Promise.all([
      submissions.writeMime(octets.through(message.content), Math.max(sendAt ?? now, now) + mimeKeptMs),
      suppressedAmong(account, message.to),
    ]);
    const tail = made.files?.mime;
    const mime = tail === undefined ? own : { ...own, size: own.size + tail.size, tail };
    if (signal.aborted) {
      await submissions.dropMime(mime);
      throw signal.reason;
    }
    const { id } = made;
    const returns = options.verp === true ? returnAddress(account, message.envelopeFrom, id) : null;
    const submission = accept(
      {
        id,
        ...(made.jobId === undefined ? {} : { jobId: made.jobId }),
        accountId: account.id,
        incarnation: account.incarnation,
        messageId: message.messageId,
        subject: message.subject,
        envelope: { from: returns?.address ?? message.envelopeFrom, to: message.to },
        ...(returns === null ? {} : { returnToken: returns.token }),
        mime,
        form: made.files === undefined ? octets.form : wireFormOf(octets.form, made.files.form),
        ...wishesOf(options),
        sentCopy: wantsCopy(account, options) ? 'wanted' : 'none',
        draft: message.draft,
        refersTo: message.refersTo,
        ...(expiresAt === null ? {} : { expiresAt: instant(parseTime('expiresAt', expiresAt)) }),
        priority: options.priority ?? 'normal',
        tags: options.tags ?? [],
        metadata: options.metadata ?? {},
        traceparent: options.traceparent ?? null,
      },
      sendAt,
      now,
      suppressed,
    );
    const view = viewOf(submission);
    try {
      const idempotency = keep === null ? null : { claim: keep.claim, answer: keep.answer(view) };
      if (!(await submissions.accept(submission, idempotency))) {
        await submissions.dropMime(mime);
        return view;
      }
    } catch (error) {
      // Of a refusal it is certain that no record names the bytes.
      if (error instanceof GatewayError && error.code === 'already-sent') await submissions.dropMime(mime);
      throw error;
    }
    telemetry.submissionAccepted({ accountId: account.id, submissionId: view.id, size: mime.size });
    await enqueue(submission);
    return view;
  };
}
