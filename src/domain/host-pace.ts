/**
 * How many messages at a time a mail server is given, over all accounts that send by it: as many as come, until it says that
 * they are too many. Then half of them, at last one at a time with pauses; and slowly more again. Pure; every sending process
 * keeps one for each host, and they find their shares of what the server takes as TCP connections do.
 */
import type { Standing } from './outcome.ts';
import { freePace, paceAfter, type Pace } from './pace.ts';

export interface HostPace {
  /** At a time. */
  readonly most: number;
  /** When `most` was changed last; milliseconds, as all times here. */
  readonly changedAt: number;
  /** Nothing is sent before its `until`. */
  readonly pause: Pace;
}

export const freeHost: HostPace = { most: Infinity, changedAt: 0, pause: freePace };

/** One more at a time after so long without a complaint. */
const raisedEveryMs = 30_000;

/** Who takes so many is not known to have a bound. */
const plenty = 16;

export interface Word {
  readonly standing: Standing;
  /** The server spoke of too much work, and not of one message or its sender alone. */
  readonly crowded: boolean;
  /** When the attempt began. */
  readonly begunAt: number;
  /** How many were under way, this one among them. */
  readonly running: number;
}

/** `random` in [0, 1). */
export function hostPaceAfter(host: HostPace, word: Word, now: number, random: number): HostPace {
  const { standing, crowded, begunAt, running } = word;
  if (crowded) {
    // What began before the last change says the same again.
    if (begunAt < host.changedAt) return host;
    const most = Math.max(1, Math.floor(Math.min(running, host.most) / 2));
    const pause = running > 1 ? host.pause : paceAfter(host.pause, 'busy', now, random);
    return { most, changedAt: now, pause };
  }
  if (standing !== 'ready' || host === freeHost) return host;
  if (now - host.changedAt < raisedEveryMs) return { ...host, pause: freePace };
  return host.most + 1 >= plenty ? freeHost : { most: host.most + 1, changedAt: now, pause: freePace };
}
