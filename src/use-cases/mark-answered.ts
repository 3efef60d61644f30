/**
 * Marks the message that a sent one answers or forwards: where it was, or wherever it has been moved meanwhile. The record
 * owes it until it is done; to mark it again after a crash changes nothing.
 */
import type { Account } from '../domain/account.ts';
import { markOf, owesMark, settleMark } from '../domain/answered-mark.ts';
import { GatewayError, type ErrorCode } from '../domain/errors.ts';
import { readMessageId, type MessageRef } from '../domain/ids.ts';
import { followUpSchedule, waitAfter } from '../domain/retry.ts';
import { owesFollowUp } from '../domain/sent-draft.ts';
import type { Submission, SubmissionReference } from '../domain/submission.ts';
import { filledMailboxes, lookIntoEach } from './all-mailboxes.ts';
import { changeRecord } from './change-record.ts';
import type { FollowUp } from './follow-up.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { MailboxReader, MessageWriter } from './ports/mail.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';

export interface MarkAnsweredPorts {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save' | 'dropMime'>;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly mailboxes: Pick<MailboxReader, 'everywhere'>;
  readonly messages: Pick<MessageWriter, 'flag' | 'find'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** To ask again changes nothing. */
const lasting: readonly ErrorCode[] = ['refused-by-server', 'unsupported-by-server', 'not-found'];

export function createMarkAnswered(ports: MarkAnsweredPorts): FollowUp {
  const { submissions, accounts, mailboxes, messages, clock, log } = ports;

  const settle = async (submission: Submission, marked: boolean): Promise<'done'> => {
    const settled = await changeRecord(submissions, submission, (now) =>
      owesMark(now) ? settleMark(now, marked, clock.now()) : null,
    );
    if (settled !== null && !owesFollowUp(settled)) await submissions.dropMime(settled.mime);
    return 'done';
  };

  /** False when none of them is there. */
  const flag = async (
    account: Account,
    refs: readonly MessageRef[],
    { action }: SubmissionReference,
    signal: AbortSignal,
  ): Promise<boolean> => {
    if (refs.length === 0) return false;
    const change = { add: [markOf(action)], remove: [] };
    const results = await messages.flag(account, refs, change, null, signal);
    return results.some(({ outcome }) => outcome === 'done');
  };

  const flagWhereItWas = async (
    account: Account,
    reference: SubmissionReference,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const ref = readMessageId(account, reference.message);
    if (ref === null) return false;
    return await flag(account, [ref], reference, signal).catch((error: unknown) => {
      if (error instanceof GatewayError && error.code === 'stale-reference') return false;
      throw error;
    });
  };

  /** By its Message-ID; copies alike. */
  const flagWhereItIs = async (
    account: Account,
    reference: SubmissionReference,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const { messageId } = reference;
    if (messageId === null) return false;
    const filled = await filledMailboxes(mailboxes, account, signal);
    const { found } = await lookIntoEach(account, filled, signal, async (mailbox, either) =>
      flag(account, await messages.find(account, mailbox, messageId, either), reference, either),
    );
    return found.includes(true);
  };

  return async (id, runs, signal) => {
    const submission = await submissions.get(id);
    if (submission === null || !owesMark(submission) || submission.reference === undefined) return 'done';
    const { reference } = submission;
    const account = await accounts.get(submission.accountId);
    if (account?.incarnation !== submission.incarnation) return 'done';
    if (signal.aborted) return { again: clock.now() };
    const about = { submissionId: id, accountId: account.id, action: reference.action };
    try {
      const marked =
        (await flagWhereItWas(account, reference, signal)) ||
        (await flagWhereItIs(account, reference, signal));
      if (!marked) log.info(about, 'the message that was answered or forwarded is gone');
      return await settle(submission, marked);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      log.warn(
        { ...about, code: error.code, runs },
        'the message that was answered or forwarded is not marked',
      );
      if (lasting.includes(error.code)) return await settle(submission, false);
    }
    const sentAt = Date.parse(submission.attempts.at(-1)?.at ?? submission.updatedAt);
    const wait = waitAfter(followUpSchedule, runs, clock.now() - sentAt, 0.5);
    return wait === null ? await settle(submission, false) : { again: clock.now() + wait };
  };
}
