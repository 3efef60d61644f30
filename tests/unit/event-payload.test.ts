import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { payloadOf, type EventContent, type PayloadOptions } from '../../src/domain/event-payload.ts';
import type { JournalEvent } from '../../src/domain/event.ts';
import type { MessageView } from '../../src/domain/message.ts';

const message: MessageView = {
  id: 'msg_1',
  mailboxId: 'mbx_1',
  mailboxPath: 'INBOX',
  uid: 7,
  subject: 'Grüße',
  from: [{ address: 'ann@example.com', name: null }],
};
const place = { id: 'msg_1', mailboxId: 'mbx_1', mailboxPath: 'INBOX', uid: 7 };
const event: JournalEvent = {
  id: 'evt_1',
  type: 'message.received',
  accountId: 'acc_1',
  timestamp: '2026-01-31T12:00:00.000Z',
  position: '5-0',
  data: { message, flags: { now: [], added: null, removed: null } },
};
const content = (text: string | null, html: string | null = null): EventContent => ({
  kind: 'content',
  message: { text, html, headers: [{ name: 'X-A', value: 'b' }], truncated: false, parseError: null },
});

function parsed(options: Partial<PayloadOptions> = {}, of: JournalEvent = event): Record<string, never> {
  const body = payloadOf(of, { cursor: 'c', level: 'summary', content: null, maxBytes: 262_144, ...options });
  return JSON.parse(body) as Record<string, never>;
}

test('the envelope is that of Standard Webhooks, with the event’s place in the journal sealed', () => {
  expect(parsed()).toEqual({
    type: 'message.received',
    timestamp: '2026-01-31T12:00:00.000Z',
    data: event.data,
    id: 'evt_1',
    accountId: 'acc_1',
    cursor: 'c',
  });
});

describe('the payload level', () => {
  test('minimal tells where the message is and nothing of it', () => {
    expect(parsed({ level: 'minimal' })['data']).toMatchObject({ message: place, flags: { now: [] } });
    expect(JSON.stringify(parsed({ level: 'minimal' }))).not.toContain('example.com');
  });

  test('full adds what was fetched, or says why it could not be', () => {
    expect(parsed({ level: 'full', content: content('Hi', '<p>Hi</p>') })['data']).toMatchObject({
      message: { ...message, text: 'Hi', html: '<p>Hi</p>', headers: [{ name: 'X-A' }], truncated: false },
    });
    const gone = parsed({ level: 'full', content: { kind: 'unavailable', reason: 'message-gone' } });
    expect(gone['data']).toMatchObject({ message, bodyUnavailable: 'message-gone' });
  });

  test('does not touch events about something else', () => {
    const other = { ...event, type: 'account.connected' as const, data: { account: { id: 'acc_1' } } };
    expect(parsed({ level: 'minimal' }, other)['data']).toEqual(other.data);
  });
});

describe('the largest body', () => {
  test('is never exceeded, whatever the message holds, and the envelope stays whole', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3_000 });
    fc.assert(
      fc.property(
        fc.option(text),
        fc.option(text),
        fc.integer({ min: 600, max: 12_000 }),
        (plain, html, maxBytes) => {
          const whole = payloadOf(event, {
            cursor: 'c',
            level: 'full',
            content: content(plain, html),
            maxBytes: 1e9,
          });
          const body = payloadOf(event, {
            cursor: 'c',
            level: 'full',
            content: content(plain, html),
            maxBytes,
          });
          expect(Buffer.byteLength(body)).toBeLessThanOrEqual(maxBytes);
          const { id, data } = JSON.parse(body) as { id: string; data: { message: MessageView } };
          expect(id).toBe('evt_1');
          expect(data.message).toMatchObject(place);
          expect(data.message.truncated).toBe(body !== whole);
          expect((plain ?? '').startsWith(data.message.text ?? '')).toBe(true);
          expect((html ?? '').startsWith(data.message.html ?? '')).toBe(true);
        },
      ),
    );
  });

  test('is used: HTML is cut before text, and no further than it must be', () => {
    const text = 'a'.repeat(1_000);
    const html = 'b'.repeat(10_000);
    const { data } = parsed({ level: 'full', content: content(text, html), maxBytes: 4_096 }) as unknown as {
      data: { message: { text: string; html: string } };
    };
    expect(data.message.text).toBe(text);
    const body = payloadOf(event, {
      cursor: 'c',
      level: 'full',
      content: content(text, html),
      maxBytes: 4_096,
    });
    expect(Buffer.byteLength(body)).toBe(4_096);
  });

  test('shortens the lists of an event without a message', () => {
    const recipients = Array.from({ length: 1_000 }, (_, n) => ({
      address: `n${n}@example.com`,
      status: 'sent',
    }));
    const sent = {
      ...event,
      type: 'submission.sent' as const,
      data: { submission: { id: 'sub_1', recipients }, recipients },
    };
    const body = parsed({ maxBytes: 16_384 }, sent) as unknown as {
      data: { truncated: boolean; submission: { id: string; recipients: unknown[] } };
    };
    expect(body.data).toMatchObject({ truncated: true, submission: { id: 'sub_1' } });
    expect(body.data.submission.recipients.length).toBeGreaterThan(10);
  });

  test('holds for an event without a message too, whose ids stay whole', () => {
    const long = (n: number): string => `${n}${'ü"'.repeat(500)}`;
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const submission = {
      id: 'sub_1',
      messageId: `<${'m'.repeat(400)}@example.com>`,
      subject: long(0),
      metadata: Object.fromEntries(numbers.map((n) => [`k${n}`, long(n)])),
      tags: numbers.map(long),
      recipients: numbers.map((n) => ({ address: `n${n}@example.com`, smtp: { code: 250, text: long(n) } })),
    };
    const sent = { ...event, type: 'submission.sent' as const, data: { submission, recipients: [] } };
    for (const maxBytes of [4_096, 16_384]) {
      const body = payloadOf(sent, { cursor: 'c', level: 'summary', content: null, maxBytes });
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(maxBytes);
      const { id, messageId } = submission;
      expect(JSON.parse(body)).toMatchObject({ data: { truncated: true, submission: { id, messageId } } });
    }
  });

  test('holds for a message of any number of flags', () => {
    const now = Array.from({ length: 900 }, (_, n) => `keyword-${n}`);
    const flagged = { ...event, data: { message, flags: { now, added: null, removed: null } } };
    const body = payloadOf(flagged, { cursor: 'c', level: 'summary', content: null, maxBytes: 4_096 });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(4_096);
    expect(JSON.parse(body)).toMatchObject({ data: { message: { ...place, truncated: true } } });
  });
});
