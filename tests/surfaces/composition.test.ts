/** What messages are made of, by REST and by GraphQL: files of stored messages and uploads, with a real Dovecot on both ends. */
import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { redisClient } from '../support/redis-client.ts';
import { freshPrefix } from '../support/services.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';
import type { RestClient } from './rest-client.ts';

const prefix = freshPrefix();
const redis = redisClient();
let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService({ POSTERN_PREFIX: prefix });
  graphql = createGraphqlClient(service.url, service.rest.key);
  account = await service.connect();
});
afterAll(() => service?.close());

interface Refused {
  readonly code: string;
  readonly pointer?: string;
}

/** The submission, or why there is none. */
type Create = (body: object) => Promise<Made | Refused>;
type Made = Pick<Schemas['Submission'], 'id' | 'messageId'>;

async function byRest(body: object, rest: RestClient = service.rest): ReturnType<Create> {
  const path = { account: account.id };
  const answer = await rest.call<Schemas['Submission'] | Schemas['Problem']>('createSubmission', {
    path,
    body,
  });
  if (!('code' in answer.body)) return answer.body;
  return { code: answer.body.code, pointer: answer.body.errors?.[0]?.pointer ?? '' };
}

interface Payload extends Refused {
  readonly submission?: Made;
}

async function byGraphql(input: object): ReturnType<Create> {
  const { data, errors } = await graphql.change<Payload>('createSubmission', {
    accountId: account.id,
    ...input,
  });
  return data?.submission ?? { code: errors[0]?.extensions.code ?? data.code };
}

const surfaces: readonly (readonly [string, Create])[] = [
  ['REST', (body) => byRest(body)],
  ['GraphQL', byGraphql],
];

const own = (): object => ({ to: [{ address: account.email }] });

async function inMailbox(subject: string, mailbox = 'inbox'): Promise<Schemas['Message']> {
  return await eventually(async () => {
    const { body } = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: { account: account.id },
      body: { mailbox, filter: { subject } },
    });
    return only(body.data);
  });
}

async function octetsOf(message: Schemas['Message'], index: number): Promise<Buffer> {
  const attachment = message.attachments?.[index]?.id ?? '';
  const path = { account: account.id, message: message.id, attachment };
  return (await service.rest.call('getAttachment', { path })).octets;
}

/** The first file of this type in what was sent last. */
function lastSent(type: RegExp): Buffer {
  const raw = service.submission.accepted.at(-1)?.raw.toString('latin1') ?? '';
  const part = raw.split(/^--.*\r$/m).find((each) => type.test(each.split('\r\n\r\n', 1)[0] ?? '')) ?? '';
  return Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64');
}

const hash = (octets: Buffer): string => createHash('sha256').update(octets).digest('hex');
const big = randomBytes(3_000_000);

/** With a text of its own charset, a file that takes many pieces, and a message. */
async function received(subject: string): Promise<Schemas['Message']> {
  const lines = (octets: Buffer): string => octets.toString('base64').replace(/.{76}/g, '$&\r\n');
  await deliver(
    account.email,
    [
      'From: Grace <grace@elsewhere.example>',
      `To: ${account.email}`,
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Three files.',
      '--b',
      'Content-Type: text/csv; charset=iso-8859-1; name="preise.csv"',
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'K=E4se;3',
      '--b',
      "Content-Disposition: attachment; filename*=utf-8''%C3%9Cber.bin",
      'Content-Type: application/x-big',
      'Content-Transfer-Encoding: base64',
      '',
      lines(big),
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: Alan <alan@elsewhere.example>',
      'Subject: within',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Grüße.',
      '--b--',
      '',
    ].join('\r\n'),
  );
  return await inMailbox(subject);
}

function files({ id, attachments = [] }: Schemas['Message']): readonly object[] {
  return (attachments ?? []).map((each) => ({ message: id, attachment: each.id }));
}

describe('files of a stored message', () => {
  it.each(surfaces)('go into a new one as they are (%s)', async (name, create) => {
    const source = await received(`files for ${name}`);
    const attachments = [
      ...files(source),
      { ...files(source)[0], filename: 'other.txt', contentType: 'text/plain' },
    ];
    const made = await create({ ...own(), subject: `passed on by ${name}`, text: 'Here.', attachments });
    expect(made).toHaveProperty('messageId');
    const got = await inMailbox(`passed on by ${name}`);
    expect(got.attachments).toMatchObject([
      { filename: 'preise.csv', contentType: 'text/csv', disposition: 'attachment' },
      { filename: 'Über.bin', contentType: 'application/x-big' },
      { contentType: 'message/rfc822' },
      { filename: 'other.txt', contentType: 'text/plain' },
    ]);
    expect((await octetsOf(got, 0)).toString('latin1')).toBe('Käse;3');
    expect((await octetsOf(got, 2)).toString()).toMatch(/Subject: within\r\n[^]*Grüße\./);
    const raw = service.submission.accepted.at(-1)?.raw.toString('latin1') ?? '';
    expect(raw).toMatch(/Content-Type: text\/csv; charset=iso-8859-1/);
    expect(hash(lastSent(/application\/x-big/))).toBe(hash(big));
    // An attached message is not encoded, and what holds it says so.
    expect(raw.match(/^Content-Transfer-Encoding: 8bit\r$/gm)).toHaveLength(3);
  });

  it.each(surfaces)('are put into drafts (%s)', async (name) => {
    const source = await received(`files of a draft for ${name}`);
    const draft = { mailbox: 'drafts', subject: `draft by ${name}`, attachments: files(source).slice(0, 2) };
    const path = { account: account.id };
    if (name === 'REST') await service.rest.call('appendMessage', { path, body: draft });
    else await graphql.change('appendMessage', { accountId: account.id, ...draft });
    const kept = await inMailbox(`draft by ${name}`, 'drafts');
    expect((await octetsOf(kept, 0)).toString('latin1')).toBe('Käse;3');
    expect(kept.attachments?.[1]).toMatchObject({ filename: 'Über.bin', contentType: 'application/x-big' });
  });

  it.each(surfaces)(
    'that are gone are told by their place, and nothing is sent (%s)',
    async (name, create) => {
      const source = await received(`gone for ${name}`);
      const [file = {}] = files(source);
      const sent = service.submission.accepted.length;
      const with_ = (...attachments: readonly object[]) =>
        create({ ...own(), subject: 'never', attachments });
      const place = (code: string, index: number): object =>
        name === 'REST' ? { code, pointer: `/attachments/${index}` } : { code };
      expect(await with_(file, { ...file, attachment: 'att_none' })).toEqual(place('not-found', 1));
      expect(await with_({ ...file, message: 'msg_none' })).toEqual(place('not-found', 0));
      await service.rest.call('deleteMessage', {
        path: { account: account.id, message: source.id },
        query: { permanent: 'true' },
      });
      expect(await with_({ content: 'QQ==' }, file)).toEqual(place('not-found', 1));
      expect(service.submission.accepted).toHaveLength(sent);
    },
  );

  it.each(surfaces)('are told from other sources (%s)', async (name, create) => {
    const wrong = [
      { filename: 'nothing' },
      { content: 'QQ==', message: 'msg_1', attachment: 'att_1' },
      { message: 'msg_1' },
      { content: 'QQ==', attachment: 'att_1' },
    ];
    for (const attachment of wrong) {
      expect(await create({ ...own(), attachments: [attachment] })).toEqual(
        name === 'REST'
          ? { code: 'invalid-request', pointer: '/attachments/0' }
          : { code: 'invalid-request' },
      );
    }
  });

  it('are given to nobody who may not read them', async () => {
    const source = await received('not for everybody');
    const attachments = files(source).slice(0, 1);
    const blind = await service.keyFor(['submissions:write', 'messages:read']);
    expect(await byRest({ ...own(), attachments }, blind)).toMatchObject({ code: 'forbidden' });
    const allowed = await service.keyFor(['submissions:write', 'messages:read', 'bodies:read']);
    expect(await byRest({ ...own(), attachments }, allowed)).toHaveProperty('messageId');
  });

  it('of another account are not there', async () => {
    const source = await received('of another');
    const other = await service.connect();
    const answer = await service.rest.call('createSubmission', {
      path: { account: other.id },
      body: { ...own(), attachments: files(source).slice(0, 1) },
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('uploads', () => {
  /** Octets of messages and uploads that Redis holds. */
  const chunks = (): Promise<readonly string[]> => redis.keys(`${prefix}:mime:*`);
  /** Beyond those of before; messages that have been sent go meanwhile. */
  const added = async (before: readonly string[]): Promise<readonly string[]> =>
    (await chunks()).filter((key) => !before.includes(key));

  async function upload(
    body: Buffer | FormData | ReadableStream,
    { query = '', to = account.id, ...headers }: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: Schemas['Blob'] & Schemas['Problem']; replayed: boolean }> {
    const response = await fetch(`${service.url}/v1/accounts/${to}/blobs${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.rest.key}`, ...headers },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    const answer = (await response.json()) as Schemas['Blob'] & Schemas['Problem'];
    const replayed = response.headers.get('idempotent-replayed') === 'true';
    return { status: response.status, body: answer, replayed };
  }

  function form(...files: readonly (readonly [Buffer, string, string])[]): FormData {
    const data = new FormData();
    for (const [octets, name, type] of files) data.append('file', new Blob([octets], { type }), name);
    return data;
  }

  it('are kept under their name and type, and attached to any number of messages', async () => {
    const content = randomBytes(2_000_000);
    const made = await service.rest.call<Schemas['Blob']>('createBlob', {
      path: { account: account.id },
      query: { filename: 'Über.csv' },
      body: content,
      contentType: 'text/csv; charset=iso-8859-1',
    });
    expect(made).toMatchObject({
      status: 201,
      body: { filename: 'Über.csv', contentType: 'text/csv; charset=iso-8859-1', size: 2_000_000 },
    });
    expect(Date.parse(made.body.expiresAt) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    for (const [name, create] of surfaces) {
      const attachments = [
        { blobId: made.body.id },
        { blobId: made.body.id, filename: 'b', contentType: 'a/b' },
      ];
      expect(await create({ ...own(), subject: `blob by ${name}`, attachments })).toHaveProperty('messageId');
      const got = await inMailbox(`blob by ${name}`);
      expect(got.attachments).toMatchObject([
        { filename: 'Über.csv', contentType: 'text/csv' },
        { filename: 'b', contentType: 'a/b' },
      ]);
      expect(hash(lastSent(/text\/csv/))).toBe(hash(content));
    }
  });

  it('come in a form as well', async () => {
    const content = randomBytes(200_000);
    const made = await upload(form([content, 'photo.png', 'image/png']));
    expect(made.body).toMatchObject({ filename: 'photo.png', contentType: 'image/png', size: 200_000 });
    const html = '<p>See <img src="cid:photo"></p>';
    const attachments = [{ blobId: made.body.id, contentId: 'photo' }];
    await byRest({ ...own(), subject: 'a photo', text: 'See.', html, attachments });
    const got = await inMailbox('a photo');
    expect(only(got.attachments ?? [])).toMatchObject({
      contentId: 'photo',
      disposition: 'inline',
      inline: true,
    });
    const raw = service.submission.accepted.at(-1)?.raw.toString('latin1') ?? '';
    expect(raw.match(/^Content-Type: multipart\/\w+/gm)).toEqual([
      'Content-Type: multipart/alternative',
      'Content-Type: multipart/related',
    ]);
  });

  it('are made once under one key, and what came twice is not kept', async () => {
    const [one, other] = [randomBytes(300_000), randomBytes(300_000)];
    const key = { 'idempotency-key': 'upload' };
    const first = await upload(form([one, 'a.bin', 'image/png']), key);
    const before = await chunks();
    // Another boundary, the same file.
    const again = await upload(form([one, 'a.bin', 'image/png']), key);
    expect(again).toMatchObject({ status: 201, replayed: true, body: first.body });
    const differing = [form([other, 'a.bin', 'image/png']), form([one, 'b.bin', 'image/png'])];
    for (const file of differing) {
      expect((await upload(file, key)).body).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
    }
    expect(await added(before)).toEqual([]);
  });

  it('that are broken, too long or no file are refused and leave nothing', async () => {
    const before = await chunks();
    const multipart = (body: string): Promise<object> =>
      upload(Buffer.from(body), { 'content-type': 'multipart/form-data; boundary=b' }).then(
        (answer) => answer.body,
      );
    const part = 'Content-Disposition: form-data; name="f"; filename="a"\r\nContent-Type: a/b\r\n\r\n';
    const refused = { status: 400, code: 'invalid-request' };
    expect(await multipart(`--b\r\n${part}cut off`)).toMatchObject(refused);
    expect(await multipart(`--b\r\n${part}one\r\n--b\r\n${part}two\r\n--b--\r\n`)).toMatchObject(refused);
    expect(await multipart('--b--\r\n')).toMatchObject(refused);
    expect(await multipart('nothing of the kind')).toMatchObject(refused);
    expect((await upload(form([Buffer.from('x'), 'a', 'a/b']), { query: '?filename=b' })).body).toMatchObject(
      refused,
    );
    for (const type of ['multipart/mixed; boundary=b', 'multipart/form-data', 'nonsense']) {
      const answer = await upload(Buffer.from('--b--\r\n'), { 'content-type': type });
      expect(answer.body).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    }
    const long = Buffer.alloc(25 * 1024 * 1024 + 1);
    expect((await upload(long, { 'content-type': 'a/b' })).body).toMatchObject({
      status: 413,
      code: 'too-large',
    });
    expect(await added(before)).toEqual([]);
  });

  it('that nobody finishes leave nothing', async () => {
    const before = await chunks();
    const kinds = [
      ['application/octet-stream', ''],
      [
        'multipart/form-data; boundary=b',
        '--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n',
      ],
    ] as const;
    for (const [type, head] of kinds) {
      const going = new AbortController();
      const request = httpRequest(`${service.url}/v1/accounts/${account.id}/blobs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${service.rest.key}`, 'content-type': type },
        signal: going.signal,
      });
      request.on('error', () => undefined);
      request.write(head);
      request.write(Buffer.alloc(1_500_000));
      await eventually(async () => expect((await added(before)).length).toBeGreaterThan(0));
      going.abort();
      await eventually(async () => expect(await added(before)).toEqual([]));
    }
  });

  it('in a form need no name', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="f"\r\nContent-Type: a/b\r\n\r\nx\r\n--b--\r\n';
    const answer = await upload(Buffer.from(body), { 'content-type': 'multipart/form-data; boundary=b' });
    expect(answer).toMatchObject({ status: 201, body: { filename: null, contentType: 'a/b', size: 1 } });
  });

  it('that have expired are told from those that never were, and go with their account', async () => {
    const before = await chunks();
    const other = await service.connect();
    const { body: blob } = await upload(randomBytes(300_000), { to: other.id, 'content-type': 'a/b' });
    const attach = (id: string, blobId: string) =>
      service.rest.call('createSubmission', {
        path: { account: id },
        body: { ...own(), attachments: [{ content: 'QQ==' }, { blobId }] },
      });
    const place = [expect.objectContaining({ pointer: '/attachments/1' })];
    expect((await attach(account.id, blob.id)).body).toMatchObject({ status: 404, errors: place });
    expect((await attach(other.id, 'blb_AAAA')).body).toMatchObject({ status: 404, errors: place });
    expect(await redis.pttl(`{${prefix}}:blobs:${other.id}`)).toBeGreaterThan(23 * 3_600_000);
    expect(await redis.hdel(`{${prefix}}:blobs:${other.id}`, blob.id)).toBe(1);
    expect((await attach(other.id, blob.id)).body).toMatchObject({
      status: 410,
      code: 'blob-expired',
      errors: place,
    });

    const third = await service.connect();
    await upload(randomBytes(300_000), { to: third.id, 'content-type': 'a/b' });
    expect((await service.rest.call('deleteAccount', { path: { account: third.id } })).status).toBe(204);
    expect(await redis.exists(`{${prefix}}:blobs:${third.id}`)).toBe(0);
    expect(await added(before)).toHaveLength(2);
  });
});

interface DryRun extends Omit<Schemas['DryRun'], 'dryRun' | 'encoding'> {
  readonly encoding: string;
}

describe('a dry run', () => {
  const input = {
    to: [{ address: 'grace@elsewhere.example', name: 'Grace "Amazing" Höpper' }],
    bcc: [{ address: 'jörg@elsewhere.example' }],
    subject: 'Grüße',
    html: '<p><img src="cid:logo"><img src="cid:none"></p>',
    attachments: [{ filename: 'a.png', contentType: 'image/png', content: 'AAAA', contentId: 'logo' }],
  };
  const shown: readonly (readonly [string, (body: object) => Promise<DryRun>])[] = [
    [
      'REST',
      async (body) => {
        const path = { account: account.id };
        const answer = await service.rest.call<DryRun>('createSubmission', {
          path,
          body: { ...body, dryRun: true },
          headers: { 'idempotency-key': 'dry' },
        });
        expect(answer.status, JSON.stringify(answer.body)).toBe(200);
        return answer.body;
      },
    ],
    [
      'GraphQL',
      async (body) => {
        const change = { accountId: account.id, ...body, dryRun: true, idempotencyKey: 'dry' };
        return (await graphql.change<{ dryRun: DryRun }>('createSubmission', change)).data.dryRun;
      },
    ],
  ];

  it.each(shown)('shows what would be sent, and keeps nothing of it (%s)', async (_name, show) => {
    const path = { account: account.id };
    await service.rest.call('createSuppression', { path, body: { address: 'grace@elsewhere.example' } });
    const keys = (): Promise<readonly string[]> => redis.keys(`*${prefix}*`);
    const sent = service.submission.accepted.length;
    const first = await show(input);
    const before = await keys();
    const { mime, envelope, size, encoding, warnings, messageId, subject } = await show(input);
    expect(envelope).toEqual({
      from: account.email,
      to: ['grace@elsewhere.example', 'jörg@elsewhere.example'],
    });
    expect(Buffer.byteLength(mime)).toBe(size);
    expect(encoding.toLowerCase().replace('_', '-')).toBe('utf-8');
    expect(subject).toBe('Grüße');
    expect(mime).toContain(`Message-ID: ${messageId}\r\n`);
    expect(messageId).not.toBe(first.messageId);
    expect(mime).toMatch(/^Content-Type: multipart\/related/m);
    expect(mime).not.toMatch(/^Bcc|jörg/im);
    expect(warnings).toEqual([
      { pointer: '/envelope/to/0', message: expect.stringContaining('suppressed') as string },
      { pointer: '/envelope', message: expect.stringContaining('jörg@elsewhere.example') as string },
      { pointer: '/html', message: expect.stringContaining('no text') as string },
      { pointer: '/html', message: 'No attachment has the content id none.' },
    ]);
    expect((await keys()).filter((key) => !before.includes(key))).toEqual([]);
    expect(service.submission.accepted).toHaveLength(sent);
  });

  it('shows a finished message and a draft too, as they would leave', async () => {
    const path = { account: account.id };
    const letter = `From: ${account.email}\r\nTo: a@b.example\r\nBcc: c@d.example\r\nSubject: raw\r\n\r\n\xe4\r\n`;
    const raw = await service.rest.call<DryRun>('createSubmission', {
      path,
      query: { dryRun: true },
      body: Buffer.from(letter, 'latin1'),
      contentType: 'message/rfc822',
    });
    expect(raw).toMatchObject({ status: 200, body: { encoding: 'base64', subject: 'raw' } });
    expect(raw.body.envelope.to).toEqual(['a@b.example', 'c@d.example']);
    const octets = Buffer.from(raw.body.mime, 'base64');
    expect(octets).toHaveLength(raw.body.size);
    expect(octets.toString('latin1')).toMatch(/^(?![^]*Bcc)[^]*Subject: raw\r\n\r\n\xe4\r\n$/);

    const draft = { mailbox: 'drafts', to: input.to, bcc: input.bcc, subject: 'kept', text: 'Later.' };
    const kept = await service.rest.call<Schemas['Message']>('appendMessage', { path, body: draft });
    const body = { draft: kept.body.id, dryRun: true };
    const answer = await service.rest.call<DryRun>('createSubmission', { path, body });
    expect(answer.body.mime).toMatch(/^Subject: kept\r\n/m);
    expect(answer.body.mime).not.toMatch(/^Bcc/im);
    const there = await service.rest.call('getMessage', { path: { ...path, message: kept.body.id } });
    expect(there.status).toBe(200);
  });

  it('is refused what would be refused', async () => {
    expect(await byRest({ subject: 'to nobody', dryRun: true })).toEqual({
      code: 'invalid-request',
      pointer: '/to',
    });
    const blind = await service.keyFor(['messages:read']);
    expect(await byRest({ ...own(), dryRun: true }, blind)).toMatchObject({ code: 'forbidden' });
    // A dry run of a draft is a way to read it.
    const path = { account: account.id };
    const body = { mailbox: 'drafts', ...own(), text: 'Not for everybody.' };
    const draft = (await service.rest.call<Schemas['Message']>('appendMessage', { path, body })).body.id;
    const writing = ['submissions:write', 'messages:write'] as const;
    for (const scope of ['messages:read', 'bodies:read'] as const) {
      const key = await service.keyFor([...writing, scope]);
      expect(await byRest({ draft, dryRun: true }, key)).toMatchObject({ code: 'forbidden' });
    }
    const reader = await service.keyFor([...writing, 'messages:read', 'bodies:read']);
    expect(await byRest({ draft, dryRun: true }, reader)).toHaveProperty('mime');
  });
});

describe('header fields', () => {
  /** The header of what would be sent; a refusal is its code and place. */
  async function headerOf(body: object): Promise<string | Refused> {
    const path = { account: account.id };
    const answer = await service.rest.call<DryRun | Schemas['Problem']>('createSubmission', {
      path,
      body: { to: [{ address: 'grace@elsewhere.example' }], text: 'x', dryRun: true, ...body },
    });
    if (!('code' in answer.body)) return answer.body.mime.split('\r\n\r\n', 1)[0] ?? '';
    return { code: answer.body.code, pointer: answer.body.errors?.[0]?.pointer ?? '' };
  }

  const list = {
    id: 'announce.example.org',
    unsubscribe: ['https://example.org/leave?u=1&l=2', 'mailto:leave@example.org?subject=leave'],
    oneClick: true,
  };

  it('tell a list and how to leave it, as received messages tell theirs (GraphQL too)', async () => {
    expect(await headerOf({ list })).toMatch(
      /^List-ID: <announce\.example\.org>\r\nList-Unsubscribe: <https:\/\/example\.org\/leave\?u=1&l=2>,\r\n <mailto:leave@example\.org\?subject=leave>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m,
    );
    const input = { accountId: account.id, ...own(), subject: 'to a list', text: 'x', list };
    await graphql.change('createSubmission', input);
    const { id } = await inMailbox('to a list');
    const read = await service.rest.call<Schemas['Message']>('getMessage', {
      path: { account: account.id, message: id },
    });
    expect(read.body.list).toEqual(list);
  });

  it('tell readers of a priority that is not the usual one', async () => {
    expect(await headerOf({ priority: 'high' })).toMatch(/^X-Priority: 1\r\nImportance: high\r$/m);
    expect(await headerOf({ priority: 'low' })).toMatch(/^X-Priority: 5\r\nImportance: low\r$/m);
    expect(await headerOf({ priority: 'normal' })).not.toMatch(/priority|importance/i);
  });

  it.each([
    ['/list/oneClick', { list: { ...list, unsubscribe: ['mailto:leave@example.org'] } }],
    ['/list/unsubscribe/1', { list: { unsubscribe: ['mailto:a@b.example', 'http://example.org/'] } }],
    ['/list/unsubscribe/0', { list: { unsubscribe: ['https://example.org/> , <javascript:x'] } }],
    ['/list/id', { list: { ...list, id: 'Name <a.b>' } }],
    ['/headers/0', { list, headers: [{ name: 'List-Unsubscribe', value: '<https://example.org/>' }] }],
    ['/headers/0', { priority: 'high', headers: [{ name: 'Importance', value: 'low' }] }],
    [
      '/headers/1',
      {
        headers: [
          { name: 'X-A', value: 'b' },
          { name: 'bcc', value: 'a@b.example' },
        ],
      },
    ],
    ['/headers/0', { headers: [{ name: 'Resent-To', value: 'a@b.example' }] }],
    ['/headers/0', { headers: [{ name: 'X-SMTPAPI', value: '{"to":["a@b.example"]}' }] }],
    ['/headers/0', { headers: [{ name: 'X-Long', value: `a ${'b'.repeat(901)}` }] }],
    ['/to/0', { to: [{ address: 'a@xn--\u00fc.example' }] }],
  ])('that are wrong, or not for `headers`, are refused at %s', async (pointer, body) => {
    expect(await headerOf(body)).toEqual({ code: 'invalid-request', pointer });
  });

  it('name internationalised domains as every server reads them', async () => {
    const to = [
      { address: 'grace@b\u00fccher.example', name: 'Grace' },
      { address: 'j\u00f6rg@b\u00fccher.example' },
    ];
    expect(await headerOf({ to })).toMatch(
      /^To: Grace <grace@xn--bcher-kva\.example>, j\u00f6rg@b\u00fccher\.example\r$/m,
    );
  });
});
