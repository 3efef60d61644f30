/** What became of one recipient of a submission: the answer of the account's server, and what was told afterwards. */
import type { BounceReason, ReportKind } from './report.ts';
import type { Instant } from './time.ts';

export type RecipientStatus =
  | 'queued'
  | 'sent'
  | 'deferred'
  | 'failed'
  | 'unknown'
  | 'cancelled'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'suppressed';

/** What came back after the account's server had taken the message for a recipient. */
export interface RecipientReport {
  readonly kind: ReportKind;
  /** The id of the message that tells it. */
  readonly message: string;
  /** Enhanced status code (RFC 3463). */
  readonly status: string | null;
  readonly diagnostic: string | null;
  readonly reason: BounceReason | null;
}

/** An SMTP reply (RFC 5321 §4.2, enhanced code RFC 3463); `text` is one line without the codes. */
export interface SmtpReply {
  readonly code: number;
  readonly enhanced: string | null;
  readonly text: string;
}

/** Why a recipient has no message, or none yet; `expired`: the submission's time was over. */
export type RefusalReason = BounceReason | 'expired';

/**
 * What a recipient waits for who was put off. `rest`: the server takes so many recipients with one message and wants the others
 * with the next (RFC 5321 §4.5.3.1.10).
 */
export type DelayCause = 'greylisted' | 'rest' | 'throttled' | 'mailbox-full' | 'other';

export interface RecipientView {
  readonly address: string;
  readonly status: RecipientStatus;
  readonly smtp: SmtpReply | null;
  readonly report: RecipientReport | null;
  /** Of one who waits, failed or bounced; null where nothing was said. */
  readonly reason: RefusalReason | null;
  /** Of one who waits; others of the same message may wait for another time. */
  readonly nextAttemptAt: Instant | null;
  readonly updatedAt: Instant;
}

/** As it is kept. */
export interface SubmissionRecipient extends Omit<RecipientView, 'reason' | 'nextAttemptAt'> {
  readonly reason?: RefusalReason | null;
  /** Absent: with the submission. */
  readonly nextAttemptAt?: Instant | null;
  /** How often in a row it was put off for this cause. */
  readonly delays?: { readonly cause: DelayCause; readonly times: number };
}

/** `due`: when the submission is looked at again. */
export function recipientViewOf(recipient: SubmissionRecipient, due: Instant | null): RecipientView {
  const { address, status, smtp, report, reason = null, nextAttemptAt, updatedAt } = recipient;
  const waits = due !== null && (status === 'queued' || status === 'deferred' || status === 'unknown');
  return {
    address,
    status,
    smtp,
    report,
    reason: report?.reason ?? reason,
    nextAttemptAt: waits ? (nextAttemptAt ?? due) : null,
    updatedAt,
  };
}
