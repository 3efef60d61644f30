/**
 * The command connections of one account and those who wait for them. Connections are made one after the other until
 * the first stands, then as many as are waited for, up to the account's cap and as its server's record allows
 * (`server-record.ts`).
 */
import type { Account } from '../domain/account.ts';
import type { GatewayError } from '../domain/errors.ts';
import type { ConnectionBudget, Permit } from './connection-budget.ts';
import type { ConnectionCount } from './connection-count.ts';
import { failureOf, timedOut, type FailureKind } from './errors.ts';
import type { Session } from './session.ts';
import { createServerRecord, type ServerRecord, type ServerRecordPorts } from './server-record.ts';
import {
  chooseFor,
  StandingConnections,
  type Standing,
  type StandingSettings,
} from './standing-connections.ts';
import { createWaitingLine } from './waiting-line.ts';

export interface LaneSettings extends StandingSettings {
  /** Longest wait for a connection. */
  readonly waitMs: number;
  readonly idleMs: number;
  /** A failed connection is tried again behind the caller's back when that is due within this time. */
  readonly patienceMs: number;
  /** How long a server's "too many connections" is heeded. */
  readonly lowerCapMs: number;
}

export interface LanePorts extends ServerRecordPorts {
  /** Opens a connection of the account as it is now. */
  readonly open: (account: Account, signal: AbortSignal) => Promise<Session>;
  readonly budget: ConnectionBudget;
  readonly count: ConnectionCount;
  /** The budget gave nothing: somebody else has to make room. */
  readonly onStarved: (lane: AccountLane) => void;
}

export interface LaneWant {
  /** Path of the mailbox that will be selected, if any. */
  readonly mailbox: string | null;
  /** Callers take turns. */
  readonly caller: string;
}

export interface Granted {
  readonly session: Session;
  /** True when nobody has used it before. */
  readonly fresh: boolean;
}

interface Waiter extends LaneWant {
  readonly grant: (granted: Granted) => void;
  readonly refuse: (error: unknown) => void;
}

export class AccountLane {
  #account: Account;
  readonly #ports: LanePorts;
  readonly #settings: LaneSettings;
  readonly #line = createWaitingLine<Waiter>();
  readonly #standing: StandingConnections;
  readonly #ended = new AbortController();
  #connecting = 0;
  #record: ServerRecord;
  #retry: NodeJS.Timeout | null = null;

  constructor(account: Account, ports: LanePorts, settings: LaneSettings) {
    this.#account = account;
    this.#ports = ports;
    this.#settings = settings;
    this.#record = createServerRecord(account, ports, settings.lowerCapMs);
    this.#standing = new StandingConnections({ ...ports, onChange: () => this.#serve() }, settings);
  }

  get accountId(): string {
    return this.#account.id;
  }

  get size(): number {
    return this.#standing.size;
  }

  get waiting(): number {
    return this.#line.size;
  }

  /** True when nothing would be lost by forgetting it. */
  get blank(): boolean {
    return this.#standing.size === 0 && this.#connecting === 0 && this.#line.size === 0 && this.#record.blank;
  }

  /** Since when its longest quiet connection has been so; null without an idle one. */
  get quietSince(): number | null {
    return this.#standing.quietSince;
  }

  get leased(): number {
    return this.#standing.busy;
  }

  /** A newer revision makes all that was learnt and opened under the older one void. */
  update(account: Account): void {
    if (account.revision <= this.#account.revision) return;
    this.#account = account;
    this.#record = createServerRecord(account, this.#ports, this.#settings.lowerCapMs);
    this.#standing.dismissIdle();
    this.#serve();
  }

  /** Resolves with a connection that is the caller's until `release`. `returning` keeps its place at the front. */
  async take(want: LaneWant, signal: AbortSignal, returning = false): Promise<Granted> {
    signal.throwIfAborted();
    const obstacle = this.#obstacle();
    if (obstacle !== null) throw obstacle;
    return await new Promise<Granted>((resolve, reject) => {
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', abort);
          then(value);
        };
      const waiter: Waiter = { ...want, grant: settle(resolve), refuse: settle(reject) };
      const leave = (error: unknown): void => {
        if (!this.#line.leave(waiter)) return;
        this.#ports.count.change('waiting', -1);
        waiter.refuse(error);
      };
      const abort = (): void => leave(signal.reason);
      const timer = setTimeout(() => {
        leave(
          this.#record.lastError ??
            timedOut(this.#account.imap.host, 'All connections of the account are busy.'),
        );
      }, this.#settings.waitMs);
      signal.addEventListener('abort', abort, { once: true });
      if (returning) this.#line.rejoin(waiter);
      else this.#line.join(waiter);
      this.#ports.count.change('waiting', 1);
      this.#serve();
    });
  }

  /** `keep` false closes it. */
  release(session: Session, keep: boolean): void {
    const standing = this.#standing.takeBack(session);
    if (standing === undefined) return;
    const isOld = standing.retired || standing.revision !== this.#account.revision;
    if (!keep || isOld || this.#ended.signal.aborted) this.#standing.dismiss(standing);
    this.#serve();
  }

  /** These mailboxes are gone, or called otherwise: no connection may have one selected any longer. */
  leave(isGone: (path: string) => boolean): void {
    this.#standing.leave(isGone);
  }

  /** Closes the connections that nobody has used for a while. */
  closeQuiet(olderThan: number): void {
    this.#standing.dismissIdle(olderThan);
  }

  /** Closes its longest quiet connection, so that another account gets one. */
  giveWay(): boolean {
    return this.#standing.dismissOldest();
  }

  /** Tries again what the budget refused. */
  resume(): void {
    this.#serve();
  }

  /** Refuses all who wait and closes what is idle. What is leased ends at its release, or at once with `hard`. */
  end(error: GatewayError, hard: boolean): void {
    this.#ended.abort(error);
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#refuseAll(error);
    this.#standing.end(error, hard);
  }

  /** Why nobody needs to wait now, or null. Whoever has a connection still serves with it. */
  #obstacle(): GatewayError | null {
    if (this.#ended.signal.aborted) return this.#ended.signal.reason as GatewayError;
    if (this.#standing.size > 0) return null;
    return this.#record.pauseMs() <= this.#settings.patienceMs ? null : this.#record.refusal();
  }

  #serve(): void {
    for (;;) {
      const { idle } = this.#standing;
      if (idle.length === 0) break;
      const waiter = this.#line.next();
      if (waiter === undefined) return;
      const standing = chooseFor(waiter.mailbox, idle);
      if (this.#standing.isDoubtful(standing)) {
        // Meanwhile it waits on at the front, free to take another one.
        this.#line.rejoin(waiter);
        void this.#standing.probe(standing);
      } else this.#hand(standing, waiter);
    }
    while (this.#mayConnect()) void this.#connect();
  }

  #mayConnect(): boolean {
    const underWay = this.#connecting + this.#standing.probed;
    if (this.#ended.signal.aborted || underWay >= this.#line.size) return false;
    // Until one stands nobody knows whether the login works: one try tells for all.
    if (this.#standing.size === 0 && this.#connecting > 0) return false;
    if (this.#standing.size + this.#connecting >= this.#record.cap()) return false;
    const pause = this.#record.pauseMs();
    if (pause > 0 && Number.isFinite(pause)) this.#retryIn(pause);
    return pause === 0;
  }

  #retryIn(ms: number): void {
    if (this.#retry !== null) return;
    this.#retry = setTimeout(
      () => {
        this.#retry = null;
        this.#serve();
      },
      Math.ceil(ms) + 1,
    );
    this.#retry.unref();
  }

  #hand(standing: Standing, waiter: Waiter): void {
    this.#ports.count.change('waiting', -1);
    waiter.grant(this.#standing.hand(standing));
  }

  async #connect(): Promise<void> {
    const account = this.#account;
    const gate = this.#ports.gates.of(account.imap.host, account.imap.port);
    this.#connecting += 1;
    let permit: Permit | null = null;
    let leaveGate: (() => void) | null = null;
    try {
      permit = await this.#ports.budget.take(account.id, this.#record.cap());
      if (permit === null) {
        this.#connecting -= 1;
        this.#ports.onStarved(this);
        return;
      }
      leaveGate = await gate.enter(this.#ended.signal);
      const session = await this.#ports.open(account, this.#ended.signal);
      this.#connecting -= 1;
      gate.backOff.succeeded();
      this.#welcome(session, permit, account.revision);
    } catch (thrown) {
      this.#connecting -= 1;
      permit?.release();
      if (this.#ended.signal.aborted || account.revision !== this.#account.revision) {
        this.#serve();
        return;
      }
      const { kind, error } = failureOf(thrown, { host: account.imap.host, stage: 'login' });
      if (kind === 'network') gate.backOff.failed();
      this.#failed(kind, error);
    } finally {
      leaveGate?.();
    }
  }

  #welcome(session: Session, permit: Permit, revision: number): void {
    const standing = this.#standing.welcome(session, permit, revision);
    if (revision !== this.#account.revision || this.#ended.signal.aborted) this.#standing.dismiss(standing);
    this.#record.succeeded();
    this.#serve();
  }

  #failed(kind: FailureKind, error: GatewayError): void {
    this.#record.failed(kind, error, this.#standing.size);
    const worthWaiting = kind === 'network' && this.#record.pauseMs() <= this.#settings.patienceMs;
    if (this.#standing.size === 0 && !worthWaiting) this.#refuseAll(error);
    this.#serve();
  }

  #refuseAll(error: GatewayError): void {
    for (const waiter of this.#line.dismiss()) {
      this.#ports.count.change('waiting', -1);
      waiter.refuse(error);
    }
  }
}
