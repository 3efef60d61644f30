/** What the watcher of an account finds becomes events: under the lease of this process, and no other's. */
import type { Account } from '../domain/account.ts';
import type { ObserveAccount } from './observe-account.ts';
import type { WatchReports } from './ports/diagnostics.ts';
import type { Lease, SyncStore, WatchSink } from './ports/news.ts';
import type { Telemetry } from './ports/service.ts';

export interface MailEventsPorts {
  readonly positions: SyncStore;
  readonly reports: Pick<WatchReports, 'save'>;
  readonly observe: ObserveAccount;
  readonly telemetry: Pick<Telemetry, 'eventsJournaled' | 'staleWriteRefused'>;
}

/** A sink for one account and one lease; everything it is told after the lease was lost is refused as `fenced`. */
export function createMailEvents(ports: MailEventsPorts): (account: Account, lease: Lease) => WatchSink {
  const { positions, reports, observe, telemetry } = ports;
  return (account, lease) => ({
    position: (mailbox) => positions.position(account, mailbox.id),

    async commit(mailbox, expected, next, events, gone) {
      if (lease.lost.aborted) return 'fenced';
      const result = await positions.commit(lease, account, mailbox.id, expected, next, events, gone);
      if (result === 'fenced') telemetry.staleWriteRefused({ accountId: account.id, what: 'position' });
      if (result === 'committed' && events.length > 0) {
        telemetry.eventsJournaled({ accountId: account.id, types: events.map((event) => event.type) });
      }
      return result;
    },

    async report(report) {
      if (!lease.lost.aborted) await reports.save(lease, account, report);
    },

    async connected() {
      if (!lease.lost.aborted)
        await observe(account, { side: 'imap', state: 'connected', detail: null }, lease);
    },

    async failed(kind, detail) {
      const state = kind === 'auth' ? 'auth-failed' : 'unreachable';
      if (!lease.lost.aborted) await observe(account, { side: 'imap', state, detail }, lease);
    },
  });
}
