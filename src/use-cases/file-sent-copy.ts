/**
 * Files a copy of a sent message in the mailbox for sent mail, once: a look by Message-ID comes before every APPEND, so
 * that a copy made before a crash, or by the server itself, is found and not doubled; and only who holds the claim in the
 * record appends, so that a worker that stood still meanwhile does not file behind the one that took over.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError, type ErrorCode } from '../domain/errors.ts';
import { expectationOf, seen, type Expectation, type FilingHabit } from '../domain/filing-habit.ts';
import { messageId as mintMessageId, type MessageRef } from '../domain/ids.ts';
import { parseMailboxName, type Mailbox } from '../domain/mailbox.ts';
import { followUpSchedule, waitAfter } from '../domain/retry.ts';
import {
  claimCopy,
  claimedUntil,
  holdsClaim,
  leaveClaim,
  owesCopy,
  settleCopy,
  wasClaimed,
  type FiledCopy,
} from '../domain/sent-copy.ts';
import type { Submission } from '../domain/submission.ts';
import { changeRecord } from './change-record.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { FilingHabits } from './ports/filing-habits.ts';
import type { MailboxReader, MessageWriter } from './ports/mail.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';
import type { Looked } from './send-submission.ts';
import { withGrace } from './shutdown-grace.ts';

export interface FileSentCopyPorts {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save' | 'readMime' | 'dropMime'>;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly messages: Pick<MessageWriter, 'find' | 'append'>;
  readonly habits: FilingHabits;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a copy of so many octets may take to file, from its claim on. */
  readonly filingMs?: (size: number) => number;
}

/** `not-there`: the server has yet to file it, `not-yet-there`: if it does so; `overtaken`: the record moved, and has to be looked at anew. */
type Missed = 'not-there' | 'not-yet-there' | 'overtaken';

/** How often it is looked for what the server may file, before that is done here. */
const looks: Readonly<Record<Expectation, number>> = { presumed: 5, files: 5, unknown: 2, leaves: 1 };
/** An account's first copies wait so long between their two looks. */
const secondLookMs = 1_000;

/** The wait for a connection, and four megabits a second. */
const usualFilingMs = (size: number): number => 10_000 + size / 500;
/** What was broken off in time may still be on its way to the server when the claim ends. */
const claimMarginMs = 5_000;

/** To try again changes nothing. */
const lasting: readonly ErrorCode[] = ['no-such-special-use', 'not-found', 'too-large'];

/** An APPEND that was cut off leaves its copy in doubt, and to a later look: it may end when the process stops. */
const shutdownGraceMs = 3_000;

/** `runs`: how often it has been tried, this time included. */
export function createFileSentCopy(
  ports: FileSentCopyPorts,
): (id: string, runs: number, signal: AbortSignal) => Promise<Looked> {
  const { submissions, accounts, mailboxes, messages, habits, clock, log, filingMs = usualFilingMs } = ports;

  const settle = async (submission: Submission, copy: FiledCopy): Promise<Looked> => {
    const settled = await changeRecord(submissions, submission, (now) =>
      now.sentCopy === 'wanted' ? settleCopy(now, copy, clock.now()) : null,
    );
    if (settled?.status === 'sent') await submissions.dropMime(settled.mime);
    return 'done';
  };

  /** Under the claim of `claimed`; another worker's is not waited for. */
  const append = async (
    account: Account,
    sent: Mailbox,
    claimed: Submission,
    signal: AbortSignal,
  ): Promise<FiledCopy | Missed> => {
    const { id, revision: fence, mime } = claimed;
    const overtime = new AbortController();
    const timer = setTimeout(() => overtime.abort(tooSlow()), filingMs(mime.size));
    try {
      const content = await octets(claimed);
      // As late as can be: whoever stood still since the claim may have lost it.
      const current = await submissions.get(id);
      if (current === null || !holdsClaim(current, fence)) return 'overtaken';
      const within = AbortSignal.any([signal, overtime.signal]);
      return filed(account, await messages.append(account, sent, { content, flags: ['\\Seen'] }, within));
    } catch (error) {
      // A failure that was lived to see leaves the copy to the next look; a crash leaves the claim until its end.
      if (error instanceof GatewayError)
        await changeRecord(submissions, claimed, (now) => leaveClaim(now, fence));
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  const learn = async (account: Account, habit: FilingHabit | null, wasThere: boolean): Promise<void> => {
    const learnt = seen(account, habit, wasThere);
    if (learnt !== null) await habits.put(account, learnt);
  };

  const file = async (
    account: Account,
    submission: Submission,
    runs: number,
    signal: AbortSignal,
  ): Promise<FiledCopy | Missed> => {
    const sent = await mailboxes.resolve(account, parseMailboxName(account.sentMailbox ?? 'sent'), signal);
    const [found] = await messages.find(account, sent, submission.messageId, signal);
    // What one of us may have appended says nothing of the server.
    const tells = account.sentCopy === 'auto' && !wasClaimed(submission);
    const habit = tells ? await habits.get(account) : null;
    if (found !== undefined) {
      if (tells) await learn(account, habit, true);
      return filed(account, found);
    }
    const expected = wasClaimed(submission) ? 'leaves' : expectationOf(account, habit);
    if (runs < looks[expected]) return expected === 'unknown' ? 'not-yet-there' : 'not-there';
    if (expected === 'presumed') return { filed: true, messageId: null };
    if (tells) await learn(account, habit, false);
    const until = clock.now() + filingMs(submission.mime.size) + claimMarginMs;
    const claimed = claimCopy(submission, until);
    // Fails for whoever looked into the mailbox before the record moved: what was seen there may be no longer true.
    if (!(await submissions.save(claimed, []))) return 'overtaken';
    return await append(account, sent, claimed, signal);
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
    const until = claimedUntil(submission, clock.now());
    if (until !== null) return { again: until };
    if (signal.aborted) return { again: clock.now() };
    const graced = withGrace(signal, shutdownGraceMs);
    try {
      const copy = await file(account, submission, runs, graced.signal);
      if (copy === 'overtaken') return { again: clock.now() };
      if (copy === 'not-yet-there') return { again: clock.now() + secondLookMs };
      if (copy !== 'not-there') return await settle(submission, copy);
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code === 'storage-unavailable') throw error;
      log.warn({ submissionId: id, accountId: account.id, code: error.code, runs }, 'no copy in Sent yet');
      if (lasting.includes(error.code)) {
        return await settle(submission, { filed: false, messageId: null });
      }
    } finally {
      graced.clear();
    }
    const sentAt = Date.parse(submission.attempts.at(-1)?.at ?? submission.updatedAt);
    const wait = waitAfter(followUpSchedule, runs, clock.now() - sentAt, 0.5);
    if (wait === null) return await settle(submission, { filed: false, messageId: null });
    return { again: clock.now() + wait };
  };
}

function filed(account: Account, ref: MessageRef | null): FiledCopy {
  return { filed: true, messageId: ref === null ? null : mintMessageId(account, ref) };
}

function tooSlow(): GatewayError {
  return new GatewayError(
    'upstream-timeout',
    'The copy could not be filed in the time that was claimed for it.',
  );
}
