/** What arrived at the sandbox, delivered to its users or caught for all others: the newest, within bounds. */

/** `trapped`: nobody here has this address, so the message is kept in this list only. `bounced`: told to its sender. */
export type Fate = 'delivered' | 'trapped' | 'bounced';

export interface ArrivedRecipient {
  readonly address: string;
  readonly fate: Fate;
  /** Into whose INBOX; null unless delivered. */
  readonly user: string | null;
}

export interface Arrival {
  /** Rises: `m1`, `m2`, … */
  readonly id: string;
  readonly at: Date;
  /** `bounce`: the sandbox's own report about another message. */
  readonly via: 'smtp' | 'control' | 'bounce';
  /** Who had logged in to send it. */
  readonly user: string | null;
  readonly secure: boolean;
  /** The envelope; empty for a bounce. */
  readonly from: string;
  readonly recipients: readonly ArrivedRecipient[];
  /** As it came, without the trace fields that delivery puts before it. */
  readonly raw: Buffer;
}

export interface Arrivals {
  add(arrival: Omit<Arrival, 'id'>): Arrival;
  /** Oldest first. */
  list(): readonly Arrival[];
  get(id: string): Arrival | null;
  /** How many came so far, with those that are no longer kept. */
  readonly count: number;
  /** Called for each later one before `add` returns. */
  onArrival(listener: (arrival: Arrival) => void): () => void;
  /** Forgets all; mailboxes stay as they are. */
  clear(): void;
}

const KEPT_MESSAGES = 10_000;
const KEPT_OCTETS = 256 * 1024 * 1024;

/** Keeps the newest: at most ten thousand, and 256 MiB of them. */
export function createArrivals(): Arrivals {
  const kept = new Map<string, Arrival>();
  const listeners = new Set<(arrival: Arrival) => void>();
  let octets = 0;
  let count = 0;
  const forgetOldest = (): void => {
    for (const [id, { raw }] of kept) {
      if (kept.size <= KEPT_MESSAGES && octets <= KEPT_OCTETS) return;
      kept.delete(id);
      octets -= raw.length;
    }
  };
  return {
    add(news) {
      count += 1;
      const arrival = { ...news, id: `m${count}` };
      kept.set(arrival.id, arrival);
      octets += arrival.raw.length;
      forgetOldest();
      for (const listener of listeners) listener(arrival);
      return arrival;
    },
    list: () => [...kept.values()],
    get: (id) => kept.get(id) ?? null,
    get count() {
      return count;
    },
    onArrival(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    clear() {
      kept.clear();
      octets = 0;
    },
  };
}
