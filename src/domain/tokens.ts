/**
 * What has become of a token source: the refresh token in force, the access token, or the refusal of another one. Pure.
 * A refusal is remembered, so that no process asks again before its time.
 */
import type { AccessToken } from './account-auth.ts';
import { authSchedule, waitAfter } from './retry.ts';
import type { TokenSource } from './token-source.ts';

export interface Tokens {
  /** Grows with every writing; 0 before the first. */
  readonly number: number;
  /** null for a callback. */
  readonly refreshToken: string | null;
  readonly access: AccessToken | null;
  readonly refusal: TokenRefusal | null;
}

export interface TokenRefusal {
  /** Without secrets. */
  readonly words: string;
  /** Of the account: one that was changed or is to reconnect is tried anew. */
  readonly revision: number;
  readonly failures: number;
  readonly firstAt: number;
  /** Nothing is asked before; null for never. */
  readonly until: number | null;
}

/** `lifetimeMs` null: nothing was said of it. `refreshToken` null: the one that was used stays. */
export interface Grant {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly lifetimeMs: number | null;
}

/** A token is renewed when less than this is left of it, or a fifth of a short life. */
const reserveMs = 5 * 60_000;

export function firstTokens(source: TokenSource): Tokens {
  return source.kind === 'oauth2'
    ? { number: 0, refreshToken: source.refreshToken, access: source.access, refusal: null }
    : { number: 0, refreshToken: null, access: null, refusal: null };
}

/** null when another one is needed. `refused`: the token that a server has just not taken. */
export function usableToken({ access }: Tokens, refused: string | null, now: number): string | null {
  if (access === null || access.token === refused) return null;
  return access.staleAt === null || now < access.staleAt ? access.token : null;
}

export function refusalAt({ refusal }: Tokens, revision: number, now: number): TokenRefusal | null {
  if (refusal?.revision !== revision) return null;
  return refusal.until === null || now < refusal.until ? refusal : null;
}

export function accessOf({ accessToken, lifetimeMs }: Grant, now: number): AccessToken {
  const staleAt = lifetimeMs === null ? null : now + lifetimeMs - Math.min(reserveMs, lifetimeMs / 5);
  return { token: accessToken, staleAt };
}

export function granted(before: Tokens, grant: Grant, now: number): Tokens {
  return {
    number: before.number + 1,
    refreshToken: grant.refreshToken ?? before.refreshToken,
    access: accessOf(grant, now),
    refusal: null,
  };
}

/** `random` in [0, 1). */
export function refused(
  before: Tokens,
  words: string,
  revision: number,
  now: number,
  random: number,
): Tokens {
  const last = before.refusal?.revision === revision ? before.refusal : null;
  const failures = (last?.failures ?? 0) + 1;
  const firstAt = last?.firstAt ?? now;
  const waitMs = waitAfter(authSchedule, failures, now - firstAt, random);
  const until = waitMs === null ? null : now + waitMs;
  return {
    ...before,
    number: before.number + 1,
    access: null,
    refusal: { words, revision, failures, firstAt, until },
  };
}
