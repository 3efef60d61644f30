import { describe, expect, it } from 'vitest';
import { parseReply, settle, standingOf, statusOf, type Outcome } from '../../src/domain/outcome.ts';

const to = 'grace@example.org';

/** The server's word, what becomes of the recipient, and what it says of the account. */
const replies: readonly (readonly [string, 'sent' | 'deferred' | 'failed', 'ready' | 'busy'])[] = [
  ['250 OK', 'sent', 'ready'],
  ['250 2.0.0 Ok: queued as 4Wx', 'sent', 'ready'],
  ['250-2.1.5 first\r\n250 2.1.5 second', 'sent', 'ready'],
  ['251 2.1.5 User not local; will forward', 'sent', 'ready'],
  ['252 2.5.2 Cannot VRFY user', 'sent', 'ready'],
  ['421 4.3.0 Service not available', 'deferred', 'busy'],
  ['421 4.7.0 Try again later', 'deferred', 'busy'],
  ['421 Too many connections', 'deferred', 'busy'],
  ['432 4.7.12 A password transition is needed', 'deferred', 'busy'],
  ['450 4.1.1 Mailbox unavailable', 'deferred', 'ready'],
  ['450 4.2.0 Greylisted', 'deferred', 'ready'],
  ['450 4.2.1 The user receives mail too quickly', 'deferred', 'ready'],
  ['450 4.7.1 Rate limited', 'deferred', 'busy'],
  ['450 4.7.25 Reverse DNS is missing', 'deferred', 'busy'],
  ['451 4.3.0 Error in processing', 'deferred', 'ready'],
  ['451 4.3.2 System not accepting messages', 'deferred', 'ready'],
  ['451 4.4.1 No answer from host', 'deferred', 'ready'],
  ['451 4.7.1 Greylisting in action', 'deferred', 'busy'],
  ['451 4.7.650 The mail server is rate limited', 'deferred', 'busy'],
  ['452 4.2.2 Mailbox full', 'deferred', 'ready'],
  ['452 4.3.1 Insufficient system storage', 'deferred', 'ready'],
  ['452 4.5.3 Too many recipients', 'deferred', 'ready'],
  ['454 4.7.0 Temporary authentication failure', 'deferred', 'busy'],
  ['455 4.5.1 Unable to accommodate parameters', 'deferred', 'ready'],
  ['500 5.5.2 Syntax error', 'failed', 'ready'],
  ['501 5.1.3 Bad recipient address syntax', 'failed', 'ready'],
  ['502 5.5.1 Command not implemented', 'failed', 'ready'],
  ['503 5.5.1 Bad sequence of commands', 'failed', 'ready'],
  ['504 5.5.4 Parameter not implemented', 'failed', 'ready'],
  ['521 5.3.2 Host does not accept mail', 'failed', 'ready'],
  ['523 5.3.4 Message size exceeds limit', 'failed', 'ready'],
  ['530 5.7.0 Must issue STARTTLS first', 'failed', 'ready'],
  ['541 5.7.1 Rejected by the recipient', 'failed', 'ready'],
  ['550 5.1.1 No such user', 'failed', 'ready'],
  ['550 5.2.1 Mailbox disabled', 'failed', 'ready'],
  ['550 5.4.5 Daily sending quota exceeded', 'failed', 'ready'],
  ['550 5.7.1 Relaying denied', 'failed', 'ready'],
  ['550 5.7.26 Unauthenticated mail is not accepted', 'failed', 'ready'],
  ['551 5.1.6 User has moved', 'failed', 'ready'],
  ['552 5.2.2 Mailbox full', 'failed', 'ready'],
  ['552 5.3.4 Message too big', 'failed', 'ready'],
  ['553 5.1.8 Bad sender address', 'failed', 'ready'],
  ['554 5.7.1 Spam', 'failed', 'ready'],
  ['554', 'failed', 'ready'],
  ['556 5.1.10 Recipient address has null MX', 'failed', 'ready'],
];

describe('the meaning of an SMTP reply', () => {
  it.each(replies)('%s: the recipient is %s, the account %s', (text, status, standing) => {
    const reply = parseReply(text);
    if (reply === null) throw new Error('not a reply');
    const outcome: Outcome = {
      kind: 'answered',
      recipients: [{ address: to, accepted: reply.code < 300, reply }],
      response: text,
    };
    expect(settle(outcome, new Set([to])).fates.get(to)).toEqual({
      status,
      smtp: reply,
      reason: status === 'sent' ? null : (expect.any(String) as string),
    });
    expect(standingOf(outcome)).toBe(standing);
  });

  it('is read into code, enhanced code and words, several lines as one', () => {
    expect(parseReply('550-5.1.1 No such\r\n550 5.1.1 user')).toEqual({
      code: 550,
      enhanced: '5.1.1',
      text: 'No such user',
    });
    expect(parseReply('250 OK')).toEqual({ code: 250, enhanced: null, text: 'OK' });
    expect(parseReply('garbage')).toBeNull();
    expect(parseReply('99 no')).toBeNull();
  });

  it('keeps no control characters of the server', () => {
    expect(parseReply('550 5.1.1 a\u001b[31mred\u0007')?.text).toBe('a [31mred');
  });
});

describe('the status of a submission', () => {
  it.each([
    [['sent', 'sent'], 'sent'],
    [['sent', 'failed'], 'sent'],
    [['sent', 'deferred', 'unknown'], 'deferred'],
    [['sent', 'unknown'], 'unknown'],
    [['failed', 'unknown'], 'unknown'],
    [['failed', 'failed'], 'failed'],
    [['queued', 'failed'], 'deferred'],
    [['cancelled', 'failed'], 'cancelled'],
  ] as const)('of recipients %j is %s', (recipients, status) => {
    expect(statusOf(recipients.map((each) => ({ status: each })))).toBe(status);
  });
});
