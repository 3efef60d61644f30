/** OAuth 2.0 access tokens of the sandbox: issued and ended by command, asked for by XOAUTH2 and OAUTHBEARER. */
import { randomBytes } from 'node:crypto';

export interface AccessToken {
  readonly user: string;
  readonly token: string;
  /** Null: until `expire`. */
  readonly expiresAt: Date | null;
}

export interface Tokens {
  /** A fresh one, or the one given. Without `ttlMs` it holds until it is ended. */
  issue(user: string, options?: { readonly token?: string; readonly ttlMs?: number }): AccessToken;
  /** One token, or with a user's name all of this user; answers how many that were good. */
  expire(which: { readonly token: string } | { readonly user: string }): number;
  issued(): readonly AccessToken[];
  /** `unknown` also for another user's token. The user is compared without regard to case. */
  check(user: string, token: string): 'ok' | 'expired' | 'unknown';
}

export interface TokensOptions {
  readonly now?: () => Date;
  /** What a user is called who goes by several names; as given when absent. */
  readonly nameOf?: (user: string) => string;
}

export function createTokens(options: TokensOptions = {}): Tokens {
  const { now = () => new Date(), nameOf = (user: string) => user } = options;
  const isSame = (one: string, other: string): boolean =>
    nameOf(one).toLowerCase() === nameOf(other).toLowerCase();
  const tokens = new Map<string, AccessToken>();
  const isGood = ({ expiresAt }: AccessToken): boolean => expiresAt === null || expiresAt > now();
  return {
    issue(user, { token = `sandbox-${randomBytes(18).toString('base64url')}`, ttlMs } = {}) {
      const expiresAt = ttlMs === undefined ? null : new Date(now().getTime() + ttlMs);
      const issued = { user, token, expiresAt };
      tokens.set(token, issued);
      return issued;
    },
    expire(which) {
      const ended = [...tokens.values()].filter(
        (each) =>
          isGood(each) && ('token' in which ? each.token === which.token : isSame(each.user, which.user)),
      );
      for (const each of ended) tokens.set(each.token, { ...each, expiresAt: now() });
      return ended.length;
    },
    issued: () => [...tokens.values()],
    check(user, token) {
      const issued = tokens.get(token);
      if (issued === undefined || !isSame(issued.user, user)) return 'unknown';
      return isGood(issued) ? 'ok' : 'expired';
    },
  };
}
