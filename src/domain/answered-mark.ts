/** What the message that was answered or forwarded is marked with, once the answer is sent. */
import type { AccountIdentity } from './account.ts';
import { isSoundMessageId } from './answer-thread.ts';
import { readMessageId } from './ids.ts';
import { referenceActions, type ReferenceAction, type ReferredMessage } from './reference.ts';
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** `$Forwarded` is a keyword (RFC 5788 registry): not every mailbox keeps it. */
export function markOf(action: ReferenceAction): '\\Answered' | '$Forwarded' {
  return action === 'forward' ? '$Forwarded' : '\\Answered';
}

/** True when the message that a sent one is about is still to be marked. */
export function owesMark({ status, reference }: Submission): boolean {
  return status === 'sent' && reference?.mark === 'wanted';
}

/** `marked: false` gives it up. */
export function settleMark(submission: Submission, marked: boolean, now: number): Submission {
  const { reference } = submission;
  if (reference === undefined) return submission;
  return {
    ...submission,
    reference: { ...reference, mark: marked ? 'done' : 'none' },
    revision: submission.revision + 1,
    updatedAt: instant(now),
  };
}

/** A draft remembers by this field what it answers, until it is sent without it. */
export const referenceNote = 'X-Postern-Reference';

export function writeReferenceNote({ action, message, messageId }: ReferredMessage): string {
  return [action, message, ...(messageId === null ? [] : [messageId])].join(' ');
}

/** null for what no draft of this account says; anybody who may write the draft may mark the message. */
export function readReferenceNote(account: AccountIdentity, value: string): ReferredMessage | null {
  const [word, message = '', name = ''] = value.trim().split(/\s+/);
  const action = referenceActions.find((each) => each === word);
  return action === undefined || readMessageId(account, message) === null
    ? null
    : { action, message, messageId: isSoundMessageId(name) ? name : null };
}
