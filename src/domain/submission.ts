/**
 * A submission: one message handed to us for delivery by the account's SMTP server (RFC 6409).
 * Bytes, Message-ID and Date are pinned at acceptance. The moves between its
 * states are in `sending.ts`.
 */
import type { Priority } from './precedence.ts';
import type { ReferredMessage } from './reference.ts';
import { recipientViewOf, type RecipientView, type SubmissionRecipient } from './recipient.ts';
import type { Instant } from './time.ts';
import type { WireForm } from './wire-form.ts';

export const submissionStatuses = [
  'scheduled',
  'queued',
  'sending',
  'sent',
  'deferred',
  'failed',
  'cancelled',
  'unknown',
] as const;
export type SubmissionStatus = (typeof submissionStatuses)[number];

/** Of several submissions, how many there are in each status. */
export type SubmissionCounts = Readonly<Record<SubmissionStatus, number>>;

export const noSubmissions: SubmissionCounts = {
  scheduled: 0,
  queued: 0,
  sending: 0,
  sent: 0,
  deferred: 0,
  failed: 0,
  cancelled: 0,
  unknown: 0,
};

/** How many of them nothing more is tried for, unless somebody orders it. */
export function settledOf(counts: SubmissionCounts): number {
  return counts.sent + counts.failed + counts.cancelled + counts.unknown;
}

export type AttemptOutcome =
  'accepted' | 'deferred' | 'rejected' | 'partial' | 'unreachable' | 'auth-failed' | 'unknown';

export interface Attempt {
  readonly number: number;
  readonly at: Instant;
  readonly outcome: AttemptOutcome;
  /** The server's last word or the network's, one line. */
  readonly response: string | null;
  readonly durationMs: number;
}

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export const dsnOccasions = ['success', 'failure', 'delay'] as const;

/** Notifications that are asked of the servers on the way (RFC 3461). */
export interface DsnRequest {
  /** Empty: none at all, not even of a failure. */
  readonly notify: readonly (typeof dsnOccasions)[number][];
  /** What of the message a notification of failure brings back; null: as the server likes. */
  readonly return: 'headers' | 'full' | null;
}

export interface Dsn extends DsnRequest {
  /** False: the account's server has no DSN, and the message goes without. null before it was spoken to. */
  readonly supported: boolean | null;
}

/**
 * The attempt that is under way. `data-sent` is written before the final dot can leave: from then on a
 * silent end means `unknown`, never a plain retry (RFC 5321 §4.5.3.2.6, RFC 1047).
 */
export interface RunningAttempt {
  readonly number: number;
  /** Drawn for each attempt, for two may begin on one revision: an attempt that was overtaken finds another one here. */
  readonly fence: number;
  /** True when recipients of unknown fate are tried again as well. */
  readonly resends: boolean;
  readonly phase: 'started' | 'data-sent';
  readonly startedAt: Instant;
}

/** The one worker that may append the copy to Sent; another may take over from `until` on. */
export interface CopyClaim {
  /** The record's revision when it was claimed. */
  readonly fence: number;
  readonly until: Instant;
}

/** The message that a submission answers or forwards. */
export interface SubmissionReference extends ReferredMessage {
  /** `wanted` from acceptance on; carried out only once the submission is `sent`. */
  readonly mark: 'none' | 'wanted' | 'done';
}

/** Names the stored bytes of a message; see `ports/submissions.ts`. */
export interface MimeRef {
  readonly key: string;
  readonly size: number;
  readonly chunks: number;
  /** What follows its own chunks and is not its own: shared with other messages. Part of `size`. */
  readonly tail?: Omit<MimeRef, 'tail'>;
}

/** The public shape of api.md §2 "Submissions". */
export interface SubmissionView {
  readonly id: string;
  readonly accountId: string;
  readonly status: SubmissionStatus;
  /** With `<…>`. */
  readonly messageId: string;
  readonly subject: string | null;
  readonly envelope: Envelope;
  readonly recipients: readonly RecipientView[];
  readonly attempts: readonly Attempt[];
  readonly sendAt: Instant | null;
  /** Nothing is tried from then on. */
  readonly expiresAt: Instant | null;
  readonly priority: Priority;
  readonly nextAttemptAt: Instant | null;
  /** Id of the copy in Sent once it is filed and known. */
  readonly sentMessage: string | null;
  /** Id of the draft that it was made of. */
  readonly draft: string | null;
  readonly dsn: Dsn | null;
  /** Sent over verified TLS only, as far as it goes (RFC 8689). */
  readonly requireTls: boolean;
  /** Id of the merge that made it. */
  readonly jobId: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface Submission extends Omit<
  SubmissionView,
  'recipients' | 'jobId' | 'expiresAt' | 'priority' | 'dsn' | 'requireTls'
> {
  /** Absent of all that no merge made. */
  readonly jobId?: string;
  readonly recipients: readonly SubmissionRecipient[];
  readonly expiresAt?: Instant | null;
  readonly priority?: Priority;
  /** Compare-and-set number of the record. */
  readonly revision: number;
  /** Grows whenever the submission becomes due anew; names the job that looks at it. */
  readonly turn: number;
  readonly incarnation: string;
  readonly mime: MimeRef;
  readonly running: RunningAttempt | null;
  /** `wanted` until a look into Sent and, where needed, an APPEND have settled it. */
  readonly sentCopy: 'none' | 'wanted' | 'filed';
  readonly copyClaim: CopyClaim | null;
  /** The attempt of unknown fate that was last looked for in Sent; absent when none was. */
  readonly soughtAttempt?: number;
  /** `wanted` from acceptance on; carried out only once it is `sent`. */
  readonly draftRemoval: 'none' | 'wanted' | 'done';
  /** Of the stored bytes. */
  readonly form?: WireForm;
  readonly dsn?: Dsn;
  readonly requireTls?: boolean;
  /** The token in the sender's address, where reports return to one of its own. */
  readonly returnToken?: string;
  /** Absent of most. */
  readonly reference?: SubmissionReference;
  /** What was told of it by messages that arrived, so that each is told once. */
  readonly news?: readonly string[];
  /** W3C trace context of the request that made it. */
  readonly traceparent: string | null;
}

export function viewOf(submission: Submission): SubmissionView {
  const { id, accountId, status, messageId, subject, envelope, recipients, attempts } = submission;
  const {
    sendAt,
    expiresAt = null,
    priority = 'normal',
    nextAttemptAt,
    sentMessage,
    draft,
    dsn = null,
    requireTls = false,
    jobId = null,
    tags,
    metadata,
    createdAt,
    updatedAt,
  } = submission;
  return {
    id,
    accountId,
    status,
    messageId,
    subject,
    envelope,
    recipients: recipients.map((each) => recipientViewOf(each, nextAttemptAt)),
    attempts,
    sendAt,
    expiresAt,
    priority,
    nextAttemptAt,
    sentMessage,
    draft,
    dsn,
    requireTls,
    jobId,
    tags,
    metadata,
    createdAt,
    updatedAt,
  };
}
