/** Getting tokens for logins, and keeping what a refresh token has become. */
import type { Account } from '../../domain/account.ts';
import type { TokenSource } from '../../domain/token-source.ts';
import type { Grant, Tokens } from '../../domain/tokens.ts';

/** Sealed, and erased with the account. */
export interface TokenStore {
  /** null when nothing has been kept of this source yet. */
  get(account: Account, sourceId: string): Promise<Tokens | null>;
  /** Compare-and-set on `tokens.number - 1`. `conflict`: somebody was faster; `gone`: the account is. Nothing is written then. */
  save(account: Account, sourceId: string, tokens: Tokens): Promise<'saved' | 'conflict' | 'gone'>;
}

/** `refused`: asking again brings the same. `failed`: not reached, or not understood. `words` are free of secrets. */
export type TokenAnswer =
  | ({ readonly kind: 'granted' } & Grant)
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'failed'; readonly words: string };

export interface TokenRequests {
  /**
   * Asks once, at addresses that egress allows, within 15 s and without redirects. `refreshToken` is the one in force, null
   * for a callback; `accountId` null for an account that is only tried. Never rejects.
   */
  ask(
    source: TokenSource,
    context: { readonly accountId: string | null; readonly refreshToken: string | null },
    signal: AbortSignal,
  ): Promise<TokenAnswer>;
}
