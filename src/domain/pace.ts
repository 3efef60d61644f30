/**
 * How hard a mail server may be tried: after a refusal that concerns the account and not one message, all
 * its work waits. Pure; each worker process keeps one for every account it sends for.
 */
import type { Standing } from './outcome.ts';
import { authSchedule, waitAfter, type Schedule } from './retry.ts';

export interface Pace {
  readonly standing: Standing;
  /** In a row. */
  readonly failures: number;
  readonly firstFailureAt: number;
  /** Nothing is tried before; milliseconds since the epoch. */
  readonly until: number;
}

export const freePace: Pace = { standing: 'ready', failures: 0, firstFailureAt: 0, until: 0 };

const slowSchedule: Schedule = {
  stepsMs: [2_000, 10_000, 30_000, 60_000, 120_000, 300_000],
  giveUpAfterMs: Number.POSITIVE_INFINITY,
};

/** After the last step of the login schedule a login is tried this rarely, until the credentials change. */
const rarelyMs = 2 * 3_600_000;

/** `random` in [0, 1). */
export function paceAfter(pace: Pace, standing: Standing, now: number, random: number): Pace {
  if (standing === 'ready') return freePace;
  // Several attempts that began before the first of them failed say one thing, not several.
  if (now < pace.until && standing === pace.standing) return pace;
  const same = pace.standing === standing;
  const failures = same ? pace.failures + 1 : 1;
  const firstFailureAt = same ? pace.firstFailureAt : now;
  const schedule = standing === 'auth-failed' ? authSchedule : slowSchedule;
  const wait = waitAfter(schedule, failures, now - firstFailureAt, random) ?? rarelyMs;
  return { standing, failures, firstFailureAt, until: now + wait };
}
