/** Requests that may be repeated safely (draft-ietf-httpapi-idempotency-key-header; api.md §5 "Idempotency"). */

/** The right to carry out the one request of this key. */
export interface Claim {
  readonly scope: string;
  readonly fingerprint: string;
  readonly owner: string;
}

/** What a repeat is answered; `body` has shown secrets replaced by null already. */
export interface StoredAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly body: unknown;
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'replay'; readonly answer: StoredAnswer }
  /** In `leftMs` at the latest the claim has been answered, given up or run out. */
  | { readonly kind: 'in-flight'; readonly leftMs: number }
  | { readonly kind: 'mismatch' };

export interface IdempotencyStore {
  /** `scope` is made of key, operation, account's incarnation and the client's key; a claim that is not extended ends after a quarter of a minute. */
  claim(scope: string, fingerprint: string): Promise<ClaimResult>;
  /** The request still runs: its claim holds for another quarter of a minute. */
  extend(claim: Claim): Promise<void>;
  /** Keeps the answer for 24 h. */
  finish(claim: Claim, answer: StoredAnswer): Promise<void>;
  /** A failed request frees its key. */
  abandon(claim: Claim): Promise<void>;
}
