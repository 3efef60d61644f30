/**
 * What an account lets its messages wait for: that it may send at all, and its rate. Who has to wait is noted, so that a
 * change of the account lets it go at once (`release-held.ts`).
 */
import type { Account } from '../domain/account.ts';
import { beforeExpiry } from '../domain/expiry.ts';
import { postpone } from '../domain/postponement.ts';
import { precedenceOf } from '../domain/precedence.ts';
import type { Submission } from '../domain/submission.ts';
import type { MimeRetention } from './mime-retention.ts';
import type { SendingLine } from './ports/sending.ts';
import type { Clock } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';

/** An account that may not send just now is looked at this often. */
const pausedMs = 30_000;

export interface AccountTerms {
  /** For an account that may not send: when to look again, in milliseconds. */
  hold(submission: Submission): Promise<number>;
  /** Counts the submission towards the account's rate: null when it may go now, else when its turn is, which its record tells then. */
  waitForTurn(account: Account, submission: Submission): Promise<number | null>;
}

export function maySend(account: Account): boolean {
  return !account.paused && !account.sendingPaused && account.smtp !== null;
}

export function createAccountTerms(ports: {
  readonly accountOf: (submission: Submission) => Promise<Account | null>;
  readonly submissions: Pick<SubmissionStore, 'get' | 'save'>;
  readonly retention: Pick<MimeRetention, 'secure' | 'keepFor'>;
  readonly line: Pick<SendingLine, 'take' | 'hold' | 'leave'>;
  readonly clock: Clock;
}): AccountTerms {
  const { accountOf, submissions, retention, line, clock } = ports;

  /** Whoever ended it meanwhile may have told the line before it stood there. */
  const leaveEnded = async ({ id, accountId }: Submission): Promise<void> => {
    const now = await submissions.get(id);
    if ((now?.nextAttemptAt ?? null) === null) await line.leave(accountId, id);
  };

  return {
    async hold(submission) {
      await retention.secure(submission);
      await line.hold(submission.accountId, submission.id);
      // It may have been resumed between the look at it and the note that somebody waits for that.
      const account = await accountOf(submission);
      const waits = account === null || !maySend(account);
      return waits ? beforeExpiry(submission, clock.now() + pausedMs) : clock.now();
    },

    async waitForTurn(account, submission) {
      const { sendPerMinute = null, sendPerDay = null } = account.limits;
      // An attempt that was broken off has been counted.
      if ((sendPerMinute === null && sendPerDay === null) || submission.status === 'sending') return null;
      const waitMs = await line.take(account, { id: submission.id, rank: precedenceOf(submission) });
      if (waitMs === 0) return null;
      const until = beforeExpiry(submission, clock.now() + waitMs);
      const postponed = postpone(submission, until, clock.now());
      if (postponed !== null) {
        await retention.keepFor(submission, until);
        if (!(await submissions.save(postponed, []))) await leaveEnded(submission);
      }
      return until;
    },
  };
}
