/**
 * How long the stored bytes of a message are kept: as long as an attempt, a copy in Sent or its owner's wish may
 * still need them. What nobody keeps any longer expires by itself.
 */
import { isFinal } from '../domain/sending.ts';
import type { Submission } from '../domain/submission.ts';
import type { Clock } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';

/** The bytes outlive the last retry (two days) and the filing of the copy. */
export const mimeKeptMs = 4 * 24 * 3_600_000;

/** Well within the time that the bytes are kept without being asked for. */
const freshMs = 24 * 3_600_000;

/** A message that failed or whose fate is unknown can be sent again on demand for so long. */
const heldMs = 14 * 24 * 3_600_000;

export interface MimeRetention {
  /** For an attempt and what may follow it. False when the bytes are gone. */
  secure(submission: Submission): Promise<boolean>;
  /** For an attempt at that time (milliseconds), and what may follow it. */
  keepFor(submission: Submission, at: number): Promise<void>;
  /** Of a submission that no attempt comes for by itself and no copy is owed of. */
  settle(submission: Submission): Promise<void>;
}

export function createMimeRetention(ports: {
  readonly submissions: Pick<SubmissionStore, 'keepMime' | 'dropMime'>;
  readonly clock: Clock;
}): MimeRetention {
  const { submissions, clock } = ports;
  return {
    /** A first attempt mostly comes while the bytes are fresh; others ask. */
    async secure(submission) {
      return (
        isFresh(submission, clock.now()) ||
        (await submissions.keepMime(submission.mime, clock.now() + mimeKeptMs))
      );
    },
    async keepFor(submission, at) {
      if (!isFresh(submission, at)) await submissions.keepMime(submission.mime, at + mimeKeptMs);
    },
    async settle(submission) {
      if (submission.status === 'sent') await submissions.dropMime(submission.mime);
      else if (isFinal(submission)) await submissions.keepMime(submission.mime, clock.now() + heldMs);
    },
  };
}

/** True for what was accepted, or its time came, so lately that its bytes are certainly there. */
function isFresh({ attempts, sendAt, createdAt }: Submission, now: number): boolean {
  return attempts.length === 0 && now - Date.parse(sendAt ?? createdAt) < freshMs;
}
