/** The texts of a message that SEARCH looks into, decoded and folded. Nothing is kept: each call reads anew. */
import { mailboxesIn } from '../mime/address-list.ts';
import { textOf } from '../mime/content.ts';
import { decodedWords } from '../mime/encoded-words.ts';
import { allFields, fieldsIn, fieldValue } from '../mime/header.ts';
import type { MimePart } from '../mime/part.ts';
import type { StoredMessage } from '../store/model.ts';
import { folded } from './collation.ts';

/** Of all fields of that name in the message's own header. */
export function fieldTexts({ raw }: StoredMessage, name: string): readonly string[] {
  return allFields(raw, 0, raw.length, name).map((value) => folded(decodedWords(value)));
}

/** An address field as it is written, and its addresses as `Name <local@domain>`. */
export function* addressTexts({ raw }: StoredMessage, name: string): Generator<string, void> {
  for (const value of allFields(raw, 0, raw.length, name)) {
    yield folded(decodedWords(value));
    const addresses = mailboxesIn(value).map((each) => {
      const displayed = each.name === null ? '' : `${decodedWords(each.name)} `;
      return `${displayed}<${each.local ?? ''}@${each.domain ?? ''}>`;
    });
    yield folded(addresses.join(', '));
  }
}

/** Each field of the header, with its name. */
export function* headerTexts({ raw }: StoredMessage): Generator<string, void> {
  yield* partHeader(raw, 0, raw.length);
}

/** The text parts, and the headers of all parts within the message. */
export function* bodyTexts({ raw, root }: StoredMessage): Generator<string, void> {
  yield* partTexts(raw, root);
}

function* partTexts(raw: Buffer, part: MimePart): Generator<string, void> {
  const within = part.message === null ? part.parts : [part.message];
  for (const each of within) {
    yield* partHeader(raw, each.headerStart, each.bodyStart);
    yield* partTexts(raw, each);
  }
  if (within.length === 0 && isReadable(part)) yield folded(textOf(raw, part));
}

/** Such as message/delivery-status too, which holds fields. */
function isReadable({ type }: MimePart): boolean {
  return type === 'text' || type === 'message' || type === 'multipart';
}

function* partHeader(raw: Buffer, start: number, end: number): Generator<string, void> {
  for (const field of fieldsIn(raw, start, end)) {
    const value = decodedWords(fieldValue(raw, field));
    const line = raw.toString('latin1', field.start, field.end);
    yield folded(`${line.slice(0, line.indexOf(':') + 1)} ${value}`);
  }
}
