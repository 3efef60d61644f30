import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.stop());

interface Answered {
  readonly status: number;
  readonly body: unknown;
}

async function ask(method: string, path: string, fields?: unknown): Promise<Answered> {
  const response = await fetch(`${sandbox.control.url}${path}`, {
    method,
    ...(fields === undefined
      ? {}
      : { body: JSON.stringify(fields), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: await response.json() };
}

/** With headers that `fetch` does not let through. */
function askAs(headers: Record<string, string>, path = '/state'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.control.url}${path}`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

const letter = (subject: string): string =>
  `From: a@x.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@x.test>\r\n\r\nHello\r\n`;

describe('the control API', () => {
  it('shows ports, users, and the authority to trust', async () => {
    expect(await ask('GET', '/state')).toMatchObject({
      status: 200,
      body: {
        imap: { host: '127.0.0.1', port: sandbox.imap.port, tlsPort: sandbox.imap.tlsPort, connections: 0 },
        users: [{ name: 'ann', password: 'pass', addresses: ['ann@example.org'] }, { name: 'bob' }],
        arrived: 0,
      },
    });
    expect(await (await fetch(`${sandbox.control.url}/ca.pem`)).text()).toBe(sandbox.ca);
  });

  it('delivers, lists by filters, newest first, and gives the octets back', async () => {
    await ask('POST', '/deliver', {
      from: 'a@x.test',
      to: ['bob@example.org'],
      raw: letter('=?utf-8?q?Gr=C3=BC=C3=9Fe?='),
    });
    const delivered = await ask('POST', '/deliver', { from: '', to: 'stranger@y.test', raw: letter('two') });
    expect(delivered).toMatchObject({ status: 201, body: { id: 'm2', recipients: [{ fate: 'trapped' }] } });
    expect(sandbox.store.user('bob')?.mailbox('INBOX')?.messages).toHaveLength(1);

    const ids = async (query: string): Promise<unknown> => {
      const { body } = await ask('GET', `/arrivals?${query}`);
      return (body as { id: string }[]).map(({ id }) => id);
    };
    expect(await ids('')).toEqual(['m2', 'm1']);
    expect(await ids('subject=grüße')).toEqual(['m1']);
    expect(await ids('to=y.test&fate=trapped')).toEqual(['m2']);
    expect(await ids('from=x.test')).toEqual(['m1']);
    expect(await ids(`messageId=${encodeURIComponent('<two@x.test>')}`)).toEqual(['m2']);
    expect(await ids('after=m1')).toEqual(['m2']);
    expect(await ids('limit=1')).toEqual(['m2']);

    const raw = await fetch(`${sandbox.control.url}/arrivals/m2/raw`);
    expect(await raw.text()).toBe(letter('two'));
    expect(await ask('GET', '/arrivals/m2')).toMatchObject({
      body: { subject: 'two', size: letter('two').length },
    });
    await ask('DELETE', '/arrivals');
    expect(await ids('')).toEqual([]);
  });

  it('waits for what arrives, as long as it is told to', async () => {
    const waiting = ask('GET', '/arrivals?wait=10&subject=awaited');
    await ask('GET', '/state');
    sandbox.deliver(letter('other'), { from: '', to: ['bob@example.org'] });
    sandbox.deliver(letter('awaited'), { from: '', to: ['bob@example.org'] });
    expect(await waiting).toMatchObject({ body: [{ id: 'm2', subject: 'awaited' }] });
  });

  it('arms, shows and disarms faults', async () => {
    const fault = {
      protocol: 'imap',
      kind: 'refuse',
      at: 'login',
      user: 'ann',
      reply: { condition: 'NO', text: 'Not now' },
    };
    expect(await ask('POST', '/faults', { ...fault, times: 2 })).toEqual({ status: 201, body: { id: 1 } });
    await ask('POST', '/faults', { protocol: 'smtp', kind: 'greylist', at: 'recipient' });
    sandbox.faults.imap.strike('login', { user: 'ann', command: 'LOGIN', mailbox: null });
    expect(await ask('GET', '/faults')).toMatchObject({
      body: {
        struck: 1,
        armed: [
          { id: 1, fault, left: 1 },
          { id: 2, left: null },
        ],
        log: [{ id: 1, session: { user: 'ann' } }],
      },
    });
    expect(await ask('DELETE', '/faults/1')).toMatchObject({ status: 200, body: { armed: [{ id: 2 }] } });
    expect(await ask('DELETE', '/faults/1')).toMatchObject({ status: 404 });
    expect(await ask('DELETE', '/faults')).toMatchObject({ body: { armed: [] } });
  });

  it('adds users, issues and ends tokens, changes UIDVALIDITY and seeds', async () => {
    expect(
      await ask('POST', '/users', { name: 'carl', password: 'x', addresses: ['c@z.test'] }),
    ).toMatchObject({
      status: 201,
      body: { name: 'carl', addresses: ['c@z.test'] },
    });
    expect(await ask('POST', '/users', { name: 'carl' })).toMatchObject({ status: 409 });

    const { body } = await ask('POST', '/tokens', { user: 'c@z.test', ttlSeconds: 60 });
    const { token } = body as { token: string };
    expect(sandbox.tokens.check('carl', token)).toBe('ok');
    expect(await ask('POST', '/tokens/expire', { user: 'carl' })).toEqual({
      status: 200,
      body: { expired: 1 },
    });
    expect(sandbox.tokens.check('carl', token)).toBe('expired');

    const user = sandbox.store.user('carl');
    user?.create('Projects/Apollo');
    const before = user?.mailbox('Projects/Apollo')?.uidValidity;
    const changed = await ask('POST', '/mailboxes/carl/Projects%2FApollo/uidvalidity');
    expect(changed.status).toBe(200);
    expect((changed.body as { uidValidity: number }).uidValidity).toBe(
      user?.mailbox('Projects/Apollo')?.uidValidity,
    );
    expect(user?.mailbox('Projects/Apollo')?.uidValidity).not.toBe(before);

    expect(await ask('POST', '/seed', { user: 'carl', seed: 7, messages: 20 })).toMatchObject({
      status: 201,
    });
    expect(user?.mailboxes().reduce((sum, { messages }) => sum + messages.length, 0)).toBe(20);
  });

  it.each<[string, string, unknown, number, RegExp]>([
    ['GET', '/nothing', undefined, 404, /GET \/arrivals/],
    ['PUT', '/faults', undefined, 405, /GET or POST or DELETE/],
    ['GET', '/arrivals?sender=a', undefined, 400, /from, to, subject/],
    ['GET', '/arrivals?limit=many', undefined, 400, /whole number/],
    ['GET', '/arrivals/m9', undefined, 404, /GET \/arrivals/],
    ['POST', '/deliver', { to: ['a@x.test'], raw: 'x' }, 400, /"from"/],
    ['POST', '/deliver', { from: 'a', to: ['a\r\nb'], raw: 'x' }, 400, /one line/],
    ['POST', '/deliver', { from: 'a', to: [], raw: 'x', rcpt: 1 }, 400, /from, to, raw/],
    ['POST', '/deliver', [], 400, /object/],
    ['POST', '/faults', { protocol: 'pop3' }, 400, /imap, smtp/],
    ['POST', '/faults', { protocol: 'imap', kind: 'explode' }, 400, /refuse, drop/],
    ['POST', '/faults', { protocol: 'imap', kind: 'swallow', at: 'login' }, 400, /untagged/],
    ['POST', '/faults', { protocol: 'imap', kind: 'delay', at: 'login' }, 400, /"ms"/],
    ['POST', '/faults', { protocol: 'imap', kind: 'drop', at: 'login', octets: 4 }, 400, /afterOctets/],
    [
      'POST',
      '/faults',
      { protocol: 'smtp', kind: 'refuse', at: 'mail', reply: { code: 250, text: 'x' } },
      400,
      /400 to 599|such a number/,
    ],
    [
      'POST',
      '/faults',
      { protocol: 'smtp', kind: 'refuse', at: 'mail', address: 'a', reply: { code: 450, text: 'x' } },
      400,
      /reply, user/,
    ],
    ['POST', '/faults', { protocol: 'smtp', kind: 'drop', at: 'mail', times: 0 }, 400, /such a number/],
    ['POST', '/tokens', { user: 'nobody' }, 404, /ann, bob/],
    ['POST', '/mailboxes/ann/None/uidvalidity', undefined, 404, /INBOX/],
    ['POST', '/mailboxes/ann/%E0%A4%A/uidvalidity', undefined, 400, /%25/],
    ['POST', '/seed', { user: 'ann', seed: 1.5, messages: 1 }, 400, /such a number/],
  ])('answers %s %s %j with %i and a remedy', async (method, path, fields, status, remedy) => {
    const answer = await ask(method, path, fields);
    expect(answer).toMatchObject({ status, body: { error: expect.any(String) as string } });
    expect((answer.body as { remedy: string }).remedy).toMatch(remedy);
  });

  it('is not for pages of somebody else in a browser of this machine', async () => {
    const { host } = new URL(sandbox.control.url);
    expect(await askAs({ host, origin: `http://${host}` })).toBe(200);
    expect(await askAs({ host, origin: 'https://evil.test' })).toBe(403);
    expect(await askAs({ host: 'evil.test' })).toBe(403);
    const form = await fetch(`${sandbox.control.url}/users`, { method: 'POST', body: '{"name":"x"}' });
    expect(form.status).toBe(415);
  });

  it('shows its page under a policy that lets in nothing from elsewhere', async () => {
    const page = await fetch(`${sandbox.control.url}/`);
    expect(page.headers.get('content-security-policy')).toContain(
      "default-src 'none'; img-src data:; script-src 'self'",
    );
    const text = await page.text();
    expect(text).toContain('<title>Postern sandbox</title>');
    expect(text).not.toMatch(/https?:|<script>|style=|\son\w+=/);
    for (const file of ['page.js', 'page.css'])
      expect((await fetch(`${sandbox.control.url}/${file}`)).status).toBe(200);
  });
});
