/**
 * A message handed in as octets: its header fields are read and some of them replaced, its body is not
 * looked at. Line ends become CRLF, which is the only one that SMTP has (RFC 5321 §2.3.8).
 */
export interface RawField {
  readonly name: string;
  /** As it stands behind the colon, folding undone, in Latin-1. */
  readonly value: string;
  /** With its folding, without the last line end. */
  readonly source: string;
}

export interface RawMessage {
  readonly fields: readonly RawField[];
  /** What follows the header and its blank line. */
  readonly body: string;
}

const fieldLine = /^([!-9;-~]+)[ \t]*:([\s\S]*)$/;

/** null when there is no header, or a line in it that is no header field. `octets` are kept as Latin-1 text. */
export function parseRawMessage(octets: Buffer): RawMessage | null {
  const text = octets.toString('latin1').replace(/\r\n|\r|\n/g, '\r\n');
  const end = text.indexOf('\r\n\r\n');
  const header = end === -1 ? text.replace(/\r\n$/, '') : text.slice(0, end);
  const fields: RawField[] = [];
  for (const source of header.split(/\r\n(?![ \t])/)) {
    const match = fieldLine.exec(source);
    if (match === null) return null;
    const [, name = '', value = ''] = match;
    fields.push({ name, value: value.replace(/\r\n(?=[ \t])/g, '').trim(), source });
  }
  return { fields, body: end === -1 ? '' : text.slice(end + 4) };
}

export function fieldsNamed(message: RawMessage, name: string): readonly RawField[] {
  return message.fields.filter((field) => field.name.toLowerCase() === name);
}

/** With `added` in front, and without the fields of the names in `removed` (lower case). */
export function writeRawMessage(
  message: RawMessage,
  added: readonly { readonly name: string; readonly value: string }[],
  removed: readonly string[],
): Buffer {
  const kept = message.fields.filter(({ name }) => !removed.includes(name.toLowerCase()));
  const lines = [...added.map(({ name, value }) => `${name}: ${value}`), ...kept.map(({ source }) => source)];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${message.body}`, 'latin1');
}
