/** Moves a stored submission on against whoever else does, and sees to what has to come after a move. */
import type { Move } from '../domain/sending.ts';
import { owesFollowUp } from '../domain/sent-draft.ts';
import type { Submission } from '../domain/submission.ts';
import type { MimeRetention } from './mime-retention.ts';
import type { Log } from './ports/service.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';

export interface MoveSubmission {
  /**
   * Applies the move to the record, first as it is in hand, then as it is stored, until nobody is faster; null when
   * the move no longer fits. Throws `storage-unavailable`.
   */
  settle(at: Submission, move: (submission: Submission) => Move | null): Promise<Submission | null>;
  /** Queues what is due next and lets go of the bytes. Never rejects: what is lost here is found by the sweeper. */
  follow(submission: Submission): Promise<void>;
}

export function createMoveSubmission(ports: {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save'>;
  readonly queue: Pick<WorkQueue, 'submission' | 'sentCopy'>;
  readonly retention: Pick<MimeRetention, 'settle'>;
  readonly log: Log;
}): MoveSubmission {
  const { submissions, queue, retention, log } = ports;
  return {
    async settle(at, move) {
      let submission: Submission | null = at;
      while (submission !== null) {
        const made: Move | null = move(submission);
        if (made === null) return null;
        if (await submissions.save(made.next, made.events)) return made.next;
        submission = await submissions.get(at.id);
      }
      return null;
    },

    async follow(submission) {
      const { id, turn, nextAttemptAt } = submission;
      try {
        if (nextAttemptAt !== null) await queue.submission(id, turn, Date.parse(nextAttemptAt));
        const owes = owesFollowUp(submission);
        if (owes) await queue.sentCopy(id);
        // One that is held needs its bytes whatever is found.
        if (!owes || submission.status === 'unknown') await retention.settle(submission);
      } catch (error) {
        log.warn({ submissionId: id, err: error }, 'the next step of a submission is left to the sweeper');
      }
    },
  };
}
