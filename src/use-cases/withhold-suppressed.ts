/**
 * Looks again, just before a message is sent, at the addresses that its account sends nothing to: since it was accepted
 * one may have bounced or complained. An account without any costs no question for each message.
 */
import type { Move } from '../domain/sending.ts';
import { pendingOf } from '../domain/sending.ts';
import type { Submission } from '../domain/submission.ts';
import { suppressedForm, type Suppression } from '../domain/suppression.ts';
import { withhold } from '../domain/withhold.ts';
import type { Clock } from './ports/service.ts';
import type { SuppressionStore } from './ports/suppressions.ts';
import { createRecentReads } from './recent-reads.ts';

/** What is sent at once was looked at when it was accepted. */
const atOnceMs = 5_000;
const emptyForMs = 1_000;

/** null when the message may go as it is. */
export type WithholdSuppressed = (submission: Submission) => Promise<Move | null>;

export function createWithholdSuppressed(ports: {
  readonly suppressions: Pick<SuppressionStore, 'find' | 'isEmpty'>;
  readonly clock: Clock;
}): WithholdSuppressed {
  const { suppressions, clock } = ports;
  const isEmpty = createRecentReads({ load: (id) => suppressions.isEmpty(id), maxAgeMs: emptyForMs });

  const isAtOnce = ({ sendAt, attempts, createdAt }: Submission): boolean =>
    sendAt === null && attempts.length === 0 && clock.now() - Date.parse(createdAt) < atOnceMs;

  return async (submission) => {
    if (isAtOnce(submission) || (await isEmpty.get(submission.accountId))) return null;
    const waiting = pendingOf(submission, false).map(({ address }) => address);
    const found = await suppressions.find(submission.accountId, waiting.map(suppressedForm));
    // Its own refusal holds nobody back: whoever waits after that was ordered to be tried again.
    const holds = (one: Suppression | null | undefined): boolean =>
      one !== null && one !== undefined && one.submission !== submission.id;
    const suppressed = new Set(waiting.filter((_, index) => holds(found[index])));
    return withhold(submission, suppressed, clock.now());
  };
}
