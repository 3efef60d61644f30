/** The messages that scenarios put into mailboxes. */
import type { WireAnswer, WireClient } from '../support/wire-client.ts';

export interface Letter {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  /** Of the Date field. */
  readonly date?: string;
  readonly id?: string;
  readonly more?: readonly string[];
  readonly body?: string;
}

export function letter({
  from = 'Ann <ann@example.org>',
  to = 'bob@example.net',
  subject = 'hello',
  date = 'Mon, 02 Mar 2026 10:00:00 +0000',
  id,
  more = [],
  body = 'Dear Bob,\r\nall is well.',
}: Letter = {}): string {
  const fields = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    ...(id === undefined ? [] : [`Message-ID: ${id}`]),
    ...more,
  ];
  return [...fields, '', body, ''].join('\r\n');
}

export interface Filed {
  readonly flags?: string;
  /** As APPEND takes it: `01-Mar-2026 12:00:00 +0000`. */
  readonly date?: string;
}

export async function file(
  wire: WireClient,
  mailbox: string,
  raw: Buffer | string,
  { flags = '', date }: Filed = {},
): Promise<WireAnswer> {
  const when = date === undefined ? '' : `"${date}" `;
  const answer = await wire.run(`APPEND ${mailbox} (${flags}) ${when}`, { literal: raw });
  if (answer.status !== 'OK') throw new Error(`not appended: ${answer.text}`);
  return answer;
}

/** Files letters of these subjects and selects the mailbox. */
export async function fill(
  wire: WireClient,
  subjects: readonly string[],
  mailbox = 'INBOX',
): Promise<WireAnswer> {
  for (const subject of subjects) await file(wire, mailbox, letter({ subject }));
  return wire.run(`SELECT ${mailbox}`);
}
