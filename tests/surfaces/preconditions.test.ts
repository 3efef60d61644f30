/** Entity tags of messages and what can be made to depend on them, on both surfaces. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { ANN, BASE_ONLY, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';

let service: ComposedService;
let graphql: GraphqlClient;
/** On Dovecot, which keeps mod-sequences. */
let account: Schemas['Account'];
/** On a server that keeps none. */
let plain: Schemas['Account'];
let sandbox: MailSandbox;

beforeAll(async () => {
  sandbox = await startMailSandbox({ imap: { capabilities: BASE_ONLY } });
  service = await startComposedService();
  graphql = createGraphqlClient(service.url, service.rest.key);
  account = await service.connect();
  const { host, port } = sandbox.imap;
  const auth = { type: 'password', username: ANN, password: 'pass' };
  plain = await service.connect({ imap: { host, port, security: 'none', auth } });
});
afterAll(async () => {
  await service?.close();
  await sandbox?.stop();
});

async function append(subject: string, to = account): Promise<string> {
  const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: to.id },
    body: { mailbox: to === plain ? 'INBOX' : 'archive', subject },
  });
  return body.id;
}

interface Asked {
  readonly query?: Readonly<Record<string, string | number>>;
  readonly ifNoneMatch?: string;
  readonly of?: Schemas['Account'];
}

const read = (message: string, asked: Asked = {}): Promise<RestAnswer<Schemas['Message']>> =>
  service.rest.call('getMessage', {
    path: { account: (asked.of ?? account).id, message },
    query: asked.query ?? {},
    headers: asked.ifNoneMatch === undefined ? {} : { 'if-none-match': asked.ifNoneMatch },
  });

const change = (
  message: string,
  ifMatch: string,
  body: object = { flags: { add: ['\\Flagged'] } },
  of = account,
): Promise<RestAnswer> =>
  service.rest.call('updateMessage', {
    path: { account: of.id, message },
    headers: { 'if-match': ifMatch },
    body,
  });

const tagOf = ({ headers }: RestAnswer<unknown>): string => headers.get('etag') ?? 'none';

describe('the entity tag of a message', () => {
  it('spares a caller what it has, until the message changes', async () => {
    const id = await append('known');
    const first = await read(id);
    expect(tagOf(first)).toMatch(/^"[^"]+"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await read(id, { ifNoneMatch: `"other", ${tagOf(first)}` });
    expect([again.status, tagOf(again), again.octets.length]).toEqual([304, tagOf(first), 0]);

    await service.rest.call('updateMessage', {
      path: { account: account.id, message: id },
      body: { flags: { add: ['\\Seen'] } },
    });
    const changed = await read(id, { ifNoneMatch: tagOf(first) });
    expect(changed).toMatchObject({ status: 200, body: { unread: false } });
    expect(tagOf(changed)).not.toBe(tagOf(first));
  });

  it('stands for one message and one view of it', async () => {
    const [id, other] = [await append('one'), await append('other')];
    const tags = [
      await read(id),
      await read(other),
      await read(id, { query: { fields: 'subject' } }),
      await read(id, { query: { fields: 'subject,flags' } }),
      await read(id, { query: { bodyMaxBytes: 3 } }),
    ].map(tagOf);
    expect(new Set(tags).size).toBe(tags.length);
    const summary = await service.keyFor(['messages:read']);
    const path = { account: account.id, message: id };
    const headers = { 'if-none-match': tags[0] ?? '' };
    expect((await summary.call('getMessage', { path, headers })).status).toBe(200);
    const query = { fields: 'text' };
    const body = await read(id, { query });
    const denied = await summary.call('getMessage', {
      path,
      query,
      headers: { 'if-none-match': tagOf(body) },
    });
    expect(denied.status).toBe(403);
  });

  it('is not known of a message that is gone', async () => {
    const id = await append('gone');
    const tag = tagOf(await read(id));
    const path = { account: account.id, message: id };
    await service.rest.call('deleteMessage', { path, query: { permanent: true } });
    expect((await read(id, { ifNoneMatch: tag })).status).toBe(404);
  });
});

describe('the entity tag of a list', () => {
  const list = (ifNoneMatch: string | null, query = {}): Promise<RestAnswer<Schemas['MessageList']>> =>
    service.rest.call('listMessages', {
      path: { account: account.id },
      query: { mailbox: 'archive', ...query },
      headers: ifNoneMatch === null ? {} : { 'if-none-match': ifNoneMatch },
    });

  it('spares a caller the list until something in the mailbox changes', async () => {
    const [id, other] = [await append('listed'), await append('listed too')];
    let answer = await list((await list(null)).headers.get('etag'));
    for (const body of [{ flags: { add: ['\\Seen'] } }, null]) {
      const tag = answer.headers.get('etag') ?? '';
      expect(tag).toMatch(/^W\/"[^"]+"$/);
      const again = await list(tag);
      expect([again.status, again.octets.length, tagOf(again)]).toEqual([304, 0, tag]);
      const path = { account: account.id, message: body === null ? other : id };
      if (body === null) {
        await service.rest.call('deleteMessage', { path, query: { permanent: true } });
      } else await service.rest.call('updateMessage', { path, body });
      answer = await list(tag);
      expect(answer.status).toBe(200);
    }
    expect(answer.body.data.find((message) => message.id === id)?.unread).toBe(false);
    expect(answer.body.data.find((message) => message.id === other)).toBeUndefined();
    const added = await append('listed at last');
    const last = await list(answer.headers.get('etag'));
    expect(last.body.data[0]?.id).toBe(added);
  });

  it('stands for one view of the list', async () => {
    const tags = [
      await list(null),
      await list(null, { fields: 'subject' }),
      await list(null, { limit: 2 }),
      await list(null, { mailbox: 'inbox' }),
    ].map(tagOf);
    expect(new Set(tags).size).toBe(tags.length);
    const texts = await list(tagOf(await list(null, { fields: 'text' })), { fields: 'text' });
    const denied = await (
      await service.keyFor(['messages:read'])
    ).call('listMessages', {
      path: { account: account.id },
      query: { mailbox: 'archive', fields: 'text' },
      headers: { 'if-none-match': tagOf(texts) },
    });
    expect(denied.status).toBe(403);
  });
});

describe('a change of flags that depends on an entity tag', () => {
  it('is made if the message is the same, whatever was asked of it', async () => {
    const id = await append('guarded');
    const tag = tagOf(await read(id, { query: { fields: 'subject' } }));
    const done = await change(id, `"other", ${tag}`);
    expect(done).toMatchObject({ status: 200, body: { flags: ['\\Flagged'] } });
    // The tag of the answer is the next one's condition.
    expect((await change(id, tagOf(done), { flags: { set: ['\\Seen'] } })).status).toBe(200);
    expect(await change(id, '*')).toMatchObject({ status: 200 });
  });

  it('is refused if it has changed, by another client too, and nothing is done', async () => {
    const id = await append('raced');
    const tag = tagOf(await read(id));
    expect((await change(id, tag, { flags: { add: ['\\Seen'] } })).status).toBe(200);
    const late = await change(id, tag, { flags: { add: ['\\Flagged', 'late'], remove: ['\\Seen'] } });
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect((await read(id)).body.flags).toEqual(['\\Seen']);
  });

  it('is refused with tags that were never its own', async () => {
    const [id, other] = [await append('mine'), await append('not mine')];
    const tag = tagOf(await read(id));
    for (const wrong of ['"x"', tagOf(await read(other)), `W/${tag}`]) {
      expect(await change(id, wrong)).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    }
    expect(await change(id, 'x')).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect((await read(id)).body.flags).toEqual([]);
  });

  it('takes no move with it', async () => {
    const id = await append('stays');
    const both = { flags: { add: ['\\Flagged'] }, mailbox: 'trash' };
    const refused = await change(id, tagOf(await read(id)), both);
    expect(refused).toMatchObject({ status: 400, body: { code: 'precondition-unsupported' } });
    expect((await read(id)).body.flags).toEqual([]);
  });

  it('of several messages is decided for each, by its MODSEQ', async () => {
    const ids = [await append('several a'), await append('several b')];
    const modseqs = await Promise.all(ids.map(async (id) => (await read(id)).body.modseq ?? ''));
    const newest = modseqs.reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
    await change(ids[1] ?? '', '*', { flags: { add: ['\\Seen'] } });
    const { data } = await graphql.change('updateMessages', {
      ids,
      flags: { add: ['\\Flagged'] },
      ifUnchangedSince: newest,
    });
    expect(data).toMatchObject({
      results: [
        { message: { flags: ['\\Flagged'] }, refusal: null },
        { message: null, refusal: { code: 'precondition-failed' } },
      ],
    });
    const wrong = await graphql.change('updateMessages', { ids, flags: {}, ifUnchangedSince: 'new' });
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'invalid-request' });
  });
});

describe('a server without mod-sequences', () => {
  it('has messages without entity tags, and nothing can depend on one', async () => {
    const id = await append('plain', plain);
    const shown = await read(id, { of: plain, ifNoneMatch: '"x"' });
    expect([shown.status, shown.headers.get('etag'), shown.body.modseq]).toEqual([200, null, null]);
    const path = { account: plain.id };
    const listed = await service.rest.call('listMessages', { path, headers: { 'if-none-match': 'W/"x"' } });
    expect([listed.status, listed.headers.get('etag')]).toEqual([200, null]);
    const refused = await change(id, '"x"', undefined, plain);
    expect(refused).toMatchObject({ status: 412, body: { code: 'precondition-unsupported' } });
    const { data } = await graphql.change('updateMessages', {
      ids: [id],
      flags: { add: ['\\Flagged'] },
      ifUnchangedSince: '7',
    });
    expect(data).toMatchObject({ code: 'precondition-unsupported' });
    expect((await read(id, { of: plain })).body.flags).toEqual([]);
  });
});
