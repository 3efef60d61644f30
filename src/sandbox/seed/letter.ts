/** Writing messages: header fields and MIME parts (RFC 5322, RFC 2045, RFC 2046), lines ending in CRLF. */
import { type Charset, encoded } from './charset.ts';
import { base64, headerText, quotedPrintable } from './encoding.ts';
import { date } from './mail-date.ts';
import type { Random } from './random.ts';

export interface Correspondent {
  readonly name: string;
  readonly address: string;
}

/** Content fields, a blank line, and the body: what stands in a multipart, or behind a message's own fields. */
export interface Part {
  readonly fields: readonly string[];
  readonly body: Buffer;
}

export interface Letter {
  readonly id: string;
  readonly from: Correspondent;
  readonly to: readonly Correspondent[];
  readonly cc?: readonly Correspondent[];
  readonly subject: string;
  /** Of names and subject. */
  readonly charset?: Charset;
  readonly at: Date;
  /** Minutes east of Greenwich. */
  readonly zone?: number;
  /** From the first message of the thread to the one that is answered. */
  readonly references?: readonly string[];
  /** Further fields, whole. */
  readonly fields?: readonly string[];
  readonly content: Part;
}

export function written(letter: Letter): Buffer {
  const { charset = 'utf-8', references = [], cc = [] } = letter;
  const parent = references.at(-1);
  const fields = [
    ...(letter.fields ?? []),
    `Date: ${date(letter.at, letter.zone ?? 0)}`,
    `From: ${mailboxes([letter.from], charset)}`,
    `To: ${mailboxes(letter.to, charset)}`,
    ...(cc.length > 0 ? [`Cc: ${mailboxes(cc, charset)}`] : []),
    `Subject: ${headerText(letter.subject, charset)}`,
    `Message-ID: ${letter.id}`,
    ...(parent === undefined ? [] : [`In-Reply-To: ${parent}`, `References: ${references.join('\r\n ')}`]),
    'MIME-Version: 1.0',
  ];
  return serialised({ fields: [...fields, ...letter.content.fields], body: letter.content.body });
}

export function serialised({ fields, body }: Part): Buffer {
  return Buffer.concat([Buffer.from(`${fields.join('\r\n')}\r\n\r\n`), body]);
}

export function mailboxes(people: readonly Correspondent[], charset: Charset): string {
  return people.map(({ name, address }) => `${phrase(name, charset)} <${address}>`).join(',\r\n ');
}

function phrase(name: string, charset: Charset): string {
  const word = headerText(name, charset);
  return word === name && !/^[A-Za-z0-9 '-]+$/.test(name) ? `"${name}"` : word;
}

export interface TextOptions {
  readonly subtype?: 'plain' | 'html' | 'calendar';
  readonly charset?: Charset;
  readonly transfer?: '7bit' | '8bit' | 'quoted-printable' | 'base64';
  /** Further parameters of Content-Type, each from its semicolon on. */
  readonly parameters?: string;
}

/** Lines end in LF here. The text is left as it is by 7bit and 8bit. */
export function text(content: string, options: TextOptions = {}): Part {
  const { subtype = 'plain', charset = 'utf-8', transfer = 'quoted-printable', parameters = '' } = options;
  return {
    fields: [
      `Content-Type: text/${subtype}; charset=${charset}${parameters}`,
      `Content-Transfer-Encoding: ${transfer}`,
    ],
    body: transferred(encoded(content.replaceAll('\n', '\r\n'), charset), transfer),
  };
}

function transferred(octets: Buffer, transfer: TextOptions['transfer']): Buffer {
  if (transfer === 'base64') return Buffer.from(`${base64(octets)}\r\n`);
  return transfer === 'quoted-printable' ? Buffer.from(quotedPrintable(octets)) : octets;
}

export function file(octets: Buffer, type: string, fields: readonly string[]): Part {
  return {
    fields: [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', ...fields],
    body: transferred(octets, 'base64'),
  };
}

/** `kind` is the subtype, with further parameters behind it. */
export function multipart(kind: string, parts: readonly Part[], random: Random): Part {
  const boundary = `=_${random.hex(24)}`;
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n`),
    serialised(part),
    Buffer.from('\r\n'),
  ]);
  return {
    fields: [`Content-Type: multipart/${kind};\r\n boundary="${boundary}"`],
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}
