import { describe, expect, it } from 'vitest';
import { freeHost, hostPaceAfter, type HostPace, type Word } from '../../src/domain/host-pace.ts';
import { isCrowded, parseReply, type Outcome } from '../../src/domain/outcome.ts';

const second = 1_000;
const start = 1_000_000;
const after = (host: HostPace, at: number, word: Partial<Word>): HostPace =>
  hostPaceAfter(host, { standing: 'ready', crowded: false, begunAt: at, running: 1, ...word }, at, 0.5);
const crowd = (host: HostPace, at: number, running: number, begunAt = at): HostPace =>
  after(host, at, { standing: 'busy', crowded: true, running, begunAt });

describe('the pace of a host', () => {
  it('is half of what was too much, and less again only by what began after that', () => {
    const half = crowd(freeHost, start, 20);
    expect(half.most).toBe(10);
    expect(crowd(half, start + second, 12, start - 1)).toBe(half);
    expect(crowd(half, start + second, 10, start + 1).most).toBe(5);
  });

  it('is one at a time with growing pauses where one is too many', () => {
    const one = crowd(freeHost, start, 1);
    expect(one).toMatchObject({ most: 1, pause: { until: start + 2 * second } });
    const next = crowd(one, one.pause.until, 1);
    expect(next.pause.until).toBe(one.pause.until + 10 * second);
    expect(after(next, next.pause.until, {}).pause.until).toBe(0);
  });

  it('grows by one after half a minute without a complaint, until there is no bound', () => {
    let host = crowd(freeHost, start, 8);
    let now = start;
    const seen: number[] = [];
    while (host !== freeHost) {
      now += 10 * second;
      host = after(host, now, {});
      if (seen.at(-1) !== host.most) seen.push(host.most);
    }
    expect(seen).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, Infinity]);
    expect(now - start).toBeGreaterThan(12 * 29 * second);
  });

  it('is not changed by what concerns one account or message', () => {
    const half = crowd(freeHost, start, 8);
    for (const standing of ['auth-failed', 'unreachable', 'busy'] as const) {
      expect(after(freeHost, start, { standing })).toBe(freeHost);
      expect(after(half, start + 60 * second, { standing })).toBe(half);
    }
  });
});

describe('a server that has too much work', () => {
  it.each([
    ['421 Too many connections', true],
    ['421 4.3.2 Service not available, closing transmission channel', true],
    ['421 4.7.28 Our system has detected an unusual rate of mail', true],
    ['450 4.7.1 Rate limited', true],
    ['451 4.7.650 The mail server is rate limited', true],
    ['451 4.7.1 Greylisting in action', false],
    ['450 4.7.25 Reverse DNS is missing', false],
    ['452 4.2.2 Mailbox full', false],
    ['550 5.7.1 Spam', false],
    ['250 Ok', false],
  ])('says %s: %s', (text, crowded) => {
    const reply = parseReply(text) ?? expect.fail('no reply');
    const recipients = [{ address: 'a@example.org', accepted: reply.code < 300, reply }];
    const outcome: Outcome = { kind: 'answered', recipients, response: text };
    expect(isCrowded(outcome)).toBe(crowded);
  });
});
