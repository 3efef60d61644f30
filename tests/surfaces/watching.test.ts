/** An account that is watched and read at once: neither waits for the other. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { letter } from '../support/watching.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import type { RestAnswer } from './rest-client.ts';

let service: ComposedService;
let sandbox: MailSandbox;
let account: string;

beforeAll(async () => {
  service = await startComposedService();
});
afterAll(() => service?.close());
beforeEach(async () => {
  sandbox = await startMailSandbox();
  const { host, port, security } = sandbox.settings;
  const auth = { type: 'password', username: ANN, password: 'pass' };
  const imap = { host, port, security, auth };
  ({ id: account } = await service.connect({ email: ANN, imap, limits: { connections: 1 } }));
});
afterEach(() => sandbox.stop());

function arrive(subject: string): void {
  sandbox.inbox.append([{ raw: Buffer.from(letter(subject)) }]);
}

async function told(): Promise<readonly unknown[]> {
  const query = { account, types: 'message.received' };
  const { body } = await service.rest.call<Schemas['EventList']>('listEvents', { query });
  return body.data.map(({ data }) => (data as { message: { subject: string } }).message.subject);
}

async function list(q?: string): Promise<RestAnswer<Schemas['MessageList']>> {
  return await service.rest.call('listMessages', { path: { account }, query: q === undefined ? {} : { q } });
}

it('tells what comes while the only connection for requests hangs in one', async () => {
  sandbox.arm({ kind: 'silence', at: 'reply', command: 'SEARCH' }, 1);
  let answered = false;
  const hanging = list('subject:anything').finally(() => {
    answered = true;
  });
  await eventually(() => expect(sandbox.faults.struck).toBe(1));
  arrive('told meanwhile');
  await eventually(async () => expect(await told()).toEqual(['told meanwhile']));
  expect(answered).toBe(false);
  sandbox.imap.cut();
  await hanging;
});

it('answers requests while the watching connection hangs in a look', async () => {
  sandbox.arm({ kind: 'silence', at: 'reply', command: 'FETCH' }, 1);
  arrive('not told yet');
  await eventually(() => expect(sandbox.faults.struck).toBe(1));
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body.data.map(({ subject }) => subject)).toEqual(['not told yet']);
  expect(await told()).toEqual([]);
  sandbox.imap.cut();
  await eventually(async () => expect(await told()).toEqual(['not told yet']));
});

it('tells at once what requests made of mailboxes, and where they moved a message', async () => {
  const { call } = service.rest;
  const event = async (type: string): Promise<Record<string, unknown>> => {
    const query = { account, types: type };
    return await eventually(async () => {
      const { body } = await call<Schemas['EventList']>('listEvents', { query });
      expect(body.data).toHaveLength(1);
      return body.data[0]?.data as Record<string, unknown>;
    });
  };
  arrive('to be filed');
  const { message } = await event('message.received');
  const made = await call<Schemas['Mailbox']>('createMailbox', {
    path: { account },
    body: { path: 'Plans' },
  });
  const { id, path } = made.body;
  expect(await event('mailbox.created')).toMatchObject({ mailbox: { id, path }, previous: null });

  const { id: first } = message as Schemas['Message'];
  const moved = await call<Schemas['MessageChange']>('updateMessage', {
    path: { account, message: first },
    body: { mailbox: id },
  });
  const place = { id: moved.body.message?.id, mailboxId: id, mailboxPath: path };
  expect(await event('message.deleted')).toMatchObject({ message: { id: first }, movedTo: place });

  const { body } = await call<Schemas['Mailbox']>('updateMailbox', {
    path: { account, mailbox: id },
    body: { path: 'Done' },
  });
  expect(await event('mailbox.renamed')).toMatchObject({ mailbox: { path: 'Done' }, previous: { id, path } });
  await call('deleteMailbox', { path: { account, mailbox: body.id }, query: { force: true } });
  expect(await event('mailbox.deleted')).toMatchObject({ mailbox: { path: 'Done' } });
});
