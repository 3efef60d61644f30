/**
 * Files a copy of a sent message in the mailbox for sent mail, exactly once: a look by Message-ID comes
 * before every APPEND, so that a copy made before a crash, or by the server itself, is found and not
 * doubled.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { messageId as mintMessageId, type MessageRef } from '../domain/ids.ts';
import { connectSchedule, waitAfter, type Schedule } from '../domain/retry.ts';
import { owesCopy, settleCopy } from '../domain/sending.ts';
import type { Submission } from '../domain/submission.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { MailboxReader, MessageWriter } from './ports/mail.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';
import type { Looked } from './send-submission.ts';

export interface FileSentCopyPorts {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save' | 'readMime' | 'dropMime'>;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly messages: Pick<MessageWriter, 'find' | 'append'>;
  readonly clock: Clock;
  readonly log: Log;
}

type Copy = Parameters<typeof settleCopy>[1];

/** Servers that file what passes through their own SMTP; the copy may appear a little later. */
const selfFiling = /(^|\.)(gmail\.com|googlemail\.com|office365\.com|outlook\.com)$/i;

/** A copy is tried for as long as the bytes are kept for it. */
const schedule: Schedule = { stepsMs: connectSchedule.stepsMs.slice(2), giveUpAfterMs: 2 * 24 * 3_600_000 };
const looksAtSelfFiling = 5;

/** `runs`: how often it has been tried, this time included. */
export function createFileSentCopy(
  ports: FileSentCopyPorts,
): (id: string, runs: number, signal: AbortSignal) => Promise<Looked> {
  const { submissions, accounts, mailboxes, messages, clock, log } = ports;

  const settle = async (submission: Submission, copy: Copy): Promise<Looked> => {
    for (let now: Submission | null = submission; now !== null; now = await submissions.get(now.id)) {
      if (now.sentCopy !== 'wanted') return 'done';
      const next = settleCopy(now, copy, clock.now());
      if (!(await submissions.save(next, []))) continue;
      if (next.status === 'sent') await submissions.dropMime(next.mime);
      return 'done';
    }
    return 'done';
  };

  /** null: not there yet. */
  const file = async (
    account: Account,
    submission: Submission,
    runs: number,
    signal: AbortSignal,
  ): Promise<Copy | null> => {
    const sent = await mailboxes.resolve(account, { by: 'special-use', use: 'sent' }, signal);
    const [found] = await messages.find(account, sent, submission.messageId, signal);
    if (found !== undefined) return filed(account, found);
    if (filesItself(account)) return runs < looksAtSelfFiling ? null : { filed: true, messageId: null };
    const content = await octets(submission);
    const ref = await messages.append(account, sent, { content, flags: ['\\Seen'] }, signal);
    return filed(account, ref);
  };

  const octets = async (submission: Submission): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    for await (const chunk of submissions.readMime(submission.mime)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };

  return async (id, runs, signal) => {
    const submission = await submissions.get(id);
    if (submission === null || !owesCopy(submission)) return 'done';
    const account = await accounts.get(submission.accountId);
    if (account?.incarnation !== submission.incarnation) return 'done';
    try {
      const copy = await file(account, submission, runs, signal);
      if (copy !== null) return await settle(submission, copy);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      log.warn({ submissionId: id, accountId: account.id, code: error.code, runs }, 'no copy in Sent yet');
      if (error.code === 'no-such-special-use' || error.code === 'too-large') {
        return await settle(submission, { filed: false, messageId: null });
      }
    }
    const sentAt = Date.parse(submission.attempts.at(-1)?.at ?? submission.updatedAt);
    const wait = waitAfter(schedule, runs, clock.now() - sentAt, 0.5);
    if (wait === null) return await settle(submission, { filed: false, messageId: null });
    return { again: clock.now() + wait };
  };
}

function filesItself({ sentCopy, smtp }: Account): boolean {
  return sentCopy === 'auto' && smtp !== null && selfFiling.test(smtp.host);
}

function filed(account: Account, ref: MessageRef | null): Copy {
  return { filed: true, messageId: ref === null ? null : mintMessageId(account, ref) };
}
