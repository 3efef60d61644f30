/**
 * One mail transaction on an open connection (RFC 5321 §3.3), with a deadline for every wait, and how far it
 * came. What that means for the recipients is read in `smtp-sender.ts`.
 */
import type { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpReply } from '../domain/submission.ts';
import { holdTail } from './mime-tail.ts';
import { replyIn, SmtpFailure, type SmtpDeadlines } from './smtp-connection.ts';

/** `envelope`: nothing of the message has left; `data`: not its end; `final`: its end may have. */
export type Phase = 'envelope' | 'data' | 'final';

export interface Transaction {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: Readable;
  readonly size: number;
  /** Awaited before the end of the message may leave; false withholds it. */
  readonly beforeFinalDot: () => Promise<boolean>;
}

export interface TransactionEnd {
  readonly phase: Phase;
  /** null when the server took the message. */
  readonly error: unknown;
  /** Set when the break came from our side: the message could not be read, or `beforeFinalDot` failed. */
  readonly ownFailure: Error | null;
  readonly accepted: readonly string[];
  /** By address, also when the transaction ended otherwise. */
  readonly refusals: ReadonlyMap<string, SmtpReply>;
  /** The last reply, empty when none came. */
  readonly response: string;
}

/** nodemailer writes the refusals into the envelope that it is given, so that they are known before the end. */
interface Envelope {
  readonly from: string;
  readonly to: string[];
  readonly size: number;
  readonly use8BitMime: true;
  readonly rejectedErrors?: readonly { readonly recipient?: string; readonly response?: string }[];
}

/** Never rejects. A transaction that did not end by a reply leaves the connection unusable. */
export async function runTransaction(
  connection: SMTPConnection,
  transaction: Transaction,
  deadlines: SmtpDeadlines,
  signal: AbortSignal,
): Promise<TransactionEnd> {
  const { from, to, message, size, beforeFinalDot } = transaction;
  const envelope: Envelope = { from, to: [...to], size, use8BitMime: true };
  const progress: { phase: Phase; ended: boolean; ownFailure: Error | null } = {
    phase: 'envelope',
    ended: false,
    ownFailure: null,
  };
  const watch = createWatch();
  const stop = (): void => {
    if (progress.phase !== 'final') watch.breakOff('The service is stopping.');
  };

  const tail = holdTail(message, {
    onPiece() {
      progress.phase = 'data';
      watch.expect(deadlines.dataMs);
    },
    async release() {
      if (!(await beforeFinalDot()) || progress.ended) return false;
      progress.phase = 'final';
      watch.expect(deadlines.finalReplyMs);
      return true;
    },
    onFailure(error) {
      progress.ownFailure = error instanceof Error ? error : new Error(String(error));
    },
  });
  message.once('error', (error) => (progress.ownFailure ??= error));

  watch.expect(deadlines.commandMs);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  const { error, accepted, response } = await Promise.race([
    new Promise<Pick<TransactionEnd, 'error' | 'accepted' | 'response'>>((resolve) => {
      connection.send(envelope, tail, (failure, info) => {
        resolve({ error: failure ?? null, accepted: info?.accepted ?? [], response: info?.response ?? '' });
      });
    }),
    watch.broken.then((failure) => ({ error: failure, accepted: [], response: '' })),
  ]);
  progress.ended = true;
  watch.end();
  signal.removeEventListener('abort', stop);

  // Behind a refused MAIL the pipelined RCPTs are refused as well, for want of a transaction: that is no word on them.
  const refusedErrors = commandOf(error) === 'MAIL FROM' ? [] : (envelope.rejectedErrors ?? []);
  const refusals = refusedErrors.flatMap((each): [string, SmtpReply][] => {
    const reply = replyIn(each);
    return each.recipient === undefined || reply === null ? [] : [[each.recipient, reply]];
  });
  const { phase, ownFailure } = progress;
  return { phase, error, ownFailure, accepted, refusals: new Map(refusals), response };
}

/** The command that an error of nodemailer's connection is about. */
export function commandOf(error: unknown): string | null {
  const { command } = (error ?? {}) as { readonly command?: unknown };
  return typeof command === 'string' ? command : null;
}

interface Watch {
  readonly broken: Promise<SmtpFailure>;
  /** The next sign of life is due within this time. */
  expect(ms: number): void;
  breakOff(why: string): void;
  end(): void;
}

function createWatch(): Watch {
  let timer: NodeJS.Timeout | undefined;
  let give: (failure: SmtpFailure) => void = () => undefined;
  const broken = new Promise<SmtpFailure>((resolve) => (give = resolve));
  const breakOff = (why: string): void => give(new SmtpFailure('network', why, null));
  return {
    broken,
    breakOff,
    expect(ms) {
      clearTimeout(timer);
      timer = setTimeout(() => breakOff('The server did not answer in time.'), ms);
    },
    end: () => clearTimeout(timer),
  };
}
