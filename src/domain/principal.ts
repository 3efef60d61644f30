/** Who asks: an API key with what it may do and for which accounts (api.md §1 "auth", §5 "Scopes"). */
import type { Instant } from './time.ts';
import { GatewayError, notFound } from './errors.ts';

export const scopes = [
  'accounts:read',
  'accounts:write',
  'messages:read',
  'bodies:read',
  'messages:write',
  'submissions:read',
  'submissions:write',
  'webhooks:read',
  'webhooks:write',
  'events:read',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

export interface ApiKey {
  /** `key_…`; a presented key is `ptn_<this without key_>_<secret>`. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly accounts: 'all' | readonly string[];
  readonly expiresAt: Instant | null;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

export type Principal = Pick<ApiKey, 'id' | 'scopes' | 'accounts'>;

/** `admin` implies every scope. */
export function hasScope(principal: Principal, scope: Scope): boolean {
  return principal.scopes.includes('admin') || principal.scopes.includes(scope);
}

export function requireScope(principal: Principal, scope: Scope): void {
  requireOneScope(principal, [scope]);
}

/** Of several scopes any one opens the door; what is behind it may then need a certain one. Where none is needed every key will do. */
export function requireOneScope(principal: Principal, needed: readonly Scope[]): void {
  if (needed.length === 0 || needed.some((scope) => hasScope(principal, scope))) return;
  throw new GatewayError(
    'forbidden',
    `This needs the scope ${needed.join(' or ')}, which the key does not have.`,
  );
}

/** A foreign account answers exactly as an absent one. */
export function requireAccount(principal: Principal, accountId: string): void {
  if (!mayUseAccount(principal, accountId)) throw notFound('account');
}

export function mayUseAccount(principal: Principal, accountId: string): boolean {
  return principal.accounts === 'all' || principal.accounts.includes(accountId);
}

/** For what concerns the whole service, such as creating an account. */
export function requireAllAccounts(principal: Principal, what: string): void {
  if (principal.accounts !== 'all') {
    throw new GatewayError('forbidden', `${what} needs a key for all accounts; this one is tied to some.`);
  }
}

/** True when `inner` grants nothing beyond `outer`: nobody passes on more than they have. */
export function covers(outer: Principal, inner: Pick<ApiKey, 'scopes' | 'accounts'>): boolean {
  if (!inner.scopes.every((scope) => hasScope(outer, scope))) return false;
  if (outer.accounts === 'all') return true;
  const mine = outer.accounts;
  return inner.accounts !== 'all' && inner.accounts.every((id) => mine.includes(id));
}
