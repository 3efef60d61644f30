/**
 * The bytes of a message whose turn is near: where it is short they are asked for before it comes, so that its server
 * need not wait for them. A long one would be held in memory by each who waits.
 */
import type { Readable } from 'node:stream';
import type { MimeRef } from '../domain/submission.ts';
import type { SubmissionStore } from './ports/submissions.ts';

const mostOctets = 64 * 1024;

export interface BytesAhead {
  /** May be called again. */
  ask(): void;
  /** Once, and the stream is then the caller's. */
  take(): Readable;
  /** For what nobody took. */
  drop(): void;
}

export function createBytesAhead(submissions: Pick<SubmissionStore, 'readMime'>, mime: MimeRef): BytesAhead {
  let stream: Readable | null = null;
  return {
    ask() {
      if (mime.size <= mostOctets) stream ??= submissions.readMime(mime);
    },
    take() {
      const taken = stream ?? submissions.readMime(mime);
      stream = null;
      return taken;
    },
    drop() {
      stream?.destroy();
      stream = null;
    },
  };
}
