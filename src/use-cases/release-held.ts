/**
 * Lets go at once what waited for an account to be resumed, or for a rate that it no longer has. Whatever is lost on the way
 * comes again by its own time.
 */
import type { Account } from '../domain/account.ts';
import { letGo } from '../domain/postponement.ts';
import { maySend } from './account-terms.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { SendingLine } from './ports/sending.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';

export interface ReleaseWaitingPorts {
  readonly submissions: Pick<SubmissionStore, 'get' | 'save'>;
  readonly queue: Pick<WorkQueue, 'submission'>;
  readonly line: Pick<SendingLine, 'gather' | 'release'>;
  readonly clock: Clock;
}

export interface ReleaseHeldPorts extends ReleaseWaitingPorts {
  readonly accounts: Pick<AccountStore, 'get' | 'onChange'>;
  readonly log: Log;
}

/** Lets all go that wait for an account: who has to wait still is told a new time. */
export type ReleaseWaiting = (accountId: string) => Promise<void>;

/** What of an account lets its messages wait. */
function termsOf(account: Account): string {
  const { sendPerMinute = null, sendPerDay = null } = account.limits;
  return JSON.stringify([maySend(account), sendPerMinute, sendPerDay]);
}

export function createReleaseWaiting(ports: ReleaseWaitingPorts): ReleaseWaiting {
  const { submissions, queue, line, clock } = ports;

  const release = async (id: string): Promise<void> => {
    const submission = await submissions.get(id);
    const next = submission === null ? null : letGo(submission, clock.now());
    if (next === null || !(await submissions.save(next, []))) return;
    await queue.submission(id, next.turn, clock.now());
  };

  return async (accountId) => {
    await line.gather(accountId);
    for (;;) {
      const ids = await line.release(accountId);
      if (ids.length === 0) return;
      await Promise.all(ids.map(release));
    }
  };
}

/** Listens to changes of accounts until the function that it answers is called. */
export function startReleasingHeld(ports: ReleaseHeldPorts): () => void {
  const { accounts, log } = ports;
  const releaseWaiting = createReleaseWaiting(ports);
  /** As they were at the last change: most changes are of something else. */
  const known = new Map<string, string>();

  const changed = async (accountId: string): Promise<void> => {
    const account = await accounts.get(accountId);
    if (account === null) return void known.delete(accountId);
    const terms = termsOf(account);
    if (known.get(accountId) === terms) return;
    known.set(accountId, terms);
    if (!maySend(account)) return;
    await releaseWaiting(accountId);
  };

  return accounts.onChange((accountId) => {
    changed(accountId).catch((error: unknown) => {
      log.warn({ accountId, err: error }, 'what waits for an account is left to its own time');
    });
  });
}
