/** How bounces are written down: what came back, how each program tells of it, and what is right to read in it. */
import type { BounceReason, ReportAction, ReportKind } from '../../src/domain/report.ts';
import { lines, part, parts, type Octets } from '../corpus/mime.ts';

export interface Told {
  readonly address: string;
  readonly action?: ReportAction;
  readonly status?: string | null;
  readonly reason?: BounceReason | null;
}

export interface Bounce {
  readonly name: string;
  readonly raw: Buffer;
  readonly kind: ReportKind;
  /** Of the message that came back; null where the bounce does not quote it. */
  readonly messageId: string | null;
  readonly recipients: readonly Told[];
}

export const sender = 'me@sender.example';
export const lostId = '<1.lost@sender.example>';

/** The header of the message that came back. */
export function lost(...to: readonly string[]): readonly string[] {
  return [
    'Received: from [192.0.2.7] by mail.sender.example with ESMTPSA; Mon, 2 Mar 2026 10:00:00 +0000',
    `From: Me <${sender}>`,
    `To: ${to.join(', ')}`,
    'Subject: The minutes of Monday',
    'Date: Mon, 02 Mar 2026 10:00:00 +0000',
    `Message-ID: ${lostId}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  ];
}

export interface Writing {
  readonly name: string;
  readonly from?: string;
  readonly subject?: string;
  readonly fields?: readonly string[];
  readonly messageId?: string | null;
  readonly recipients: readonly Told[];
}

function head({ from, subject, fields = [] }: Writing): readonly string[] {
  return [
    'Return-Path: <>',
    `From: ${from ?? 'Mail Delivery System <MAILER-DAEMON@mx.provider.example>'}`,
    `To: ${sender}`,
    `Subject: ${subject ?? 'Undelivered Mail Returned to Sender'}`,
    'Date: Mon, 02 Mar 2026 10:00:05 +0000',
    'Message-ID: <bounce.1@mx.provider.example>',
    ...fields,
  ];
}

function bounce(writing: Writing, raw: Buffer): Bounce {
  const { name, recipients, messageId = lostId } = writing;
  return { name, raw, kind: 'dsn', messageId, recipients };
}

/** RFC 3464 in RFC 6522: words for people, fields for machines, and what came back. */
export function standard(
  writing: Writing & {
    readonly words: readonly string[];
    readonly machine: readonly string[];
    readonly original?: 'message' | 'header' | 'none';
    readonly machineType?: string;
  },
): Bounce {
  const { words, machine, original = 'message', machineType = 'message/delivery-status' } = writing;
  const came = lost(...writing.recipients.map(({ address }) => address));
  const back: Readonly<Record<typeof original, readonly Octets[]>> = {
    message: [part(['Content-Type: message/rfc822'], ...came, '', 'Here they are.')],
    header: [part(['Content-Type: text/rfc822-headers'], ...came)],
    none: [],
  };
  const raw = Buffer.concat([
    lines(
      ...head(writing),
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
    ),
    parts(
      'b',
      part(['Content-Type: text/plain; charset=us-ascii'], ...words),
      part([`Content-Type: ${machineType}`], ...machine),
      ...back[original],
    ),
  ]);
  return bounce(writing, raw);
}

/** One text. `body` names everything, the message that came back too. */
export function inWords(writing: Writing, ...body: readonly string[]): Bounce {
  return bounce(writing, lines(...head(writing), '', ...body));
}

/** A text, or HTML, and the message that came back beside it, without a word for machines. */
export function beside(writing: Writing & { readonly type?: string }, ...body: readonly string[]): Bounce {
  const { type = 'text/plain; charset=utf-8', recipients } = writing;
  const came = lost(...recipients.map(({ address }) => address));
  const raw = Buffer.concat([
    lines(...head(writing), 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b"', ''),
    parts(
      'b',
      part([`Content-Type: ${type}`], ...body),
      part(['Content-Type: message/rfc822'], ...came, '', 'Here they are.'),
    ),
  ]);
  return bounce(writing, raw);
}

/** Per-recipient fields as most write them. */
export function recipient(
  address: string,
  action: string,
  status: string,
  diagnostic?: string,
): readonly string[] {
  return [
    '',
    `Final-Recipient: rfc822; ${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(diagnostic === undefined ? [] : [`Diagnostic-Code: smtp; ${diagnostic}`]),
  ];
}

export const told = (
  address: string,
  status: string | null,
  reason: BounceReason | null,
  action: ReportAction = 'failed',
): Told => ({ address, action, status, reason });
