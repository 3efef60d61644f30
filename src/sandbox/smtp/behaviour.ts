/** How the SMTP server behaves towards every session: what a persona sets. */

export interface SmtpBehaviour {
  /** The greeting's text after the host's name. */
  readonly banner: string;
  /** Octets of the longest message; told by SIZE (RFC 1870). */
  readonly maxMessage: number;
  readonly maxRecipients: number;
  readonly mechanisms: readonly ('PLAIN' | 'LOGIN' | 'XOAUTH2')[];
  /** False leaves STARTTLS out of the plain port. */
  readonly starttls: boolean;
  readonly smtpUtf8: boolean;
}

export const HONEST_SMTP: SmtpBehaviour = {
  banner: 'Postern sandbox',
  maxMessage: 64 * 1024 * 1024,
  maxRecipients: 1_000,
  mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2'],
  starttls: true,
  smtpUtf8: true,
};
