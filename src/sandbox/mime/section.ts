/** The octets that BODY[section] names (RFC 3501 §6.4.5), exactly as they stand in the message. */
import { fieldName, fieldsIn } from './header.ts';
import type { MimePart } from './part.ts';

export interface Section {
  /** Part numbers from the outside; empty for the message itself. */
  readonly path: readonly number[];
  readonly text: 'HEADER' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT' | 'TEXT' | 'MIME' | null;
  /** Field names of HEADER.FIELDS and HEADER.FIELDS.NOT, in any case. */
  readonly fields: readonly string[];
}

/** null when there is no such part, or no such text of it: answered with NIL. */
export function sectionOf(raw: Buffer, root: MimePart, section: Section): Buffer | null {
  const { path, text, fields } = section;
  const part = path.length === 0 ? null : partAt(root, path);
  if (path.length > 0 && part === null) return null;
  if (text === null) return part === null ? raw : raw.subarray(part.bodyStart, part.bodyEnd);
  if (text === 'MIME') return part === null ? null : raw.subarray(part.headerStart, part.bodyStart);
  const message = part === null ? root : part.message;
  if (message === null) return null;
  switch (text) {
    case 'HEADER':
      return raw.subarray(message.headerStart, message.bodyStart);
    case 'TEXT':
      return raw.subarray(message.bodyStart, message.bodyEnd);
    case 'HEADER.FIELDS':
      return chosenFields(raw, message, fields, true);
    case 'HEADER.FIELDS.NOT':
      return chosenFields(raw, message, fields, false);
  }
}

/**
 * Part 1 of what is no multipart is that itself, and numbers behind a message/rfc822 count the parts of the
 * message in it. null when there is no such part.
 */
export function partAt(root: MimePart, path: readonly number[]): MimePart | null {
  let message: MimePart | null = root;
  let part: MimePart | null = null;
  for (const number of path) {
    const within: MimePart | null = message ?? part;
    if (within?.type === 'multipart')
      part = within.parts[number - 1] ?? (number === 1 ? emptyPartOf(within) : null);
    else part = message !== null && number === 1 ? message : null;
    if (part === null) return null;
    message = part.message;
  }
  return part;
}

/** The empty text that a multipart without any part is told to hold; null for one that has parts. */
function emptyPartOf({ bodyEnd, parts }: MimePart): MimePart | null {
  if (parts.length > 0) return null;
  const nowhere = { headerStart: bodyEnd, bodyStart: bodyEnd, bodyEnd };
  return { ...nowhere, type: 'text', subtype: 'plain', parameters: [], parts: [], message: null };
}

/** The blank line comes with them if the message has one. */
function chosenFields(raw: Buffer, message: MimePart, names: readonly string[], wanted: boolean): Buffer {
  const chosen = new Set(names.map((name) => name.toLowerCase()));
  const pieces: Buffer[] = [];
  let end = message.headerStart;
  for (const field of fieldsIn(raw, message.headerStart, message.bodyStart)) {
    if (chosen.has(fieldName(raw, field)) === wanted) pieces.push(raw.subarray(field.start, field.end));
    end = field.end;
  }
  return Buffer.concat([...pieces, raw.subarray(end, message.bodyStart)]);
}
