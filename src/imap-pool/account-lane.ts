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
import { createWaitingLine } from './waiting-line.ts';

export interface LaneSettings {
  /** Longest wait for a connection. */
  readonly waitMs: number;
  readonly idleMs: number;
  /** A failed connection is tried again behind the caller's back when that is due within this time. */
  readonly patienceMs: number;
  /** How long a server's "too many connections" is heeded. */
  readonly lowerCapMs: number;
  /** A connection that was quiet for longer is asked whether it still stands before it is used. */
  readonly probeAfterMs: number;
  readonly probeMs: number;
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

interface Standing {
  readonly session: Session;
  readonly permit: Permit;
  readonly revision: number;
  state: 'idle' | 'probed' | 'leased';
  /** False until somebody has had it. */
  used: boolean;
  /** Whether it answered since it was last used. */
  checked: boolean;
  quietSince: number;
}

export class AccountLane {
  #account: Account;
  readonly #ports: LanePorts;
  readonly #settings: LaneSettings;
  readonly #line = createWaitingLine<Waiter>();
  readonly #standing = new Set<Standing>();
  readonly #ended = new AbortController();
  #connecting = 0;
  #record: ServerRecord;
  #retry: NodeJS.Timeout | null = null;

  constructor(account: Account, ports: LanePorts, settings: LaneSettings) {
    this.#account = account;
    this.#ports = ports;
    this.#settings = settings;
    this.#record = createServerRecord(account, ports, settings.lowerCapMs);
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
    const idle = this.#idle();
    return idle.length === 0 ? null : Math.min(...idle.map(({ quietSince }) => quietSince));
  }

  get leased(): number {
    return [...this.#standing].filter(({ state }) => state !== 'idle').length;
  }

  /** A newer revision makes all that was learnt and opened under the older one void. */
  update(account: Account): void {
    if (account.revision <= this.#account.revision) return;
    this.#account = account;
    this.#record = createServerRecord(account, this.#ports, this.#settings.lowerCapMs);
    for (const standing of this.#idle()) this.#dismiss(standing);
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
    const standing = [...this.#standing].find((each) => each.session === session);
    if (standing === undefined) return;
    standing.state = 'idle';
    standing.quietSince = this.#ports.now();
    if (!keep || standing.revision !== this.#account.revision || this.#ended.signal.aborted)
      this.#dismiss(standing);
    this.#serve();
  }

  /** Closes the connections that nobody has used for a while. */
  closeQuiet(olderThan: number): void {
    for (const standing of this.#idle()) if (standing.quietSince <= olderThan) this.#dismiss(standing);
  }

  /** Closes its longest quiet connection, so that another account gets one. */
  giveWay(): boolean {
    const [oldest] = this.#idle().sort((a, b) => a.quietSince - b.quietSince);
    if (oldest === undefined) return false;
    this.#dismiss(oldest);
    return true;
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
    for (const standing of [...this.#standing]) {
      if (standing.state === 'idle') this.#dismiss(standing);
      else if (hard) standing.session.close(error);
    }
  }

  #idle(): Standing[] {
    return [...this.#standing].filter(({ state, session }) => state === 'idle' && session.alive);
  }

  /** Why nobody needs to wait now, or null. Whoever has a connection still serves with it. */
  #obstacle(): GatewayError | null {
    if (this.#ended.signal.aborted) return this.#ended.signal.reason as GatewayError;
    if (this.#standing.size > 0) return null;
    return this.#record.pauseMs() <= this.#settings.patienceMs ? null : this.#record.refusal();
  }

  #serve(): void {
    for (;;) {
      const idle = this.#idle();
      if (idle.length === 0) break;
      const waiter = this.#line.next();
      if (waiter === undefined) return;
      const standing = chooseFor(waiter, idle);
      if (this.#isDoubtful(standing)) {
        // Meanwhile it waits on at the front, free to take another one.
        this.#line.rejoin(waiter);
        void this.#probe(standing);
      } else this.#hand(standing, waiter);
    }
    while (this.#mayConnect()) void this.#connect();
  }

  #mayConnect(): boolean {
    const underWay = this.#connecting + [...this.#standing].filter(({ state }) => state === 'probed').length;
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

  /** A connection may die in silence while nobody uses it. */
  #isDoubtful({ used, checked, quietSince }: Standing): boolean {
    return used && !checked && this.#ports.now() - quietSince >= this.#settings.probeAfterMs;
  }

  #hand(standing: Standing, waiter: Waiter): void {
    const fresh = !standing.used;
    standing.state = 'leased';
    standing.used = true;
    standing.checked = false;
    this.#ports.count.change('waiting', -1);
    waiter.grant({ session: standing.session, fresh });
  }

  async #probe(standing: Standing): Promise<void> {
    standing.state = 'probed';
    try {
      await standing.session.within(() => standing.session.command('NOOP'), this.#settings.probeMs);
      standing.checked = true;
      standing.state = 'idle';
    } catch {
      this.#dismiss(standing);
    }
    this.#serve();
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
    const standing: Standing = {
      session,
      permit,
      revision,
      state: 'idle',
      used: false,
      checked: false,
      quietSince: this.#ports.now(),
    };
    this.#standing.add(standing);
    this.#ports.count.change('commands', 1);
    session.onClose(() => this.#lose(standing));
    if (!session.alive) this.#lose(standing);
    if (revision !== this.#account.revision || this.#ended.signal.aborted) this.#dismiss(standing);
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

  /** Its permit comes back only when the server has been told: it counts connections too. */
  #dismiss(standing: Standing): void {
    if (!this.#remove(standing)) return;
    void standing.session.logout().then(() => {
      standing.permit.release();
      this.#serve();
    });
  }

  /** It ended by itself. */
  #lose(standing: Standing): void {
    if (!this.#remove(standing)) return;
    standing.permit.release();
    this.#serve();
  }

  #remove(standing: Standing): boolean {
    if (!this.#standing.delete(standing)) return false;
    this.#ports.count.change('commands', -1);
    return true;
  }
}

/** The one that has the mailbox selected; else one that loses no selection; else the longest quiet one. */
function chooseFor(want: LaneWant, idle: readonly Standing[]): Standing {
  const [first, ...others] = idle;
  if (first === undefined) throw new Error('nobody is idle');
  const rank = ({ session: { selected } }: Standing): number =>
    want.mailbox === null ? 0 : selected === want.mailbox ? 0 : selected === null ? 1 : 2;
  return others.reduce((best, each) => {
    const difference = rank(each) - rank(best);
    return difference < 0 || (difference === 0 && each.quietSince < best.quietSince) ? each : best;
  }, first);
}
