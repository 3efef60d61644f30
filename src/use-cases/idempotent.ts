/**
 * Carries a request out once for each Idempotency-Key: a repetition gets the answer of the first, as long as
 * it is kept; a failed request frees its key (api.md §5 "Idempotency").
 */
import { GatewayError } from '../domain/errors.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Claim, IdempotencyStore, StoredAnswer } from './ports/idempotency.ts';

/** Within it a key of the client's stands for one request, whichever surface that came by. */
export interface IdempotentScope {
  readonly principalId: string;
  /** The operationId of the contract. */
  readonly operation: string;
  /** null for what belongs to no account. */
  readonly accountId: string | null;
  /** The client's own. */
  readonly key: string;
}

export interface IdempotentRequest {
  readonly scope: IdempotentScope;
  /** Of everything that decides the answer. */
  readonly fingerprint: string;
}

export interface Done<T> {
  readonly value: T;
  /** Secrets in it replaced by null; null when nothing was done, which frees the key. */
  readonly answer: StoredAnswer | null;
  /** True when the work stored the answer itself, in the same step as its effect. */
  readonly kept?: boolean;
}

export type IdempotentResult<T> =
  { readonly kind: 'fresh'; readonly value: T } | { readonly kind: 'replay'; readonly answer: StoredAnswer };

export interface Idempotent {
  /** Throws `idempotency-in-flight` and `idempotency-mismatch`, and whatever `work` throws. null: a request without a key. */
  run<T>(
    request: IdempotentRequest | null,
    work: (claim: Claim | null) => Promise<Done<T>>,
  ): Promise<IdempotentResult<T>>;
}

export interface IdempotentPorts {
  readonly store: IdempotencyStore;
  readonly accounts: Pick<AccountStore, 'get'>;
}

/** Most requests end at once: nobody should wait for the whole of the claim of one that broke off. */
const askAgainMs = 5_000;

/** A third of what a claim holds. */
const extendEveryMs = 5_000;

export function createIdempotent({ store, accounts }: IdempotentPorts): Idempotent {
  /** By the account's incarnation: one that is made anew under an old id is told nothing of the old one. */
  const scopeText = async ({ principalId, operation, accountId, key }: IdempotentScope): Promise<string> => {
    const account = accountId === null ? null : await accounts.get(accountId);
    return JSON.stringify([principalId, operation, accountId, account?.incarnation ?? null, key]);
  };

  return {
    async run(request, work) {
      if (request === null) return { kind: 'fresh', value: (await work(null)).value };
      const claimed = await store.claim(await scopeText(request.scope), request.fingerprint);
      switch (claimed.kind) {
        case 'replay':
          return { kind: 'replay', answer: claimed.answer };
        case 'in-flight':
          throw new GatewayError(
            'idempotency-in-flight',
            'A request with this Idempotency-Key is still running; if it broke off, its key is free within 15 seconds.',
            { retryAfterSeconds: Math.min(claimed.leftMs, askAgainMs) / 1000 },
          );
        case 'mismatch':
          throw new GatewayError(
            'idempotency-mismatch',
            'This Idempotency-Key was used for another request within the last 24 hours.',
          );
        case 'claimed':
          break;
      }
      const { claim } = claimed;
      // A claim that could not be extended runs out, at worst.
      const extending = setInterval(() => void store.extend(claim).catch(() => undefined), extendEveryMs);
      let done: Awaited<ReturnType<typeof work>>;
      try {
        done = await work(claim);
      } catch (error) {
        // The failure is what the caller has to hear; a claim that stays runs out.
        await store.abandon(claim).catch(() => undefined);
        throw error;
      } finally {
        clearInterval(extending);
      }
      if (done.answer === null) await store.abandon(claim);
      else if (done.kept !== true) await store.finish(claim, done.answer);
      return { kind: 'fresh', value: done.value };
    },
  };
}
