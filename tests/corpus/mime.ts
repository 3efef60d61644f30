/**
 * Messages written down as they go over the wire, line by line and part by part. Checks nothing, so that it can write what
 * no composer would.
 */

/** A message with a name of its own, such as `charset: koi8-r in a body`; what stands before the colon is its class. */
export interface Specimen {
  readonly name: string;
  readonly raw: Buffer;
}

export type Octets = string | Buffer;

/** Lines with CRLF behind each. */
export function lines(...each: readonly Octets[]): Buffer {
  return Buffer.concat(each.flatMap((line) => [Buffer.from(line), CRLF]));
}

export const CRLF = Buffer.from('\r\n');
export const LF = Buffer.from('\n');
export const CR = Buffer.from('\r');

/** Octets of Latin-1, one a character. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

const usual = ['From: Ann <ann@example.org>', 'To: bob@example.net', 'Date: Mon, 02 Mar 2026 10:00:00 +0000'];

/** A message of the usual sender and date with these fields more, and a body of lines. */
export function mail(fields: readonly Octets[], ...body: readonly Octets[]): Buffer {
  return lines(...usual, ...fields, '', ...body);
}

/** A message of nothing but these fields, and one line. */
export function header(...fields: readonly Octets[]): Buffer {
  return lines(...fields, '', 'body');
}

/** A part: fields, an empty line, lines; without the line break at its end, which belongs to the boundary. */
export function part(fields: readonly Octets[], ...body: readonly Octets[]): Buffer {
  const whole = lines(...fields, '', ...body);
  return body.length === 0 ? whole : whole.subarray(0, -2);
}

/** Parts between boundaries `--<boundary>`, closed. */
export function parts(boundary: string, ...each: readonly Octets[]): Buffer {
  return lines(...each.flatMap((one) => [`--${boundary}`, one]), `--${boundary}--`);
}

/** A message that is a multipart of this subtype with the boundary `b`. */
export function multipart(subtype: string, ...each: readonly Octets[]): Buffer {
  const fields = ['MIME-Version: 1.0', `Content-Type: multipart/${subtype}; boundary=b`];
  return Buffer.concat([mail(fields), parts('b', ...each)]);
}

export function plain(...body: readonly Octets[]): Buffer {
  return part(['Content-Type: text/plain; charset=utf-8'], ...body);
}

/** Base64 in lines of 76 characters. */
export function base64(octets: Octets): string {
  const characters = Buffer.from(octets).toString('base64');
  return characters.replace(/.{76}(?=.)/g, '$&\r\n');
}

/** Every octet but letters and digits escaped; soft breaks after at most 72 characters. */
export function quoted(octets: Octets): string {
  let line = 0;
  return [...Buffer.from(octets)]
    .map((octet) => {
      const character = String.fromCharCode(octet);
      const written = /[A-Za-z0-9 ]/.test(character) ? character : `=${upperHex(octet)}`;
      const broken = line + written.length > 72 ? '=\r\n' : '';
      line = broken === '' ? line + written.length : written.length;
      return broken + written;
    })
    .join('');
}

/** Percent escapes of RFC 2231, for every octet. */
export function percent(octets: Octets): string {
  return [...Buffer.from(octets)].map((octet) => `%${upperHex(octet)}`).join('');
}

function upperHex(octet: number): string {
  return octet.toString(16).toUpperCase().padStart(2, '0');
}

/** An encoded word (RFC 2047 §2). */
export function word(charset: string, encoding: 'B' | 'Q', octets: Octets): string {
  const text =
    encoding === 'B'
      ? Buffer.from(octets).toString('base64')
      : [...Buffer.from(octets)].map((octet) => `=${upperHex(octet)}`).join('');
  return `=?${charset}?${encoding}?${text}?=`;
}

/** Specimens of one class from a table of them. */
export function specimens(kind: string, table: Readonly<Record<string, Buffer>>): readonly Specimen[] {
  return Object.entries(table).map(([name, raw]) => ({ name: `${kind}: ${name}`, raw }));
}

/** A text in UTF-8 whose octets are so encoded. */
export const encoded = (encoding: string, ...body: readonly Octets[]): Buffer =>
  mail(
    [
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      `Content-Transfer-Encoding: ${encoding}`,
    ],
    ...body,
  );
