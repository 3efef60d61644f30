/**
 * Logging in to an SMTP server (RFC 4954) with the mechanism that the server offers and the secret allows: PLAIN (RFC 4616)
 * or LOGIN for a password, OAUTHBEARER (RFC 7628) or XOAUTH2 for a token.
 */
import type { Login } from '../domain/login.ts';
import { inWords } from '../domain/outcome.ts';
import type { SmtpReply } from '../domain/recipient.ts';
import type { SmtpDialogue } from './smtp-dialogue.ts';
import { SmtpFailure } from './smtp-failure.ts';

/** Where the login goes to: OAUTHBEARER binds it into what it sends. */
export interface SmtpHost {
  readonly host: string;
  readonly port: number;
}

/** What is said after AUTH: each is the answer to one 334. */
interface Exchange {
  readonly command: string;
  readonly answers: readonly string[];
}

/** Throws `SmtpFailure`: of kind `auth` when the server takes no login of this kind or refuses this one for good. */
export async function logIn(
  dialogue: SmtpDialogue,
  offered: readonly string[],
  login: Login,
  server: SmtpHost,
  deadlineMs: number,
): Promise<void> {
  const exchange = exchangeFor(offered, login, server);
  if (exchange === null) throw new SmtpFailure('auth', 'The server offers no login that fits.', null);
  for (const line of [exchange.command, ...exchange.answers]) {
    const reply = await dialogue.say(line, deadlineMs);
    if (reply.code < 300) return;
    if (reply.code !== 334) throw refusedBy(reply);
  }
  dialogue.breakOff('The login was broken off.');
  throw new SmtpFailure('network', 'The server asks for more than the login has to say.', null);
}

function exchangeFor(offered: readonly string[], login: Login, server: SmtpHost): Exchange | null {
  const { username } = login;
  if (login.kind === 'password') {
    const { password } = login;
    if (offered.includes('PLAIN')) {
      return { command: `AUTH PLAIN ${base64(`\0${username}\0${password}`)}`, answers: [] };
    }
    return offered.includes('LOGIN')
      ? { command: 'AUTH LOGIN', answers: [base64(username), base64(password)] }
      : null;
  }
  const bearer = `auth=Bearer ${login.accessToken}`;
  if (offered.includes('OAUTHBEARER')) {
    const name = username.replace(/=/g, '=3D').replace(/,/g, '=2C');
    const words = [`n,a=${name},`, `host=${server.host}`, `port=${server.port}`, bearer, '', ''];
    // A refusal comes as a 334 that says why; the failure follows when it was answered (RFC 7628 §3.2.3).
    return { command: `AUTH OAUTHBEARER ${base64(words.join('\x01'))}`, answers: [base64('\x01')] };
  }
  return offered.includes('XOAUTH2')
    ? {
        command: `AUTH XOAUTH2 ${base64(`user=${username}\x01${bearer}\x01\x01`)}`,
        answers: [''],
      }
    : null;
}

function refusedBy(reply: SmtpReply): SmtpFailure {
  // A throttled login is no rejected credential (RFC 4954 §6: 454).
  return new SmtpFailure(reply.code >= 500 ? 'auth' : 'refused', inWords(reply), reply);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
