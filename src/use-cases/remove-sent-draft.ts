/**
 * Removes the draft that a submission was made of, once it is sent. The record owes it until it is done: whoever finds a
 * draft that a process had removed before it died removes nothing more, as no other message ever has its UID.
 */
import { GatewayError } from '../domain/errors.ts';
import { readMessageId } from '../domain/ids.ts';
import { followUpSchedule, waitAfter } from '../domain/retry.ts';
import { owesDraftRemoval, settleDraftRemoval } from '../domain/sent-draft.ts';
import type { Submission } from '../domain/submission.ts';
import { changeRecord } from './change-record.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { MessageWriter } from './ports/mail.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';
import type { Looked } from './send-submission.ts';

export interface RemoveSentDraftPorts {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save' | 'dropMime'>;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly messages: Pick<MessageWriter, 'expunge'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** `runs`: how often it has been tried, this time included. */
export function createRemoveSentDraft(
  ports: RemoveSentDraftPorts,
): (id: string, runs: number, signal: AbortSignal) => Promise<Looked> {
  const { submissions, accounts, messages, clock, log } = ports;

  const settle = async (submission: Submission, removed: boolean): Promise<Looked> => {
    const settled = await changeRecord(submissions, submission, (now) =>
      owesDraftRemoval(now) ? settleDraftRemoval(now, removed, clock.now()) : null,
    );
    if (settled !== null) await submissions.dropMime(settled.mime);
    return 'done';
  };

  return async (id, runs, signal) => {
    const submission = await submissions.get(id);
    if (submission === null || !owesDraftRemoval(submission)) return 'done';
    const account = await accounts.get(submission.accountId);
    if (account?.incarnation !== submission.incarnation) return 'done';
    const ref = readMessageId(account, submission.draft ?? '');
    if (ref === null) return await settle(submission, false);
    if (signal.aborted) return { again: clock.now() };
    try {
      await messages.expunge(account, [ref], signal);
      return await settle(submission, true);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      // With its mailbox, or the mailbox's UIDVALIDITY, the draft is gone as well.
      if (error.code === 'stale-reference') return await settle(submission, true);
      log.warn(
        { submissionId: id, accountId: account.id, code: error.code, runs },
        'a sent draft is still there',
      );
    }
    const sentAt = Date.parse(submission.attempts.at(-1)?.at ?? submission.updatedAt);
    const wait = waitAfter(followUpSchedule, runs, clock.now() - sentAt, 0.5);
    return wait === null ? await settle(submission, false) : { again: clock.now() + wait };
  };
}
