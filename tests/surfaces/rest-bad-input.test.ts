/** What is wrong with a request is told by the documented problem, and the service goes on. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImapFault } from '../../src/sandbox/faults/imap.ts';
import { accountSettings } from '../support/account-settings.ts';
import type { Schemas } from '../support/http-api.ts';
import { startMailSandbox } from '../support/mail-sandbox.ts';
import { freshUser, services } from '../support/services.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import type { RestRequest } from './rest-client.ts';

let service: ComposedService;
let account: Schemas['Account'];
let other: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService({ POSTERN_IMAP_TIMEOUT: '2' });
  [account, other] = await Promise.all([service.connect(), service.connect()]);
});
afterAll(() => service?.close());
afterEach(async () => {
  expect((await service.rest.as(null).call('getLiveness')).status).toBe(200);
});

const at = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  account: account.id,
  ...more,
});

async function refused(operationId: string, request: RestRequest): Promise<Schemas['Problem']> {
  const { body } = await service.rest.call<Schemas['Problem']>(operationId, request);
  return body;
}

describe('a submission', () => {
  const good = { to: [{ address: 'grace@elsewhere.example' }], subject: 'Hello', text: 'x' };

  it.each<readonly [string, object, string]>([
    ['a line break in the subject', { ...good, subject: 'a\r\nBcc: evil@x.example' }, '/subject'],
    [
      'a line break in an address',
      { ...good, to: [{ address: 'a@b.example\r\nBcc: e@x.example' }] },
      '/to/0/address',
    ],
    ['a blank in an address', { ...good, to: [{ address: 'a b@c.example' }] }, '/to/0/address'],
    ['a group', { ...good, to: [{ address: 'g: a@b.example, c@d.example;' }] }, '/to/0/address'],
    [
      'a line break in a name',
      { ...good, to: [{ address: 'a@b.example', name: 'A\nBcc: e@x' }] },
      '/to/0/name',
    ],
    [
      'a line break in a header',
      { ...good, headers: [{ name: 'X-A', value: 'a\r\nBcc: b' }] },
      '/headers/0/value',
    ],
    ['a header that is ours', { ...good, headers: [{ name: 'Bcc', value: 'b@c.example' }] }, '/headers/0'],
    ['a colon in a header name', { ...good, headers: [{ name: 'X-A:', value: 'a' }] }, '/headers/0/name'],
    ['a foreign sender', { ...good, from: { address: 'ceo@bank.example' } }, '/from/address'],
    ['a foreign envelope sender', { ...good, envelope: { from: 'ceo@bank.example' } }, '/envelope/from'],
    ['an unknown field', { ...good, colour: 'red' }, '/colour'],
    [
      'a field of a client object',
      { ...good, attachments: [{ path: '/etc/hostname' }] },
      '/attachments/0/path',
    ],
    ['a wrong type', { ...good, subject: 5 }, '/subject'],
    ['an address that is a string', { ...good, to: ['a@b.example'] }, '/to/0'],
    ['content that is no base64', { ...good, attachments: [{ content: '***' }] }, '/attachments/0/content'],
    ['a time that is none', { ...good, sendAt: 'tomorrow' }, '/sendAt'],
    ['a leap second', { ...good, sendAt: '2099-06-30T23:59:60Z' }, '/sendAt'],
    ['half a character in an address', { ...good, to: [{ address: '\ud800@b.example' }] }, '/to/0'],
    [
      'a multipart as a file',
      { ...good, attachments: [{ contentType: 'multipart/mixed', content: 'aGk=' }] },
      '/attachments/0/contentType',
    ],
  ])('with %s is refused where it is wrong', async (_, body, pointer) => {
    const problem = await refused('createSubmission', { path: at(), body });
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request', retryable: false });
    expect(problem.errors?.map((each) => each.pointer)).toContain(pointer);
    expect(service.submission.accepted).toHaveLength(0);
  });

  it('without recipients is refused', async () => {
    const problem = await refused('createSubmission', { path: at(), body: { subject: 'x', text: 'y' } });
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('with sendAt and undoSeconds is refused', async () => {
    const body = { ...good, sendAt: '2030-01-01T00:00:00Z', undoSeconds: 5 };
    expect(await refused('createSubmission', { path: at(), body })).toMatchObject({
      code: 'invalid-request',
    });
  });

  it('over verified TLS only is refused where the account has none', async () => {
    const problem = await refused('createSubmission', { path: at(), body: { ...good, requireTls: true } });
    expect(problem).toMatchObject({ status: 422, code: 'unsupported-by-server' });
  });

  it('as octets with a line that SMTP cannot carry is refused with the remedy', async () => {
    const line = 'x'.repeat(999);
    const from = `From: ${account.email}\r\nTo: grace@elsewhere.example\r\n`;
    for (const body of [`${from}X-Long: ${line}\r\n\r\n`, `${from}\r\n${line}`, `${from}\r\n${line}\r\n`]) {
      const problem = await refused('createSubmission', { path: at(), body, contentType: 'message/rfc822' });
      expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
      expect(JSON.stringify(problem)).toContain('998 octets');
    }
  });

  it('of an account without SMTP is refused by name', async () => {
    const reading = await service.connect({ smtp: null });
    expect(await refused('createSubmission', { path: { account: reading.id }, body: good })).toMatchObject({
      status: 409,
      code: 'no-smtp',
    });
  });

  it('over the limit is refused without being read whole', async () => {
    const body = Buffer.alloc(37 * 1024 * 1024, 0x20);
    const answer = await service.rest
      .call('createSubmission', { path: at(), body, contentType: 'application/json' })
      .catch((error: unknown) => error);
    // The connection may be closed before all of the body is sent.
    if (answer instanceof Error) return;
    expect(answer).toMatchObject({ status: 413 });
  });
});

/** JSON that nests so deep. */
function nested(levels: number): string {
  return `{"filter":${'{"not":'.repeat(levels)}{"from":"a"}${'}'.repeat(levels + 1)}`;
}

describe('a body', () => {
  it.each<readonly [string, RestRequest, number, string]>([
    ['malformed JSON', { body: '{"mailbox":' }, 400, 'invalid-request'],
    ['no JSON at all', { body: 'mailbox=inbox' }, 400, 'invalid-request'],
    ['__proto__', { body: '{"__proto__":{"mailbox":"inbox"}}' }, 400, 'invalid-request'],
    ['an array', { body: [] }, 400, 'invalid-request'],
    [
      'a tab in its media type',
      { body: {}, contentType: 'application/json\ta' },
      415,
      'unsupported-media-type',
    ],
    ['text', { body: '{}', contentType: 'text/plain' }, 415, 'unsupported-media-type'],
    ['two keys in one condition', { body: { filter: { from: 'a', to: 'b' } } }, 400, 'invalid-request'],
    ['a day that is none', { body: { filter: { receivedSince: '2026-13-45' } } }, 400, 'invalid-request'],
    [
      'a leap second',
      { body: { filter: { receivedSince: '2016-12-31T23:59:60Z' } } },
      400,
      'invalid-request',
    ],
    ['a filter without a bottom', { body: nested(5_000) }, 400, 'invalid-request'],
    ['a flag that is none', { body: { filter: { flags: { has: ['a b'] } } } }, 400, 'invalid-request'],
    ['a line break in a term', { body: { filter: { from: 'a\r\nA1 LOGOUT' } } }, 400, 'invalid-request'],
    ['a NUL in a mailbox', { body: { mailbox: 'a\u0000b' } }, 400, 'invalid-request'],
    ['a mailbox that is not there', { body: { mailbox: 'Nowhere' } }, 404, 'not-found'],
    ['a foreign cursor', { body: { cursor: 'AAAA' } }, 400, 'invalid-cursor'],
  ])('with %s answers its problem', async (_, request, status, code) => {
    expect(await refused('searchMessages', { path: at(), ...request })).toMatchObject({ status, code });
  });

  it('that is missing is asked for', async () => {
    expect(await refused('searchMessages', { path: at() })).toMatchObject({
      code: 'invalid-request',
      detail: 'A body is needed.',
    });
  });
});

describe('a change that cannot depend on an entity tag', () => {
  it('is refused with one, and nothing is changed', async () => {
    const { body: made } = await service.rest.call<Schemas['Message']>('appendMessage', {
      path: at(),
      body: { mailbox: 'drafts', subject: 'conditional' },
    });
    const path = at({ message: made.id });
    const headers = { 'if-match': '"outdated"' };
    for (const [operationId, body] of [
      ['updateMessage', { mailbox: 'archive' }],
      ['copyMessage', { mailbox: 'archive' }],
      ['deleteMessage', undefined],
    ] as const) {
      const request = { path, headers, ...(body === undefined ? {} : { body }) };
      expect(await refused(operationId, request)).toMatchObject({
        status: 400,
        code: 'precondition-unsupported',
      });
    }
    const { body: after } = await service.rest.call<Schemas['Message']>('getMessage', { path });
    expect(after.flags).toEqual(made.flags);
  });
});

describe('a change of flags and place', () => {
  it('that only half succeeds says which half', async () => {
    const { body } = await service.rest.call<Schemas['Message']>('appendMessage', {
      path: at(),
      body: { mailbox: 'inbox', subject: 'mine', text: 'x' },
    });
    const change = { flags: { add: ['\\Flagged'] }, mailbox: 'Nowhere' };
    const problem = await refused('updateMessage', { path: at({ message: body.id }), body: change });
    expect(problem).toMatchObject({ status: 404, code: 'not-found' });
    expect(problem.detail).toMatch(/^The flags are changed, the message is not moved: /);
  });
});

describe('a reference', () => {
  it('to another account’s message, mailbox or list answers as if it were not there', async () => {
    await service.rest.call('appendMessage', {
      path: { account: other.id },
      body: { mailbox: 'inbox', subject: 'theirs', text: 'x' },
    });
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account: other.id },
      query: { limit: 1 },
    });
    const [theirs] = body.data;
    expect(await refused('getMessage', { path: at({ message: theirs?.id ?? '' }) })).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    const mailbox = theirs?.mailboxId ?? '';
    expect(await refused('getMailbox', { path: at({ mailbox }) })).toMatchObject({ status: 404 });
    expect(await refused('listMessages', { path: at(), query: { mailbox } })).toMatchObject({ status: 404 });
  });

  it('that was forged answers 404', async () => {
    for (const message of ['msg_', 'msg_AAAA', `msg_${'A'.repeat(80)}`, 'x', '..%2f', '%00']) {
      expect(await refused('getMessage', { path: at({ message }) })).toMatchObject({ status: 404 });
    }
  });

  it('to a mailbox that never was answers 404, and as a cursor 400', async () => {
    const mailbox = `mbx_${'A'.repeat(40)}`;
    expect(await refused('getMailbox', { path: at({ mailbox }) })).toMatchObject({ status: 404 });
    expect(await refused('listMailboxes', { path: at(), query: { cursor: mailbox } })).toMatchObject({
      status: 400,
      code: 'invalid-cursor',
    });
  });

  it('to a cursor of another account or list is refused', async () => {
    for (const subject of ['one', 'two', 'three']) {
      await service.rest.call('appendMessage', {
        path: at(),
        body: { mailbox: 'archive', subject, text: 'x' },
      });
    }
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: at(),
      query: { mailbox: 'archive', limit: 1 },
    });
    const cursor = body.page.next ?? '';
    expect(cursor).not.toBe('');
    for (const [operationId, request] of [
      ['listMessages', { path: { account: other.id }, query: { mailbox: 'archive', cursor } }],
      ['listMessages', { path: at(), query: { mailbox: 'inbox', cursor } }],
      ['listSubmissions', { path: at(), query: { cursor } }],
      ['listAccounts', { query: { cursor } }],
      ['listEvents', { query: { after: cursor } }],
    ] as const) {
      expect(await refused(operationId, request), operationId).toMatchObject({
        status: 400,
        code: 'invalid-cursor',
      });
    }
  });

  it('to an account that is not there answers 404', async () => {
    expect(await refused('getAccount', { path: { account: 'nobody' } })).toMatchObject({ status: 404 });
  });
});

describe('a mail server', () => {
  const settings = (change: object): object => {
    const base = accountSettings({ email: freshUser() }) as { readonly imap: object };
    return { ...base, imap: { ...base.imap, ...change } };
  };

  it('that refuses the password is quoted', async () => {
    const auth = { type: 'password', username: freshUser(), password: 'wrong' };
    const problem = await refused('createAccount', { body: settings({ auth }) });
    expect(problem).toMatchObject({
      status: 422,
      code: 'account-login-failed',
      upstream: { protocol: 'imap', serverCode: 'AUTHENTICATIONFAILED' },
    });
    expect(JSON.stringify(problem)).not.toContain('wrong');
  });

  it.each<readonly [string, readonly ImapFault[]]>([
    ['closes at once', [{ kind: 'drop', at: 'connect' }]],
    ['never greets', [{ kind: 'silence', at: 'connect' }]],
    [
      'speaks another protocol',
      [
        { kind: 'garbage', at: 'connect', line: '-ERR unknown command' },
        { kind: 'silence', at: 'connect' },
      ],
    ],
    ['closes in the middle of its greeting', [{ kind: 'drop', at: 'greeting', afterOctets: 13 }]],
  ])('that %s fails the trial within its deadline', async (_, faults) => {
    const server = await startMailSandbox();
    for (const fault of faults) server.arm(fault);
    const { port } = server.imap;
    const since = performance.now();
    const problem = await refused('createAccount', { body: settings({ port }) });
    expect(['account-login-failed', 'upstream-timeout', 'upstream-protocol-error']).toContain(problem.code);
    expect(performance.now() - since).toBeLessThan(15_000);
    expect(server.faults.struck).toBeGreaterThan(0);
    await server.stop();
  });

  it('that presents a certificate of an unknown authority fails the trial', async () => {
    const { imapsPort } = services().dovecot;
    const problem = await refused('createAccount', { body: settings({ port: imapsPort, security: 'tls' }) });
    expect(problem).toMatchObject({ status: 422, code: 'account-login-failed' });
  });

  it('on a private address that the operator did not allow is refused before anything is sent', async () => {
    for (const host of ['10.0.0.1', '169.254.169.254', '[::1]', '2130706434']) {
      const problem = await refused('createAccount', {
        body: settings({ host, port: 993, security: 'tls' }),
      });
      expect([problem.code, host]).toEqual(['egress-refused', host]);
    }
  });
});

describe('a webhook', () => {
  it.each([
    ['http://10.0.0.1/', 422, 'egress-refused'],
    ['https://169.254.169.254/latest/meta-data', 422, 'egress-refused'],
    ['http://2130706434/', 422, 'egress-refused'],
    ['https://[::ffff:7f00:2]/', 422, 'egress-refused'],
    ['ftp://example.com/', 400, 'invalid-request'],
    ['not a url', 400, 'invalid-request'],
  ])('to %s is refused', async (url, status, code) => {
    expect(await refused('createWebhook', { body: { url } })).toMatchObject({ status, code });
  });

  it('may not set the headers of the signature', async () => {
    const body = { url: 'http://127.0.0.1:8080/', headers: [{ name: 'Webhook-Id', value: 'x' }] };
    expect(await refused('createWebhook', { body })).toMatchObject({ code: 'invalid-request' });
  });

  it('for types that do not exist is refused', async () => {
    const body = { url: 'http://127.0.0.1:8080/', types: ['message.exploded'] };
    expect(await refused('createWebhook', { body })).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/types/0' }],
    });
  });

  it('with a filter that could never hold is refused where it is wrong', async () => {
    const filter = { all: [{ not: { field: 'data.message.subjekt', op: 'equals', value: 'x' } }] };
    const body = { url: 'http://127.0.0.1:8080/', filter };
    expect(await refused('createWebhook', { body })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ pointer: '/filter/all/0/not/field' }],
    });
  });
});

describe('a key', () => {
  it('for an account that is not there is refused, and so is a webhook', async () => {
    const accounts = [account.id, 'nobody'];
    const problem = {
      status: 400,
      code: 'invalid-request',
      errors: [{ pointer: '/accounts/1', message: 'There is no account "nobody".' }],
    };
    const key = { name: 'x', scopes: ['events:read'], accounts };
    expect(await refused('createKey', { body: key })).toMatchObject(problem);
    const webhook = { url: 'http://127.0.0.1:8080/', accounts };
    expect(await refused('createWebhook', { body: webhook })).toMatchObject(problem);
  });

  it('does not expire in a leap second', async () => {
    const body = {
      name: 'k',
      scopes: ['messages:read'],
      accounts: 'all',
      expiresAt: '2099-06-30T23:59:60Z',
    };
    expect(await refused('createKey', { body })).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});

describe('an account', () => {
  it.each([
    ['acc_mine', '/id'],
    ['verify', '/id'],
    ['a/b', '/id'],
  ])('with the id %s is refused', async (id, pointer) => {
    const problem = await refused('createAccount', { body: { id, ...(settingsOf() as object) } });
    expect(problem).toMatchObject({ code: 'invalid-request' });
    expect(problem.errors?.map((each) => each.pointer)).toContain(pointer);
  });

  it('whose host changes needs its password anew', async () => {
    const problem = await refused('updateAccount', { path: at(), body: { imap: { port: 1143 } } });
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(problem.errors?.[0]?.pointer).toBe('/imap/auth/password');
  });

  function settingsOf(): unknown {
    return accountSettings({ email: freshUser(), submission: service.submission });
  }
});
