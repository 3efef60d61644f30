/** Conversations over mailboxes through both surfaces, on each kind of server. */
import { describe, expect } from 'vitest';
import { letterOf, minute, type ConversationLetter } from '../support/conversation.ts';
import type { Schemas } from '../support/http-api.ts';
import { mailServerNames, type MailServerName } from '../support/mail-servers.ts';
import type { ComposedService } from './composed-service.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { servedAccounts } from './served-accounts.ts';

/** Those that have threads of their own, and those that tell copies. */
const withThreads: readonly MailServerName[] = ['gmail', 'yahoo'];
const telling: readonly MailServerName[] = [...withThreads, 'Cyrus'];

let service: ComposedService;
let graphql: GraphqlClient;

const letters: readonly (ConversationLetter & { readonly in: string })[] = [
  { name: 'question', in: 'INBOX' },
  { name: 'answer', inReplyTo: 'question', references: ['question'], in: 'Filed' },
  // Its mailer has forgotten where it all began.
  { name: 'forgetful', inReplyTo: 'answer', in: 'Projects' },
  { name: 'after all', inReplyTo: 'forgetful', references: ['forgetful'], in: 'Filed' },
  { name: 'stranger', subject: 'Re: question', in: 'INBOX' },
];
const conversation = ['question', 'answer', 'forgetful', 'after all'];

const { on } = servedAccounts(
  async (client) => {
    for (const path of ['Filed', 'Projects']) await client.mailboxCreate(path);
    for (const [index, letter] of letters.entries())
      await client.append(letter.in, letterOf(letter), [], minute(index));
  },
  (composed, client) => {
    service = composed;
    graphql = client;
  },
);

/** In the order of arrival. */
async function membersOf(account: string): Promise<readonly Schemas['Message'][]> {
  const query = { mailbox: '*', fields: 'subject,threadId', sort: 'received' };
  const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
    path: { account },
    query,
  });
  const members = body.data.filter(({ subject }) => subject !== 'Re: question');
  expect(members.map(({ subject }) => subject)).toEqual(conversation);
  return members;
}

interface Told {
  readonly id: string;
  readonly truncated: boolean;
  readonly skipped: readonly unknown[];
  readonly messages: readonly { readonly subject: string; readonly threadId: string }[];
}

async function byRest(account: string, thread: string): Promise<Told> {
  const answer = await service.rest.call<Told>('getThread', {
    path: { account, thread },
    query: { fields: 'subject,threadId' },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

async function byGraphql(account: string, thread: string): Promise<readonly Told[]> {
  const thing = 'id truncated skipped { mailboxId } messages { id subject threadId }';
  const { data, errors } = await graphql.ask<{ account: { thread: Told }; node: Told }>(
    `query($account: ID!, $thread: ID!) {
      account(id: $account) { thread(id: $thread) { ${thing} } }
      node(id: $thread) { ... on Thread { ${thing} } } }`,
    { account, thread },
  );
  expect(errors).toEqual([]);
  return [data.account.thread, data.node];
}

describe.each(mailServerNames)('a conversation over the mailboxes of %s', (name) => {
  const hasThreads = withThreads.includes(name);
  on(
    name,
    'is told from any message of it, in the order of arrival, the same by both surfaces',
    async (each) => {
      const { account, client } = each;
      const members = await membersOf(account);
      if (telling.includes(name)) {
        await client.mailboxOpen('Filed');
        await client.messageCopy('1:*', 'Projects');
      }
      const ids = new Set(members.map(({ threadId }) => threadId ?? ''));
      expect(ids.size).toBe(hasThreads ? 1 : 3);
      for (const id of ids) {
        const told = await byRest(account, id);
        expect(told.messages.map(({ subject }) => subject)).toEqual(conversation);
        expect(told).toMatchObject({ id, truncated: false, skipped: [] });
        expect(await byGraphql(account, id)).toEqual([told, told]);
      }
    },
  );

  on(name, 'has what the filter threadId finds', async ({ account }) => {
    const threadId = (await membersOf(account))[0]?.threadId ?? '';
    const body = { mailbox: '*', filter: { threadId }, fields: ['subject'], sort: [{ by: 'received' }] };
    const found = await service.rest.call<Schemas['MessageList']>('searchMessages', {
      path: { account },
      body,
    });
    expect(found.body.data.map(({ subject }) => subject)).toEqual(
      hasThreads ? conversation : conversation.slice(0, 2),
    );
  });

  on(name, 'is read from the messages of a list', async ({ account }) => {
    const { data, errors } = await graphql.ask<{
      account: { messages: { edges: readonly { node: { subject: string; thread: Told } }[] } };
    }>(
      `query($account: ID!) { account(id: $account) { messages(first: 2) { edges { node {
        subject thread { id truncated messages { subject text } } } } } } }`,
      { account },
    );
    expect(errors).toEqual([]);
    const told = data.account.messages.edges.map(({ node }) => node);
    expect(told.map(({ subject }) => subject)).toEqual(['Re: question', 'question']);
    expect(told[0]?.thread.messages).toEqual([{ subject: 'Re: question', text: 'hello\n' }]);
    expect(told[1]?.thread.messages.map(({ subject }) => subject)).toEqual(conversation);
  });
});
