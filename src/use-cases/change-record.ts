/** Changes the record of a submission against whoever else does. */
import type { Submission } from '../domain/submission.ts';
import type { SubmissionStore } from './ports/submissions.ts';

/** Applies a change to the record, first as it is in hand, then as it is stored, until nobody is faster; null ends it. */
export async function changeRecord(
  submissions: Pick<SubmissionStore, 'get' | 'save'>,
  at: Submission,
  change: (submission: Submission) => Submission | null,
): Promise<Submission | null> {
  for (let now: Submission | null = at; now !== null; now = await submissions.get(at.id)) {
    const next = change(now);
    if (next === null || (await submissions.save(next, []))) return next;
  }
  return null;
}
