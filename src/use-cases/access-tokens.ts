/**
 * A token for a login: the one that is kept, or a new one, which one process at a time asks for while the others wait for
 * what it gets. A refresh token that the endpoint exchanges is written down before anything is done with its fruit.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { TokenSource } from '../domain/token-source.ts';
import { firstTokens, granted, refusalAt, refused, usableToken, type Tokens } from '../domain/tokens.ts';
import { persistently } from './persistently.ts';
import type { Leases } from './ports/news.ts';
import type { Clock, Log } from './ports/service.ts';
import type { TokenAnswer, TokenRequests, TokenStore } from './ports/tokens.ts';

export interface AccessTokens {
  /**
   * `fresh` when it was got only now. Throws `account-auth-failed` when tokens are refused, `account-unreachable` when none
   * could be had, `storage-unavailable`.
   */
  of(
    account: Account,
    source: TokenSource,
    want: TokenWant,
    signal: AbortSignal,
  ): Promise<{ readonly token: string; readonly fresh: boolean }>;
  /** Resolves when nothing is asked for any more, or after this time: what was exchanged is to be written down. */
  settle(withinMs: number): Promise<void>;
}

export interface TokenWant {
  /** A token that a mail server has just not taken. */
  readonly rejected?: string;
  /** Asks also where a refusal is remembered. */
  readonly insistent?: true;
}

export interface AccessTokenPorts {
  readonly tokens: TokenStore;
  readonly requests: TokenRequests;
  readonly leases: Pick<Leases, 'acquire'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Longer than one request may take. */
const patienceMs = 20_000;
const lookAgainMs = 100;

export function createAccessTokens(ports: AccessTokenPorts): AccessTokens {
  const { tokens, requests, leases, clock, log } = ports;
  /** What this process is asking for just now. */
  const underWay = new Map<string, Promise<string>>();

  const present = async (account: Account, source: TokenSource): Promise<Tokens> =>
    (await tokens.get(account, source.id)) ?? firstTokens(source);

  /** A usable token of what is kept; null when one has to be asked for. */
  const settled = (account: Account, kept: Tokens, want: TokenWant): string | null => {
    const now = clock.now();
    const token = usableToken(kept, want.rejected ?? null, now);
    if (token !== null) return token;
    const refusal = refusalAt(kept, account.revision, now);
    if (refusal !== null)
      throw refusedFor(refusal.words, refusal.until === null ? null : refusal.until - now);
    return null;
  };

  /** Writes what was answered to the refresh token of `asked`, unless somebody has exchanged that since. */
  const keep = async (
    account: Account,
    source: TokenSource,
    asked: Tokens,
    change: (kept: Tokens) => Tokens,
  ): Promise<Tokens> => {
    for (;;) {
      const kept = await present(account, source);
      if (kept.refreshToken !== asked.refreshToken) return kept;
      const next = change(kept);
      const outcome = await tokens.save(account, source.id, next);
      if (outcome === 'saved') return next;
      if (outcome === 'gone') throw notFound('account');
    }
  };

  const learn = (
    account: Account,
    source: TokenSource,
    asked: Tokens,
    answer: TokenAnswer,
  ): Promise<Tokens> => {
    const now = clock.now();
    switch (answer.kind) {
      case 'granted':
        return persistently(
          () => keep(account, source, asked, (kept) => granted(kept, answer, now)),
          (error) => log.warn({ accountId: account.id, err: error }, 'a new token waits for the storage'),
        );
      case 'refused':
        return keep(account, source, asked, (kept) =>
          refused(kept, answer.words, account.revision, now, Math.random()),
        );
      case 'failed':
        throw unavailable(answer.words);
    }
  };

  const ask = async (account: Account, source: TokenSource, want: TokenWant): Promise<string> => {
    // Who asks is not bound to one caller: others may wait for the same, and what is got has to be kept.
    const signal = AbortSignal.timeout(patienceMs);
    while (!signal.aborted) {
      const lease = await leases.acquire(`token:${account.id}:${source.id}`);
      try {
        const asked = await present(account, source);
        const token = settled(account, want.insistent === true ? { ...asked, refusal: null } : asked, want);
        if (token !== null) return token;
        if (lease !== null) {
          const { refreshToken } = asked;
          const answer = await requests.ask(source, { accountId: account.id, refreshToken }, signal);
          const learnt = await learn(account, source, asked, answer);
          // However short its life is: it serves the login that it was got for.
          const got = usableToken(learnt, want.rejected ?? null, 0) ?? settled(account, learnt, want);
          if (got !== null) return got;
          throw refusedFor('The mail server does not take the one that is given.', null);
        }
      } finally {
        await lease?.release().catch(() => undefined);
      }
      await delay(lookAgainMs, undefined, { signal }).catch(() => undefined);
    }
    throw unavailable('Another process has been asking for one for too long.');
  };

  const shared = (account: Account, source: TokenSource, want: TokenWant): Promise<string> => {
    const key = JSON.stringify([account.id, account.revision, source.id, want]);
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const asking = ask(account, source, want).finally(() => underWay.delete(key));
    underWay.set(key, asking);
    return asking;
  };

  return {
    async of(account, source, want, signal) {
      const kept = await present(account, source);
      const token = settled(account, want.insistent === true ? { ...kept, refusal: null } : kept, want);
      if (token !== null) return { token, fresh: false };
      return { token: await orAborted(shared(account, source, want), signal), fresh: true };
    },

    async settle(withinMs) {
      const late = new AbortController();
      await Promise.race([
        Promise.allSettled(underWay.values()),
        delay(withinMs, undefined, { signal: late.signal }).catch(() => undefined),
      ]);
      late.abort();
    },
  };
}

function refusedFor(words: string, waitMs: number | null): GatewayError {
  return new GatewayError('account-auth-failed', `No token for the login is given: ${words}`, {
    ...(waitMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) }),
  });
}

function unavailable(words: string): GatewayError {
  return new GatewayError('account-unreachable', `No token for the login could be got: ${words}`);
}

/** Leaves `work` running. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let leave: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (leave !== undefined) signal.removeEventListener('abort', leave);
  }
}
