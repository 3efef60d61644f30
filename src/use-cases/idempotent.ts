/**
 * Carries a request out once for each Idempotency-Key: a repetition gets the answer of the first, as long as
 * it is kept; a failed request frees its key (api.md §5 "Idempotency").
 */
import { GatewayError } from '../domain/errors.ts';
import type { Claim, IdempotencyStore, StoredAnswer } from './ports/idempotency.ts';

export interface IdempotentRequest {
  /** Key id, operation, account and the client's own key. */
  readonly scope: readonly (string | null)[];
  /** Of everything that decides the answer. */
  readonly fingerprint: string;
}

export interface Done<T> {
  readonly value: T;
  /** Secrets in it replaced by null. */
  readonly answer: StoredAnswer;
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

export function createIdempotent(store: IdempotencyStore): Idempotent {
  return {
    async run(request, work) {
      if (request === null) return { kind: 'fresh', value: (await work(null)).value };
      const claimed = await store.claim(JSON.stringify(request.scope), request.fingerprint);
      switch (claimed.kind) {
        case 'replay':
          return { kind: 'replay', answer: claimed.answer };
        case 'in-flight':
          throw new GatewayError(
            'idempotency-in-flight',
            'A request with this Idempotency-Key is still running.',
            {
              retryAfterSeconds: 1,
            },
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
      let done: Awaited<ReturnType<typeof work>>;
      try {
        done = await work(claim);
      } catch (error) {
        // The failure is what the caller has to hear; a claim that stays ends within a minute.
        await store.abandon(claim).catch(() => undefined);
        throw error;
      }
      if (done.kept !== true) await store.finish(claim, done.answer);
      return { kind: 'fresh', value: done.value };
    },
  };
}
