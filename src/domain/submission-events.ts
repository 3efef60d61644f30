/**
 * What the journal is told of a submission: up to three events for one attempt, each about the recipients
 * that it names (api.md §5 "Submissions"). Ids come out the same when a move is made again.
 */
import type { EventType, NewEvent } from './event.ts';
import { hashedId } from './ids.ts';
import { recipientViewOf, type SubmissionRecipient } from './recipient.ts';
import { viewOf, type Submission } from './submission.ts';

const told: readonly (readonly [SubmissionRecipient['status'], EventType])[] = [
  ['sent', 'submission.sent'],
  ['deferred', 'submission.deferred'],
  ['failed', 'submission.failed'],
  ['suppressed', 'submission.failed'],
  ['unknown', 'submission.unknown'],
  ['cancelled', 'submission.cancelled'],
];

/** An event keeps so many recipients; a longer list is cut and says so. */
const recipientsTold = 50;

/** One event for each status that recipients in `changed` came to; `cause`, the number of the attempt or what else it was, makes the ids. */
export function eventsOf(
  next: Submission,
  changed: readonly SubmissionRecipient[],
  cause: number | string,
): readonly NewEvent[] {
  return told.flatMap(([status, type]): NewEvent[] => {
    const about = changed.filter((each) => each.status === status);
    if (about.length === 0) return [];
    return [
      {
        id: hashedId('evt', next.id, type, cause),
        type,
        accountId: next.accountId,
        data: toldOf(next, about),
        traceparent: next.traceparent,
      },
    ];
  });
}

/** A submission and the recipients that an event is about, cut to what an event keeps. */
export function toldOf(next: Submission, concerned: readonly SubmissionRecipient[]): NewEvent['data'] {
  const view = viewOf(next);
  const about = concerned.map((each) => recipientViewOf(each, next.nextAttemptAt));
  if (view.recipients.length <= recipientsTold) return { submission: view, recipients: about };
  const few = <T>(list: readonly T[]): readonly T[] => list.slice(0, recipientsTold);
  return {
    submission: {
      ...view,
      envelope: { ...view.envelope, to: few(view.envelope.to) },
      recipients: few(view.recipients),
    },
    recipients: few(about),
    truncated: true,
  };
}
