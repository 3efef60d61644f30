/** Servers that repeat, in the words of their refusal, what they were told at login. */
import { afterEach, describe, expect, it } from 'vitest';
import { createImapLoginTrial } from '../../src/imap-pool/login-trial.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { smtpDeadlines } from '../../src/workers/smtp-connection.ts';
import { createSmtpTrial } from '../../src/workers/smtp-trial.ts';
import { loopback } from '../support/imap-account.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { never } from '../support/sending-rig.ts';
import { passwordLogin } from '../support/logins.ts';

const password = 'correct horse';
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/=+$/, '');
const spellings = [password, base64(password), base64(`\0${ANN}\0${password}`)];

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** Refuses every login in words that repeat the password, however it was spelled. */
async function repeating(options: SandboxOptions, repeated = spellings): Promise<MailSandbox> {
  const server = await startMailSandbox(options);
  ends.push(() => server.stop());
  const text = `not with ${repeated.join(' or ')}`;
  const reply = { condition: 'NO', code: 'AUTHENTICATIONFAILED', text } as const;
  server.faults.arm({ protocol: 'imap', kind: 'refuse', at: 'login', reply });
  server.faults.arm({
    protocol: 'smtp',
    kind: 'refuse',
    at: 'login',
    reply: { code: 535, text: `5.7.8 ${text}` },
  });
  return server;
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
    ['LOGIN', []],
    ['AUTHENTICATE', ['AUTH=PLAIN', 'SASL-IR']],
  ])('by %s of IMAP tells the server’s words without the password', async (command, more) => {
    const beforeLogin = ['IMAP4rev1', ...more];
    const server = await repeating({ imap: { capabilities: { beforeLogin, afterLogin: beforeLogin } } });
    const told = await refusal(
      createImapLoginTrial(loopback)(server.settings, passwordLogin(server.settings, password), never),
    );
    expect(told).toContain('not with');
    for (const spelling of spellings) expect(told).not.toContain(spelling);
    expect(server.faults.log).toMatchObject([{ session: { command } }]);
  });

  it.each(['XOAUTH2', 'OAUTHBEARER'])('by %s of IMAP tells them without the token', async (mechanism) => {
    const accessToken = 'ya29.a0Af-H6~SMBx';
    const login = { kind: 'token', username: ANN, accessToken } as const;
    const sasl = `user=${ANN}\x01auth=Bearer ${accessToken}\x01\x01`;
    const repeated = [accessToken, base64(accessToken), base64(sasl)];
    const beforeLogin = ['IMAP4rev1', `AUTH=${mechanism}`, 'SASL-IR'];
    const capabilities = { beforeLogin, afterLogin: beforeLogin };
    const server = await repeating({ imap: { capabilities } }, repeated);
    const told = await refusal(createImapLoginTrial(loopback)(server.settings, login, never));
    expect(told).toContain('not with');
    for (const spelling of repeated) expect(told).not.toContain(spelling);
  });

  it.each(['PLAIN', 'LOGIN'] as const)('by AUTH %s of SMTP does as well', async (mechanism) => {
    const server = await repeating({ smtp: { mechanisms: [mechanism] } });
    const settings = { ...server.settings, port: server.smtp.port };
    const trial = createSmtpTrial({ egress: loopback, name: 'postern.test', deadlines: smtpDeadlines });
    const told = await refusal(trial(settings, passwordLogin(settings, password), never));
    expect(told).toContain('not with');
    for (const spelling of spellings) expect(told).not.toContain(spelling);
    expect(server.faults.struck).toBe(1);
  });
});
