import { describe, expect, test } from 'vitest';
import { exchangeOf, masked, type HttpContent } from '../../src/domain/exchange.ts';

const own = { name: 'x-team', value: 'Bearer canary-token' };
const signature = { name: 'webhook-signature', value: 'v1,c2lnbmF0dXJl v1a,ZWQyNTUxOQ==' };
const id = { name: 'webhook-id', value: 'evt_1' };

const exchanged = (response: Partial<HttpContent> | null, body = '{}') =>
  exchangeOf(
    2,
    'summary',
    { url: 'https://example.com/hook', headers: [own, signature, id], body, ownNames: ['x-team'] },
    response && { headers: [], body: '', truncated: false, ...response },
  );

describe('what is kept of an exchange', () => {
  test('shows the headers of the request without what is secret', () => {
    expect(exchanged(null)).toEqual({
      attempt: 2,
      level: 'summary',
      request: {
        url: 'https://example.com/hook',
        headers: [{ ...own, value: masked }, { ...signature, value: masked }, id],
        body: '{}',
        truncated: false,
      },
      response: null,
    });
  });

  test('shows no secret that the endpoint repeats, nor its own', () => {
    const { response } = exchanged({
      headers: [
        { name: 'set-cookie', value: 'session=1234567' },
        { name: 'x-echo', value: 'canary-token' },
      ],
      body: 'You sent Bearer canary-token and v1,c2lnbmF0dXJl, thank you.',
    });
    expect(response).toEqual({
      headers: [
        { name: 'set-cookie', value: masked },
        { name: 'x-echo', value: masked },
      ],
      body: `You sent ${masked} and v1,${masked}, thank you.`,
      truncated: false,
    });
  });

  test.each([
    ['of 16 kB whole', 'x'.repeat(16_384), 16_384, false],
    ['of more cut', 'x'.repeat(16_385), 16_384, true],
    ['between two characters', `x${'ü'.repeat(10_000)}`, 8_192, true],
  ])('holds a body %s', (_name, body, length, truncated) => {
    const { request, response } = exchanged({ body }, body);
    expect([request.body.length, request.truncated]).toEqual([length, truncated]);
    expect([response?.body.length, response?.truncated]).toEqual([length, truncated]);
  });

  test('holds at most 8 kB of headers, and says so', () => {
    const headers = Array.from({ length: 20 }, (_, n) => ({ name: `x-${n}`, value: 'y'.repeat(1_000) }));
    const { response } = exchanged({ headers });
    expect(response?.headers).toHaveLength(8);
    expect(response?.truncated).toBe(true);
  });
});
