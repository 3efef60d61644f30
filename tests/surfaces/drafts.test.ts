/** Drafts: kept, replaced and sent, by REST and by GraphQL; on a real Dovecot, and in the sandbox, which knows REPLACE. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';

let service: ComposedService;
let graphql: GraphqlClient;
let sandbox: MailSandbox;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  graphql = createGraphqlClient(service.url, service.rest.key);
  sandbox = await startMailSandbox();
});
afterAll(async () => {
  await service?.close();
  await sandbox?.stop();
});

const letter = {
  to: [{ address: 'grace@elsewhere.example', name: 'Grace' }],
  bcc: [{ address: 'quiet@elsewhere.example' }],
  subject: 'Minutes',
  text: 'To be continued.',
};

async function kept(body: object = letter): Promise<Schemas['Message']> {
  const { status, body: message } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    body: { mailbox: 'drafts', ...body },
  });
  expect(status).toBe(201);
  return message;
}

async function drafts(): Promise<readonly Schemas['Message'][]> {
  const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
    path: { account: account.id },
    query: { mailbox: 'drafts', fields: 'id,subject,flags,text,messageId,bcc' },
  });
  return body.data;
}

interface Changed {
  readonly previousId: string;
  readonly newId: string | null;
}

/** What the two surfaces say of a draft, in one shape; a refusal is its code. */
interface Surface {
  replace(id: string, body: object, modseq?: string): Promise<Changed | string>;
  submit(id: string, body?: object, key?: string): Promise<Schemas['Submission'] | string>;
  submitById(id: string, body?: object): Promise<Schemas['Submission'] | string>;
  /** What who submits it is told, in words. */
  refusal(id: string): Promise<string>;
}

const byRest: Surface = {
  async replace(message, body, modseq) {
    const path = { account: account.id, message };
    const etag =
      modseq === undefined ? null : (await service.rest.call('getMessage', { path })).headers.get('etag');
    const headers = modseq === undefined ? {} : { 'if-match': (etag ?? '').replace(/^"\d+/, `"${modseq}`) };
    const answer = await service.rest.call<Schemas['MessageChange'] & { code: string }>('replaceDraft', {
      path,
      body,
      headers,
    });
    if (answer.status !== 200) return answer.body.code;
    return { previousId: answer.body.previousId, newId: answer.body.message?.id ?? null };
  },
  async submit(message, body, key) {
    const answer = await service.rest.call<Schemas['Submission'] & { code: string }>('submitDraft', {
      path: { account: account.id, message },
      ...(body === undefined ? {} : { body }),
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
    return answer.status === 202 ? answer.body : answer.body.code;
  },
  async submitById(draft, body = {}) {
    const answer = await service.rest.call<Schemas['Submission'] & { code: string }>('createSubmission', {
      path: { account: account.id },
      body: { draft, ...body },
    });
    return answer.status === 202 ? answer.body : answer.body.code;
  },
  async refusal(message) {
    const path = { account: account.id, message };
    const { status, body } = await service.rest.call<Schemas['Problem']>('submitDraft', { path });
    expect(status).toBe(409);
    return body.detail;
  },
};

interface Payload {
  readonly __typename: string;
  readonly code?: string;
  readonly previousId: string;
  readonly replacement: { readonly id: string } | null;
  readonly submission: Schemas['Submission'];
}

async function mutate(name: string, input: object): Promise<Payload | string> {
  const { data, errors } = await graphql.change<Payload>(name, input);
  return errors[0]?.extensions.code ?? data.code ?? data;
}

const byGraphql: Surface = {
  async replace(id, body, modseq) {
    const input = { id, ...body, ...(modseq === undefined ? {} : { ifUnchangedSince: modseq }) };
    const data = await mutate('replaceDraft', input);
    return typeof data === 'string'
      ? data
      : { previousId: data.previousId, newId: data.replacement?.id ?? null };
  },
  async submit(id, body = {}, key) {
    const input = { id, ...body, ...(key === undefined ? {} : { idempotencyKey: key }) };
    const data = await mutate('submitDraft', input);
    return typeof data === 'string' ? data : data.submission;
  },
  async submitById(draft, body = {}) {
    const data = await mutate('createSubmission', { accountId: account.id, draft, ...body });
    return typeof data === 'string' ? data : data.submission;
  },
  async refusal(id) {
    const { data } = await graphql.change<{ __typename: string; message: string }>('submitDraft', { id });
    expect(data.__typename).toBe('AlreadySent');
    return data.message;
  },
};

const surfaces = [
  ['REST', byRest],
  ['GraphQL', byGraphql],
] as const;

async function onSandbox(): Promise<Schemas['Account']> {
  const { host, port, security } = sandbox.settings;
  const auth = { type: 'password', username: ANN, password: 'pass' };
  return await service.connect({ email: ANN, imap: { host, port, security, auth } });
}

const servers = [
  ['Dovecot', () => service.connect()],
  ['a server with REPLACE', onSandbox],
] as const;

describe.each(servers)('drafts on %s', (_server, connect) => {
  beforeAll(async () => {
    account = await connect();
  });

  it('are marked as such and keep their secret recipients', async () => {
    const { id, flags, messageId, date } = await kept();
    expect(flags).toContain('\\Draft');
    expect(messageId).toMatch(/^<.+>$/);
    expect(date).not.toBeNull();
    const draft = (await drafts()).find((each) => each.id === id);
    expect(draft).toMatchObject({ bcc: [{ address: 'quiet@elsewhere.example' }] });
    const archived = await service.rest.call<Schemas['Message']>('appendMessage', {
      path: { account: account.id },
      body: { ...letter, mailbox: 'archive' },
    });
    expect(archived.body.flags).not.toContain('\\Draft');
  });

  it.each(surfaces)('are replaced, and only the new version is left (%s)', async (_name, surface) => {
    const first = await kept({ ...letter, flags: ['\\Flagged'] });
    const others = (await drafts()).filter(({ id }) => id !== first.id);
    const second = (await surface.replace(first.id, { subject: 'Better', text: 'Now.' })) as Changed;
    expect(second).toEqual({ previousId: first.id, newId: expect.stringMatching(/^msg_/) as string });
    const now = (await drafts()).filter(({ id }) => !others.some((other) => other.id === id));
    expect(only(now)).toMatchObject({
      id: second.newId,
      subject: 'Better',
      text: expect.stringMatching(/^Now\./) as string,
    });
    expect([...(now[0]?.flags ?? [])].sort()).toEqual(['\\Draft', '\\Flagged']);
    expect(await surface.replace(first.id, letter)).toBe('not-found');
    const third = (await surface.replace(second.newId ?? '', { ...letter, flags: ['\\Seen'] })) as Changed;
    const last = (await drafts()).find(({ id }) => id === third.newId);
    expect([...(last?.flags ?? [])].sort()).toEqual(['\\Draft', '\\Seen']);
  });

  it.each(surfaces)('are not replaced by who has not seen how they stand (%s)', async (_name, surface) => {
    const { id, modseq } = await kept();
    await service.rest.call('updateMessage', {
      path: { account: account.id, message: id },
      body: { flags: { add: ['\\Seen'] } },
    });
    const before = await drafts();
    expect(await surface.replace(id, letter, modseq ?? '')).toBe('precondition-failed');
    expect(await drafts()).toEqual(before);
    const { body } = await service.rest.call<Schemas['Message']>('getMessage', {
      path: { account: account.id, message: id },
      query: { fields: 'modseq' },
    });
    expect(await surface.replace(id, letter, body.modseq ?? '')).toMatchObject({ previousId: id });
  });

  it.each(surfaces)('alone can be replaced and sent (%s)', async (_name, surface) => {
    const { body: message } = await service.rest.call<Schemas['Message']>('appendMessage', {
      path: { account: account.id },
      body: { ...letter, mailbox: 'inbox' },
    });
    expect(await surface.replace(message.id, letter)).toBe('not-a-draft');
    expect(await surface.submit(message.id)).toBe('not-a-draft');
    expect(await surface.submitById(message.id)).toBe('not-a-draft');
  });
});

it('of two who replace one draft at the same time, one is told that it is gone', async () => {
  account = await service.connect();
  for (let round = 0; round < 2; round += 1) {
    const { id } = await kept();
    const results = await Promise.all(
      Array.from({ length: 3 }, (_, index) => byRest.replace(id, { subject: `version ${index}` })),
    );
    expect(results.filter((result) => result === 'not-found')).toHaveLength(2);
    const won = results.find((result): result is Changed => typeof result !== 'string');
    expect(only(await drafts()).id).toBe(won?.newId);
    await byRest.replace(won?.newId ?? '', letter);
    await service.rest.call('bulkUpdateMessages', {
      path: { account: account.id },
      body: { mailbox: 'drafts', action: 'delete', permanent: true },
    });
  }
});

describe.each(surfaces)('a draft that is sent by %s', (_name, surface) => {
  beforeEach(async () => {
    account = await service.connect();
  });

  it('goes to all whom it names, tells nobody of the secret ones, and is removed', async () => {
    const draft = await kept();
    const submission = (await surface.submit(draft.id, { tags: ['minutes'] })) as Schemas['Submission'];
    expect(submission).toMatchObject({ draft: draft.id, messageId: draft.messageId, tags: ['minutes'] });
    expect([...submission.envelope.to].sort()).toEqual([
      'grace@elsewhere.example',
      'quiet@elsewhere.example',
    ]);
    await eventually(async () => expect(await drafts()).toEqual([]));
    const sent = service.submission.accepted.find(({ raw }) => raw.includes(draft.messageId ?? ''));
    expect(sent?.raw.toString()).not.toMatch(/^bcc:/im);
    expect(sent?.raw.toString()).toContain('To be continued.');
    const { body: filed } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account: account.id },
      query: { mailbox: 'sent' },
    });
    expect(only(filed.data).messageId).toBe(draft.messageId);
    expect(await surface.submit(draft.id)).toBe('not-found');
  });

  it('stays while it waits, when it is cancelled, and in the version that replaced it', async () => {
    const draft = await kept();
    const waiting = (await surface.submitById(draft.id, { undoSeconds: 600 })) as Schemas['Submission'];
    expect(waiting.status.toLowerCase()).toBe('scheduled');
    expect(only(await drafts()).id).toBe(draft.id);
    const path = { account: account.id, submission: waiting.id };
    await service.rest.call('cancelSubmission', { path });
    expect(only(await drafts()).id).toBe(draft.id);

    const again = (await surface.submit(draft.id, { undoSeconds: 600 })) as Schemas['Submission'];
    const { newId } = (await surface.replace(draft.id, { ...letter, text: 'A later thought.' })) as Changed;
    await service.rest.call('updateSubmission', {
      path: { account: account.id, submission: again.id },
      body: { sendAt: null },
    });
    await eventually(async () => {
      const { body } = await service.rest.call<Schemas['Submission']>('getSubmission', {
        path: { account: account.id, submission: again.id },
      });
      expect(body.sentMessage).not.toBeNull();
    });
    expect(only(await drafts())).toMatchObject({ id: newId, text: 'A later thought.\n' });
  });

  it('is sent once by a repetition under the same key', async () => {
    const { id } = await kept();
    const first = (await surface.submit(id, {}, 'once')) as Schemas['Submission'];
    expect(await surface.submit(id, {}, 'once')).toMatchObject({ id: first.id });
    await eventually(async () => expect(await drafts()).toEqual([]));
    expect(await surface.submit(id, {}, 'once')).toMatchObject({ id: first.id });
  });

  it('is sent once by ten requests without a key, and the others are told as what', async () => {
    const { id } = await kept();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        index % 2 === 0
          ? surface.submit(id, { undoSeconds: 600 })
          : surface.submitById(id, { undoSeconds: 600 }),
      ),
    );
    const first = only(all.filter((each) => typeof each !== 'string'));
    expect(all.filter((each) => each === 'already-sent')).toHaveLength(9);
    const { body } = await service.rest.call<Schemas['SubmissionList']>('listSubmissions', {
      path: { account: account.id },
    });
    expect(only(body.data).id).toBe(first.id);
    const told = await surface.refusal(id);
    expect(told).toContain(first.id);

    const path = { account: account.id, submission: first.id };
    await service.rest.call('cancelSubmission', { path });
    expect(await surface.submit(id)).toMatchObject({ draft: id });
    await eventually(async () => expect(await drafts()).toEqual([]));
    expect(await surface.submit(id)).toBe('not-found');
  });

  it('says by itself to whom it goes', async () => {
    const { id } = await kept();
    expect(await surface.submitById(id, { to: [{ address: 'x@y.example' }] })).toBe('invalid-request');
    expect(await surface.submitById(id, { envelope: { to: ['x@y.example'] } })).toBe('invalid-request');
    const { id: addressless } = await kept({ subject: 'nobody yet' });
    expect(await surface.submit(addressless)).toBe('invalid-request');
    expect(await drafts()).toHaveLength(2);
  });
});

it('a draft that another program wrote is sent as of now, without its notes', async () => {
  account = await service.connect();
  const raw = [
    `From: ${account.email}`,
    'To: grace@elsewhere.example',
    'Date: Mon, 1 Jan 2024 10:00:00 +0000',
    'Subject: from elsewhere',
    'X-Mozilla-Draft-Info: internal/draft; vcard=0',
    'FCC: imap://me@host/Sent',
    '',
    'Hello.',
    '',
  ].join('\r\n');
  const { body: draft } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'drafts', flags: '\\Seen' },
    body: raw,
    contentType: 'message/rfc822',
  });
  expect([...(draft.flags ?? [])].sort()).toEqual(['\\Draft', '\\Seen']);
  await byRest.submit(draft.id);
  const sent = await eventually(() => {
    const found = service.submission.accepted.find((each) => each.raw.includes('from elsewhere'));
    expect(found).toBeDefined();
    return Promise.resolve(found?.raw.toString() ?? '');
  });
  expect(sent).not.toMatch(/^(x-mozilla|fcc)/im);
  expect(sent).not.toContain('1 Jan 2024');
});

it('needs the scope to send and the scope to change, as the draft goes', async () => {
  account = await service.connect();
  const { id } = await kept();
  const path = { account: account.id, message: id };
  const sender = await service.keyFor(['submissions:write', 'messages:read']);
  expect((await sender.call('submitDraft', { path })).status).toBe(403);
  const request = { path: { account: account.id }, body: { draft: id } };
  expect((await sender.call('createSubmission', request)).status).toBe(403);
  const both = await service.keyFor(['submissions:write', 'messages:write']);
  expect((await both.call('submitDraft', { path, body: { undoSeconds: 60 } })).status).toBe(202);
});
