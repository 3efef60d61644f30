/** The receiver's signature check against the reference library of Standard Webhooks. */
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { isSigned } from '../../src/demo/receiver.ts';

const SECRET = `whsec_${Buffer.alloc(24, 'demo').toString('base64')}`;
const NOW = Date.parse('2026-11-24T08:00:00.000Z');
const BODY = '{"type":"message.received"}';

function signedAt(at: number, body = BODY): Record<string, string> {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(at / 1000),
    'webhook-signature': new Webhook(SECRET).sign('evt_1', new Date(at), body),
  };
}

describe('the demo’s webhook receiver', () => {
  it('takes what the reference library signs', () => {
    expect(isSigned(SECRET, signedAt(NOW), BODY, NOW + 1_000)).toBe(true);
  });

  it('takes the right signature beside others', () => {
    const headers = signedAt(NOW);
    const signature = `v1a,AAAA v1,AAAA ${headers['webhook-signature'] ?? ''}`;
    expect(isSigned(SECRET, { ...headers, 'webhook-signature': signature }, BODY, NOW)).toBe(true);
  });

  it.each([
    ['another body', signedAt(NOW, '{}')],
    ['another id', { ...signedAt(NOW), 'webhook-id': 'evt_2' }],
    ['another time', { ...signedAt(NOW), 'webhook-timestamp': String(NOW / 1000 + 1) }],
    ['a time that is none', { ...signedAt(NOW), 'webhook-timestamp': 'now' }],
    ['an old signature', signedAt(NOW - 600_000)],
    ['no signature', { 'webhook-id': 'evt_1', 'webhook-timestamp': String(NOW / 1000) }],
  ])('refuses %s', (_, headers) => {
    expect(isSigned(SECRET, headers, BODY, NOW)).toBe(false);
  });
});
