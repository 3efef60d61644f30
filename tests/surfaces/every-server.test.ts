/** Lists, searches and changes on each kind of server, by REST and by GraphQL, which must agree. */
import type { ImapFlow } from 'imapflow';
import { describe, expect } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { plainMessage } from '../support/imap-account.ts';
import { mailServerNames } from '../support/mail-servers.ts';
import type { ComposedService } from './composed-service.ts';
import { asRest, type GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';
import { servedAccounts, type ServedAccount } from './served-accounts.ts';
import { makeDrafts, writtenOn } from './written-everywhere.ts';

let service: ComposedService;
let graphql: GraphqlClient;

/** Received a day after one another. */
const letters = [
  { subject: 'plums', from: 'ann', body: 'Quinces are ripe.', flags: ['\\Seen'], to: 'INBOX' },
  { subject: 'Re: apples', from: 'bob', body: 'Nothing.', flags: [], to: 'INBOX' },
  { subject: 'apples', from: 'ann', body: `Long. ${'x'.repeat(3_000)}`, flags: ['\\Flagged'], to: 'INBOX' },
  { subject: 'pears', from: 'ann', body: 'In another mailbox.', flags: [], to: 'Filed' },
  { subject: 'oranges', from: 'carl', body: 'Of quinces, too.', flags: [], to: 'Filed' },
] as const;

async function seed(client: ImapFlow): Promise<void> {
  await client.mailboxCreate('Filed');
  await makeDrafts(client);
  for (const [index, { subject, from, body, flags, to }] of letters.entries()) {
    const raw = plainMessage(subject, { From: `${from}@postern.test` }, body);
    await client.append(to, raw, [...flags], new Date(Date.UTC(2026, 10, 1 + index, 12)));
  }
}

const { on } = servedAccounts(seed, (composed, client) => {
  service = composed;
  graphql = client;
});

const everywhere = ['oranges', 'pears', 'apples', 'Re: apples', 'plums'];

interface Asked {
  readonly mailbox?: string;
  readonly q?: string;
  readonly filter?: object;
  readonly sort?: readonly { readonly by: string; readonly desc: boolean }[];
}

interface Connection {
  readonly totalCount: number | null;
  readonly skipped: readonly Schemas['SkippedMailbox'][];
  readonly pageInfo: { readonly startCursor: string };
  readonly edges: readonly { readonly node: { readonly subject: string } }[];
}

interface Found {
  readonly subjects: readonly unknown[];
  readonly total: number | null;
  readonly skipped: readonly Schemas['SkippedMailbox'][];
}

interface Paged extends Asked {
  readonly first?: number;
  readonly after?: string | null;
}

async function ask({ account }: ServedAccount, { sort, ...asked }: Paged): Promise<Connection> {
  const orderBy = sort?.map(({ by, desc }) => ({ by: by.toUpperCase(), desc }));
  const { data, errors } = await graphql.ask<{ account: { messages: Connection } }>(
    `query($account: ID!, $mailbox: String = "inbox", $q: String, $filter: MessageFilter, $orderBy: [MessageOrder!],
      $first: Int, $after: String) {
      account(id: $account) { messages(mailbox: $mailbox, q: $q, filter: $filter, orderBy: $orderBy, first: $first,
        after: $after) {
        totalCount skipped { mailboxId mailboxPath response } pageInfo { startCursor } edges { node { subject } } } } }`,
    { account, ...asked, orderBy },
  );
  expect(errors).toEqual([]);
  return data.account.messages;
}

async function search({ account }: ServedAccount, body: object): Promise<Schemas['MessageList']> {
  const request = { path: { account }, body: { fields: ['subject'], ...body } };
  const found = await service.rest.call<Schemas['MessageList']>('searchMessages', request);
  expect(found.status, JSON.stringify(found.body)).toBe(200);
  return found.body;
}

/** By GraphQL, of those in the inbox that match. */
async function nodes<Node>(
  { account }: ServedAccount,
  q: string | null,
  fields: string,
): Promise<readonly Node[]> {
  const { data, errors } = await graphql.ask<{
    account: { messages: { edges: readonly { node: Node }[] } };
  }>(
    `query($account: ID!, $q: String) {
      account(id: $account) { messages(mailbox: "inbox", q: $q) { edges { node { ${fields} } } } } }`,
    { account, q },
  );
  expect(errors).toEqual([]);
  return data.account.messages.edges.map(({ node }) => node);
}

const bulk = ({ account }: ServedAccount, body: object): Promise<RestAnswer<Schemas['BulkResult']>> =>
  service.rest.call('bulkUpdateMessages', { path: { account }, body });

const subjectsIn = ({ data }: Schemas['MessageList']): readonly unknown[] =>
  data.map(({ subject }) => subject);

/** By both surfaces, which must agree. */
async function find(server: ServedAccount, asked: Asked): Promise<Found> {
  const body = await search(server, asked);
  const messages = await ask(server, asked);
  expect(messages.edges.map(({ node }) => node.subject)).toEqual(subjectsIn(body));
  expect(messages.skipped).toEqual(body.skipped);
  return { subjects: subjectsIn(body), total: messages.totalCount, skipped: body.skipped };
}

describe.each(mailServerNames)('%s', (name) => {
  on(name, 'lists all mailboxes at once, by arrival', async (server) => {
    expect(await find(server, { mailbox: '*' })).toEqual({
      subjects: everywhere,
      total: everywhere.length,
      skipped: [],
    });
  });

  on(name, 'is searched in words and by a filter', async (server) => {
    const searches: readonly (readonly [Asked, readonly string[]])[] = [
      [{ q: 'from:ann' }, ['apples', 'plums']],
      [{ q: 'from:ann is:unread' }, ['apples']],
      [{ q: 'quinces' }, ['plums']],
      [{ q: 'larger:2K' }, ['apples']],
      [{ q: 'after:2026-11-02 -is:flagged' }, ['Re: apples']],
      [{ filter: { receivedSince: '2026-11-02T12:00:00Z' } }, ['apples', 'Re: apples']],
      [{ filter: { receivedBefore: '2026-11-02T12:00:00Z' } }, ['plums']],
      [{ filter: { hasAttachments: true } }, []],
      [{ filter: { not: { hasAttachments: true } }, q: 'subject:apples' }, ['apples', 'Re: apples']],
      [{ mailbox: 'Filed', q: 'quinces' }, ['oranges']],
      [{ mailbox: '*', q: 'quinces' }, ['oranges', 'plums']],
    ];
    for (const [asked, subjects] of searches) {
      const found = await find(server, asked);
      expect(found, JSON.stringify(asked)).toEqual({ subjects, total: subjects.length, skipped: [] });
    }
  });

  on(name, 'shows where the words of a search stand', async (server) => {
    const q = 'from:ann quinces';
    const body = await search(server, { q, fields: ['snippets'] });
    const shown = body.data.map(({ snippets }) => snippets);
    const byGraphql = await nodes<{ snippets: readonly object[] }>(
      server,
      q,
      'snippets { field text matches }',
    );
    expect(byGraphql.map(({ snippets }) => snippets.map((each) => asRest('Snippet', each)))).toEqual(shown);
    expect(shown).toEqual([
      [
        expect.objectContaining({ field: 'from' }),
        { field: 'body', text: 'Quinces are ripe. ', matches: [[0, 7]] },
      ],
    ]);
  });

  on(name, 'is sorted, with cursors that both surfaces take', async (server) => {
    const orders: readonly (readonly [Asked['sort'], readonly string[]])[] = [
      [[{ by: 'subject', desc: false }], ['Re: apples', 'apples', 'oranges', 'pears', 'plums']],
      [[{ by: 'received', desc: false }], [...everywhere].reverse()],
      [
        [
          { by: 'from', desc: true },
          { by: 'subject', desc: false },
        ],
        ['oranges', 'Re: apples', 'apples', 'pears', 'plums'],
      ],
    ];
    for (const [sort = [], whole] of orders) {
      const asked = { mailbox: '*', sort };
      expect((await find(server, asked)).subjects).toEqual(whole);
      const first = await search(server, { ...asked, limit: 2 });
      const rest = await ask(server, { ...asked, first: 9, after: first.page.next });
      expect([...subjectsIn(first), ...rest.edges.map(({ node }) => node.subject)]).toEqual(whole);
      const back = await search(server, { ...asked, limit: 2, cursor: rest.pageInfo.startCursor });
      expect(subjectsIn(back)).toEqual(whole.slice(3));
    }
    const inOne = { mailbox: 'inbox', sort: [{ by: 'size', desc: true }] };
    expect((await find(server, inOne)).subjects[0]).toBe('apples');
  });

  on(name, 'tells what has changed since a state', async (server) => {
    const { account, client } = server;
    const changes = async (since?: string): Promise<Schemas['MailboxChanges']> => {
      const query = since === undefined ? {} : { since };
      const path = { account, mailbox: 'Filed' };
      return (await service.rest.call<Schemas['MailboxChanges']>('listMailboxChanges', { path, query })).body;
    };
    const byGraphql = async (since: string): Promise<unknown> => {
      const { data, errors } = await graphql.ask<{ account: { mailbox: { changes: object } } }>(
        `query($a: ID!, $since: String) { account(id: $a) { mailbox(id: "Filed") {
          changes(since: $since) { created updated destroyed hasMore } } } }`,
        { a: account, since },
      );
      expect(errors).toEqual([]);
      return data.account.mailbox.changes;
    };
    const { newState: before } = await changes();
    await client.append('Filed', plainMessage('a late one'));
    const came = await changes(before);
    expect(came).toMatchObject({ updated: [], destroyed: [], hasMore: false });
    expect(came.created).toHaveLength(1);
    await client.mailboxOpen('Filed');
    await client.messageDelete({ subject: 'a late one' });
    await client.messageFlagsAdd({ subject: 'pears' }, ['touched']);
    const { newState, ...went } = await changes(came.newState);
    expect(went).toMatchObject({ created: [], destroyed: came.created });
    expect(went.updated).toHaveLength(1);
    expect(await byGraphql(came.newState)).toEqual(went);
    expect(await changes(newState)).toMatchObject({ created: [], updated: [], destroyed: [] });
    // Gmail keeps it in All Mail.
    const filter = { subject: 'a late one' };
    await bulk(server, { mailbox: '*', filter, action: 'delete', permanent: true });
  });

  on(
    name,
    'shows labels where it has them, and refuses by name to search for them elsewhere',
    async (server) => {
      const { account } = server;
      const body = { mailbox: '*', q: 'label:Filed', fields: ['subject', 'labels'] };
      const found = await service.rest.call<Schemas['MessageList']>('searchMessages', {
        path: { account },
        body,
      });
      if (name === 'gmail') {
        expect(subjectsIn(found.body)).toEqual(['oranges', 'pears']);
        expect((await find(server, { mailbox: '*', q: 'label:Filed' })).subjects).toEqual([
          'oranges',
          'pears',
        ]);
      } else {
        expect(found).toMatchObject({ status: 422, body: { code: 'unsupported-by-server' } });
        const query = `query($account: ID!) { account(id: $account) {
          messages(mailbox: "*", q: "label:Filed") { edges { node { id } } } } }`;
        const { errors } = await graphql.ask(query, { account });
        expect(errors.map(({ extensions }) => extensions.code)).toEqual(['unsupported-by-server']);
      }
      const shown = await search(server, { mailbox: 'inbox', fields: ['labels'] });
      expect(shown.data[0]?.labels).toEqual(name === 'gmail' ? ['\\Starred'] : null);
      const byGraphql = await nodes<{ labels: readonly string[] | null }>(server, null, 'labels');
      expect(byGraphql).toEqual(shown.data.map(({ labels }) => ({ labels })));
    },
  );

  on(name, 'counts over all mailboxes what it lists there, copies of a message too', async (server) => {
    const { client } = server;
    await client.mailboxOpen('INBOX');
    await client.messageCopy('1', 'Filed');
    const copied = await find(server, { mailbox: '*', filter: { subject: 'plums' } });
    // Of messages that no server tells apart each copy is one.
    expect(copied.subjects).toHaveLength(name === 'Dovecot' || name === 'minimal' ? 2 : 1);
    expect(copied.total).toBe(copied.subjects.length);
    const all = await find(server, { mailbox: '*' });
    expect(all.total).toBe(all.subjects.length);
    await client.mailboxOpen('Filed');
    await client.messageDelete({ subject: 'plums' });
    expect(await find(server, { mailbox: '*' })).toMatchObject({ total: everywhere.length });
  });

  on(name, 'spares a caller a list that has not changed', async ({ account, client }) => {
    const ask = (
      mailbox: string,
      ifNoneMatch: string | null,
      method: 'QUERY' | 'POST' = 'QUERY',
    ): Promise<RestAnswer<Schemas['MessageList']>> =>
      service.rest.call('searchMessages', {
        path: { account },
        body: { mailbox, fields: ['subject', 'flags'] },
        ...(method === 'QUERY' ? { method } : {}),
        headers: ifNoneMatch === null ? {} : { 'if-none-match': ifNoneMatch },
      });
    for (const mailbox of ['inbox', '*']) {
      let tag = (await ask(mailbox, null)).headers.get('etag');
      const hasTag = { Dovecot: true, Cyrus: true, gmail: true, yahoo: mailbox !== '*', minimal: false };
      expect(tag !== null).toBe(hasTag[name]);
      if (tag === null) continue;
      // The first request may be of the time of a change.
      tag = (await ask(mailbox, tag)).headers.get('etag') ?? '';
      for (const change of ['messageFlagsAdd', 'messageFlagsRemove'] as const) {
        expect(await ask(mailbox, tag)).toMatchObject({ status: 304 });
        expect(await ask(mailbox, tag, 'POST')).toMatchObject({ status: 200 });
        await client.mailboxOpen('INBOX');
        await client[change]('3', ['odd']);
        const after = await ask(mailbox, tag);
        expect(after.status).toBe(200);
        const flags = after.body.data.find(({ subject }) => subject === 'apples')?.flags;
        expect(flags?.includes('odd')).toBe(change === 'messageFlagsAdd');
        tag = (await ask(mailbox, null)).headers.get('etag') ?? '';
      }
    }
  });

  on(name, 'lists all mailboxes also when one that was just read is gone', async (served) => {
    const { client } = served;
    await client.mailboxCreate('Doomed');
    await client.append('Doomed', plainMessage('a doomed one'));
    const doomed = await Promise.all([1, 2, 3].map(() => search(served, { mailbox: 'Doomed' })));
    expect(doomed.map(subjectsIn)).toEqual(Array(3).fill(['a doomed one']));
    await client.mailboxDelete('Doomed');
    const left = await Promise.all(
      [1, 2, 3].map(() => search(served, { mailbox: '*', filter: { not: { subject: 'doomed' } } })),
    );
    expect(left.map(subjectsIn)).toEqual(Array(3).fill(everywhere));
    if (name === 'gmail')
      await bulk(served, { mailbox: '*', q: 'doomed', action: 'delete', permanent: true });
    expect(await find(served, { mailbox: '*' })).toMatchObject({ subjects: everywhere, skipped: [] });
  });

  describe('a change to many messages', () => {
    const flagged = async (served: ServedAccount, flag: string): Promise<readonly unknown[]> =>
      (await find(served, { mailbox: '*', q: `keyword:${flag}`, sort: [{ by: 'subject', desc: false }] }))
        .subjects;

    on(name, 'flags those that match in all mailboxes, by REST', async (served) => {
      const wish = { mailbox: '*', q: 'from:ann', action: 'flag', flags: { add: ['byrest'] } };
      const dry = await bulk(served, { ...wish, dryRun: true });
      expect(dry.body).toMatchObject({ matched: 3, done: 0 });
      expect(dry.body.sample).toHaveLength(3);
      expect(await flagged(served, 'byrest')).toEqual([]);
      expect((await bulk(served, wish)).body).toMatchObject({ matched: 3, done: 3 });
      expect(await flagged(served, 'byrest')).toEqual(['apples', 'pears', 'plums']);
    });

    on(name, 'flags those that match in all mailboxes, by GraphQL', async (served) => {
      const input = {
        accountId: served.account,
        mailbox: '*',
        filter: { any: [{ from: 'bob' }, { from: 'carl' }] },
        action: 'FLAG',
        flags: { add: ['bygraphql'] },
      };
      const { data } = await graphql.change('bulkUpdateMessages', input);
      expect(data).toMatchObject({ result: { matched: 2, done: 2 } });
      expect(await flagged(served, 'bygraphql')).toEqual(['Re: apples', 'oranges']);
    });

    on(name, 'is made by a job too, asked for by either surface', async (served) => {
      const { account, client } = served;
      await client.append('INBOX', plainMessage('for a job', { From: 'eve@postern.test' }));
      const ended = async (id: string): Promise<Schemas['Job']> =>
        await eventually(async () => {
          const { body } = await service.rest.call<Schemas['Job']>('getJob', { path: { job: id } });
          expect(body.status).toBe('succeeded');
          return body;
        });
      const wish = { mailbox: '*', filter: { from: 'eve' }, action: 'copy', targetMailbox: 'Filed' };
      const accepted = await service.rest.call<Schemas['Job']>('bulkUpdateMessages', {
        path: { account },
        body: wish,
        headers: { prefer: 'respond-async' },
      });
      expect(accepted.status).toBe(202);
      expect((await ended(accepted.body.id)).result).toMatchObject({ done: 1 });
      expect((await find(served, { mailbox: 'Filed', filter: { from: 'eve' } })).subjects).toHaveLength(1);
      const input = { accountId: account, mailbox: '*', q: 'from:eve', action: 'DELETE', permanent: true };
      const { data } = await graphql.change<{ job: Schemas['Job'] }>('bulkUpdateMessages', {
        ...input,
        async: true,
      });
      expect((await ended(data.job.id)).result).toMatchObject({ done: name === 'gmail' ? 1 : 2 });
      expect((await find(served, { mailbox: '*' })).subjects).toEqual(everywhere);
    });

    on(name, 'moves to a mailbox what is not there, and copies none twice', async (served) => {
      const { client } = served;
      await client.append('INBOX', plainMessage('gather one', { From: 'dora@postern.test' }));
      await client.append('Filed', plainMessage('gather two', { From: 'dora@postern.test' }));
      const wish = { mailbox: '*', filter: { from: 'dora' }, targetMailbox: 'Filed' };
      const inFiled = async (): Promise<readonly unknown[]> =>
        (await find(served, { mailbox: 'Filed', filter: { from: 'dora' } })).subjects;
      const isGmail = name === 'gmail';
      expect((await bulk(served, { ...wish, action: 'move' })).body).toMatchObject({
        // Of Gmail all are in All Mail, and none is left out.
        matched: isGmail ? 2 : 1,
        done: isGmail ? 2 : 1,
      });
      expect([...(await inFiled())].sort()).toEqual(['gather one', 'gather two']);
      if (!isGmail) expect((await bulk(served, { ...wish, action: 'copy' })).body.matched).toBe(0);
      expect(await inFiled()).toHaveLength(2);
      const gone = await bulk(served, {
        ...wish,
        targetMailbox: undefined,
        action: 'delete',
        permanent: true,
      });
      expect(gone.body).toMatchObject({ matched: 2, done: 2 });
      expect(await find(served, { mailbox: '*' })).toMatchObject({ total: everywhere.length });
    });
  });
});

on(
  'Cyrus',
  'a mailbox that may not be opened is left out of the list over all of them, and told',
  async (cyrus) => {
    const { client, server } = cyrus;
    await client.mailboxCreate('Closed');
    await client.append('Closed', plainMessage('hidden'));
    const { exec } = client as unknown as {
      exec(command: string, attributes: readonly object[]): Promise<{ next(): void }>;
    };
    const words = ['Closed', server.user, 'lkxca'].map((value) => ({ type: 'ATOM', value }));
    (await exec.call(client, 'SETACL', words)).next();
    const found = await find(cyrus, { mailbox: '*' });
    expect(found).toEqual({
      subjects: everywhere,
      total: everywhere.length,
      skipped: [
        {
          mailboxId: expect.stringMatching(/^mbx_/) as string,
          mailboxPath: 'Closed',
          response: 'Permission denied',
        },
      ],
    });
    const alone = await service.rest.call('listMessages', {
      path: { account: cyrus.account },
      query: { mailbox: 'Closed' },
    });
    expect(alone).toMatchObject({ status: 422, body: { code: 'refused-by-server' } });
    const change = await bulk(cyrus, { mailbox: '*', action: 'delete', permanent: true });
    const detail = 'The mail server does not open the mailbox "Closed". It said: Permission denied';
    expect(change).toMatchObject({ status: 422, body: { code: 'refused-by-server', detail } });
    expect((await find(cyrus, { mailbox: '*' })).total).toBe(everywhere.length);
    await client.mailboxDelete('Closed');
  },
);

describe.each(mailServerNames)('%s', (name) => {
  writtenOn(name, on, () => ({ service, graphql }));
});
