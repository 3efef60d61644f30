/** Which arrivals are still to be looked into for what they tell of submissions. */
import type { Lease } from './news.ts';

export interface FateStore {
  /** How far the journal has been gone through. */
  position(): Promise<string>;
  /** One step under the lease: the arrivals are due at once, the position moves. False: fenced or moved by another. */
  move(
    lease: Lease,
    expected: string,
    next: string,
    arrivals: readonly string[],
    nowMs: number,
  ): Promise<boolean>;
  due(nowMs: number, most: number): Promise<readonly string[]>;
  /** When the next is due; null when none is. */
  nextDue(): Promise<number | null>;
  done(arrival: string): Promise<void>;
  later(arrival: string, atMs: number): Promise<void>;
}
