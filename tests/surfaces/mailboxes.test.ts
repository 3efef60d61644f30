/** Mailboxes made, renamed, subscribed to and deleted, on servers that differ about all of it, by both surfaces. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { ANN, startMailSandbox } from '../support/mail-sandbox.ts';
import { startMailServer, type MailServerName } from '../support/mail-servers.ts';
import { freshPrefix } from '../support/services.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { asRest, createGraphqlClient, everythingOf, type GraphqlClient } from './graphql-client.ts';

const prefix = freshPrefix();
let service: ComposedService;
let graphql: GraphqlClient;
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  service = await startComposedService({ POSTERN_PREFIX: prefix });
  graphql = createGraphqlClient(service.url, service.rest.key);
});
afterAll(async () => {
  await service?.close();
  for (const end of endings.splice(0).reverse()) await end();
});

type Mailbox = Schemas['Mailbox'];
/** The mailbox, or the code of the refusal; null for a deletion that was done. */
type Told = Mailbox | string | null;

interface Surface {
  create(account: string, body: object): Promise<Told>;
  update(account: string, mailbox: string, body: object): Promise<Told>;
  remove(account: string, mailbox: string, force?: boolean): Promise<Told>;
  get(account: string, mailbox: string): Promise<Told>;
}

const rest: Surface = {
  create: async (account, body) =>
    told(await service.rest.call('createMailbox', { path: { account }, body })),
  update: async (account, mailbox, body) =>
    told(await service.rest.call('updateMailbox', { path: { account, mailbox }, body })),
  remove: async (account, mailbox, force) =>
    told(
      await service.rest.call('deleteMailbox', {
        path: { account, mailbox },
        query: force === undefined ? {} : { force },
      }),
    ),
  get: async (account, mailbox) =>
    told(await service.rest.call('getMailbox', { path: { account, mailbox } })),
};

function told({ status, body }: { readonly status: number; readonly body: unknown }): Told {
  if (status === 204) return null;
  return status < 300 ? (body as Mailbox) : (body as Schemas['Problem']).code;
}

interface Payload {
  readonly code?: string;
  readonly mailbox?: object;
  readonly deletedId?: string;
}

const twin: Surface = {
  create: (accountId, body) => changed('createMailbox', { accountId, ...inGraphql(body) }),
  update: (_account, id, body) => changed('updateMailbox', { id, ...inGraphql(body) }),
  remove: (_account, id, force) => changed('deleteMailbox', { id, force: force ?? null }),
  async get(id, mailbox) {
    const query = `query($id: ID!, $m: String!) { account(id: $id) { mailbox(id: $m) ${everythingOf('Mailbox')} } }`;
    const { data, errors } = await graphql.ask<{ account: { mailbox: object | null } }>(query, {
      id,
      m: mailbox,
    });
    return errors[0]?.extensions.code ?? (asRest('Mailbox', data.account.mailbox) as Mailbox);
  },
};

async function changed(name: string, input: object): Promise<Told> {
  const { data, errors } = await graphql.change<Payload | null>(name, input);
  if (data?.deletedId !== undefined) return null;
  return errors[0]?.extensions.code ?? data?.code ?? (asRest('Mailbox', data?.mailbox) as Mailbox);
}

function inGraphql(body: object): object {
  const use = (body as { specialUse?: string }).specialUse;
  return use === undefined ? body : { ...body, specialUse: use.toUpperCase() };
}

interface Server {
  readonly account: Schemas['Account'];
  /** What the server has of the names at hand. */
  readonly prefix: string;
  readonly delimiter: string;
}

async function on(port: number, username: string, password: string): Promise<Server> {
  const auth = { type: 'password', username, password };
  const imap = { host: '127.0.0.1', port, security: 'none', auth };
  return { account: await service.connect({ imap, smtp: null }), prefix: '', delimiter: '/' };
}

async function kind(name: MailServerName | 'courier'): Promise<Server | string> {
  const server = await startMailServer(name);
  if (typeof server === 'string') return server;
  endings.push(() => server.stop());
  return await on(server.imapPort, server.user, server.password);
}

async function courier(): Promise<Server | string> {
  const server = await kind('courier');
  return typeof server === 'string' ? server : { ...server, prefix: 'INBOX.', delimiter: '.' };
}

async function honest(): Promise<Server> {
  const sandbox = await startMailSandbox();
  endings.push(() => sandbox.stop());
  sandbox.store.user(ANN)?.setQuota({ storageKiB: 1_000, messages: 10_000 });
  return await on(sandbox.imap.port, ANN, 'pass');
}

interface Abilities {
  readonly name: string;
  /** A string is the sentence that says why it is missing. */
  readonly start: () => Promise<Server | string>;
  /** A mailbox keeps its id when it is renamed. */
  readonly keepsIds?: true;
  readonly makesSpecial?: true;
  readonly hasQuota?: true;
  /** One with others below it stays. */
  readonly keepsParents?: true;
}

const servers: readonly Abilities[] = [
  { name: 'Dovecot', start: () => kind('Dovecot') },
  {
    name: 'Cyrus',
    start: () => kind('Cyrus'),
    keepsIds: true,
    makesSpecial: true,
    hasQuota: true,
    keepsParents: true,
  },
  { name: 'the sandbox', start: honest, keepsIds: true, makesSpecial: true, hasQuota: true },
  { name: 'Gmail', start: () => kind('gmail') },
  { name: 'Courier', start: courier },
  { name: 'a server of RFC 3501', start: () => kind('minimal') },
];

const running = new Map<string, Promise<Server | string>>();

describe.each(
  servers.flatMap((server) => [
    { ...server, by: 'REST', surface: rest },
    { ...server, by: 'GraphQL', surface: twin },
  ]),
)('mailboxes of $name by $by', ({ name, start, by, surface, ...server }) => {
  let account: Schemas['Account'];
  let path: (...parts: readonly string[]) => string;

  beforeAll(async () => {
    const starting = running.get(name) ?? start();
    running.set(name, starting);
    const started = await starting;
    if (typeof started === 'string') return;
    account = started.account;
    path = (...parts) =>
      started.prefix + [`${by} ${parts[0] ?? ''}`, ...parts.slice(1)].join(started.delimiter);
  });

  async function made(...parts: readonly string[]): Promise<Mailbox> {
    return seen(await surface.create(account.id, { path: path(...parts) }));
  }

  function seen(answer: Told): Mailbox {
    if (answer === null || typeof answer === 'string') expect.fail(`no mailbox: ${answer}`);
    return answer;
  }

  async function append(mailbox: string, subject: string): Promise<void> {
    const request = { path: { account: account.id }, body: { mailbox, subject } };
    expect((await service.rest.call('appendMessage', request)).status).toBe(201);
  }

  async function listed(mailbox: string): Promise<readonly unknown[]> {
    const request = { path: { account: account.id }, query: { mailbox, fields: 'subject' } };
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', request);
    return body.data.map(({ subject }) => subject);
  }

  it('are made, shown, and made only once', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const wanted = path('Übersicht & Pläne 🗂');
    const answer = seen(await surface.create(account.id, { path: wanted }));
    expect(answer).toMatchObject({
      path: wanted,
      subscribed: true,
      selectable: true,
      total: 0,
      specialUse: null,
    });
    const shown = seen(await surface.get(account.id, answer.id));
    expect({ ...shown, quota: null }).toEqual({ ...answer, quota: null });
    expect(await surface.create(account.id, { path: wanted })).toBe('already-exists');
    await append(answer.id, 'first');
    expect(await surface.get(account.id, answer.id)).toMatchObject({ total: 1 });
    const silent = await surface.create(account.id, { path: path('silent'), subscribed: false });
    expect(silent).toMatchObject({ path: path('silent'), subscribed: false });
  });

  it('are made for a special use where the server has such', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const wanted = { path: path('Important'), specialUse: 'important' };
    const answer = await surface.create(account.id, wanted);
    if (server.makesSpecial === true) {
      expect(['refused-by-server', 'important']).toContain(
        typeof answer === 'string' ? answer : answer?.specialUse,
      );
    } else expect(answer).toBe('unsupported-by-server');
  });

  it('are renamed with those below them, their messages and subscriptions', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const parent = await made('old');
    const child = await made('old', 'below');
    await append(child.id, 'goes along');
    expect(await listed(child.id)).toEqual(['goes along']);
    const renamed = seen(await surface.update(account.id, parent.id, { path: path('new') }));
    expect(renamed).toMatchObject({ path: path('new'), subscribed: true, total: 0 });
    expect(renamed.id === parent.id).toBe(server.keepsIds === true);
    if (server.keepsIds !== true) expect(await surface.get(account.id, parent.id)).toBe('stale-reference');
    const { body } = await service.rest.call<Schemas['MailboxList']>('listMailboxes', {
      path: { account: account.id },
      query: { limit: 250 },
    });
    const below = body.data.find((mailbox) => mailbox.path === path('new', 'below'));
    expect(below).toMatchObject({ subscribed: true, total: 1 });
    expect(body.data.filter(({ path: each }) => each.startsWith(path('old')))).toEqual([]);
    expect(await surface.update(account.id, renamed.id, { path: path('new', 'below') })).toBe(
      'already-exists',
    );
    // Under an old name another one can be made, which has nothing of the first.
    const again = await made('old', 'below');
    expect(again.total).toBe(0);
    expect(await listed(again.id)).toEqual([]);
    expect(await listed(below?.id ?? '')).toEqual(['goes along']);
  });

  it('are subscribed to and left', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const { id } = await made('subscribed');
    expect(await surface.update(account.id, id, { subscribed: false })).toMatchObject({ subscribed: false });
    expect(await surface.get(account.id, id)).toMatchObject({ subscribed: false });
    const both = { path: path('subscribed again'), subscribed: true };
    expect(await surface.update(account.id, id, both)).toMatchObject(both);
  });

  it('are deleted when they are empty, and with their messages only by force', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const parent = await made('gone');
    const { id } = await made('gone', 'below');
    await append(id, 'kept');
    expect(await surface.remove(account.id, id)).toBe('refused-by-server');
    expect(await surface.get(account.id, id)).toMatchObject({ total: 1 });
    const removed = await surface.remove(account.id, parent.id);
    if (server.keepsParents === true) expect(removed).toBe('refused-by-server');
    else {
      expect(removed).toBe(null);
      // It stays as a name that holds others, and may become a mailbox again.
      const body = { mailbox: path('gone'), subject: 'nowhere' };
      const refused = await service.rest.call('appendMessage', { path: { account: account.id }, body });
      expect(told(refused)).toMatch(/refused-by-server|stale-reference|not-found/);
      expect(await made('gone')).toMatchObject({ selectable: true, total: 0 });
    }
    expect(await surface.get(account.id, id)).toMatchObject({ total: 1 });
    expect(await surface.remove(account.id, id, true)).toBe(null);
    expect(await surface.get(account.id, id)).toBe('stale-reference');
    expect(await surface.remove(account.id, id, true)).toBe('stale-reference');
    const anew = await made('gone', 'below');
    expect(anew.total).toBe(0);
  });

  it('do not lose INBOX', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const inbox = seen(await surface.get(account.id, 'inbox'));
    expect(await surface.remove(account.id, inbox.id, true)).toBe('refused-by-server');
    expect(await surface.update(account.id, inbox.id, { path: path('no inbox') })).toBe('refused-by-server');
    expect(await surface.update(account.id, inbox.id, { path: 'inbox' })).toMatchObject({ path: 'INBOX' });
    expect(await surface.create(account.id, { path: 'iNbOx' })).toBe('already-exists');
  });

  it('tell the quota of a single one', async ({ skip }) => {
    if (account === undefined) return skip('not here');
    const { quota } = seen(await surface.get(account.id, 'inbox'));
    if (server.hasQuota === true) {
      expect(quota?.storage?.limit).toBeGreaterThan(quota?.storage?.used ?? Number.NaN);
    } else expect(quota).toBe(null);
  });
});

it('are called by a word for a special use only by their ids', async () => {
  const { id: account } = await service.connect();
  const made = await rest.create(account, { path: 'trash' });
  expect(made).toMatchObject({ path: 'trash', specialUse: null });
  expect(await rest.get(account, 'trash')).toMatchObject({ path: 'Trash', specialUse: 'trash' });
  expect(await rest.get(account, (made as Mailbox).id)).toMatchObject({ path: 'trash' });
});

it('are shown without counts to a key that may change messages but not read them', async () => {
  const { id: account } = await service.connect();
  const writer = await service.keyFor(['messages:write']);
  const request = { path: { account }, body: { path: 'Blind' } };
  const made = await writer.call<Mailbox>('createMailbox', request);
  expect(made).toMatchObject({
    status: 201,
    body: { path: 'Blind', total: null, uidNext: null, state: null },
  });
  expect(await rest.get(account, made.body.id)).toMatchObject({ total: 0, uidNext: 1 });
});

it('are the same for another replica at once, which had read them before', async () => {
  const second = await startComposedService({ POSTERN_PREFIX: prefix });
  endings.push(() => second.close());
  const { id: account } = await service.connect();
  const subjects = async (mailbox: string): Promise<unknown> => {
    const { status, body } = await second.rest.call<Schemas['MessageList'] & Schemas['Problem']>(
      'listMessages',
      {
        path: { account },
        query: { mailbox, fields: 'subject' },
      },
    );
    return status === 200 ? body.data.map(({ subject }) => subject) : body.code;
  };
  const make = async (path: string): Promise<Mailbox> => {
    const made = await rest.create(account, { path });
    if (made === null || typeof made === 'string') expect.fail(`no mailbox: ${made}`);
    return made;
  };
  const append = async (mailbox: string, subject: string): Promise<void> => {
    const request = { path: { account }, body: { mailbox, subject } };
    expect((await service.rest.call('appendMessage', request)).status).toBe(201);
  };

  expect(await subjects('Plans')).toBe('not-found');
  const first = await make('Plans');
  await eventually(async () => expect(await subjects('Plans')).toEqual([]));
  await append(first.id, 'old');
  expect(await subjects('Plans')).toEqual(['old']);
  await rest.update(account, first.id, { path: 'Done' });
  await append((await make('Plans')).id, 'new');
  await eventually(async () => expect(await subjects('Plans')).toEqual(['new']));
  expect(await subjects('Done')).toEqual(['old']);
  expect(await rest.remove(account, first.id, true)).toBe(null);
  await eventually(async () => expect(await subjects('Plans')).toBe('not-found'));
});
