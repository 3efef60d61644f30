/** Servers that repeat, in the words of their refusal, what they were told at login. */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerSettings } from '../../src/domain/account.ts';
import { createImapLoginTrial } from '../../src/imap-pool/login-trial.ts';
import { smtpDeadlines } from '../../src/workers/smtp-connection.ts';
import { createSmtpTrial } from '../../src/workers/smtp-trial.ts';
import { loopback } from '../support/imap-account.ts';
import { never } from '../support/sending-rig.ts';

const password = 'correct horse';
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
const spellings = [password, base64(password), base64(`\0ann\0${password}`)];

let server: Server | undefined;
afterEach(() => server?.close());

/** Answers each line. */
async function talk(greeting: string, answer: (line: string) => string): Promise<ServerSettings> {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.setEncoding('latin1');
    socket.write(`${greeting}\r\n`);
    socket.on('data', (text: string) => {
      for (const line of text.split('\r\n')) if (line !== '') socket.write(`${answer(line)}\r\n`);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { host: '127.0.0.1', port, security: 'none', auth: { type: 'password', username: 'ann' } };
}

function imap(capabilities: string): Promise<ServerSettings> {
  return talk(`* OK [CAPABILITY IMAP4rev1 ${capabilities}] hello`, (line) => {
    const [tag = '*', command = ''] = line.split(' ');
    if (command === 'LOGOUT') return `* BYE\r\n${tag} OK bye`;
    return `${tag} NO [AUTHENTICATIONFAILED] not with ${line}`;
  });
}

function smtp(mechanism: string): Promise<ServerSettings> {
  return talk('220 hello', (line) => {
    if (line.startsWith('EHLO')) return `250-hello\r\n250 AUTH ${mechanism}`;
    if (line === 'AUTH LOGIN') return '334 VXNlcm5hbWU6';
    return line === base64('ann') ? '334 UGFzc3dvcmQ6' : `535 5.7.8 not with ${line}`;
  });
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'account-login-failed' });
  const { message, upstream } = error as { message: string; upstream?: unknown };
  return JSON.stringify([message, upstream]);
}

describe('a refused login', () => {
  it.each([
    ['LOGIN', ''],
    ['AUTHENTICATE PLAIN', 'AUTH=PLAIN SASL-IR'],
  ])('by %s of IMAP tells the server’s words without the password', async (_, capabilities) => {
    const trial = createImapLoginTrial(loopback);
    const told = await refusal(trial(await imap(capabilities), { password }, never));
    expect(told).toContain('not with');
    for (const spelling of spellings) expect(told).not.toContain(spelling);
  });

  it.each(['PLAIN', 'LOGIN'])('by AUTH %s of SMTP does as well', async (mechanism) => {
    const trial = createSmtpTrial({ egress: loopback, name: 'postern.test', deadlines: smtpDeadlines });
    const told = await refusal(trial(await smtp(mechanism), { password }, never));
    expect(told).toContain('not with');
    for (const spelling of spellings) expect(told).not.toContain(spelling);
  });
});
