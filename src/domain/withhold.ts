/** What is not sent after all, because the account sends nothing to the address any more. */
import { statusOf } from './outcome.ts';
import { pendingOf, type Move } from './sending.ts';
import { eventsOf } from './submission-events.ts';
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** `suppressed`: addresses of the envelope. null when nobody waits who is among them; when all were, the submission ends. */
export function withhold(submission: Submission, suppressed: ReadonlySet<string>, now: number): Move | null {
  const withheld = new Set(pendingOf(submission, false).filter(({ address }) => suppressed.has(address)));
  if (withheld.size === 0) return null;
  const at = instant(now);
  const recipients = submission.recipients.map((each) =>
    withheld.has(each)
      ? { ...each, status: 'suppressed' as const, reason: null, nextAttemptAt: null, updatedAt: at }
      : each,
  );
  const changed = {
    ...submission,
    recipients,
    revision: submission.revision + 1,
    updatedAt: at,
  };
  const isOver = pendingOf(changed, true).length === 0;
  const next: Submission = isOver
    ? {
        ...changed,
        status: statusOf(recipients),
        nextAttemptAt: null,
        running: null,
        turn: submission.turn + 1,
      }
    : changed;
  const about = recipients.filter((_, index) => {
    const before = submission.recipients[index];
    return before !== undefined && withheld.has(before);
  });
  return { next, events: eventsOf(next, about, `withheld ${submission.revision}`) };
}
