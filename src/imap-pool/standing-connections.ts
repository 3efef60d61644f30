/**
 * The connections of one account that stand: who has which, how long the others have been quiet, and how they end. Who
 * gets one and when another is made, `account-lane.ts` decides.
 */
import type { GatewayError } from '../domain/errors.ts';
import type { Permit } from './connection-budget.ts';
import type { ConnectionCount } from './connection-count.ts';
import type { Session } from './session.ts';

export interface Standing {
  readonly session: Session;
  readonly permit: Permit;
  readonly revision: number;
  state: 'idle' | 'probed' | 'leased';
  /** False until somebody has had it. */
  used: boolean;
  /** Whether it answered since it was last used. */
  checked: boolean;
  /** Its user is its last. */
  retired: boolean;
  quietSince: number;
}

export interface StandingSettings {
  /** A connection that was quiet for longer is asked whether it still stands before it is used. */
  readonly probeAfterMs: number;
  readonly probeMs: number;
}

export interface StandingPorts {
  readonly now: () => number;
  readonly count: ConnectionCount;
  /** A connection or its permit has become free, or a connection is no more. */
  readonly onChange: () => void;
}

export class StandingConnections {
  readonly #all = new Set<Standing>();
  readonly #ports: StandingPorts;
  readonly #settings: StandingSettings;

  constructor(ports: StandingPorts, settings: StandingSettings) {
    this.#ports = ports;
    this.#settings = settings;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Leased or just asked whether they stand. */
  get busy(): number {
    return [...this.#all].filter(({ state }) => state !== 'idle').length;
  }

  get probed(): number {
    return [...this.#all].filter(({ state }) => state === 'probed').length;
  }

  get idle(): readonly Standing[] {
    return [...this.#all].filter(({ state, session }) => state === 'idle' && session.alive);
  }

  /** Since when the longest quiet one has been so; null without an idle one. */
  get quietSince(): number | null {
    return this.#oldest()?.quietSince ?? null;
  }

  welcome(session: Session, permit: Permit, revision: number): Standing {
    const standing: Standing = {
      session,
      permit,
      revision,
      state: 'idle',
      used: false,
      checked: false,
      retired: false,
      quietSince: this.#ports.now(),
    };
    this.#all.add(standing);
    this.#ports.count.change('commands', 1);
    session.onClose(() => this.#lose(standing));
    if (!session.alive) this.#lose(standing);
    return standing;
  }

  /** It may have died in silence while nobody used it. */
  isDoubtful({ used, checked, quietSince }: Standing): boolean {
    return used && !checked && this.#ports.now() - quietSince >= this.#settings.probeAfterMs;
  }

  /** `fresh`: nobody has used it before. */
  hand(standing: Standing): { readonly session: Session; readonly fresh: boolean } {
    const fresh = !standing.used;
    standing.state = 'leased';
    standing.used = true;
    standing.checked = false;
    return { session: standing.session, fresh };
  }

  /** Back from its user; undefined when it has ended meanwhile. */
  takeBack(session: Session): Standing | undefined {
    const standing = [...this.#all].find((each) => each.session === session);
    if (standing === undefined) return undefined;
    standing.state = 'idle';
    standing.quietSince = this.#ports.now();
    return standing;
  }

  async probe(standing: Standing): Promise<void> {
    standing.state = 'probed';
    try {
      await standing.session.within(() => standing.session.command('NOOP'), this.#settings.probeMs);
      standing.checked = true;
      standing.state = 'idle';
    } catch {
      this.dismiss(standing);
    }
    this.#ports.onChange();
  }

  /** Its permit comes back only when the server has been told: it counts connections too. */
  dismiss(standing: Standing): void {
    if (!this.#remove(standing)) return;
    void standing.session.logout().then(() => {
      standing.permit.release();
      this.#ports.onChange();
    });
  }

  /** Those that are idle, and have been so since `quietSince` or before. */
  dismissIdle(quietSince = Number.POSITIVE_INFINITY): void {
    for (const standing of this.idle) if (standing.quietSince <= quietSince) this.dismiss(standing);
  }

  /**
   * For mailboxes that are gone, or called otherwise: a connection that has one selected would go on to show it as what its
   * path names next. What is leased goes after its use, since it may be selecting one just now.
   */
  leave(isGone: (path: string) => boolean): void {
    for (const standing of [...this.#all]) {
      const { selected } = standing.session;
      if (standing.state === 'leased') standing.retired = true;
      else if (selected !== null && isGone(selected)) this.dismiss(standing);
    }
  }

  /** The longest quiet one; false when none is idle. */
  dismissOldest(): boolean {
    const oldest = this.#oldest();
    if (oldest === null) return false;
    this.dismiss(oldest);
    return true;
  }

  /** What is leased ends at its release, or at once with `hard`. */
  end(error: GatewayError, hard: boolean): void {
    for (const standing of [...this.#all]) {
      if (standing.state === 'idle') this.dismiss(standing);
      else if (hard) standing.session.close(error);
    }
  }

  #oldest(): Standing | null {
    return this.idle.reduce<Standing | null>(
      (oldest, each) => (oldest === null || each.quietSince < oldest.quietSince ? each : oldest),
      null,
    );
  }

  /** It ended by itself. */
  #lose(standing: Standing): void {
    if (!this.#remove(standing)) return;
    standing.permit.release();
    this.#ports.onChange();
  }

  #remove(standing: Standing): boolean {
    if (!this.#all.delete(standing)) return false;
    this.#ports.count.change('commands', -1);
    return true;
  }
}

/** The one that has the mailbox selected; else one that loses no selection; else the longest quiet one. */
export function chooseFor(mailbox: string | null, idle: readonly Standing[]): Standing {
  const [first, ...others] = idle;
  if (first === undefined) throw new Error('nobody is idle');
  const rank = ({ session: { selected } }: Standing): number =>
    mailbox === null ? 0 : selected === mailbox ? 0 : selected === null ? 1 : 2;
  return others.reduce((best, each) => {
    const difference = rank(each) - rank(best);
    return difference < 0 || (difference === 0 && each.quietSince < best.quietSince) ? each : best;
  }, first);
}
