/** What the process that watches an account leaves of what it knows: one small document, guarded by the lease. */
import type { Redis } from 'ioredis';
import type { WatchReport } from '../domain/diagnostics.ts';
import type { WatchReports } from '../use-cases/ports/diagnostics.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import type { Keys } from './keys.ts';
import { leaseKey, leasePrelude } from './leases.ts';
import { defineScript } from './script.ts';

/** A watching process reports at least every five minutes. */
const keptMs = 11 * 60_000;

const saveLua = `${leasePrelude}
if holds(KEYS[2], ARGV[1]) then redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1
`;

export function createWatchReportStore(redis: Redis, keys: Keys): WatchReports {
  const script = defineScript<number>(redis, saveLua);
  const keyOf = (account: { readonly id: string; readonly incarnation: string }): string =>
    keys.of('watch-report', account.id, account.incarnation);
  return {
    async save(lease, account, report) {
      const text = JSON.stringify(report);
      await script.run([keyOf(account), leaseKey(keys, lease.name)], [lease.token, text, keptMs]);
    },
    get: async (account) => parseDocument<WatchReport>(await stored(() => redis.get(keyOf(account)))),
  };
}
