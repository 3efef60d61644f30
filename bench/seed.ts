/** Mailboxes to read: 50,000 messages written straight into a maildir, which Dovecot takes as delivered. */
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NOBODY = 65534;

/** As mail comes: two thirds text and HTML, a third of them with an attachment; some belong to conversations. */
export function letter(number: number): string {
  const head = [
    `From: "Sender ${number % 97}" <sender${number % 97}@example.org>`,
    'To: "Reader" <reader@bench.test>, Others <others@example.net>',
    ...(number % 3 === 0 ? ['Cc: copy@example.com'] : []),
    `Subject: =?utf-8?q?Report_number_${number}_=E2=80=93_figures?=`,
    `Message-ID: <${number}@example.org>`,
    ...(number % 4 === 0
      ? [`In-Reply-To: <${number - 1}@example.org>`, `References: <${number - 1}@example.org>`]
      : []),
    `Date: ${new Date(Date.UTC(2026, 0, 1) + number * 60_000).toUTCString()}`,
    'MIME-Version: 1.0',
  ];
  const text = `Report ${number}.\r\n${'The figures of the week are as expected.\r\n'.repeat(12)}`;
  if (number % 3 === 2) return [...head, 'Content-Type: text/plain; charset=utf-8', '', text].join('\r\n');
  const part = (type: string, body: string): string =>
    `--inner\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`;
  const both = [
    'Content-Type: multipart/alternative; boundary=inner',
    '',
    part('text/plain', text),
    part('text/html', `<p>${text}</p>`),
    '--inner--',
    '',
  ].join('\r\n');
  if (number % 3 === 1) return `${head.join('\r\n')}\r\n${both}`;
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=outer',
    '',
    '--outer',
    both,
    '--outer',
    attachment('figures.csv', Buffer.alloc(600, '1,2,3\n')),
    '--outer--',
    '',
  ].join('\r\n');
}

/** A part with its header. */
export function attachment(filename: string, content: Buffer): string {
  const lines = content.toString('base64').replace(/.{76}/g, '$&\r\n');
  return [
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename=${filename}`,
    'Content-Transfer-Encoding: base64',
    '',
    lines,
  ].join('\r\n');
}

/** Before the user's first login. `mailbox`: another one than INBOX. */
export function seedInbox(
  mailFolder: string,
  user: string,
  count: number,
  mailbox: string | null = null,
): void {
  const [name = '', domain = ''] = user.split('@');
  const own =
    process.getuid?.() === 0 ? (path: string): void => chownSync(path, NOBODY, NOBODY) : () => undefined;
  const folder = (...parts: readonly string[]): string => {
    const path = join(mailFolder, domain, ...parts);
    mkdirSync(path, { recursive: true });
    own(path);
    return path;
  };
  folder();
  folder(name);
  folder(name, 'Maildir');
  const subfolder = mailbox === null ? [] : [`.${mailbox}`];
  folder(name, 'Maildir', ...subfolder);
  folder(name, 'Maildir', ...subfolder, 'new');
  folder(name, 'Maildir', ...subfolder, 'tmp');
  const current = folder(name, 'Maildir', ...subfolder, 'cur');
  for (let number = 1; number <= count; number += 1) {
    const content = letter(number);
    // S and W: its size with the line ends that it has and with CRLF; Dovecot needs not open it then.
    const size = Buffer.byteLength(content);
    const path = join(current, `${1_700_000_000 + number}.M${number}P1.bench,S=${size},W=${size}:2,S`);
    writeFileSync(path, content);
    own(path);
  }
}
