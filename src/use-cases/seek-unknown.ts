/**
 * Looks for a submission of unknown fate in the mailbox for sent mail, where the account's server files by itself what it has
 * taken: found there, it was sent and is not sent again.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { filesByItself } from '../domain/filing-habit.ts';
import { parseMailboxName } from '../domain/mailbox.ts';
import { endLook, foundInSent, owesLook } from '../domain/sent-look.ts';
import type { Submission } from '../domain/submission.ts';
import type { FollowUp } from './follow-up.ts';
import type { MoveSubmission } from './move-submission.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { FilingHabits } from './ports/filing-habits.ts';
import type { MailboxReader, MessageWriter } from './ports/mail.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';

export interface SeekUnknownPorts {
  readonly submissions: Pick<SubmissionStore, 'get'>;
  readonly moves: MoveSubmission;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly messages: Pick<MessageWriter, 'find'>;
  readonly habits: Pick<FilingHabits, 'get'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Waits before each further look; the last one comes before the message is sent again. */
const waitsMs: readonly number[] = [2_000, 5_000, 10_000, 20_000];

export function createSeekUnknown(ports: SeekUnknownPorts): FollowUp {
  const { submissions, moves, accounts, mailboxes, messages, habits, clock, log } = ports;

  const isThere = async (
    account: Account,
    { messageId }: Submission,
    signal: AbortSignal,
  ): Promise<boolean> => {
    const mailbox = await mailboxes.resolve(account, parseMailboxName('sent'), signal);
    return (await messages.find(account, mailbox, messageId, signal)).length > 0;
  };

  return async (id, runs, signal) => {
    const submission = await submissions.get(id);
    if (submission === null || !owesLook(submission)) return 'done';
    const account = await accounts.get(submission.accountId);
    if (account?.incarnation !== submission.incarnation) return 'done';
    if (signal.aborted) return { again: clock.now() };
    const about = { submissionId: id, accountId: account.id, runs };
    let wait = waitsMs[runs - 1] ?? null;
    try {
      if (!filesByItself(account, await habits.get(account))) wait = null;
      else if (await isThere(account, submission, signal)) {
        log.info(about, 'a submission of unknown fate was found among what is sent');
        const sent = await moves.settle(submission, (now) =>
          owesLook(now) ? foundInSent(now, clock.now()) : null,
        );
        if (sent !== null) await moves.follow(sent);
        return 'done';
      }
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      log.warn({ ...about, code: error.code }, 'a submission of unknown fate could not be looked for');
    }
    if (wait !== null) return { again: clock.now() + wait };
    await moves.settle(submission, (now) => (owesLook(now) ? { next: endLook(now), events: [] } : null));
    return 'done';
  };
}
