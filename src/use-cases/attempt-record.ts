/**
 * How far one attempt is written down: that it began, and that the end of its message may leave. Two steps of the
 * record are one write where the first was not yet due, and either is refused when somebody else was faster.
 */
import { markDataSent, type Begun } from '../domain/sending.ts';
import type { Submission } from '../domain/submission.ts';
import type { MoveSubmission } from './move-submission.ts';
import type { Clock } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';

export interface AttemptRecord {
  /** As it stands once what is on its way has been written. */
  readonly current: Submission;
  /** The record may say that the message left, whether or not that was heard. */
  readonly marked: boolean;
  /** Written once, however often it is asked for. False: somebody was faster. Throws `storage-unavailable`. */
  begin(): Promise<boolean>;
  /**
   * Resolves before the end of the message may leave; false: it may not. Written once, however often it is asked for. Throws
   * `storage-unavailable`.
   */
  markEnd(): Promise<boolean>;
  /**
   * What the next move begins at: `current` where its writing was heard of, else what is stored, which may be another
   * attempt's under the same revision. Throws `storage-unavailable`.
   */
  standing(): Promise<Submission | null>;
}

export function createAttemptRecord(
  ports: {
    readonly submissions: Pick<SubmissionStore, 'get' | 'save'>;
    readonly moves: Pick<MoveSubmission, 'settle'>;
    readonly clock: Clock;
  },
  begun: Begun,
): AttemptRecord {
  const { submissions, moves, clock } = ports;
  const { fence } = begun.running;
  let current: Submission = begun;
  let marked = false;
  let written: Promise<boolean> | null = null;
  let heard = false;
  let end: Promise<boolean> | null = null;

  const save = async (as: Begun): Promise<boolean> => {
    // A write that was asked for again, for its answer was lost, is refused: then the record itself is the answer.
    heard = (await submissions.save(as, [])) || (await submissions.get(as.id))?.running?.fence === fence;
    return heard;
  };

  const write = (as: Begun): Promise<boolean> => {
    current = as;
    written = save(as);
    // Its failure is told by whoever awaits it.
    written.catch(() => undefined);
    return written;
  };

  const mark = async (): Promise<boolean> => {
    if (written === null) {
      marked = true;
      return write({ ...begun, running: { ...begun.running, phase: 'data-sent' } });
    }
    if (!(await written)) return false;
    marked = true;
    heard = false;
    const sent = await moves.settle(current, (submission) => {
      const next = markDataSent(submission, fence, clock.now());
      return next === null ? null : { next, events: [] };
    });
    if (sent === null) return false;
    current = sent;
    heard = true;
    return true;
  };

  return {
    get current() {
      return current;
    },
    get marked() {
      return marked;
    },
    begin: () => written ?? write(begun),

    markEnd: () => (end ??= mark()),

    standing: () => (heard ? Promise.resolve(current) : submissions.get(begun.id)),
  };
}
