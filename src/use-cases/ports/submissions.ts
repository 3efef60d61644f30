/** Keeping submissions and their bytes, and handing them to SMTP. */
import type { Readable } from 'node:stream';
import type { Account } from '../../domain/account.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type {
  DsnRequest,
  Envelope,
  MimeRef,
  Submission,
  SubmissionCounts,
  SubmissionStatus,
} from '../../domain/submission.ts';
import type { WireForm } from '../../domain/wire-form.ts';
import type { Claim, StoredAnswer } from './idempotency.ts';

/** The octets of a message, in pieces of any size; read once, and broken off where nobody takes the rest. */
export type MimeSource = Iterable<Buffer> | AsyncIterable<Buffer>;

/** All that is said holds. */
export interface SubmissionFilter {
  readonly status?: SubmissionStatus;
  readonly tag?: string;
  /** The id of a merge. */
  readonly job?: string;
}

export interface SubmissionStore {
  /**
   * Writes the bytes, as they come, in chunks that are kept until `keepUntilMs`, before anything names them. Of a source
   * that fails nothing stays.
   */
  writeMime(source: MimeSource, keepUntilMs: number): Promise<MimeRef>;
  /** Keeps them longer, with what they share. False when they are gone. */
  keepMime(mime: MimeRef, untilMs: number): Promise<boolean>;
  /** For bytes that nobody needs any more; what they share with others stays until it expires. */
  dropMime(mime: MimeRef): Promise<void>;
  /** Asks for the first octets at once. The stream fails with `internal` when a chunk is gone. */
  readMime(mime: MimeRef): Readable;
  /**
   * One step: submission, its hold on a draft, due entry, indexes and, with a claim, the idempotent answer. Durable when it
   * resolves. False when one of this id was accepted before: nothing was written. Throws `already-sent` with the id of the
   * submission that holds the draft.
   */
  accept(
    submission: Submission,
    idempotency: { readonly claim: Claim; readonly answer: StoredAnswer } | null,
  ): Promise<boolean>;
  get(id: string): Promise<Submission | null>;
  /**
   * The account's submissions of these names, in their order: Message-IDs with brackets, of each the one written last, and
   * return tokens.
   */
  named(accountId: string, names: readonly string[]): Promise<readonly string[]>;
  /** Newest first. */
  list(accountId: string, filter: SubmissionFilter, page: PageRequest): Promise<Page<Submission>>;
  /** Of those that a merge made. */
  countsOf(accountId: string, jobId: string): Promise<SubmissionCounts>;
  /**
   * Compare-and-set on `next.revision - 1`, with events, due entry (`nextAttemptAt`) and indexes in the same
   * step. False: somebody was faster, nothing was written. Throws `already-sent` where it would be sent again and another
   * submission holds the draft.
   */
  save(next: Submission, events: readonly NewEvent[]): Promise<boolean>;
}

export const queueNames = ['submission', 'sent-copy', 'delivery', 'job'] as const;
export type QueueName = (typeof queueNames)[number];

/**
 * Queues of work; a job carries an id and never a secret or a body. `turn` counts how often the record became
 * due (for a delivery: its attempt): the same id and turn added twice make one job, and a job of an older turn
 * finds nothing to do.
 */
export interface WorkQueue {
  submission(id: string, turn: number, atMs: number): Promise<void>;
  sentCopy(submissionId: string): Promise<void>;
  delivery(id: string, attempt: number, atMs: number): Promise<void>;
  /** `turn`: the first, or that of a change which is to be seen at once. */
  job(id: string, turn?: number): Promise<void>;
}

export interface OutgoingEnvelope extends Envelope {
  /** What reports about the message name it by (ENVID of RFC 3461). */
  readonly id: string;
  readonly dsn: DsnRequest | null;
  readonly requireTls: boolean;
}

export interface SmtpSender {
  /**
   * `beforeFinalDot` is awaited while the message's last bytes are still held back; when it resolves false
   * (another attempt has taken over) the conversation is broken off unsent.
   */
  send(
    account: Account,
    envelope: OutgoingEnvelope,
    /** `form` null: of bytes that nobody looked at. */
    message: { readonly stream: Readable; readonly size: number; readonly form: WireForm | null },
    beforeFinalDot: () => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<Outcome>;
}

export interface OutgoingMessage {
  readonly messageId: string;
  readonly date: Date;
  readonly from: { readonly address: string; readonly name: string | null };
  readonly to: readonly { readonly address: string; readonly name: string | null }[];
  readonly cc: readonly { readonly address: string; readonly name: string | null }[];
  /** Of a message that is kept and not sent; else empty. */
  readonly bcc: readonly { readonly address: string; readonly name: string | null }[];
  readonly replyTo: readonly { readonly address: string; readonly name: string | null }[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly {
    readonly filename: string | null;
    readonly contentType: string;
    /** The decoded octets; may be asked for more than once. */
    readonly content: () => MimeSource;
    readonly contentId: string | null;
    readonly disposition: 'inline' | 'attachment';
  }[];
}

export interface Composer {
  /** MIME with CRLF line ends. Attachments are read when their turn comes; what they fail with it fails with. */
  compose(message: OutgoingMessage): AsyncIterable<Buffer>;
}
