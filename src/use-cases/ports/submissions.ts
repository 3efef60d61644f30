/** Keeping submissions and their bytes, and handing them to SMTP. */
import type { Readable } from 'node:stream';
import type { Account, Credentials } from '../../domain/account.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Envelope, MimeRef, SmtpReply, Submission, SubmissionStatus } from '../../domain/submission.ts';
import type { Claim, StoredAnswer } from './idempotency.ts';

export interface SubmissionStore {
  /** Writes the bytes in expiring chunks, before anything names them. */
  writeMime(content: Buffer): Promise<MimeRef>;
  /** Throws `internal` when a chunk is gone. */
  readMime(mime: MimeRef): Readable;
  /** One step: submission, due entry, indexes and, with a claim, the idempotent answer. Durable when it resolves. */
  accept(
    submission: Submission,
    idempotency: { readonly claim: Claim; readonly answer: StoredAnswer } | null,
  ): Promise<void>;
  get(id: string): Promise<Submission | null>;
  /** Newest first. */
  list(
    accountId: string,
    filter: { readonly status?: SubmissionStatus; readonly tag?: string },
    page: PageRequest,
  ): Promise<Page<Submission>>;
  /**
   * Compare-and-set on `next.revision - 1`, with events, due entry (`nextAttemptAt`) and indexes in the same
   * step. False: somebody was faster, nothing was written.
   */
  save(next: Submission, events: readonly NewEvent[]): Promise<boolean>;
}

export const queueNames = ['submission', 'sent-copy', 'delivery'] as const;
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
}

/** What one conversation with the SMTP server came to, per recipient in the order of the envelope. */
export type SendOutcome =
  | {
      /** The server answered for every recipient: 2yz after the final dot, or a refusal of the recipient or of all. */
      readonly kind: 'answered';
      readonly recipients: readonly {
        readonly address: string;
        readonly accepted: boolean;
        readonly reply: SmtpReply;
      }[];
      readonly response: string;
    }
  | {
      /** The final dot cannot have left: safe to try again. */
      readonly kind: 'not-sent';
      readonly reason: 'unreachable' | 'auth-failed' | 'superseded';
      readonly response: string;
    }
  | {
      /** The link broke after the final dot and before the reply; refusals of single recipients are known all the same. */
      readonly kind: 'unknown';
      readonly refused: readonly { readonly address: string; readonly reply: SmtpReply }[];
      readonly response: string;
    };

export interface SmtpSender {
  /**
   * `beforeFinalDot` is awaited while the message's last bytes are still held back; when it resolves false
   * (another attempt has taken over) the conversation is broken off unsent.
   */
  send(
    account: Account,
    credentials: Credentials,
    envelope: Envelope,
    message: { readonly stream: Readable; readonly size: number },
    beforeFinalDot: () => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<SendOutcome>;
}

export interface OutgoingMessage {
  readonly messageId: string;
  readonly date: Date;
  readonly from: { readonly address: string; readonly name: string | null };
  readonly to: readonly { readonly address: string; readonly name: string | null }[];
  readonly cc: readonly { readonly address: string; readonly name: string | null }[];
  readonly replyTo: readonly { readonly address: string; readonly name: string | null }[];
  readonly subject: string | null;
  readonly text: string | null;
  readonly html: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly {
    readonly filename: string | null;
    readonly contentType: string;
    readonly content: Buffer;
    readonly contentId: string | null;
    readonly disposition: 'inline' | 'attachment';
  }[];
}

export interface Composer {
  /** MIME with CRLF line ends and no Bcc, the same bytes for every attempt. */
  compose(message: OutgoingMessage): Promise<Buffer>;
}
