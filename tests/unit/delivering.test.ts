import { describe, expect, test } from 'vitest';
import { abandoned, afterAttempt, type AttemptResult } from '../../src/domain/delivering.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { messageId, mailboxId } from '../../src/domain/ids.ts';
import type { Delivery } from '../../src/domain/webhook.ts';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createWebhookBody } from '../../src/use-cases/webhook-body.ts';
import { sampleAccount, sampleDelivery, sampleRing, sampleWebhook } from '../support/samples.ts';

const start = Date.parse('2026-01-31T12:00:00Z');
const day = 24 * 3_600_000;
const answer = (status: number | null, retryAfterMs: number | null = null): AttemptResult => ({
  status,
  error: status === null ? 'The connection failed.' : null,
  retryAfterMs,
  durationMs: 12.5,
});
const waitOf = (delivery: Delivery, now: number): number | null =>
  delivery.nextAttemptAt === null ? null : Date.parse(delivery.nextAttemptAt) - now;

describe('after an attempt', () => {
  test.each([200, 201, 204, 299])('%i is delivered', (status) => {
    const next = afterAttempt(sampleDelivery('whk_1'), answer(status), start, 0.5);
    expect(next).toMatchObject({
      status: 'delivered',
      nextAttemptAt: null,
      revision: 2,
      attempts: [{ number: 1, status, error: null, durationMs: 12.5 }],
    });
  });

  test.each([100, 301, 307, 400, 401, 404, 422, 429, 500, 503, null])('%s is tried again', (status) => {
    const next = afterAttempt(sampleDelivery('whk_1'), answer(status), start, 0.5);
    expect(next).toMatchObject({ status: 'pending', attempts: [{ number: 1, status }] });
    expect(waitOf(next, start)).toBe(5_000);
  });

  test('410 ends it at the first try', () => {
    expect(afterAttempt(sampleDelivery('whk_1'), answer(410), start, 0.5)).toMatchObject({
      status: 'failed',
      nextAttemptAt: null,
    });
  });

  test('what the endpoint asks for lengthens the wait, up to a day, and never shortens it', () => {
    const wait = (asked: number): number | null =>
      waitOf(afterAttempt(sampleDelivery('whk_1'), answer(503, asked), start, 0.5), start);
    const asked = [1_000, 60_000, 30 * day, Number.POSITIVE_INFINITY];
    expect(asked.map(wait)).toEqual([5_000, 60_000, day, day]);
  });

  test('the tries go on for about three days, ever further apart, and all are kept', () => {
    let delivery = sampleDelivery('whk_1');
    let now = start;
    const waits: number[] = [];
    while (delivery.status === 'pending') {
      delivery = afterAttempt(delivery, answer(500), now, 0.5);
      const wait = waitOf(delivery, now);
      if (wait === null) break;
      waits.push(wait);
      now += wait;
    }
    expect(delivery.status).toBe('failed');
    expect(delivery.attempts).toHaveLength(waits.length + 1);
    expect(delivery.attempts.map(({ number }) => number)).toEqual(
      waits.map((_, n) => n + 1).concat(waits.length + 1),
    );
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(now - start).toBeGreaterThan(2.5 * day);
    expect(now - start).toBeLessThanOrEqual(3 * day);
  });

  test('one that was given up says why in place of an answer', () => {
    expect(abandoned(sampleDelivery('whk_1'), 'Not sent.', start)).toMatchObject({
      status: 'failed',
      nextAttemptAt: null,
      attempts: [{ number: 1, status: null, error: 'Not sent.' }],
    });
  });
});

describe('the content of the level full', () => {
  const account = sampleAccount();
  const mailbox = mailboxId(account, 'INBOX');
  const id = messageId(account, { mailboxId: mailbox, uidValidity: 1, uid: 7 });
  const event = {
    id: 'evt_1',
    type: 'message.received',
    accountId: account.id,
    timestamp: '2026-01-31T12:00:00.000Z',
    position: '5-0',
    data: { message: { id, mailboxId: mailbox, mailboxPath: 'INBOX', uid: 7 } },
  } as const;
  const webhook = sampleWebhook({ payload: 'full' });
  const tried = (times: number): Delivery => {
    let delivery = sampleDelivery(webhook.id);
    for (let n = 0; n < times; n += 1) delivery = afterAttempt(delivery, answer(null), start, 0.5);
    return delivery;
  };
  const bodyOf = createWebhookBody({
    accounts: { get: async () => account },
    reader: { read: () => Promise.reject(new GatewayError('account-unreachable', 'away')) },
    deliveries: { keptBody: async () => null, keepBody: async () => undefined },
    cursors: createCursorSeal(sampleRing()),
  });

  test('is waited for twice while the mail server is away', async () => {
    await expect(bodyOf(tried(0), webhook, event)).rejects.toMatchObject({ code: 'account-unreachable' });
    await expect(bodyOf(tried(1), webhook, event)).rejects.toMatchObject({ code: 'account-unreachable' });
  });

  test('is then left out, and the event told', async () => {
    expect(JSON.parse(await bodyOf(tried(2), webhook, event))).toMatchObject({
      id: 'evt_1',
      data: { message: { id }, bodyUnavailable: 'account-unreachable' },
    });
  });
});
