/** Waiting on the selected mailbox of a watching connection: in IDLE where the server has it, else by NOOP. */
import { GatewayError } from '../domain/errors.ts';
import { startIdle } from './idle.ts';
import type { Opened } from './look.ts';
import type { Session } from './session.ts';
import type { Visits } from './visits.ts';

export interface WaitTimes {
  /** Between two NOOP where the server has no IDLE. */
  readonly pollMs: number;
  /** For the end of IDLE; a link that takes longer is taken for dead. */
  readonly replyMs: number;
}

/** After so many IDLEs in a row that the server ended at once it is asked by NOOP instead. */
const idlePatience = 3;

export class Waiting {
  readonly #session: Session;
  readonly #visits: Visits;
  readonly #times: WaitTimes;
  readonly #signal: AbortSignal;
  #fruitlessIdles = 0;

  constructor(session: Session, visits: Visits, times: WaitTimes, signal: AbortSignal) {
    this.#session = session;
    this.#visits = visits;
    this.#times = times;
    this.#signal = signal;
  }

  /** False where IDLE is not there, or the server ended it at once again and again. */
  get idles(): boolean {
    return this.#session.can('IDLE') && this.#fruitlessIdles < idlePatience;
  }

  /**
   * Looks at `opened` whenever there is a nudge; null: no mailbox is selected. `done` at that time, or when there is
   * something elsewhere. Throws when the connection ends or the signal aborts.
   */
  async stay(opened: Opened | null, untilMs: number): Promise<'fenced' | 'done'> {
    const { nudges } = this.#visits;
    for (;;) {
      while (nudges.take()) {
        this.#checkAlive();
        const result = opened === null ? 'done' : await this.#visits.lookAgain(opened);
        if (result === 'fenced') return 'fenced';
        if (result === 'again') nudges.nudge();
        if (nudges.elsewhere) break;
      }
      this.#checkAlive();
      const left = untilMs - performance.now();
      if (left <= 0 || nudges.elsewhere) return 'done';
      if (opened !== null && this.idles) await this.#idle(left);
      else await this.#poll(left);
    }
  }

  async #idle(ms: number): Promise<void> {
    const { nudges } = this.#visits;
    const startedAt = performance.now();
    const idling = startIdle(this.#session, () => {
      if (performance.now() - startedAt < 1_000) this.#fruitlessIdles += 1;
      nudges.nudge();
    });
    await nudges.wait(ms, this.#signal);
    this.#checkAlive();
    await idling.stop(this.#times.replyMs);
  }

  async #poll(ms: number): Promise<void> {
    await this.#visits.nudges.wait(Math.min(ms, this.#times.pollMs), this.#signal);
    this.#checkAlive();
    await this.#session.command('NOOP');
  }

  #checkAlive(): void {
    this.#signal.throwIfAborted();
    const { alive, failure } = this.#session;
    if (alive) return;
    throw failure ?? new GatewayError('account-unreachable', 'The mail server closed the connection.');
  }
}
