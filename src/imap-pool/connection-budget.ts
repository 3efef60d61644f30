/**
 * How many command connections an account, and all accounts together, may have. The cap of an account holds over all
 * replicas (api.md §5 "Accounts"): this interface is asynchronous and gives permits back one by one, so that a budget
 * that is shared through Redis fits behind it. The one here counts for its own process.
 */
export interface Permit {
  /** Idempotent. */
  release(): void;
}

export interface ConnectionBudget {
  /** null when the account has `most` already, or all accounts together have as many as there may be. */
  take(accountId: string, most: number): Promise<Permit | null>;
  /** Called whenever a permit came back; the callee may take it at once. */
  onFreed(listener: () => void): void;
}

export function createProcessBudget(total: number): ConnectionBudget {
  const taken = new Map<string, number>();
  const listeners: (() => void)[] = [];
  let all = 0;
  return {
    take(accountId, most) {
      const mine = taken.get(accountId) ?? 0;
      if (mine >= most || all >= total) return Promise.resolve(null);
      taken.set(accountId, mine + 1);
      all += 1;
      let held = true;
      return Promise.resolve({
        release() {
          if (!held) return;
          held = false;
          all -= 1;
          const left = (taken.get(accountId) ?? 1) - 1;
          if (left === 0) taken.delete(accountId);
          else taken.set(accountId, left);
          for (const listener of listeners) listener();
        },
      });
    },
    onFreed: (listener) => void listeners.push(listener),
  };
}
