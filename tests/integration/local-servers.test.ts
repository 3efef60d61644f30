import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer';
import { ImapFlow } from 'imapflow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import type { SmtpStage } from '../../src/sandbox/faults/smtp.ts';
import { eventually } from '../support/eventually.ts';
import { deliver } from '../support/lmtp.ts';
import { freshUser, services } from '../support/services.ts';

const RAW = 'From: a@postern.test\r\nSubject: Dots\r\n\r\n.one\r\n..two\r\n';

async function subjectsOf(
  user: string,
  security: 'none' | 'starttls' | 'tls',
): Promise<readonly (string | undefined)[]> {
  const { dovecot } = services();
  const client = new ImapFlow({
    host: 'localhost',
    port: security === 'tls' ? dovecot.imapsPort : dovecot.imapPort,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    tls: { ca: dovecot.caPem },
    auth: { user, pass: dovecot.password },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  await client.mailboxOpen('INBOX');
  const messages = await client.fetchAll('1:*', { envelope: true });
  await client.logout();
  return messages.map(({ envelope }) => envelope?.subject);
}

describe('the local IMAP server', () => {
  it('shows a message that came by LMTP over plain IMAP, STARTTLS and TLS', async () => {
    const user = freshUser();
    await deliver(user, RAW);
    for (const security of ['none', 'starttls', 'tls'] as const) {
      expect(await subjectsOf(user, security)).toEqual(['Dots']);
    }
  });
});

describe('the local submission server', () => {
  let server: SubmissionServer;
  beforeEach(async () => {
    const { host, lmtpPort } = services().dovecot;
    server = await startSubmissionServer({
      lmtp: { host, port: lmtpPort },
      isLocal: (to) => to.endsWith('.test'),
    });
  });
  afterEach(() => server.stop());

  const send = (
    to: readonly string[],
    options: SMTPTransportOptions = {},
    raw: string | Buffer = RAW,
  ): Promise<unknown> =>
    createTransport({
      host: 'localhost',
      port: server.port,
      tls: { ca: server.caPem },
      auth: { user: 'ann', pass: server.password },
      ...options,
    }).sendMail({ envelope: { from: 'a@postern.test', to: [...to] }, raw });

  it('takes a message over STARTTLS, keeps its octets and delivers it', async () => {
    const user = freshUser();
    await send([user], { requireTLS: true });
    expect(server.accepted).toMatchObject([
      { user: 'ann', from: 'a@postern.test', to: [user], secure: true },
    ]);
    expect(server.accepted[0]?.raw.toString()).toBe(RAW);
    await eventually(async () => expect(await subjectsOf(user, 'none')).toEqual(['Dots']));
  });

  it('takes a message over TLS and over a plain connection', async () => {
    await send(['b@elsewhere.example'], { port: server.tlsPort, secure: true });
    await send(['b@elsewhere.example'], { ignoreTLS: true });
    expect(server.accepted.map(({ secure }) => secure)).toEqual([true, false]);
  });

  it('refuses a wrong password', async () => {
    await expect(
      send(['b@elsewhere.example'], { auth: { user: 'ann', pass: 'wrong' } }),
    ).rejects.toMatchObject({
      responseCode: 535,
    });
  });

  it('refuses one recipient of two with the reply it was given', async () => {
    const reply = { code: 550, text: '5.1.1 No such user' };
    server.faults.arm({ kind: 'refuse', at: 'recipient', address: 'no@elsewhere.example', reply }, 1);
    const info = await send(['no@elsewhere.example', 'yes@elsewhere.example']);
    expect(info).toMatchObject({ rejected: ['no@elsewhere.example'], accepted: ['yes@elsewhere.example'] });
    expect(info).toMatchObject({ rejectedErrors: [{ response: '550 5.1.1 No such user' }] });
    expect(server.accepted.map(({ to }) => to)).toEqual([['yes@elsewhere.example']]);
  });

  it('refuses the whole message after the final dot with the reply it was given', async () => {
    server.faults.arm({ kind: 'refuse', at: 'before-reply', reply: { code: 452, text: '4.3.1 Full' } }, 1);
    await expect(send(['b@elsewhere.example'])).rejects.toMatchObject({ responseCode: 452 });
    await send(['b@elsewhere.example']);
    expect(server.accepted).toHaveLength(1);
  });

  it.each<[SmtpStage, number]>([
    ['connect', 0],
    ['login', 0],
    ['mail', 0],
    ['recipient', 0],
    ['data', 0],
    ['before-reply', 0],
    ['after-acceptance', 1],
  ])('drops the connection at %s and has taken %i messages then', async (at, taken) => {
    server.faults.arm({ kind: 'drop', at }, 1);
    const failure = await send(['b@elsewhere.example']).catch((error: unknown) => error as NodemailerError);
    expect(failure).toMatchObject({ code: expect.stringMatching(/^(ECONNECTION|ESOCKET)$/) as string });
    expect(server.accepted).toHaveLength(taken);
    await send(['b@elsewhere.example']);
    expect(server.accepted).toHaveLength(taken + 1);
  });
});
