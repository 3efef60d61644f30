/** The octets of messages over REST: whole, in ranges, byte for byte. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { only } from './only.ts';
import type { RestAnswer, RestRequest } from './rest-client.ts';

const MEBI = 1024 * 1024;

let service: ComposedService;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  account = await service.connect();
});
afterAll(() => service?.close());

interface Put {
  readonly octets: Buffer;
  readonly message: string;
  readonly attachment: string;
}

/** A message whose only attachment is `encoded` as it stands. */
async function put(encoded: Buffer, encoding: string): Promise<Put> {
  const head = [
    'Subject: content',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: application/octet-stream; name="content.bin"',
    'Content-Disposition: attachment',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    '',
  ].join('\r\n');
  const octets = Buffer.concat([Buffer.from(head), encoded, Buffer.from('\r\n--b--\r\n')]);
  const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: octets,
    contentType: 'message/rfc822',
  });
  return { octets, message: body.id, attachment: only(body.attachments ?? []).id };
}

function get(
  { message, attachment }: Put,
  operationId: 'getMessageRaw' | 'getAttachment',
  headers: Readonly<Record<string, string>> = {},
  more: RestRequest = {},
): Promise<RestAnswer> {
  return service.rest.call(operationId, {
    path: { account: account.id, message, attachment },
    headers,
    ...more,
  });
}

/** Ranges around the ends and around the border between two pieces. */
function ranges(size: number): readonly (readonly [string, number, number])[] {
  const within: (readonly [number, number])[] = [
    [0, 0],
    [0, size - 1],
    [size - 1, size - 1],
    [1, Math.min(100, size - 1)],
    [Math.floor(size / 2), Math.floor(size / 2) + 10],
    ...(size > MEBI ? [[MEBI - 3, MEBI + 3] as const, [MEBI - 1, size - 1] as const] : []),
  ];
  return [
    ...within.map(([first, last]) => [`bytes=${first}-${last}`, first, last] as const),
    [`bytes=${size - 5}-`, size - 5, size - 1],
    [`bytes=-5`, size - 5, size - 1],
    [`bytes=-${size + 100}`, 0, size - 1],
    [`bytes=2-${size + 100}`, 2, size - 1],
  ];
}

async function expectRanges(
  at: Put,
  operation: 'getMessageRaw' | 'getAttachment',
  whole: Buffer,
): Promise<void> {
  for (const [range, first, last] of ranges(whole.length)) {
    const part = await get(at, operation, { range });
    expect(part.status, range).toBe(206);
    expect(part.headers.get('content-range'), range).toBe(`bytes ${first}-${last}/${whole.length}`);
    expect(part.headers.get('content-length'), range).toBe(String(last - first + 1));
    expect(part.octets.equals(whole.subarray(first, last + 1)), range).toBe(true);
  }
  const behind = await get(at, operation, { range: `bytes=${whole.length}-` });
  expect(behind.status).toBe(416);
  expect(behind.headers.get('content-range')).toBe(`bytes */${whole.length}`);
  expect(behind.body).toMatchObject({ code: 'range-not-satisfiable' });
}

describe('a source', () => {
  it('is given in ranges, by its headers alone, and whole again', async () => {
    const lines = Array.from({ length: 20_000 }, () => randomBytes(48).toString('base64')).join('\r\n');
    const at = await put(Buffer.from(lines), '7bit');
    const whole = await get(at, 'getMessageRaw');
    expect(whole.octets.equals(at.octets)).toBe(true);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    await expectRanges(at, 'getMessageRaw', at.octets);
    await expectRanges(at, 'getAttachment', Buffer.from(lines));

    const head = await get(at, 'getMessageRaw', { range: 'bytes=0-1' }, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(at.octets.length));
    expect(head.headers.get('content-range')).toBeNull();
  });

  it('is given whole to those who have a part of something else, or want several parts', async () => {
    const at = await put(Buffer.from('All agreed.'), '7bit');
    const etag = (await get(at, 'getAttachment')).headers.get('etag') ?? '';
    const resumed = await get(at, 'getAttachment', { range: 'bytes=4-', 'if-range': etag });
    expect(resumed.octets.toString()).toBe('agreed.');
    for (const headers of [{ range: 'bytes=4-', 'if-range': '"other"' }, { range: 'bytes=0-1,4-5' }]) {
      const answer = await get(at, 'getAttachment', headers);
      expect(answer.status).toBe(200);
      expect(answer.octets.toString()).toBe('All agreed.');
    }
    const known = await get(at, 'getAttachment', { range: 'bytes=4-', 'if-none-match': etag });
    expect(known.status).toBe(304);
  });
});
