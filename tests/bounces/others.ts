/** What else tells of a message: complaints, receipts, automatic replies. */
import { lines, part, parts } from '../corpus/mime.ts';
import { lost, lostId, sender, type Bounce } from './bounce.ts';

const ann = 'ann@receiver.example';
const from = (name: string, subject: string): readonly string[] => [
  `From: ${name}`,
  `To: ${sender}`,
  `Subject: ${subject}`,
  'Date: Mon, 02 Mar 2026 11:00:00 +0000',
  'Message-ID: <other.1@receiver.example>',
];

function reporting(
  fields: readonly string[],
  type: string,
  machine: readonly string[],
  originals: readonly string[] | null,
): Buffer {
  return Buffer.concat([
    lines(
      ...fields,
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${type}; boundary=b`,
      '',
    ),
    parts(
      'b',
      part(['Content-Type: text/plain'], 'This is a report.'),
      part([`Content-Type: message/${type}`], ...machine),
      ...(originals === null
        ? []
        : [part(['Content-Type: message/rfc822'], ...originals, '', 'Here they are.')]),
    ),
  ]);
}

const complaint = (
  name: string,
  machine: readonly string[],
  recipients: Bounce['recipients'] = [{ address: ann }],
): Bounce => ({
  name,
  kind: 'arf',
  messageId: lostId,
  recipients,
  raw: reporting(
    from('feedback@provider.example', 'FW: The minutes of Monday'),
    'feedback-report',
    machine,
    lost(ann),
  ),
});
const receipt = (name: string, machine: readonly string[], messageId: string | null = lostId): Bounce => ({
  name,
  kind: 'mdn',
  messageId,
  recipients: [{ address: ann }],
  raw: reporting(
    from(`Ann <${ann}>`, 'Read: The minutes of Monday'),
    'disposition-notification',
    machine,
    null,
  ),
});
const reply = (name: string, subject: string, ...fields: readonly string[]): Bounce => ({
  name,
  kind: 'auto-reply',
  messageId: lostId,
  recipients: [],
  raw: lines(
    ...from(`Ann <${ann}>`, subject),
    `In-Reply-To: ${lostId}`,
    ...fields,
    '',
    'I am away until Monday.',
  ),
});

export const otherReports: readonly Bounce[] = [
  complaint('ARF: a complaint with its recipient', [
    'Feedback-Type: abuse',
    'User-Agent: Provider-Feedback/1.0',
    'Version: 1',
    'Original-Mail-From: <me@sender.example>',
    `Original-Rcpt-To: <${ann}>`,
    'Source-IP: 192.0.2.7',
  ]),
  complaint(
    'ARF: a complaint that hides its recipient',
    ['Feedback-Type: abuse', 'User-Agent: JunkMail/2', 'Version: 0.1'],
    [],
  ),
  receipt('MDN: of Thunderbird', [
    'Reporting-UA: laptop.receiver.example; Thunderbird 140',
    `Final-Recipient: rfc822;${ann}`,
    `Original-Message-ID: ${lostId}`,
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ]),
  receipt('MDN: of Outlook', [
    `Final-recipient: RFC822; ${ann}`,
    'Disposition: automatic-action/MDN-sent-automatically; displayed',
    `Original-Message-ID: ${lostId}`,
  ]),
  reply(
    'auto-reply: of a vacation filter (RFC 5230)',
    'Auto: The minutes of Monday',
    'Auto-Submitted: auto-replied (vacation)',
  ),
  reply(
    'auto-reply: of Exchange',
    'Automatic reply: The minutes of Monday',
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
  ),
  reply(
    'auto-reply: of an old responder',
    'Out of office',
    'Precedence: auto_reply',
    'X-Autorespond: The minutes of Monday',
  ),
  reply(
    'auto-reply: of Gmail',
    'I am away Re: The minutes of Monday',
    'Auto-Submitted: auto-replied',
    'Precedence: bulk',
    'X-Autoreply: yes',
  ),
];
