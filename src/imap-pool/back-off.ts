/** When something that failed may be tried again: a schedule of `domain/retry.ts` with its state. */
import { waitAfter, type Schedule } from '../domain/retry.ts';

interface Chance {
  readonly now: () => number;
  readonly random: () => number;
}

export interface BackOff {
  failed(): void;
  succeeded(): void;
  /** Milliseconds until the next try: 0 for now, Infinity for never. */
  waitMs(): number;
  readonly failures: number;
}

/** `free`: how many failures in a row go without a wait. `now` in milliseconds, any origin. */
export function createBackOff(schedule: Schedule, chance: Chance, free = 0): BackOff {
  return new Tries(schedule, chance, free);
}

/** A class for its weight: every watched account has two. */
class Tries implements BackOff {
  failures = 0;
  readonly #schedule: Schedule;
  readonly #chance: Chance;
  readonly #free: number;
  #firstAt = 0;
  #nextAt = 0;

  constructor(schedule: Schedule, chance: Chance, free: number) {
    this.#schedule = schedule;
    this.#chance = chance;
    this.#free = free;
  }

  failed(): void {
    const now = this.#chance.now();
    this.failures += 1;
    if (this.failures === 1) this.#firstAt = now;
    const counted = this.failures - this.#free;
    if (counted <= 0) return;
    const wait = waitAfter(this.#schedule, counted, now - this.#firstAt, this.#chance.random());
    this.#nextAt = wait === null ? Number.POSITIVE_INFINITY : now + wait;
  }

  succeeded(): void {
    this.failures = 0;
    this.#nextAt = 0;
  }

  waitMs(): number {
    return Math.max(0, this.#nextAt - this.#chance.now());
  }
}
