/** Work that takes much memory: a few at once over all accounts, one of each, and the others wait in the order they came. */

export interface AccountTurns {
  /** Resolves when the account has its turn, to what ends it, which is idempotent. `signal` ends the wait with its reason. */
  take(accountId: string, signal: AbortSignal): Promise<() => void>;
}

interface Waiter {
  readonly accountId: string;
  readonly admit: () => void;
}

export function createAccountTurns(atOnce: number): AccountTurns {
  const running = new Set<string>();
  const waiting = new Set<Waiter>();

  const admitNext = (): void => {
    for (const waiter of waiting) {
      if (running.size >= atOnce) return;
      if (running.has(waiter.accountId)) continue;
      waiting.delete(waiter);
      running.add(waiter.accountId);
      waiter.admit();
    }
  };

  return {
    async take(accountId, signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(waiter);
          reject(signal.reason as Error);
        };
        const waiter: Waiter = {
          accountId,
          admit: () => {
            signal.removeEventListener('abort', leave);
            resolve();
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        waiting.add(waiter);
        admitNext();
      });
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        running.delete(accountId);
        admitNext();
      };
    },
  };
}
