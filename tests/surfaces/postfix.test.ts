/** Sending by a real Postfix: over STARTTLS to Dovecot, with notifications that come back and tell the fate. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { startPostfix, withoutPostfix, type Postfix } from '../support/postfix.ts';
import { keptDomain } from '../support/postfix-config.ts';
import { freshUser, services } from '../support/services.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { only } from './only.ts';

const missing = withoutPostfix();
const title = `by Postfix a message${missing === null ? '' : ` (skipped: ${missing})`}`;

describe.skipIf(missing !== null)(title, () => {
  let folder: string;
  let postfix: Postfix;
  let service: ComposedService;
  let ada: Schemas['Account'];
  let bob: Schemas['Account'];

  const account = (email: string): Promise<Schemas['Account']> => {
    const { host, port, caPem } = postfix;
    const auth = { type: 'password', username: email, password: services().dovecot.password };
    const tls = { ca: caPem, serverName: 'localhost' };
    const smtp = { host, port, security: 'starttls', auth, tls };
    return service.connect({ ...accountSettings({ email }), smtp });
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pp-'));
    const { authSocket, lmtpPort } = services().dovecot;
    [postfix, service] = await Promise.all([
      startPostfix({ folder, domain: 'postern.test', lmtpPort, authSocket }),
      startComposedService(),
    ]);
    [ada, bob] = await Promise.all([account(freshUser()), account(freshUser())]);
  }, 30_000);
  afterAll(async () => {
    await service?.close();
    await postfix?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const sent = async (
    body: object | string,
    status: Schemas['SubmissionStatus'] = 'sent',
  ): Promise<Schemas['Submission']> => {
    const answer = await service.rest.call<Schemas['Submission']>('createSubmission', {
      path: { account: ada.id },
      body,
      ...(typeof body === 'string' ? { contentType: 'message/rfc822' } : {}),
      headers: { prefer: 'wait=20' },
    });
    expect(answer.body, await postfix.log()).toMatchObject({ status });
    return answer.body;
  };
  const get = async ({ id }: Schemas['Submission']): Promise<Schemas['Submission']> =>
    (
      await service.rest.call<Schemas['Submission']>('getSubmission', {
        path: { account: ada.id, submission: id },
      })
    ).body;
  const inbox = async ({ id }: Schemas['Account']): Promise<readonly Schemas['Message'][]> =>
    (
      await service.rest.call<Schemas['MessageList']>('listMessages', {
        path: { account: id },
        query: { mailbox: 'inbox' },
      })
    ).body.data;
  const arrived = async (to: Schemas['Account'], subject: string): Promise<string> => {
    const id = await eventually(
      async () => only((await inbox(to)).filter((each) => each.subject === subject)).id,
      15_000,
    );
    const raw = await service.rest.call('getMessageRaw', { path: { account: to.id, message: id } });
    return raw.octets.toString('latin1');
  };

  it('comes to its reader octet for octet, dots, octets of 8 bits and long lines included', async () => {
    const body = `.\r\n..\r\n.a\r\n\xe4\xf6\xfc \x80\r\n${'x'.repeat(998)}\r\n\r\n.end\r\n`;
    const raw = `From: ${ada.email}\r\nTo: ${bob.email}\r\nSubject: octets\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}`;
    const answer = await fetch(`${service.url}/v1/accounts/${ada.id}/submissions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.rest.key ?? ''}`, 'content-type': 'message/rfc822' },
      body: Buffer.from(raw, 'latin1'),
    });
    expect(answer.status).toBe(202);
    const got = await arrived(bob, 'octets');
    expect(got.slice(got.indexOf('\r\n\r\n') + 4)).toBe(body);
  });

  it('cannot smuggle another one, whatever line ends it is written with', async () => {
    const ends = ['\n.\n', '\n.\r\n', '\r.\r', '\r.\r\n', '\r\n.\r', '\r\n.\n', '\r\n\r.\r\r\n'];
    for (const [index, end] of ends.entries()) {
      const smuggled = `MAIL FROM:<${ada.email}>\r\nRCPT TO:<${bob.email}>\r\nDATA\r\nSubject: smuggled ${index}\r\n\r\nHa.\r\n.\r\n`;
      await sent(
        `From: ${ada.email}\r\nTo: ${bob.email}\r\nSubject: carrier ${index}\r\n\r\nHello.${end}${smuggled}`,
      );
    }
    for (const index of ends.keys())
      expect(await arrived(bob, `carrier ${index}`)).toContain(`smuggled ${index}`);
    const subjects = (await inbox(bob)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject?.startsWith('smuggled') === true)).toEqual([]);
  });

  it('is delivered, relayed or bounces, and the reports are known by the name of the submission', async () => {
    const [kept, nobody] = [`bob@${keptDomain}`, 'no+body@elsewhere.test'];
    const submission = await sent({
      to: [{ address: bob.email }, { address: kept }, { address: nobody }],
      subject: 'notified',
      text: 'Hello.',
      dsn: { notify: ['success', 'failure'], return: 'headers' },
    });
    expect(submission.dsn).toMatchObject({ supported: true });
    const { recipients } = await eventually(async () => {
      const now = await get(submission);
      expect(now.recipients.map(({ status }) => status)).toEqual(['sent', 'delivered', 'bounced']);
      return now;
    }, 12_000);
    const [relayed, delivered, bounced] = recipients;
    // Dovecot's LMTP has no DSN: that it was handed over says nothing of the mailbox.
    expect(relayed).toMatchObject({ address: bob.email, report: null });
    expect(delivered).toMatchObject({ address: kept, report: { kind: 'dsn', status: '2.0.0' } });
    expect(bounced).toMatchObject({
      address: nobody,
      reason: 'no-such-mailbox',
      report: { kind: 'dsn', status: '5.1.1' },
    });
    const bounce = await service.rest.call('getMessageRaw', {
      path: { account: ada.id, message: bounced?.report?.message ?? '' },
    });
    const words = bounce.octets.toString('latin1');
    expect(words).toContain(`Original-Envelope-Id: ${submission.id}`);
    expect(words).toContain('Original-Recipient: rfc822;no+body@elsewhere.test');
  });

  it('is not even begun beyond the limit that the server tells', async () => {
    const text = 'A line of some length.\r\n'.repeat(100_000);
    const { recipients } = await sent({ to: [{ address: bob.email }], subject: 'large', text }, 'failed');
    expect(recipients).toMatchObject([{ smtp: { code: 552, enhanced: '5.3.4' }, reason: 'too-large' }]);
  });
});
