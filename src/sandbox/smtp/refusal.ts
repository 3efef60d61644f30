/** A reply that is not yes, thrown to where the protocol says it. */
import type { SmtpReply } from '../faults/smtp.ts';

export class SmtpRefusal extends Error {
  override readonly name = 'SmtpRefusal';
  /** What smtp-server reads. */
  readonly responseCode: number;
  readonly reply: SmtpReply;

  constructor(reply: SmtpReply) {
    super(reply.text);
    this.responseCode = reply.code;
    this.reply = reply;
  }
}
