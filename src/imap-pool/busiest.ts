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
  return new Weighed(now);
}

/** A class for its weight: every watched account has one. */
class Weighed implements Busiest {
  readonly #now: () => number;
  /** null until something has arrived. */
  #weights: Map<string, { readonly weight: number; readonly at: number }> | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  arrived(mailboxId: string, messages: number): void {
    this.#weights ??= new Map();
    this.#weights.set(mailboxId, { weight: this.#weightOf(mailboxId) + messages, at: this.#now() });
  }

  among(mailboxes: readonly Mailbox[], waitedOn: string | null): Mailbox | undefined {
    const home = mailboxes.find(({ id }) => id === waitedOn) ?? mailboxes[0];
    if (home === undefined || this.#weights === null) return home;
    const bar = this.#weightOf(home.id) * clearly.times + clearly.more;
    return mailboxes.reduce(
      (best, each) => (this.#weightOf(each.id) > Math.max(bar, this.#weightOf(best.id)) ? each : best),
      home,
    );
  }

  #weightOf(id: string): number {
    const known = this.#weights?.get(id);
    return known === undefined ? 0 : known.weight * 2 ** (-(this.#now() - known.at) / halfLifeMs);
  }
}
