/** When to try again: schedules with jitter, pure so that they can be tested without a clock. */

export interface Schedule {
  /** Waiting time after attempt n is `steps[n-1]`; the last one repeats. */
  readonly stepsMs: readonly number[];
  /** Nothing is tried after this much time since the first attempt. */
  readonly giveUpAfterMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Deferred recipients: greylisting resolves within minutes, a full mailbox within days (RFC 5321 §4.5.4.1). */
export const submissionSchedule: Schedule = {
  stepsMs: [minute, 3 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour],
  giveUpAfterMs: 2 * day,
};

/** Webhook deliveries: about three days. */
export const webhookSchedule: Schedule = {
  stepsMs: [5_000, 30_000, 2 * minute, 10 * minute, 30 * minute, hour, 3 * hour, 6 * hour],
  giveUpAfterMs: 3 * day,
};

/** Logins that were refused: never more than five in an hour, then only after new credentials. */
export const authSchedule: Schedule = {
  stepsMs: [minute, 5 * minute, 30 * minute, 2 * hour],
  giveUpAfterMs: 3 * hour,
};

/** Connections that could not be made or broke. */
export const connectSchedule: Schedule = {
  stepsMs: [500, 1_000, 2_000, 5_000, 10_000, 30_000, minute, 2 * minute],
  giveUpAfterMs: Number.POSITIVE_INFINITY,
};

/** What is left to be done in the sender's mailboxes: for as long as the bytes of the message are kept for it. */
export const followUpSchedule: Schedule = {
  stepsMs: connectSchedule.stepsMs.slice(2),
  giveUpAfterMs: 2 * day,
};

/**
 * Milliseconds to wait after `attempt` (1 = the first) failed, spread by ±20 %, or null to give up.
 * `random` in [0, 1); `elapsedMs` since the first attempt.
 */
export function waitAfter(
  schedule: Schedule,
  attempt: number,
  elapsedMs: number,
  random: number,
): number | null {
  const step = schedule.stepsMs[Math.min(attempt, schedule.stepsMs.length) - 1] ?? 0;
  const wait = Math.round(step * (0.8 + 0.4 * random));
  return elapsedMs + wait > schedule.giveUpAfterMs ? null : wait;
}
