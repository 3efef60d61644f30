/** When something that failed may be tried again: a schedule of `domain/retry.ts` with its state. */
import { waitAfter, type Schedule } from '../domain/retry.ts';

export interface BackOff {
  failed(): void;
  succeeded(): void;
  /** Milliseconds until the next try: 0 for now, Infinity for never. */
  waitMs(): number;
  readonly failures: number;
}

/** `free`: how many failures in a row go without a wait. `now` in milliseconds, any origin. */
export function createBackOff(
  schedule: Schedule,
  chance: { readonly now: () => number; readonly random: () => number },
  free = 0,
): BackOff {
  let failures = 0;
  let firstAt = 0;
  let nextAt = 0;
  return {
    get failures() {
      return failures;
    },
    failed() {
      const now = chance.now();
      failures += 1;
      if (failures === 1) firstAt = now;
      if (failures <= free) return;
      const wait = waitAfter(schedule, failures - free, now - firstAt, chance.random());
      nextAt = wait === null ? Number.POSITIVE_INFINITY : now + wait;
    },
    succeeded() {
      failures = 0;
      nextAt = 0;
    },
    waitMs: () => Math.max(0, nextAt - chance.now()),
  };
}
