/** Every operation of the contract once in earnest; rest-client.ts holds each answer against openapi.yaml. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localCertificate } from '../../src/sandbox/certificate.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { openEventStream } from '../support/event-stream.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { contract } from './conformance.ts';
import { only } from './only.ts';
import { accountSettings } from '../support/account-settings.ts';
import { freshUser } from '../support/services.ts';
import type { RestAnswer, RestRequest } from './rest-client.ts';

let service: ComposedService;
let receiver: WebhookReceiver;
/** Of a mailing list. */
let list: Server;
let account: Schemas['Account'];
const seen = new Map<string, Set<number>>();

async function call<B = Readonly<Record<string, unknown>>>(
  operationId: string,
  request: RestRequest = {},
): Promise<RestAnswer<B>> {
  const answer = await service.rest.call<B>(operationId, request);
  seen.set(operationId, (seen.get(operationId) ?? new Set()).add(answer.status));
  return answer;
}

const letter = (subject: string): string =>
  [
    `From: Grace <grace@elsewhere.example>`,
    `To: ${account.email}`,
    `Subject: ${subject}`,
    'Message-ID: <' + subject.replaceAll(' ', '.') + '@elsewhere.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `The text of ${subject}.`,
    '--b',
    'Content-Type: text/html; name="page.html"',
    "Content-Disposition: attachment; filename*=utf-8''%C3%9Cber.html",
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('<script>alert(1)</script>').toString('base64'),
    '--b--',
    '',
  ].join('\r\n');

beforeAll(async () => {
  const tls = await localCertificate();
  service = await startComposedService({}, tls);
  list = createServer(tls, (request, response) => request.resume().on('end', () => response.end()));
  list.listen(0, '127.0.0.1');
  await once(list, 'listening');
  receiver = await startWebhookReceiver();
  account = await service.connect();
});
afterAll(async () => {
  list?.close();
  await receiver?.stop();
  await service?.close();
});

const path = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  account: account.id,
  ...more,
});

async function received(subject: string): Promise<Schemas['Message']> {
  await deliver(account.email, letter(subject));
  return await eventually(async () => {
    const { body } = await call<Schemas['MessageList']>('searchMessages', {
      path: path(),
      body: { filter: { subject } },
    });
    return only(body.data);
  });
}

describe('keys', () => {
  it('are made, listed without their secret, and revoked', async () => {
    const body = { name: 'desk', scopes: ['messages:read'], accounts: [account.id] };
    const made = await call<Schemas['Key']>('createKey', { body });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe(`/v1/keys/${made.body.id}`);
    const key = service.rest.as(made.body.key);
    expect((await key.call('listMessages', { path: path() })).status).toBe(200);

    const { body: listed } = await call<Schemas['KeyList']>('listKeys');
    expect(listed.data).toContainEqual(
      expect.objectContaining({ id: made.body.id, name: 'desk', key: null }),
    );

    expect((await call('deleteKey', { path: { key: made.body.id } })).status).toBe(204);
    await eventually(async () => {
      expect((await key.call('listMessages', { path: path() })).status).toBe(401);
    });
    expect((await call('deleteKey', { path: { key: made.body.id } })).status).toBe(404);
  });
});

describe('accounts', () => {
  it('are tried, connected, shown, changed, reconnected and disconnected', async () => {
    const settings = accountSettings({ email: freshUser(), submission: service.submission });
    const tried = await call<Schemas['AccountVerification']>('verifyAccount', { body: settings });
    expect(tried.body).toMatchObject({ imap: { security: 'none' }, smtp: { security: 'none' } });

    const made = await call<Schemas['Account']>('createAccount', { body: { id: 'team.one', ...settings } });
    expect(made.status).toBe(201);
    expect(made.headers.get('location')).toBe('/v1/accounts/team.one');
    expect(made.octets.toString()).not.toContain('password":');
    expect((await call('createAccount', { body: { id: 'team.one', ...settings } })).body).toMatchObject({
      code: 'already-exists',
    });

    const named = { path: { account: 'team.one' } };
    const { body: listed } = await call<Schemas['AccountList']>('listAccounts');
    expect(listed.data.map(({ id }) => id)).toEqual(['team.one', account.id]);
    expect((await call('getAccount', named)).body).toMatchObject({ id: 'team.one', sentCopy: 'auto' });

    const watched = {
      mode: 'notify',
      mailboxes: [{ mailboxPath: 'INBOX', waitedOn: true, fidelity: 'qresync' }],
    };
    const found = await eventually(async () => {
      const answer = await call<Schemas['Diagnostics']>('getDiagnostics', named);
      expect(answer.body.watch).toMatchObject(watched);
      return answer.body;
    });
    expect(found).toMatchObject({
      accountId: 'team.one',
      imap: { error: null, software: 'Dovecot', quirks: [], selfTest: { searchFinds: null } },
      smtp: { error: null },
      connections: { open: 1, limit: 4 },
    });
    expect(found.imap.capabilities).toEqual(expect.arrayContaining(['IDLE', 'NOTIFY', 'QRESYNC']));
    expect(found.smtp?.capabilities).toContain('PIPELINING');

    const patched = await call('updateAccount', {
      ...named,
      body: { name: 'Team', metadata: { a: '1' } },
      contentType: 'application/merge-patch+json',
    });
    expect(patched.body).toMatchObject({ name: 'Team', metadata: { a: '1' } });
    const host = { imap: { host: 'imap.example.com' } };
    expect((await call('updateAccount', { ...named, body: host })).body).toMatchObject({
      code: 'invalid-request',
    });

    expect((await call('reconnectAccount', named)).status).toBe(202);
    expect((await call('updateAccount', { ...named, body: { paused: true } })).body).toMatchObject({
      paused: true,
    });
    expect((await call('reconnectAccount', named)).body).toMatchObject({ code: 'account-paused' });
    expect((await call('deleteAccount', named)).status).toBe(204);
    expect((await call('getAccount', named)).status).toBe(404);
  });
});

describe('mailboxes', () => {
  it('are listed with their counts and special use, and shown one by one', async () => {
    const { body } = await call<Schemas['MailboxList']>('listMailboxes', { path: path() });
    const uses = body.data.map(({ specialUse }) => specialUse);
    expect(uses).toEqual(expect.arrayContaining(['inbox', 'sent', 'drafts', 'trash', 'junk', 'archive']));
    expect(body.data.find(({ specialUse }) => specialUse === 'inbox')?.total).toEqual(expect.any(Number));
    const [first] = body.data;
    for (const mailbox of ['inbox', first?.id ?? '']) {
      expect((await call('getMailbox', { path: path({ mailbox }) })).status).toBe(200);
    }
    expect((await call('getMailbox', { path: path({ mailbox: 'mbx_AAAA' }) })).status).toBe(404);
  });

  it('are made, renamed and deleted', async () => {
    const once = {
      path: path(),
      headers: { 'idempotency-key': 'projects' },
      body: { path: 'Projects/Postern' },
    };
    const made = await call<Schemas['Mailbox']>('createMailbox', once);
    expect(made).toMatchObject({ status: 201, body: { name: 'Postern', subscribed: true } });
    expect(made.headers.get('location')).toBe(`/v1/accounts/${account.id}/mailboxes/${made.body.id}`);
    const again = await call('createMailbox', once);
    expect([again.headers.get('idempotent-replayed'), again.body]).toEqual(['true', made.body]);
    const named = path({ mailbox: made.body.id });
    const body = { path: 'Projects/Done' };
    const contentType = 'application/merge-patch+json';
    const done = await call<Schemas['Mailbox']>('updateMailbox', { path: named, body, contentType });
    expect(done).toMatchObject({ status: 200, body: { path: 'Projects/Done' } });
    for (const wrong of [{}, { path: '' }, { path: 'a\r\nb' }, { path: '\ud800' }, { specialUse: 'junk' }]) {
      expect(await call('updateMailbox', { path: named, body: wrong })).toMatchObject({ status: 400 });
    }
    expect((await call('deleteMailbox', { path: path({ mailbox: done.body.id }) })).status).toBe(204);
  });

  it('tell what has changed in them since a state of theirs', async () => {
    const where = { path: path({ mailbox: 'inbox' }) };
    const { body: inbox } = await call<Schemas['Mailbox']>('getMailbox', where);
    const { body: now } = await call<Schemas['MailboxChanges']>('listMailboxChanges', where);
    expect(now).toEqual({ created: [], updated: [], destroyed: [], newState: inbox.state, hasMore: false });
    const { id } = await received('changes');
    const query = { since: now.newState, limit: 1 };
    const { body } = await call<Schemas['MailboxChanges']>('listMailboxChanges', { ...where, query });
    expect(body).toMatchObject({ created: [id], updated: [], destroyed: [], hasMore: false });
    const elsewhere = { path: path({ mailbox: 'archive' }), query };
    expect(await call('listMailboxChanges', elsewhere)).toMatchObject({
      status: 400,
      body: { code: 'invalid-cursor' },
    });
  });
});

describe('messages', () => {
  it('are listed and searched with the fields asked for and no others', async () => {
    const message = await received('projection');
    const list = await call<Schemas['MessageList']>('listMessages', {
      path: path(),
      query: { fields: 'subject,text', limit: 1 },
    });
    expect(list.body.data).toEqual([
      { id: message.id, subject: 'projection', text: 'The text of projection.' },
    ]);
    const query = await call<Schemas['MessageList']>('searchMessages', {
      path: path(),
      method: 'QUERY',
      body: {
        filter: { all: [{ from: 'grace' }, { not: { flags: { has: ['\\Seen'] } } }] },
        fields: ['uid'],
      },
    });
    expect(query.body.data).toContainEqual({ id: message.id, uid: message.uid });
  });

  it('are not listed again to who has them', async () => {
    const query = { mailbox: 'archive' };
    const first = await call('listMessages', { path: path(), query });
    const known = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await call('listMessages', { path: path(), query, headers: known })).status).toBe(304);
    const search = { path: path(), method: 'QUERY', body: query } as const;
    const found = await call('searchMessages', search);
    const headers = { 'if-none-match': found.headers.get('etag') ?? '' };
    expect((await call('searchMessages', { ...search, headers })).status).toBe(304);
  });

  it('are read whole without being marked as seen', async () => {
    const { id } = await received('whole');
    const { body, headers } = await call<Schemas['Message']>('getMessage', { path: path({ message: id }) });
    expect(body).toMatchObject({ id, subject: 'whole', html: null, truncated: false, unread: true });
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await call('getMessage', { path: path({ message: id }), headers: known })).status).toBe(304);
    expect(body.headers).toContainEqual({ name: 'Subject', value: 'whole' });
    const query = { fields: 'text', bodyMaxBytes: 3 };
    const cut = await call<Schemas['Message']>('getMessage', { path: path({ message: id }), query });
    expect(cut.body).toEqual({ id, text: 'The' });
  });

  it('are flagged, moved, copied, put into trash and expunged', async () => {
    const { id, mailboxId } = await received('to change');
    const at = path({ message: id });
    const flagged = await call('updateMessage', { path: at, body: { flags: { add: ['\\Seen', 'todo'] } } });
    expect(flagged.body).toMatchObject({ id, unread: false });
    expect(flagged.body['flags']).toEqual(expect.arrayContaining(['\\Seen', 'todo']));

    const copied = await call<Schemas['MessageChange']>('copyMessage', {
      path: at,
      body: { mailbox: 'archive' },
    });
    expect(copied.body).toMatchObject({ previousId: id, message: { subject: 'to change' } });
    expect(copied.body.message?.mailboxId).not.toBe(mailboxId);

    const moved = await call<Schemas['MessageChange']>('updateMessage', {
      path: at,
      body: { flags: { set: [] }, mailbox: 'junk' },
    });
    expect(moved.body).toMatchObject({ previousId: id, message: { flags: [], unread: true } });
    expect((await call('getMessage', { path: at })).status).toBe(404);

    const there = path({ message: moved.body.message?.id ?? '' });
    const trashed = await call<Schemas['MessageChange']>('deleteMessage', { path: there });
    expect(trashed.status).toBe(200);
    const inTrash = path({ message: trashed.body.message?.id ?? '' });
    expect((await call('deleteMessage', { path: inTrash, query: { permanent: true } })).status).toBe(204);
    expect((await call('getMessage', { path: inTrash })).status).toBe(404);
    expect((await call('updateMessage', { path: inTrash, body: { flags: { add: ['x'] } } })).status).toBe(
      404,
    );
  });

  it('are changed many at once', async () => {
    const { id } = await received('one of many');
    const body = {
      mailbox: 'inbox',
      filter: { subject: 'one of many' },
      action: 'move',
      targetMailbox: 'archive',
    };
    const dry = await call<Schemas['BulkResult']>('bulkUpdateMessages', {
      path: path(),
      body: { ...body, dryRun: true },
    });
    expect(dry.body).toEqual({ matched: 1, done: 0, results: [], sample: [id] });
    const { body: moved } = await call<Schemas['BulkResult']>('bulkUpdateMessages', { path: path(), body });
    expect(only(moved.results)).toMatchObject({ id, outcome: 'done', error: null });
    const newId = only(moved.results).newId ?? '';
    expect((await call('getMessage', { path: path({ message: newId }) })).status).toBe(200);
  });

  it('are changed by a job where the caller would rather not wait', async () => {
    const made = await call<Schemas['Job']>('bulkUpdateMessages', {
      path: path(),
      body: { ids: ['msg_none'], action: 'flag', flags: { add: ['\\Seen'] } },
      headers: { prefer: 'respond-async' },
    });
    expect(made.status).toBe(202);
    const job = { path: { job: made.body.id } };
    await eventually(async () => {
      const { body } = await call<Schemas['Job']>('getJob', job);
      expect(body).toMatchObject({ status: 'succeeded', result: { absent: 1 } });
    });
    const { body: results } = await call<Schemas['BulkMessageList']>('listJobResults', job);
    expect(only(results.data)).toMatchObject({ id: 'msg_none', outcome: 'absent' });
    expect((await call('cancelJob', job)).status).toBe(409);

    const asleep = await service.connect();
    await call('updateAccount', { path: { account: asleep.id }, body: { paused: true } });
    const waiting = await call<Schemas['Job']>('bulkUpdateMessages', {
      path: { account: asleep.id },
      body: { ids: ['msg_none'], action: 'delete', permanent: true },
      headers: { prefer: 'respond-async' },
    });
    const ended = await call<Schemas['Job']>('cancelJob', { path: { job: waiting.body.id } });
    expect(ended).toMatchObject({ status: 200, body: { status: 'cancelled', progress: { done: 1 } } });
  });

  it('are appended, composed or byte for byte', async () => {
    const draft = await call<Schemas['Message']>('appendMessage', {
      path: path(),
      body: {
        mailbox: 'drafts',
        flags: ['\\Draft'],
        to: [{ address: 'a@b.example' }],
        subject: 'Draft',
        text: 'x',
      },
    });
    expect(draft.status).toBe(201);
    expect(draft.body).toMatchObject({ subject: 'Draft', flags: ['\\Draft'] });
    const shown = new URL(draft.headers.get('location') ?? '', service.url);
    expect(shown.pathname).toBe(`/v1/accounts/${account.id}/messages/${draft.body.id}`);

    const octets = Buffer.from(letter('raw append'));
    const raw = await call<Schemas['Message']>('appendMessage', {
      path: path(),
      query: { mailbox: 'archive', flags: '\\Seen,kept' },
      body: octets,
      contentType: 'message/rfc822',
    });
    expect(raw.body.flags).toEqual(expect.arrayContaining(['\\Seen', 'kept']));
    const back = await call('getMessageRaw', { path: path({ message: raw.body.id }) });
    expect(back.octets.equals(octets)).toBe(true);
  });

  it('are shown with their conversation', async () => {
    const { id, threadId } = await received('conversation');
    const thread = path({ thread: threadId ?? '' });
    const { status, body } = await call<Schemas['Thread']>('getThread', { path: thread });
    expect(status).toBe(200);
    expect(only(body.messages).id).toBe(id);
  });

  it('are replaced and sent while they are drafts', async () => {
    const body = { to: [{ address: 'a@b.example' }], subject: 'Draft', text: 'x' };
    const first = await call<Schemas['Message']>('appendMessage', {
      path: path(),
      body: { ...body, mailbox: 'drafts' },
    });
    const octets = Buffer.from(`From: ${account.email}\r\nTo: a@b.example\r\n\r\nAll octets.\r\n`);
    const replaced = await call<Schemas['MessageChange']>('replaceDraft', {
      path: path({ message: first.body.id }),
      query: { flags: 'kept' },
      body: octets,
      contentType: 'message/rfc822',
    });
    expect(replaced.body.previousId).toBe(first.body.id);
    expect([...(replaced.body.message?.flags ?? [])].sort()).toEqual(['\\Draft', 'kept']);
    const second = path({ message: replaced.body.message?.id ?? '' });
    expect((await call('getMessageRaw', { path: second })).octets.equals(octets)).toBe(true);
    const later = await call<Schemas['Submission']>('submitDraft', {
      path: second,
      body: { undoSeconds: 600 },
    });
    expect(later).toMatchObject({ status: 202, body: { status: 'scheduled', draft: second['message'] } });
    const twice = await call<Schemas['Problem']>('submitDraft', { path: second });
    expect(twice).toMatchObject({ status: 409, body: { code: 'already-sent' } });
    await call('cancelSubmission', { path: path({ submission: later.body.id }) });
    const now = await call<Schemas['Submission']>('submitDraft', {
      path: second,
      headers: { prefer: 'wait=20' },
    });
    expect(now).toMatchObject({ status: 200, body: { status: 'sent' } });
  });
});

describe('mailing lists', () => {
  it.each([
    [200, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n'],
    [202, ''],
  ])('are left, with %i', async (status, more) => {
    const { port } = list.address() as AddressInfo;
    const ways = `List-Unsubscribe: <https://localhost:${port}/u>, <mailto:leave@lists.example>\r\n${more}`;
    const { body } = await call<Schemas['Message']>('appendMessage', {
      path: path(),
      query: { mailbox: 'inbox' },
      body: `${ways}Subject: news\r\n\r\nNews.\r\n`,
      contentType: 'message/rfc822',
    });
    expect((await call('unsubscribeMessage', { path: path({ message: body.id }) })).status).toBe(status);
  });
});

describe('content', () => {
  it('is downloaded as a file, never as a page, and not sent again when the caller has it', async () => {
    const message = await received('content');
    const [attachment] = message.attachments ?? [];
    const at = path({ message: message.id, attachment: attachment?.id ?? '' });
    const file = await call('getAttachment', { path: at });
    expect(file.octets.toString()).toBe('<script>alert(1)</script>');
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="_ber.html"; filename*=UTF-8''%C3%9Cber.html`,
    );
    expect(file.headers.get('cache-control')).toContain('immutable');

    for (const [operationId, where] of [
      ['getAttachment', at],
      ['getMessageRaw', path({ message: message.id })],
      ['getAttachmentsZip', path({ message: message.id })],
    ] as const) {
      const whole = await call(operationId, { path: where });
      const etag = whole.headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      const headers = { 'if-none-match': `W/"other", ${etag}` };
      expect((await call(operationId, { path: where, headers })).status).toBe(304);
      if (operationId === 'getAttachmentsZip') continue;
      const part = await call(operationId, { path: where, headers: { range: 'bytes=1-3' } });
      expect(part.status).toBe(206);
      expect(part.octets.equals(whole.octets.subarray(1, 4))).toBe(true);
      const head = await call(operationId, { path: where, method: 'HEAD' });
      expect(head.octets).toHaveLength(0);
      for (const name of ['etag', 'content-type', 'content-length', 'content-disposition']) {
        expect(head.headers.get(name), name).toBe(whole.headers.get(name));
      }
    }
    const wrong = path({ message: message.id, attachment: 'att_AAAA' });
    expect((await call('getAttachment', { path: wrong })).status).toBe(404);
  });
});

describe('uploads', () => {
  it('are kept for messages to come', async () => {
    const body = Buffer.from('All agreed.');
    const made = await call('createBlob', {
      path: path(),
      body,
      contentType: 'text/plain',
      query: { filename: 'a.txt' },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { filename: 'a.txt', contentType: 'text/plain', size: 11 },
    });
  });
});

describe('suppressed addresses', () => {
  it('are added, listed and taken out', async () => {
    const body = { address: 'Nobody@elsewhere.example' };
    const made = await call<Schemas['Suppression']>('createSuppression', { path: path(), body });
    expect(made).toMatchObject({
      status: 201,
      body: { address: 'nobody@elsewhere.example', reason: 'manual' },
    });
    const where = path({ address: made.body.address });
    expect(made.headers.get('location')).toBe(
      `/v1/accounts/${account.id}/suppressions/nobody%40elsewhere.example`,
    );
    const listed = await call<Schemas['SuppressionList']>('listSuppressions', { path: path() });
    expect(only(listed.body.data)).toEqual(made.body);
    expect((await call('deleteSuppression', { path: where })).status).toBe(204);
    expect((await call('deleteSuppression', { path: where })).status).toBe(404);
  });
});

describe('templates', () => {
  it('are made, shown, previewed, changed and removed', async () => {
    const body = { name: 'welcome', subject: 'Welcome, {{name}}', text: 'Dear {{name}},' };
    const made = await call<Schemas['Template']>('createTemplate', { body });
    expect(made).toMatchObject({ status: 201, body: { ...body, html: null } });
    expect(made.headers.get('location')).toBe(`/v1/templates/${made.body.id}`);
    const one = { path: { template: made.body.id } };
    expect((await call('getTemplate', one)).body).toEqual(made.body);
    expect((await call<Schemas['TemplateList']>('listTemplates')).body.data).toEqual([made.body]);

    const shown = await call('previewTemplate', { ...one, body: { data: { name: 'Grace' } } });
    expect(shown.body).toEqual({ subject: 'Welcome, Grace', text: 'Dear Grace,', html: null });
    expect((await call('previewTemplate', { ...one, body: { data: {} } })).body).toMatchObject({
      status: 422,
      code: 'template-error',
      errors: [
        { pointer: '/data/name', message: 'subject, line 1, column 10: `name` has no value.' },
        { pointer: '/data/name', message: 'text, line 1, column 6: `name` has no value.' },
      ],
    });

    const patched = await call('updateTemplate', {
      ...one,
      body: { subject: null, html: '<p>{{name}}</p>' },
    });
    expect(patched.body).toMatchObject({ name: 'welcome', subject: null, text: body.text });
    const again = await call('previewTemplate', { ...one, body: { data: { name: '<G>' } } });
    expect(again.body).toEqual({ subject: null, text: 'Dear <G>,', html: '<p>&lt;G&gt;</p>' });

    const unread = await call('updateTemplate', { ...one, body: { html: '{{#if name}}' } });
    expect(unread.body).toMatchObject({ code: 'template-error', errors: [{ pointer: '/html' }] });
    const empty = await call('updateTemplate', { ...one, body: { html: null, text: null } });
    expect(empty.body).toMatchObject({ status: 400, code: 'invalid-request' });

    expect((await call('deleteTemplate', one)).status).toBe(204);
    expect((await call('getTemplate', one)).status).toBe(404);
    expect((await call('deleteTemplate', one)).status).toBe(404);
  });
});

describe('submissions', () => {
  const submission = {
    to: [{ address: 'grace@elsewhere.example' }],
    subject: 'Minutes',
    text: 'All agreed.',
  };

  it('are accepted at once, or answered at their end to those who prefer to wait', async () => {
    const queued = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: { ...submission, tags: ['minutes'], metadata: { meeting: '42' } },
    });
    expect(queued.status).toBe(202);
    const location = queued.headers.get('location');
    expect(location).toBe(`/v1/accounts/${account.id}/submissions/${queued.body.id}`);

    const sent = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: submission,
      headers: { prefer: 'wait=15' },
    });
    expect(sent.status).toBe(200);
    expect(sent.headers.get('preference-applied')).toBe('wait=15');
    expect(sent.body).toMatchObject({
      status: 'sent',
      recipients: [{ status: 'sent', smtp: { code: 250 } }],
    });

    const list = await call<Schemas['SubmissionList']>('listSubmissions', {
      path: path(),
      query: { tag: 'minutes' },
    });
    expect(list.body.data.map(({ id }) => id)).toEqual([queued.body.id]);
    const one = path({ submission: queued.body.id });
    expect((await call('getSubmission', { path: one })).body).toMatchObject({ metadata: { meeting: '42' } });
    expect((await call('cancelSubmission', { path: path({ submission: sent.body.id }) })).body).toMatchObject(
      {
        code: 'already-sent',
      },
    );
    expect((await call('retrySubmission', { path: path({ submission: sent.body.id }) })).body).toMatchObject({
      code: 'already-sent',
    });
  });

  it('of raw messages take their envelope from the header and lose their Bcc', async () => {
    const raw = [
      `From: ${account.email}`,
      'To: grace@elsewhere.example',
      'Bcc: hidden@elsewhere.example',
      'Subject: Raw',
      '',
      'Hello.',
      '',
    ].join('\r\n');
    const sent = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: raw,
      contentType: 'message/rfc822',
      query: { saveToSent: false },
      headers: { prefer: 'wait=15' },
    });
    expect(sent.body.envelope.to).toEqual(['grace@elsewhere.example', 'hidden@elsewhere.example']);
    expect(service.submission.accepted.at(-1)?.raw.toString()).not.toContain('hidden@');
  });

  it('ask for notifications under their own name', async () => {
    const dsn = { notify: ['success', 'failure'], return: 'headers' };
    const sent = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: { ...submission, dsn },
      headers: { prefer: 'wait=15' },
    });
    expect(sent.body).toMatchObject({ status: 'sent', dsn: { ...dsn, supported: true }, requireTls: false });
    const raw = `From: ${account.email}\r\nTo: grace@elsewhere.example\r\n\r\nHello.\r\n`;
    const quiet = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: raw,
      contentType: 'message/rfc822',
      query: { dsnNotify: 'delay', saveToSent: false },
      headers: { prefer: 'wait=15' },
    });
    const orcpt = 'rfc822;grace@elsewhere.example';
    expect(service.submission.accepted.slice(-2).map(({ wishes }) => wishes)).toMatchObject([
      { envid: sent.body.id, ret: 'HDRS', notifications: [{ notify: ['SUCCESS', 'FAILURE'], orcpt }] },
      { envid: quiet.body.id, ret: null, notifications: [{ notify: ['DELAY'], orcpt }] },
    ]);
  });

  it('are rescheduled, cancelled, and tried again', async () => {
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const { body } = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: { ...submission, sendAt },
    });
    const one = path({ submission: body.id });
    expect(body).toMatchObject({ status: 'scheduled', sendAt });
    const later = new Date(Date.now() + 7_200_000).toISOString();
    expect((await call('updateSubmission', { path: one, body: { sendAt: later } })).body).toMatchObject({
      sendAt: later,
    });
    expect((await call('cancelSubmission', { path: one })).body).toMatchObject({ status: 'cancelled' });
    expect((await call('retrySubmission', { path: one })).body).toMatchObject({ code: 'not-cancellable' });

    const reply = { code: 550, text: '5.1.1 No such user' };
    service.submission.faults.arm({ kind: 'refuse', at: 'recipient', reply }, 1);
    const failed = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: submission,
      headers: { prefer: 'wait=15' },
    });
    expect(failed.body.status).toBe('failed');
    const again = path({ submission: failed.body.id });
    const retried = await call<Schemas['Submission']>('retrySubmission', {
      path: again,
      headers: { prefer: 'wait=15' },
    });
    expect(retried.body).toMatchObject({ status: 'sent', messageId: failed.body.messageId });
    service.submission.faults.arm({ kind: 'refuse', at: 'recipient', reply }, 1);
    const once = await call<Schemas['Submission']>('createSubmission', {
      path: path(),
      body: submission,
      headers: { prefer: 'wait=15' },
    });
    expect((await call('retrySubmission', { path: path({ submission: once.body.id }) })).status).toBe(202);
  });
});

describe('events', () => {
  it('are read on from where the last page ended, and waited for', async () => {
    const { body: end } = await call<Schemas['EventList']>('listEvents', { query: { after: 'latest' } });
    expect(end.data).toEqual([]);
    // Letters of the tests before may still be told: it is read on until the awaited one comes.
    const read = async (after: string): Promise<Schemas['Event']> => {
      const { body } = await call<Schemas['EventList']>('listEvents', {
        query: { after, wait: 20, account: account.id, types: 'message.received' },
      });
      const found = body.data.find(({ data }) => JSON.stringify(data).includes('"awaited"'));
      return found ?? (await read(body.page.next));
    };
    const waiting = read(end.page.next);
    await deliver(account.email, letter('awaited'));
    const event = await waiting;
    expect(event).toMatchObject({
      type: 'message.received',
      accountId: account.id,
      data: { message: { subject: 'awaited' } },
    });
    const { body: all } = await call<Schemas['EventList']>('listEvents', { query: { limit: 250 } });
    expect(all.data.map(({ id }) => id)).toContain(event.id);
  });

  it('are followed as a stream that goes on where it was left, and ends with its key', async () => {
    const { body: made } = await call<Schemas['Key']>('createKey', {
      body: { name: 'brief', scopes: ['events:read'], accounts: 'all' },
    });
    const revoked = await openEventStream(service.rest.as(made.key), '/v1/events/stream');
    await call('deleteKey', { path: { key: made.id } });

    expect((await call('streamEvents', { method: 'HEAD' })).headers.get('content-type')).toMatch(
      /^text\/event-stream/,
    );
    const types = 'types=message.received';
    const from = `/v1/events/stream?account=${account.id}&${types}`;
    const first = await openEventStream(service.rest, from);
    await deliver(account.email, letter('streamed 1'));
    const [one] = await first.take(1);
    expect(one?.event).toBe('message.received');
    expect(one?.data).toMatchObject({ data: { message: { subject: 'streamed 1' } } });
    expect(first.headers.get('cache-control')).toContain('no-transform');
    first.close();

    await received('streamed 2');
    const second = await openEventStream(service.rest, `${from}&after=latest`, one?.id);
    expect(await second.take(1)).toMatchObject([{ data: { data: { message: { subject: 'streamed 2' } } } }]);
    second.close();

    const foreign = await service.keyFor(['events:read']);
    const shown = await openEventStream(foreign, from, one?.id);
    const [{ data } = { data: {} }] = await shown.take(1);
    expect(Object.keys((data as Schemas['MessageEvent']).data.message).sort()).toEqual(
      ['id', 'mailboxId', 'mailboxPath', 'uid'].sort(),
    );
    shown.close();
    expect((await call('streamEvents', { query: { after: 'nonsense' } })).body).toMatchObject({
      code: 'invalid-cursor',
    });
    await revoked.ended;
  });
});

describe('webhooks', () => {
  it('are made, shown without secrets, tested, changed and deleted', async () => {
    const made = await call<Schemas['Webhook']>('createWebhook', {
      body: {
        url: receiver.url,
        types: ['submission.*'],
        headers: [{ name: 'X-Token', value: 'secret-token' }],
        filter: { not: { field: 'data.submission.tags', op: 'equals', value: 'newsletter' } },
        ordered: true,
        maxPerSecond: 50,
      },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ordered: true, maxPerSecond: 50 });
    expect(made.body.secret).toMatch(/^whsec_/);
    const one = { path: { webhook: made.body.id } };
    const shown = await call<Schemas['Webhook']>('getWebhook', one);
    expect(shown.body).toMatchObject({ secret: null, accounts: 'all', payload: 'summary' });
    expect(shown.octets.toString()).not.toContain('secret-token');
    expect((await call<Schemas['WebhookList']>('listWebhooks')).body.data.map(({ id }) => id)).toContain(
      made.body.id,
    );

    const rotation = { ...one, body: { graceSeconds: 60 }, headers: { 'idempotency-key': 'turn' } };
    const rotated = await call<Schemas['Webhook']>('rotateWebhookSecret', rotation);
    const secrets = [made.body.secret, rotated.body.secret];
    expect(new Set([...secrets, null]).size).toBe(3);
    expect(rotated.body.formerSecretsUntil).not.toBeNull();
    const repeated = await call('rotateWebhookSecret', rotation);
    expect(repeated.body).toEqual({ ...rotated.body, secret: null });

    expect((await call('testWebhook', one)).status).toBe(202);
    await eventually(async () => {
      const { body } = await call<Schemas['DeliveryList']>('listDeliveries', one);
      expect(body.data).toMatchObject([{ eventType: 'webhook.test', status: 'delivered' }]);
    });
    const [told] = (await call<Schemas['DeliveryList']>('listDeliveries', one)).body.data;
    const request = receiver.requests.find(({ headers }) => headers['webhook-id'] === told?.eventId);
    for (const secret of secrets)
      expect(
        new Verifier(secret ?? '').verify(
          request?.body.toString() ?? '',
          request?.headers as Record<string, string>,
        ),
      ).toMatchObject({ type: 'webhook.test' });
    const delivery = { path: { ...one.path, delivery: told?.id ?? '' } };
    const exchanged = await call<Schemas['ShownDelivery']>('getDelivery', delivery);
    expect(exchanged.body).toMatchObject({
      ...told,
      exchanges: [{ attempt: 1, request: { url: receiver.url }, response: { body: '' } }],
    });
    expect(exchanged.octets.toString()).not.toContain('secret-token');
    const again = await call<Schemas['Delivery']>('redeliverDelivery', delivery);
    expect(again.status).toBe(202);
    expect(again.body).toMatchObject({ eventId: told?.eventId, redeliveryOf: told?.id });
    expect(again.headers.get('location')).toMatch(new RegExp(`/deliveries/${again.body.id}$`));

    const from = new Date(Date.now() - 60_000).toISOString();
    const replay = await call<Schemas['Job']>('replayWebhook', { ...one, body: { from, onlyFailed: true } });
    expect(replay.status).toBe(202);
    expect(replay.headers.get('location')).toBe(`/v1/jobs/${replay.body.id}`);
    const replayed = { path: { job: replay.body.id } };
    await eventually(async () => {
      const { body } = await call<Schemas['Job']>('getJob', replayed);
      expect(body).toMatchObject({ type: 'replay', status: 'succeeded', replay: { queued: 0 } });
    });
    expect((await call('cancelJob', replayed)).status).toBe(409);

    const change = { enabled: false, description: 'off', ordered: null, maxPerSecond: null };
    const patched = await call('updateWebhook', { ...one, body: change });
    expect(patched.body).toMatchObject({ ...change, ordered: false });
    expect((await call('deleteWebhook', one)).status).toBe(204);
    expect((await call('getWebhook', one)).status).toBe(404);
  });
});

describe('the service', () => {
  it('tells of its health, its numbers and its contract', async () => {
    const open = service.rest.as(null);
    for (const id of ['getLiveness', 'getReadiness', 'getOpenapiYaml', 'getOpenapiJson']) {
      expect((await open.call(id)).status, id).toBe(200);
      seen.set(id, new Set([200]));
    }
    expect((await call('getMetrics')).octets.toString()).toContain('# TYPE postern_http_request_seconds');
    const limited = await service.keyFor(['messages:read']);
    expect((await limited.call('getMetrics')).status).toBe(403);
  });
});

it('leaves no operation and no success of the contract untried', () => {
  const rare = new Set(['appendMessage 204']);
  const untried = contract.operations.flatMap(({ id, statuses }) =>
    statuses
      .filter((status) => /^[23]/.test(status) && seen.get(id)?.has(Number(status)) !== true)
      .map((status) => `${id} ${status}`)
      .filter((each) => !rare.has(each)),
  );
  expect(untried).toEqual([]);
});
