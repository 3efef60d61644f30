/** The octets of messages over REST: whole, in ranges, byte for byte. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createLinkSeal } from '../../src/redis/link-seal.ts';
import { createContentLinks } from '../../src/use-cases/content-links.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { SEALING_KEY } from '../support/service-process.ts';
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
  return await putPart(encoded, encoding, 'application/octet-stream; name="content.bin"');
}

async function putPart(encoded: Buffer, encoding: string, type: string): Promise<Put> {
  const head = [
    'Subject: content',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    `Content-Type: ${type}`,
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

describe('an attachment that the message does not have', () => {
  it('is not found, whatever of it a cache believes to have', async () => {
    const at = await put(Buffer.from('All agreed.'), '7bit');
    const other = await put(Buffer.from('Not this one.'), '7bit');
    const known = { 'if-none-match': '*' };
    expect((await get(at, 'getAttachment', known)).status).toBe(304);
    for (const attachment of [other.attachment, 'att_none']) {
      expect((await get({ ...at, attachment }, 'getAttachment', known)).status).toBe(404);
    }
  });
});

describe('an encoded part', () => {
  const wrapped = (octets: Buffer, width: number, end = '\r\n'): string =>
    octets.toString('base64').replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);
  /** Every octet escaped or literal by chance, soft breaks anywhere: a picture of 1991, say. */
  const quotedPrintable = (octets: Buffer): string => {
    let line = '';
    const lines: string[] = [];
    for (const octet of octets) {
      const isPlain = octet > 0x20 && octet < 0x7f && octet !== 0x3d;
      line += isPlain ? String.fromCharCode(octet) : `=${octet.toString(16).toUpperCase().padStart(2, '0')}`;
      if (line.length > 70) {
        lines.push(`${line}=`);
        line = '';
      }
    }
    return [...lines, line].join('\r\n');
  };
  const small = randomBytes(40_001);
  const large = randomBytes(1_700_003);
  const uuencoded = 'begin 644 a.txt\r\n#0V%T\r\n`\r\nend';

  it.each<readonly [string, string, string, Buffer]>([
    ['in lines of 76', 'base64', wrapped(small, 76), small],
    ['in one line', 'BASE64', small.toString('base64'), small],
    ['without its padding', 'base64', wrapped(small, 76).replace(/=+$/, ''), small],
    ['with words between its lines', 'base64', wrapped(small, 60, ' !-!\r\n'), small],
    ['in lines that are no multiple of four', 'base64', wrapped(large, 61), large],
    ['of more than a piece', 'base64', wrapped(large, 76), large],
    ['with blank lines here and there', 'base64', wrapped(large, 7_777, '\r\n\r\n \r\n'), large],
    ['in quoted-printable, small', 'quoted-printable', quotedPrintable(small), small],
    ['in quoted-printable, large', 'quoted-printable', quotedPrintable(large), large],
    ['in uuencode, which MIME does not know', 'x-uuencode', uuencoded, Buffer.from(uuencoded)],
  ])('%s is given octet by octet, whole and in ranges', async (_, encoding, encoded, octets) => {
    const at = await put(Buffer.from(encoded), encoding);
    const [range, first, last] = ranges(octets.length).at(-1) ?? ['', 0, 0];
    const before = await get(at, 'getAttachment', { range });
    expect(before.headers.get('content-range')).toBe(`bytes ${first}-${last}/${octets.length}`);
    expect(before.octets.equals(octets.subarray(first, last + 1))).toBe(true);
    const whole = await get(at, 'getAttachment');
    expect(whole.octets.equals(octets)).toBe(true);
    await expectRanges(at, 'getAttachment', octets);
    const head = await get(at, 'getAttachment', {}, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(octets.length));
  });

  it('of no octets is whole in every range', async () => {
    const at = await put(Buffer.alloc(0), 'base64');
    const answer = await get(at, 'getAttachment', { range: 'bytes=0-9' });
    expect([answer.status, answer.octets.length]).toEqual([200, 0]);
  });
});

describe('a link', () => {
  const linksAt = (ms: number): ReturnType<typeof createContentLinks> =>
    createContentLinks({
      seal: createLinkSeal([{ id: 'tests', key: Buffer.from(SEALING_KEY, 'base64') }]),
      clock: { now: () => ms },
      publicUrl: null,
    });
  const linkTo = ({ message, attachment }: Put, at = Date.now()): string =>
    linksAt(at).attachmentUrl(account.id, message, attachment);
  const tokenOf = (url: string): string => new URL(url, service.url).searchParams.get('token') ?? '';
  const follow = (
    at: Put,
    token: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<RestAnswer> =>
    service.rest.as(null).call('getAttachment', {
      path: { account: account.id, message: at.message, attachment: at.attachment },
      query: { token },
      headers,
    });

  it('opens its attachment without a key, in ranges as well, and nothing else', async () => {
    const at = await put(Buffer.from('All agreed.'), '7bit');
    const url = linkTo(at);
    expect(url.startsWith(`/v1/accounts/${account.id}/messages/`)).toBe(true);
    const followed = await fetch(new URL(url, service.url));
    expect(await followed.text()).toBe('All agreed.');
    expect(followed.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(followed.headers.get('referrer-policy')).toBe('no-referrer');
    const token = tokenOf(url);
    expect((await follow(at, token, { range: 'bytes=4-5' })).octets.toString()).toBe('ag');

    const other = await put(Buffer.from('Not yours.'), '7bit');
    const altered = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    const expired = tokenOf(linkTo(at, Date.now() - 16 * 60_000));
    for (const [place, wrong] of [
      [other, token],
      [at, altered],
      [at, expired],
      [at, ''],
    ] as const) {
      expect((await follow(place, wrong)).body).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
    const raw = new URL(`/v1/accounts/${account.id}/messages/${at.message}/raw?token=${token}`, service.url);
    expect((await fetch(raw)).status).toBe(401);
    expect((await follow({ ...at, message: other.message }, token)).status).toBe(404);
    const wrongKey = await service.rest.as('ptn_no_body').call('getAttachment', {
      path: { account: account.id, message: at.message, attachment: at.attachment },
      query: { token },
    });
    expect(wrongKey.status).toBe(401);
  });

  it('lets an image of pixels be looked at, and nothing that runs', async () => {
    for (const [type, disposition] of [
      ['image/png; name=a.png', 'inline; filename="a.png"'],
      ['image/svg+xml; name=a.svg', 'attachment; filename="a.svg"'],
      ['application/pdf; name=a.pdf', 'attachment; filename="a.pdf"'],
    ] as const) {
      const at = await putPart(Buffer.from('AAAA'), 'base64', type);
      const followed = await follow(at, tokenOf(linkTo(at)));
      expect(followed.headers.get('content-disposition'), type).toBe(disposition);
      const withKey = await get(at, 'getAttachment');
      expect(withKey.headers.get('content-disposition'), type).toMatch(/^attachment/);
    }
  });
});

describe('all attachments', () => {
  /** What Python's zipfile makes of an archive: names and digests, after it has checked them. */
  function unpack(archive: Buffer): readonly (readonly [string, string])[] {
    const program = `
import sys, io, json, zipfile, hashlib
archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert archive.testzip() is None
print(json.dumps([[name, hashlib.sha256(archive.read(name)).hexdigest()] for name in archive.namelist()]))`;
    return JSON.parse(execFileSync('python3', ['-c', program], { input: archive }).toString()) as never;
  }

  async function attached(parts: readonly (readonly [headers: string, body: string])[]): Promise<string> {
    const raw = [
      'Subject: several',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b\r\nContent-Type: text/plain\r\n\r\nSee below.',
      ...parts.map(([headers, body]) => `--b\r\n${headers}\r\n\r\n${body}`),
      '--b--',
      '',
    ].join('\r\n');
    const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
      path: { account: account.id },
      query: { mailbox: 'inbox' },
      body: Buffer.from(raw),
      contentType: 'message/rfc822',
    });
    return body.id;
  }
  const zip = (message: string, more: RestRequest = {}): Promise<RestAnswer> =>
    service.rest.call('getAttachmentsZip', { path: { account: account.id, message }, ...more });

  it('come as one archive whose names can be unpacked everywhere', async () => {
    const file = (name: string, body: string): readonly [string, string] => [
      `Content-Type: application/pdf; name="${name}"\r\nContent-Transfer-Encoding: base64`,
      Buffer.from(body).toString('base64'),
    ];
    const message = await attached([
      file('a.pdf', 'one'),
      file('A.PDF', 'two'),
      file('../../etc/passwd', 'three'),
      file('con.pdf', 'four'),
      file('=?utf-8?q?=C3=9Cbung?=', 'five'),
      ['Content-Type: image/png\r\nContent-ID: <x>\r\nContent-Disposition: inline', 'six'],
      ['Content-Type: message/rfc822', 'Subject: inner\r\n\r\nseven'],
    ]);
    const answer = await zip(message);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/zip');
    const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(unpack(answer.octets)).toEqual([
      ['a.pdf', digest('one')],
      ['A (2).PDF', digest('two')],
      ['passwd', digest('three')],
      ['_con.pdf', digest('four')],
      ['Übung', digest('five')],
      ['attachment-6.png', digest('six')],
      ['attachment-7.eml', digest('Subject: inner\r\n\r\nseven')],
    ]);
    const etag = answer.headers.get('etag') ?? '';
    expect((await zip(message, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await zip(message)).octets.equals(answer.octets)).toBe(true);
    const head = await zip(message, { method: 'HEAD' });
    expect([head.status, head.octets.length, head.headers.get('etag')]).toEqual([200, 0, etag]);
  });

  it('are an empty archive when there are none', async () => {
    expect(unpack((await zip(await attached([]))).octets)).toEqual([]);
  });
});
