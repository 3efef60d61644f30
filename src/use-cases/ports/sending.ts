/** The line in which messages of an account wait that may not go yet, over all replicas. */
import type { Account } from '../../domain/account.ts';

export interface Waiter {
  /** Of the submission. */
  readonly id: string;
  /** The smaller, the sooner. */
  readonly rank: number;
}

export interface SendingLine {
  /**
   * For an account with a rate: counts the message in and answers 0 when it may go now, else the milliseconds until its turn,
   * by its place among those who wait. In no minute and no day more are counted in than the account's limits say, whoever
   * dies; who was told a time and does not come loses its place.
   */
  take(account: Account, waiter: Waiter): Promise<number>;
  /** Notes that a submission waits for its account to be resumed. */
  hold(accountId: string, id: string): Promise<void>;
  /** Gives up the place of one that does not wait for its turn any more. */
  leave(accountId: string, id: string): Promise<void>;
  /** Takes all that wait out of the line: they are to be released. Who comes after that waits anew. */
  gather(accountId: string): Promise<void>;
  /** Some of those who were gathered, each for one caller alone; empty when there are no more. */
  release(accountId: string): Promise<readonly string[]>;
}
