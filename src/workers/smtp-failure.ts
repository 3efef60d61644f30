/** Why an SMTP server could not be spoken to, or would not do what it was asked. */
import type { SmtpReply } from '../domain/recipient.ts';

/** `refused`: the server said no, `reply` holds its word. `reply` null: nothing came. */
export class SmtpFailure extends Error {
  readonly kind: 'auth' | 'refused' | 'tls' | 'network';
  readonly reply: SmtpReply | null;

  constructor(kind: SmtpFailure['kind'], message: string, reply: SmtpReply | null) {
    super(message);
    this.name = 'SmtpFailure';
    this.kind = kind;
    this.reply = reply;
  }
}

/** True when the server refused the credentials of a login. */
export function isAuthFailure(error: unknown): boolean {
  return error instanceof SmtpFailure && error.kind === 'auth';
}
