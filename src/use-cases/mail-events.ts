/** What the watcher of an account finds becomes events: under the lease of this process, and no other's. */
import type { Account } from '../domain/account.ts';
import type { WatchReport } from '../domain/diagnostics.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { SyncPosition } from '../domain/sync-position.ts';
import type { ObserveAccount } from './observe-account.ts';
import type { WatchReports } from './ports/diagnostics.ts';
import type { CommitResult, Lease, SyncStore, WatchSink } from './ports/news.ts';
import type { Telemetry } from './ports/service.ts';

export interface MailEventsPorts {
  readonly positions: SyncStore;
  readonly reports: Pick<WatchReports, 'save'>;
  readonly observe: ObserveAccount;
  readonly telemetry: Pick<Telemetry, 'eventsJournaled' | 'staleWriteRefused'>;
}

/** A sink for one account and one lease; everything it is told after the lease was lost is refused as `fenced`. */
export function createMailEvents(ports: MailEventsPorts): (account: Account, lease: Lease) => WatchSink {
  return (account, lease) => new AccountEvents(ports, account, lease);
}

/** A class for its weight: every watched account has one. */
class AccountEvents implements WatchSink {
  readonly #ports: MailEventsPorts;
  readonly #account: Account;
  readonly #lease: Lease;

  constructor(ports: MailEventsPorts, account: Account, lease: Lease) {
    this.#ports = ports;
    this.#account = account;
    this.#lease = lease;
  }

  position(mailbox: Pick<Mailbox, 'id'>): Promise<SyncPosition | null> {
    return this.#ports.positions.position(this.#account, mailbox.id);
  }

  async commit(...[mailbox, ...step]: Parameters<WatchSink['commit']>): Promise<CommitResult> {
    if (this.#isLost) return 'fenced';
    const { positions, telemetry } = this.#ports;
    const accountId = this.#account.id;
    const result = await positions.commit(this.#lease, this.#account, mailbox.id, ...step);
    const [, , events] = step;
    if (result === 'fenced') telemetry.staleWriteRefused({ accountId, what: 'position' });
    if (result === 'committed' && events.length > 0) {
      telemetry.eventsJournaled({ accountId, types: events.map((event) => event.type) });
    }
    return result;
  }

  async report(report: WatchReport): Promise<void> {
    if (!this.#isLost) await this.#ports.reports.save(this.#lease, this.#account, report);
  }

  async connected(): Promise<void> {
    await this.#observe('connected', null);
  }

  async failed(kind: 'auth' | 'network', detail: string): Promise<void> {
    await this.#observe(kind === 'auth' ? 'auth-failed' : 'unreachable', detail);
  }

  get #isLost(): boolean {
    return this.#lease.lost.aborted;
  }

  async #observe(state: 'connected' | 'auth-failed' | 'unreachable', detail: string | null): Promise<void> {
    if (!this.#isLost) await this.#ports.observe(this.#account, { side: 'imap', state, detail }, this.#lease);
  }
}
