/** On which mailbox a watching connection waits: the one where most arrives, as far as has been seen. Pure but for its clock. */
import type { Mailbox } from '../domain/mailbox.ts';

/** After this time an arrival counts half. */
const halfLifeMs = 30 * 60_000;

/** Another mailbox is waited on only when clearly more arrives there, so that two alike do not take turns. */
const clearly = { times: 2, more: 3 } as const;

export interface Busiest {
  arrived(mailboxId: string, messages: number): void;
  /** The one to wait on next, of which the first is meant while nothing is known; undefined of none. */
  among(mailboxes: readonly Mailbox[], waitedOn: string | null): Mailbox | undefined;
}

export function createBusiest(now: () => number): Busiest {
  const weights = new Map<string, { readonly weight: number; readonly at: number }>();
  const weightOf = (id: string): number => {
    const known = weights.get(id);
    return known === undefined ? 0 : known.weight * 2 ** (-(now() - known.at) / halfLifeMs);
  };
  return {
    arrived(mailboxId, messages) {
      weights.set(mailboxId, { weight: weightOf(mailboxId) + messages, at: now() });
    },
    among(mailboxes, waitedOn) {
      const home = mailboxes.find(({ id }) => id === waitedOn) ?? mailboxes[0];
      if (home === undefined) return undefined;
      const bar = weightOf(home.id) * clearly.times + clearly.more;
      return mailboxes.reduce(
        (best, each) => (weightOf(each.id) > Math.max(bar, weightOf(best.id)) ? each : best),
        home,
      );
    },
  };
}
