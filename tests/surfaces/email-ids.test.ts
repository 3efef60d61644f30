/** Messages named by the id of their email, the same in every mailbox: read through both surfaces, and changed where it is clear. */
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { directClient, testAccount } from '../support/imap-account.ts';
import { startMailServer, type MailServerName } from '../support/mail-servers.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import type { RestAnswer } from './rest-client.ts';

let service: ComposedService;
let graphql: GraphqlClient;

interface Served {
  readonly account: string;
  readonly client: ImapFlow;
  stop(): Promise<void>;
}

/** Gmail has one message under many labels; the others have copies. */
const names = ['Cyrus', 'yahoo', 'gmail'] as const satisfies readonly MailServerName[];
const served = new Map<MailServerName, Served | string>();

beforeAll(async () => {
  service = await startComposedService();
  graphql = createGraphqlClient(service.url, service.rest.key);
  await Promise.all(names.map(async (name) => served.set(name, await serve(name))));
}, 60_000);
afterAll(async () => {
  await service?.close();
  for (const each of served.values()) if (typeof each !== 'string') await each.stop();
});

async function serve(name: MailServerName): Promise<Served | string> {
  const server = await startMailServer(name);
  if (typeof server === 'string') return server;
  const { host, imapPort: port, password, user: username } = server;
  const client = await directClient(testAccount({ user: username }), server);
  for (const path of ['Filed', 'Projects']) await client.mailboxCreate(path);
  const auth = { type: 'password', username, password };
  const { id: account } = await service.connect({ imap: { host, port, security: 'none', auth } });
  const stop = async (): Promise<void> => {
    await client.logout();
    await server.stop();
  };
  return { account, client, stop };
}

let count = 0;
const letter = (): string => {
  count += 1;
  return [
    'From: Ann <ann@postern.test>',
    `Subject: letter ${count}`,
    `Message-ID: <letter.${count}@email-ids.postern.test>`,
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    '',
    'See the file.',
    '--x',
    'Content-Type: application/pdf; name=a.pdf',
    'Content-Disposition: attachment; filename=a.pdf',
    '',
    `%PDF-${count}`,
    '--x--',
    '',
  ].join('\r\n');
};

type Message = Schemas['Message'];
interface Refused {
  readonly code?: string;
}

describe.each(names)('a message of %s, named by its email', (name) => {
  let account: string;
  let client: ImapFlow;
  let message: Message;
  let emailId: string;
  let missing = '';

  beforeEach(async () => {
    const each = served.get(name) ?? 'it was not started';
    if (typeof each === 'string') {
      missing = each;
      return;
    }
    ({ account, client } = each);
    await client.append('INBOX', letter());
    const query = { limit: 1 };
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account },
      query,
    });
    const [newest] = body.data;
    if (newest === undefined) throw new Error('nothing was appended');
    message = newest;
    emailId = newest.emailId ?? '';
    expect(newest.subject).toBe(`letter ${count}`);
    expect(emailId).toMatch(/^eml_/);
  });

  const on = (title: string, work: () => Promise<void>): void =>
    it(title, async ({ skip }) => {
      if (missing !== '') skip(missing);
      await work();
    });
  const rest = <B>(
    operation: string,
    more: Readonly<Record<string, string>> = {},
    request: Partial<Parameters<typeof service.rest.call>[1]> = {},
  ): Promise<RestAnswer<B>> =>
    service.rest.call<B>(operation, { path: { account, message: emailId, ...more }, ...request });
  const copied = async (): Promise<void> => {
    await client.mailboxOpen('INBOX');
    await client.messageCopy('*', 'Filed');
  };

  on('is read in whole and in parts, the same by both surfaces', async () => {
    await copied();
    const shown = await rest<Message>('getMessage', {}, { query: { fields: 'emailId,subject,attachments' } });
    expect(shown.body).toMatchObject({ emailId, subject: message.subject });
    const raw = await rest('getMessageRaw');
    expect(raw.octets.toString()).toContain(`%PDF-${count}`);
    // The attachment of any copy.
    const fromList = message.attachments?.[0]?.id ?? '';
    const attachments = [shown.body.attachments?.[0]?.id ?? '', ...(name === 'gmail' ? [] : [fromList])];
    for (const attachment of attachments) {
      const part = await rest('getAttachment', { attachment });
      expect(part.octets.toString()).toBe(`%PDF-${count}`);
    }
    expect((await rest('getAttachmentsZip')).status).toBe(200);
    const { data, errors } = await graphql.ask<{ account: { message: Message }; node: Message }>(
      `query($account: ID!, $id: ID!) { account(id: $account) { message(id: $id) { id subject } }
        node(id: $id) { ... on Message { id subject } } }`,
      { account, id: emailId },
    );
    expect(errors).toEqual([]);
    const { id, subject } = shown.body;
    expect([data.account.message, data.node]).toEqual([
      { id, subject },
      { id, subject },
    ]);
  });

  on(
    'is found again after a move, and changed under the precondition that it is as it was read',
    async () => {
      const read = await rest<Message>('getMessage', {}, { query: { fields: 'modseq' } });
      const flags = { add: ['\\Flagged'] };
      const tag = read.headers.get('etag');
      if (tag !== null) {
        const headers = { 'if-match': tag };
        const changed = await rest<Message>('updateMessage', {}, { body: { flags }, headers });
        expect(changed.body).toMatchObject({ id: read.body.id, flags: ['\\Flagged'] });
        expect((await rest('updateMessage', {}, { body: { flags: { set: [] } }, headers })).status).toBe(412);
      }
      const moved = await rest<Schemas['MessageChange']>(
        'updateMessage',
        {},
        { body: { flags, mailbox: 'Projects' } },
      );
      expect(moved.body).toMatchObject({
        previousId: read.body.id,
        message: { emailId, mailboxPath: 'Projects', flags: ['\\Flagged'] },
      });
      const found = await rest<Message>('getMessage', {}, { query: { fields: 'subject' } });
      expect(found.body).toMatchObject({ subject: message.subject });
      const bulk = { ids: [emailId], action: 'flag', flags: { remove: ['\\Flagged'] } };
      const many = await service.rest.call('bulkUpdateMessages', { path: { account }, body: bulk });
      expect(many.body).toMatchObject({
        matched: 1,
        done: 1,
        results: [{ id: found.body.id, outcome: 'done' }],
      });
    },
  );

  on('of which there are copies is not changed', async () => {
    await copied();
    // Of Gmail that is a label more.
    const [status, code] = name === 'gmail' ? [200, undefined] : [409, 'ambiguous-reference'];
    const flags = { add: ['\\Answered'] };
    const bulk = { ids: [emailId, message.id], action: 'flag', flags };
    const answers = [
      await rest<Refused>('updateMessage', {}, { body: { flags } }),
      await service.rest.call<Refused>('bulkUpdateMessages', { path: { account }, body: bulk }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(status);
      expect(answer.body.code).toBe(code);
    }
    const changed = await graphql.change('updateMessages', { ids: [emailId], flags });
    expect(changed.errors).toEqual([]);
    expect(changed.data['code']).toBe(code);
    const { body } = await rest<Message>('getMessage', {}, { query: { fields: 'flags' } });
    expect(body.flags).toEqual(name === 'gmail' ? ['\\Answered'] : []);
  });

  on('that is a draft is replaced, where it is found in the mailbox for drafts', async () => {
    const draft = { mailbox: 'drafts', subject: `draft ${count}`, text: 'At first.' };
    const made = await service.rest.call<Message>('appendMessage', { path: { account }, body: draft });
    expect(made.status).toBe(201);
    const path = { account, message: made.body.emailId ?? '' };
    const body = { subject: `draft ${count}`, text: 'At last.' };
    const replaced = await service.rest.call<Schemas['MessageChange']>('replaceDraft', { path, body });
    if (name === 'gmail') expect(replaced.body).toMatchObject({ code: 'not-a-draft' });
    else expect(replaced.body.previousId).toBe(made.body.id);
  });

  on('that is nowhere, or of another account, is not there', async () => {
    await client.mailboxOpen('INBOX');
    await client.messageDelete('*');
    if (name !== 'gmail') expect((await rest('getMessage')).status).toBe(404);
    const { id: other } = await service.connect();
    for (const message of [emailId, 'eml_AAAA']) {
      const path = { account: other, message };
      expect((await service.rest.call('getMessage', { path })).status).toBe(404);
      expect((await service.rest.call('deleteMessage', { path })).status).toBe(404);
    }
  });
});
