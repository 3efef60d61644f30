/**
 * API keys: making, showing, revoking them, and finding out who presents one. The secret of a key is shown once
 * and kept as a hash; the operator's own key comes from the configuration and is kept nowhere.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { GatewayError, invalid, notFound } from '../domain/errors.ts';
import { randomBase62, randomId } from '../domain/ids.ts';
import { mapPage, type Page, type PageRequest } from '../domain/page.ts';
import { covers, requireScope, type ApiKey, type Principal, type Scope } from '../domain/principal.ts';
import { instant, type Instant } from '../domain/time.ts';
import { requireNamedAccounts } from './named-accounts.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Clock, KeyStore } from './ports/service.ts';
import { createRecentReads } from './recent-reads.ts';

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** `all`: all that the maker may see. */
  readonly accounts: 'all' | readonly string[];
  readonly expiresAt?: Instant | null;
}

export interface ApiKeys {
  /**
   * `secret` is the whole key, `ptn_<id>_<secret>`, for the only time. Throws `forbidden` for more than the maker has,
   * `invalid-request` for accounts that are not there.
   */
  create(principal: Principal, input: NewKey): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  /** Those that grant no more than the asking key has. */
  list(principal: Principal, page: PageRequest): Promise<Page<ApiKey>>;
  /** Every replica refuses the key within a second. */
  remove(principal: Principal, id: string): Promise<void>;
  /** Takes the value of an Authorization header. Throws `unauthenticated`. */
  authenticate(authorization: string | undefined): Promise<Principal>;
}

export interface KeyPorts {
  readonly keys: KeyStore;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly clock: Clock;
  /** `ptn_<name>_<secret>` of the configuration; holds while it is set. */
  readonly adminKey: string | null;
}

/** Base62 characters: 256 bits and a little. */
const secretLength = 43;
const maxAgeMs = 1_000;
const touchEveryMs = 60_000;

export function createApiKeys(ports: KeyPorts): ApiKeys {
  const { keys, clock } = ports;
  const recent = createRecentReads({ load: (id) => keys.find(id), maxAgeMs });
  const operator = ports.adminKey === null ? null : operatorOf(ports.adminKey);
  const touched = new Map<string, number>();

  const touch = ({ id, lastUsedAt }: ApiKey): void => {
    const now = clock.now();
    const last = Math.max(touched.get(id) ?? 0, lastUsedAt === null ? 0 : Date.parse(lastUsedAt));
    if (now - last < touchEveryMs) return;
    if (touched.size > 10_000) touched.clear();
    touched.set(id, now);
    // When a key was last used is told as well as it can be; a request never waits or fails for it.
    keys.touch(id, now).catch(() => touched.delete(id));
  };

  const isExpired = (key: ApiKey): boolean =>
    key.expiresAt !== null && Date.parse(key.expiresAt) <= clock.now();

  return {
    async create(principal, input) {
      requireScope(principal, 'admin');
      const expiresAt = input.expiresAt ?? null;
      if (expiresAt !== null && Date.parse(expiresAt) <= clock.now()) {
        throw invalid('/expiresAt', 'A key expires in the future.');
      }
      const accounts = input.accounts === 'all' ? principal.accounts : input.accounts;
      if (!covers(principal, { scopes: input.scopes, accounts })) {
        throw new GatewayError(
          'forbidden',
          'A key grants no scope and no account that its maker does not have.',
        );
      }
      if (input.accounts !== 'all') await requireNamedAccounts(ports.accounts, input.accounts);
      const key: ApiKey = {
        id: randomId('key'),
        name: input.name,
        scopes: [...new Set(input.scopes)],
        accounts,
        expiresAt: expiresAt === null ? null : instant(Date.parse(expiresAt)),
        createdAt: instant(clock.now()),
        lastUsedAt: null,
      };
      const secret = `ptn_${key.id.slice('key_'.length)}_${randomBase62(secretLength)}`;
      await keys.insert(key, hashOf(secret).toString('hex'));
      return { key, secret };
    },

    async list(principal, page) {
      requireScope(principal, 'admin');
      return mapPage(await keys.list(page), (key) => (covers(principal, key) ? key : null));
    },

    async remove(principal, id) {
      requireScope(principal, 'admin');
      const found = await keys.find(id);
      if (found === null || !covers(principal, found.key) || !(await keys.remove(id))) throw notFound('key');
      recent.forget(id);
    },

    async authenticate(authorization) {
      const presented = /^Bearer +(ptn_([A-Za-z0-9]{1,64})_[A-Za-z0-9]{1,200})$/i.exec(authorization ?? '');
      const [, secret = '', name = ''] = presented ?? [];
      if (secret === '') throw unauthenticated();
      const hash = hashOf(secret);
      if (operator !== null && timingSafeEqual(hash, operator.hash)) return operator.principal;
      const found = await recent.get(`key_${name}`);
      // The hash of a secret of 256 bits needs no salt and no slowness.
      if (found === null || !timingSafeEqual(hash, Buffer.from(found.secretHash, 'hex')))
        throw unauthenticated();
      if (isExpired(found.key)) throw unauthenticated();
      touch(found.key);
      const { id, scopes, accounts } = found.key;
      return { id, scopes, accounts };
    },
  };
}

interface Operator {
  readonly principal: Principal;
  readonly hash: Buffer;
}

function operatorOf(adminKey: string): Operator {
  const name = adminKey.split('_')[1] ?? '';
  return {
    principal: { id: `key_${name}`, scopes: ['admin'], accounts: 'all' },
    hash: hashOf(adminKey),
  };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function unauthenticated(): GatewayError {
  return new GatewayError(
    'unauthenticated',
    'Give a valid API key as "Authorization: Bearer ptn_…"; the one that was given, if any, is unknown, revoked or expired.',
  );
}
