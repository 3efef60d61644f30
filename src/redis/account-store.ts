/**
 * Accounts: the document, its sealed credentials under a key of their own, what is observed of it, and the index of
 * all. Every change of a document is announced to all replicas; reads may be up to a second old where the
 * announcement is lost.
 */
import type { Redis } from 'ioredis';
import type { Account, AccountStatus, Credentials } from '../domain/account.ts';
import { notFound } from '../domain/errors.ts';
import { tokenSourceIds } from '../domain/token-source.ts';
import type { AccountStore } from '../use-cases/ports/accounts.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import { createRecentReads } from '../use-cases/recent-reads.ts';
import { accountKey, accountScripts } from './account-scripts.ts';
import { leaseKey } from './leases.ts';
import { createChangeNotice } from './change-notice.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import { journalArguments, journalKey } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { createPager, type Entry } from './page.ts';
import type { SealedPlace, SecretBox } from './secret-box.ts';
import { syncKey } from './sync-store.ts';
import { tokensKey } from './token-store.ts';

export interface AccountStoreOptions {
  readonly redis: Redis;
  /** For subscriptions alone. */
  readonly subscriber: Redis;
  readonly keys: Keys;
  readonly box: SecretBox;
  readonly cursors: CursorSeal;
  readonly erasures: readonly Erasure[];
}

/** Takes away what another store keeps for an account. */
export interface Erasure {
  /** In bounded steps; repeated when a crash came between, or something came meanwhile. */
  readonly erase: (account: Account) => Promise<void>;
  /** A key that is there while something is left, where that may not outlive the account. */
  readonly leftAt?: (account: Account) => string;
}

const maxAgeMs = 1_000;

export function createAccountStore(options: AccountStoreOptions): AccountStore {
  const { redis, keys, box, erasures } = options;
  const scripts = accountScripts(redis);
  const pager = createPager(redis, options.cursors);
  const notice = createChangeNotice(options.subscriber, keys.bulk('account-changes'));
  const index = keys.of('accounts');
  const documentKey = (id: string): string => accountKey(keys, id);
  const secretKey = (id: string): string => keys.of('account-secret', id);

  const read = async (id: string): Promise<Account | null> =>
    parseDocument<Account>(await stored(() => redis.hget(documentKey(id), 'j')));
  const recent = createRecentReads({ load: read, maxAgeMs });
  notice.listen((id) => recent.forget(id));

  const loadAll = (ids: readonly string[]): Promise<readonly (Account | null)[]> =>
    Promise.all(ids.map((id) => read(id)));
  const announced = [notice.channel, notice.origin] as const;
  const changed = (id: string, done: boolean): boolean => {
    if (done) notice.tell(id);
    // Who was refused is to read what is there now and not what it knew.
    else recent.forget(id);
    return done;
  };

  return {
    async insert(account, credentials, status) {
      const { id, incarnation, revision } = account;
      const sealed = seal(box, account, credentials);
      const done = await scripts.insert.run(
        [documentKey(id), secretKey(id), index],
        [id, incarnation, revision, JSON.stringify(account), sealed, JSON.stringify(status), ...announced],
      );
      return changed(account.id, done === 1);
    },

    get: (id) => recent.get(id),

    async list(among, page) {
      if (among === 'all') return pager.page({ key: index, purpose: 'accounts' }, page, loadAll);
      const ordinals = among.length === 0 ? [] : await stored(() => redis.zmscore(index, [...among]));
      const entries = among.flatMap((id, at): Entry[] => {
        const ordinal = ordinals[at] ?? null;
        return ordinal === null ? [] : [{ id, ordinal: Number(ordinal) }];
      });
      return pager.pageOf(entries, 'accounts', page, loadAll);
    },

    ids: () => stored(() => redis.zrange(index, '0', '-1')),

    async update(account, credentials) {
      const sealed = credentials === null ? '' : seal(box, account, credentials);
      const done = await scripts.update.run(
        [documentKey(account.id), secretKey(account.id), tokensKey(keys, account.id)],
        [
          account.id,
          account.incarnation,
          account.revision,
          JSON.stringify(account),
          sealed,
          ...announced,
          ...(credentials === null ? [] : tokenSourceIds(account, credentials)),
        ],
      );
      return changed(account.id, done === 1);
    },

    async remove(account, event) {
      // What is there under the id may belong to an account made anew, or be the event of the removal.
      if ((await read(account.id))?.incarnation !== account.incarnation) return false;
      const { id, incarnation } = account;
      const left = erasures.flatMap(({ leftAt }) => leftAt?.(account) ?? []);
      for (;;) {
        for (const { erase } of erasures) await erase(account);
        // In bounded steps first, so that the last one, which everything depends on, is short.
        while ((await scripts.eraseEvents.run([journalKey(keys)], [id])) === 0);
        const end = await scripts.remove.run(
          [
            documentKey(id),
            secretKey(id),
            index,
            journalKey(keys),
            syncKey(keys, account),
            tokensKey(keys, id),
            ...left,
          ],
          [id, incarnation, ...announced, ...journalArguments([event])],
        );
        if (end !== 'left') return changed(id, end === 'removed');
      }
    },

    async credentials(account) {
      const sealed = await stored(() => redis.get(secretKey(account.id)));
      if (sealed === null) throw notFound('account');
      return JSON.parse(box.open(placeOf(account), sealed)) as Credentials;
    },

    async status(account) {
      const [incarnation, status, number] = await stored(() =>
        redis.hmget(documentKey(account.id), 'i', 's', 'n'),
      );
      const parsed = parseDocument<AccountStatus>(status ?? null);
      if (parsed === null || incarnation !== account.incarnation) throw notFound('account');
      return { ...parsed, number: Number(number) };
    },

    saveStatus({ id, incarnation, revision }, expectedNumber, status, event, lease) {
      const under = lease === null ? [] : [leaseKey(keys, lease.name)];
      const events = journalArguments(event === null ? [] : [event]);
      return scripts.saveStatus.run(
        [documentKey(id), journalKey(keys), ...under],
        [incarnation, expectedNumber, JSON.stringify(status), revision, lease?.token ?? '', ...events],
      );
    },

    onChange: (listener) => notice.listen(listener),
  };
}

function placeOf(account: Account): SealedPlace {
  return { purpose: 'account', owner: account.id, incarnation: account.incarnation, field: 'credentials' };
}

function seal(box: SecretBox, account: Account, credentials: Credentials): string {
  return box.seal(placeOf(account), JSON.stringify(credentials));
}
