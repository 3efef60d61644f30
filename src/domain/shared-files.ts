/**
 * Files that many messages have in common, kept once: what they all end with (RFC 2046 §5.1.1). Each message is its own
 * beginning, up to and with what it says, and this end behind it.
 */

const lineEnd = '\r\n';
const blankLine = Buffer.from('\r\n\r\n');

/** How a message with files is labelled. */
export interface FilesLabel {
  /** The fields of its header that say what it holds. */
  readonly fields: readonly string[];
  readonly boundary: string;
}

/**
 * What follows the first part of a message with files, its delimiter included; `found` is told the label before the first
 * octet. Throws Error for a message that has none.
 */
export async function* behindFirstPart(
  message: AsyncIterable<Buffer> | Iterable<Buffer>,
  found: (label: FilesLabel) => void,
): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const piece of message) {
    if (head === null) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    const label = labelOf(head);
    if (label === null) continue;
    const delimiter = `${lineEnd}--${label.boundary}${lineEnd}`;
    const first = head.indexOf(delimiter);
    const second = first === -1 ? -1 : head.indexOf(delimiter, first + delimiter.length - lineEnd.length);
    if (second === -1) continue;
    found(label);
    yield head.subarray(second);
    head = null;
  }
  if (head !== null) throw new Error('a message with files is no multipart');
}

/** A message without files as the beginning of one with them: what it says becomes the first part. */
export function asFirstPart(message: Buffer, { fields: ofAll, boundary }: FilesLabel): Buffer {
  const end = message.indexOf(blankLine);
  const fields = fieldsOf(message.subarray(0, end).toString('latin1'));
  const head = [
    ...fields.filter((field) => !saysWhatItHolds(field)),
    ...ofAll,
    '',
    `--${boundary}`,
    ...fields.filter(saysWhatItHolds),
  ].join(lineEnd);
  const body = message.subarray(end);
  // The line end before a delimiter belongs to it.
  const ends = body.subarray(-lineEnd.length).toString('latin1') === lineEnd;
  return Buffer.concat([Buffer.from(head, 'latin1'), ends ? body.subarray(0, -lineEnd.length) : body]);
}

/** null while the header is not whole, and of what is no message with files. */
function labelOf(head: Buffer): FilesLabel | null {
  const end = head.indexOf(blankLine);
  if (end === -1) return null;
  const fields = fieldsOf(head.subarray(0, end).toString('latin1')).filter(saysWhatItHolds);
  const type = fields.find((field) => /^content-type:\s*multipart\/mixed/i.test(field)) ?? '';
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  return boundary === undefined ? null : { fields, boundary };
}

function saysWhatItHolds(field: string): boolean {
  return /^content-/i.test(field);
}

/** With the lines that continue them (RFC 5322 §2.2.3). */
function fieldsOf(header: string): readonly string[] {
  return header.split(/\r\n(?![ \t])/);
}
