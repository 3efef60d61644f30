import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SmtpFault } from '../../../src/sandbox/faults/smtp.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';

const RAW = 'From: ann@example.org\r\nSubject: Dots\r\n\r\n.one\r\n..two\r\n';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.stop());

function send(
  to: readonly string[],
  options: SMTPTransportOptions = {},
  raw: Buffer | string = RAW,
): Promise<unknown> {
  return createTransport({
    host: 'localhost',
    port: sandbox.smtp.port,
    tls: { ca: sandbox.ca },
    auth: { user: 'ann', pass: 'pass' },
    ...options,
  }).sendMail({ envelope: { from: 'ann@example.org', to: [...to] }, raw });
}

function refusalOf(sending: Promise<unknown>): Promise<NodemailerError | 'taken'> {
  return sending.then(
    () => 'taken' as const,
    (error: unknown) => error as NodemailerError,
  );
}

function inboxOf(user: string): readonly string[] {
  const messages = sandbox.store.user(user)?.mailbox('INBOX')?.messages ?? [];
  return messages.map(({ raw }) => raw.toString());
}

function arm(fault: SmtpFault, times?: number): void {
  sandbox.faults.arm({ protocol: 'smtp', ...fault }, times);
}

/** A conversation by hand: each line said when the one before was answered. */
async function dialogue(lines: readonly string[]): Promise<readonly string[]> {
  const socket: Socket = connect({ host: '127.0.0.1', port: sandbox.smtp.port });
  const answers: string[] = [];
  let text = '';
  const nextReply = async (): Promise<string> => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(text)?.[0];
      if (whole !== undefined) {
        text = text.slice(whole.length);
        return whole;
      }
      const [chunk] = (await once(socket, 'data')) as [Buffer];
      text += chunk.toString();
    }
  };
  answers.push(await nextReply());
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    answers.push(await nextReply());
  }
  socket.destroy();
  return [...answers, text];
}

describe('a message by SMTP', () => {
  it('comes into its user’s INBOX octet by octet, behind Return-Path and Received', async () => {
    await send(['bob@example.org'], { requireTLS: true });
    const [message = ''] = inboxOf('bob');
    const fields = message.slice(0, -RAW.length);
    expect(message.endsWith(RAW)).toBe(true);
    expect(fields).toMatch(
      /^Return-Path: <ann@example.org>\r\nReceived: from \S+ \(localhost \[127.0.0.1\]; user ann\)\r\n\tby localhost \(Postern sandbox\) with ESMTPSA id m1\r\n\tfor <bob@example.org>;\r\n\t\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000\r\n$/,
    );
    expect(sandbox.arrivals()).toMatchObject([
      { via: 'smtp', user: 'ann', secure: true, from: 'ann@example.org', raw: Buffer.from(RAW) },
    ]);
  });

  it('comes once to a user who is named twice, and with a detail in the address', async () => {
    await send(['bob@example.org', 'Bob+news@example.org']);
    expect(inboxOf('bob')).toHaveLength(1);
    expect(inboxOf('bob')[0]).not.toContain('for <');
    expect(sandbox.arrivals()[0]?.recipients).toEqual([
      { address: 'bob@example.org', fate: 'delivered', user: 'bob' },
      { address: 'Bob+news@example.org', fate: 'delivered', user: 'bob' },
    ]);
  });

  it('is caught when nobody here has the address', async () => {
    await send(['stranger@elsewhere.test', 'bob@example.org']);
    expect(sandbox.arrivals()[0]?.recipients).toMatchObject([
      { fate: 'trapped', user: null },
      { fate: 'delivered' },
    ]);
  });

  it('bounces from an address that does so, by a report to its sender', async () => {
    await send(['bounce@down.test', 'bob@example.org']);
    const [report = ''] = inboxOf('ann');
    expect(report).toMatch(/^Return-Path: <>\r\n/);
    expect(report).toContain('Content-Type: multipart/report; report-type=delivery-status;');
    expect(report).toContain(
      'Final-Recipient: rfc822; bounce@down.test\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 No such mailbox\r\n',
    );
    expect(report).toContain(`Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 7bit\r\n\r\n${RAW}`);
    expect(sandbox.arrivals().map(({ via, from }) => [via, from])).toEqual([
      ['smtp', 'ann@example.org'],
      ['bounce', ''],
    ]);
  });

  it('is refused by a full mailbox, and bounced when another recipient takes it', async () => {
    sandbox.store.user('bob')?.setQuota({ messages: 0 });
    expect(await refusalOf(send(['bob@example.org']))).toMatchObject({ responseCode: 552 });
    expect(sandbox.arrivals()).toEqual([]);
    await send(['bob@example.org', 'stranger@elsewhere.test']);
    expect(inboxOf('ann')[0]).toContain('Status: 5.2.2');
  });

  it('may be as long as SIZE says and no longer', async () => {
    await sandbox.stop();
    sandbox = await startSandbox({ as: 'yahoo' });
    const [, features = ''] = await dialogue(['EHLO me.test']);
    const size = Number(/SIZE (\d+)/.exec(features)?.[1]);
    expect(await refusalOf(send(['bob@example.org'], {}, Buffer.alloc(size + 1, 'x')))).toMatchObject({
      responseCode: 552,
    });
    expect(sandbox.arrivals()).toEqual([]);
  });

  it('may need 8 bits, UTF-8 in addresses, and a notification', async () => {
    sandbox.addUser({ name: 'jürgen', addresses: ['jürgen@example.org'] });
    const raw = Buffer.from('Subject: Grüße\r\n\r\näöü\r\n');
    const answers = await dialogue([
      'EHLO me.test',
      `AUTH PLAIN ${Buffer.from('\0ann\0pass').toString('base64')}`,
      `MAIL FROM:<ann@example.org> SIZE=${raw.length} BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=one`,
      'RCPT TO:<jürgen@example.org> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;juergen@example.org',
      'DATA',
      `${raw.toString()}.`,
    ]);
    expect(answers[1]).toMatch(/8BITMIME[^]*SMTPUTF8[^]*DSN/);
    expect(answers.slice(2, 7).map((answer) => answer.slice(0, 3))).toEqual([
      '235',
      '250',
      '250',
      '354',
      '250',
    ]);
    expect(inboxOf('jürgen')[0]).toContain(raw.toString());
  });

  it('is filed by the server where the provider does so', async () => {
    await sandbox.stop();
    sandbox = await startSandbox({ as: 'outlook' });
    const { token } = sandbox.tokens.issue('ann');
    await send(['bob@example.org'], {
      auth: { type: 'OAuth2', user: 'ann@example.org', accessToken: token },
    });
    const sent = sandbox.store
      .user('ann')
      ?.mailboxes()
      .find(({ specialUse }) => specialUse === '\\Sent');
    expect(sent?.messages.map(({ raw, flags }) => [raw.toString(), [...flags]])).toEqual([[RAW, ['\\Seen']]]);
  });
});

describe('a login by SMTP', () => {
  it('is by name or address, by password or token, over TLS, STARTTLS or neither', async () => {
    const { token } = sandbox.tokens.issue('ann');
    await send(['bob@example.org'], { port: sandbox.smtp.tlsPort, secure: true });
    await send(['bob@example.org'], { auth: { user: 'ANN@example.org', pass: 'pass' }, ignoreTLS: true });
    await send(['bob@example.org'], {
      auth: { type: 'OAuth2', user: 'ann@example.org', accessToken: token },
    });
    await send(['bob@example.org'], { authMethod: 'LOGIN' });
    expect(sandbox.arrivals().map(({ secure }) => secure)).toEqual([true, false, true, true]);
  });

  it('fails with a wrong password, an unknown user, an expired token, and without any', async () => {
    const { token } = sandbox.tokens.issue('ann');
    sandbox.tokens.expire({ user: 'ann' });
    for (const auth of [
      { user: 'ann', pass: 'wrong' },
      { user: 'nobody', pass: 'pass' },
      { type: 'OAuth2', user: 'ann', accessToken: token },
    ] as const) {
      expect(await refusalOf(send(['bob@example.org'], { auth }))).toMatchObject({ responseCode: 535 });
    }
    const [, , refused] = await dialogue(['EHLO me.test', 'MAIL FROM:<ann@example.org>']);
    expect(refused).toMatch(/^530 /);
  });
});

describe('an SMTP fault', () => {
  it.each<[SmtpFault, number]>([
    [{ kind: 'refuse', at: 'connect', reply: { code: 421, text: '4.3.2 Too many connections' } }, 421],
    [{ kind: 'refuse', at: 'login', reply: { code: 454, text: '4.7.0 Not now' } }, 454],
    [{ kind: 'refuse', at: 'mail', reply: { code: 451, text: '4.3.0 Not now' } }, 451],
    [{ kind: 'refuse', at: 'recipient', address: 'bob@*', reply: { code: 550, text: '5.1.1 Gone' } }, 550],
    [{ kind: 'refuse', at: 'before-reply', reply: { code: 554, text: '5.7.1 Spam' } }, 554],
    [{ kind: 'greylist', at: 'recipient' }, 450],
  ])('%o answers so once, and not the next time', async (fault, responseCode) => {
    arm(fault, 1);
    expect(await refusalOf(send(['bob@example.org']))).toMatchObject({ responseCode });
    expect(inboxOf('bob')).toEqual([]);
    await send(['bob@example.org']);
    expect(inboxOf('bob')).toHaveLength(1);
  });

  it('says an enhanced status code once', async () => {
    arm({ kind: 'refuse', at: 'recipient', reply: { code: 550, text: '5.1.1 Gone' } });
    expect(await refusalOf(send(['bob@example.org']))).toMatchObject({ response: '550 5.1.1 Gone' });
  });

  it.each([
    ['before-reply', 0],
    ['after-acceptance', 1],
  ] as const)('that drops at %s has let %i messages through', async (at, taken) => {
    arm({ kind: 'drop', at }, 1);
    expect(await refusalOf(send(['bob@example.org']))).not.toBe('taken');
    expect(inboxOf('bob')).toHaveLength(taken);
  });

  it('keeps silent with an open connection, or slows it down', async () => {
    arm({ kind: 'silence', at: 'after-acceptance' }, 1);
    expect(await refusalOf(send(['bob@example.org'], { socketTimeout: 300 }))).toMatchObject({
      code: 'ETIMEDOUT',
    });
    expect(inboxOf('bob')).toHaveLength(1);

    arm({ kind: 'throttle', at: 'mail', octetsPerSecond: 200 }, 1);
    const startedAt = performance.now();
    await send(['bob@example.org']);
    expect(performance.now() - startedAt).toBeGreaterThan(250);
  });

  it('takes STARTTLS away, and a client that needs it does not send', async () => {
    arm({ kind: 'strip-starttls', at: 'connect' });
    const [, features, answer] = await dialogue(['EHLO me.test', 'STARTTLS']);
    expect(features).not.toContain('STARTTLS');
    expect(answer).toMatch(/^500 /);
    expect(await refusalOf(send(['bob@example.org'], { requireTLS: true }))).toMatchObject({ code: 'ETLS' });
    expect(sandbox.arrivals()).toEqual([]);
  });

  it('refuses STARTTLS that was offered', async () => {
    arm({ kind: 'refuse', at: 'starttls', reply: { code: 454, text: '4.7.0 TLS not available' } });
    expect(await refusalOf(send(['bob@example.org'], { requireTLS: true }))).not.toBe('taken');
    expect(sandbox.arrivals()).toEqual([]);
  });

  it('says plain text behind the 220 of STARTTLS, in its segment', async () => {
    arm({ kind: 'garbage', at: 'starttls', line: '235 2.7.0 You are logged in' });
    const [, , go, behind] = await dialogue(['EHLO me.test', 'STARTTLS']);
    expect(go).toMatch(/^220 /);
    expect(behind).toBe('235 2.7.0 You are logged in\r\n');
    // nodemailer throws it away, as it must.
    await send(['bob@example.org'], { requireTLS: true });
    expect(sandbox.arrivals()).toMatchObject([{ secure: true, user: 'ann' }]);
  });
});
