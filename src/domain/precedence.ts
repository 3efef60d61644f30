/** Which of an account's messages goes first where not all can at once. */
import type { Instant } from './time.ts';

export const priorities = ['low', 'normal', 'high'] as const;
export type Priority = (typeof priorities)[number];

/** So much longer has a message waited before one of the next higher priority no longer passes it: none waits for ever. */
const headStartMs = 6 * 3_600_000;

const steps: Readonly<Record<Priority, number>> = { high: -1, normal: 0, low: 1 };

/** The smaller goes first. It stays the same over all attempts: what came first and was put off is first when its time has come. */
export function precedenceOf(submission: {
  readonly priority?: Priority;
  readonly sendAt: Instant | null;
  readonly createdAt: Instant;
}): number {
  const { priority = 'normal', sendAt, createdAt } = submission;
  return Date.parse(sendAt ?? createdAt) + steps[priority] * headStartMs;
}
