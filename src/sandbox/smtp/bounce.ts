/** The report that a message could not be delivered: a delivery status notification (RFC 3464) in a report (RFC 6522). */
import { randomBytes } from 'node:crypto';
import type { SmtpReply } from '../faults/smtp.ts';
import { mailDate } from './trace.ts';

export interface FailedRecipient {
  readonly address: string;
  readonly reply: SmtpReply;
}

/** Longer ones are returned with their header only. */
const LONGEST_RETURNED = 64 * 1024;
const STATUS = /^[245]\.\d{1,3}\.\d{1,3}/;

/** To the sender `to` about `raw`; its own envelope sender is to be empty (RFC 5321 §4.5.5). */
export function bounceOf(
  raw: Buffer,
  { to, failed, at }: { readonly to: string; readonly failed: readonly FailedRecipient[]; readonly at: Date },
): Buffer {
  const name = randomBytes(12).toString('hex');
  const boundary = `report-${name}`;
  const whole = raw.length <= LONGEST_RETURNED;
  const returned = whole ? raw : headerOf(raw);
  const encoding = returned.some((octet) => octet > 0x7f) ? '8bit' : '7bit';
  const before = [
    `From: Mail Delivery System <mailer-daemon@localhost>`,
    `To: <${to}>`,
    `Subject: Undelivered Mail Returned to Sender`,
    `Date: ${mailDate(at)}`,
    `Message-ID: <bounce.${name}@localhost>`,
    `Auto-Submitted: auto-replied`,
    `MIME-Version: 1.0`,
    `Content-Type: multipart/report; report-type=delivery-status;`,
    `\tboundary="${boundary}"`,
    ``,
    `--${boundary}`,
    `Content-Type: text/plain; charset=utf-8`,
    `Content-Transfer-Encoding: 8bit`,
    ``,
    `Your message could not be delivered to:`,
    ``,
    ...failed.map(({ address, reply }) => `<${address}>: ${reply.code} ${reply.text}`),
    ``,
    `--${boundary}`,
    `Content-Type: message/delivery-status`,
    ``,
    `Reporting-MTA: dns; localhost`,
    `Arrival-Date: ${mailDate(at)}`,
    ...failed.flatMap(({ address, reply }) => [
      ``,
      `Final-Recipient: rfc822; ${address}`,
      `Action: failed`,
      `Status: ${STATUS.exec(reply.text)?.[0] ?? `${String(reply.code).slice(0, 1)}.0.0`}`,
      `Diagnostic-Code: smtp; ${reply.code} ${reply.text}`,
    ]),
    ``,
    `--${boundary}`,
    `Content-Type: ${whole ? 'message/rfc822' : 'text/rfc822-headers'}`,
    `Content-Transfer-Encoding: ${encoding}`,
    ``,
    ``,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(before), returned, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

function headerOf(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return raw.subarray(0, Math.min(end < 0 ? raw.length : end + 2, LONGEST_RETURNED));
}
