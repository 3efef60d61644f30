/** How the SMTP server behaves towards every session: what a persona sets. */
import type { SmtpReply } from '../faults/smtp.ts';

export type SmtpExtension = 'PIPELINING' | '8BITMIME' | 'SMTPUTF8' | 'DSN' | 'REQUIRETLS';

export interface SmtpBehaviour {
  /** The greeting's text after the host's name. */
  readonly banner: string;
  /** Octets of the longest message; told by SIZE (RFC 1870). */
  readonly maxMessage: number;
  readonly maxRecipients: number;
  readonly mechanisms: readonly ('PLAIN' | 'LOGIN' | 'XOAUTH2' | 'OAUTHBEARER')[];
  /** False leaves STARTTLS out of the plain port. */
  readonly starttls: boolean;
  /** Extensions that it does not know; REQUIRETLS it offers on TLS only. */
  readonly withheld: readonly SmtpExtension[];
  /** No password is right: only tokens are taken. */
  readonly passwordsRefused: boolean;
  /** To a user or password that is not right. */
  readonly loginRefusal: SmtpReply;
  /** Logged in at the same time. */
  readonly maxConnectionsPerUser: number;
  /** To the login that would be one more. */
  readonly tooManyConnections: SmtpReply;
}

export const HONEST_SMTP: SmtpBehaviour = {
  banner: 'Postern sandbox',
  maxMessage: 64 * 1024 * 1024,
  maxRecipients: 1_000,
  mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'],
  starttls: true,
  withheld: [],
  passwordsRefused: false,
  loginRefusal: { code: 535, text: '5.7.8 Authentication credentials invalid' },
  maxConnectionsPerUser: 1_000,
  tooManyConnections: { code: 421, text: '4.7.0 Too many connections of this user' },
};
