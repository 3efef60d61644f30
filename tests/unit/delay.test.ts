import { describe, expect, it } from 'vitest';
import { delayCause, delaySchedules } from '../../src/domain/delay.ts';
import { parseReply } from '../../src/domain/outcome.ts';
import { waitAfter } from '../../src/domain/retry.ts';
import type { DelayCause } from '../../src/domain/recipient.ts';

const replies: readonly (readonly [string, DelayCause])[] = [
  ['450 4.2.0 <grace@example.org>: Recipient address rejected: Greylisted', 'greylisted'],
  ['451 4.7.1 Greylisting in action, please come back later', 'greylisted'],
  ['450 4.7.1 You have been graylisted', 'greylisted'],
  ['451 4.7.1 Please try again later', 'greylisted'],
  ['452 4.5.3 Error: too many recipients', 'rest'],
  ['452 Too many recipients', 'rest'],
  ['421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints', 'throttled'],
  ['421 4.7.28 Our system has detected an unusual rate of mail', 'throttled'],
  ['450 4.2.1 The user is receiving mail too quickly', 'throttled'],
  ['451 4.7.650 The mail server has been temporarily rate limited', 'throttled'],
  ['450 4.7.25 Client host rejected: cannot find your hostname', 'throttled'],
  ['452 4.2.2 The email account that you tried to reach is over quota', 'mailbox-full'],
  ['450 Mailbox full', 'mailbox-full'],
  ['452 4.3.1 Insufficient system storage', 'other'],
  ['421 4.7.0 Too many connections', 'other'],
  ['421 4.3.2 Service shutting down', 'other'],
  ['451 4.3.0 Error in processing', 'other'],
  ['450 4.1.1 Mailbox unavailable', 'other'],
];

describe('what a recipient waits for', () => {
  it.each(replies)('%s: %s', (text, cause) => {
    expect(delayCause(parseReply(text))).toBe(cause);
  });
  it('is nothing known when no server spoke', () => {
    expect(delayCause(null)).toBe('other');
  });
});

const minute = 60_000;

describe('the waiting times', () => {
  const first = (cause: DelayCause): number => waitAfter(delaySchedules[cause], 1, 0, 0.5) ?? Infinity;

  it('are soonest for who is one recipient too many, and latest for a full mailbox', () => {
    expect(first('rest')).toBe(1_000);
    expect(first('greylisted')).toBe(minute);
    expect(first('throttled')).toBe(5 * minute);
    expect(first('mailbox-full')).toBe(60 * minute);
  });

  it.each(Object.entries(delaySchedules))('grow and end after two days: %s', (_cause, schedule) => {
    const waits: number[] = [];
    let elapsed = 0;
    for (;;) {
      const wait = waitAfter(schedule, waits.length + 1, elapsed, 0.5);
      if (wait === null) break;
      expect(wait).toBeGreaterThanOrEqual(waits.at(-1) ?? 0);
      waits.push(wait);
      elapsed += wait;
    }
    expect(elapsed).toBeGreaterThan(40 * 60 * minute);
    expect(elapsed).toBeLessThanOrEqual(48 * 60 * minute);
    expect(waits.length).toBeLessThan(70);
  });
});
