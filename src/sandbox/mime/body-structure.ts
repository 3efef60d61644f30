/** BODY and BODYSTRUCTURE (RFC 3501 §7.4.2): the tree of parts; RFC 2231's pieces put together, else parameters as written. */
import type { Value } from '../imap/wire/value.ts';
import { joinedPieces, parseDisposition, type Parameters } from './content-type.ts';
import { envelope } from './envelope.ts';
import { firstField } from './header.ts';
import { createLineCount, type LineCount } from './line-count.ts';
import { nstring } from './nstring.ts';
import type { MimePart } from './part.ts';
import { createScanner } from './structured.ts';

interface Writing {
  readonly raw: Buffer;
  /** BODYSTRUCTURE has the extension data, BODY has not. */
  readonly extended: boolean;
  readonly lines: LineCount;
}

/** Every multipart must have a part: one in which no boundary was found is told to hold an empty text. */
const emptyText: readonly Value[] = ['text', 'plain', ['charset', 'us-ascii'], null, null, '7bit', 0, 0];
const noExtension: readonly Value[] = [null, null, null, null];

export function bodyStructure(raw: Buffer, root: MimePart, extended: boolean): Value {
  return structure(root, { raw, extended, lines: createLineCount(raw) });
}

function structure(part: MimePart, writing: Writing): Value {
  return part.type === 'multipart' ? multipart(part, writing) : leaf(part, writing);
}

function multipart(part: MimePart, writing: Writing): Value {
  const { raw, extended } = writing;
  const empty = extended ? [...emptyText, ...noExtension] : emptyText;
  const parts = part.parts.length === 0 ? [empty] : part.parts.map((each) => structure(each, writing));
  const extension = extended ? [parameterList(part.parameters), ...placing(raw, part)] : [];
  return [...parts, nstring(part.subtype), ...extension];
}

function leaf(part: MimePart, { raw, extended, lines }: Writing): Value {
  const field = (name: string): string | null => fieldOf(raw, part, name);
  const { bodyStart, bodyEnd, message } = part;
  const nested =
    message === null ? [] : [envelope(raw, message), structure(message, { raw, extended, lines })];
  const counted = part.type === 'text' || message !== null ? [lines(bodyStart, bodyEnd)] : [];
  return [
    nstring(part.type),
    nstring(part.subtype),
    parameterList(withCharset(part)),
    nstring(field('content-id')),
    nstring(field('content-description')),
    nstring(transferEncoding(raw, part)),
    bodyEnd - bodyStart,
    ...nested,
    ...counted,
    ...(extended ? [nstring(field('content-md5')), ...placing(raw, part)] : []),
  ];
}

/** Content-Transfer-Encoding as written, `7bit` when there is none (RFC 2045 §6.1). */
export function transferEncoding(raw: Buffer, part: MimePart): string {
  const scanner = createScanner(fieldOf(raw, part, 'content-transfer-encoding') ?? '');
  scanner.skipSpace();
  const name = scanner.peek() === '"' ? scanner.quoted() : scanner.word(';"');
  return name === '' ? '7bit' : name;
}

/** Text without a charset is us-ascii (RFC 2046 §4.1.2), and servers say so. */
function withCharset({ type, parameters }: MimePart): Parameters {
  const isText = type === 'text';
  const named = parameters.some(([name]) => /^charset(\*|$)/i.test(name));
  return isText && !named ? [...parameters, ['charset', 'us-ascii']] : parameters;
}

function parameterList(parameters: Parameters): Value {
  return parameters.length === 0 ? null : joinedPieces(parameters).flat().map(nstring);
}

/** Disposition, language, location: the extension data that all parts have. */
function placing(raw: Buffer, part: MimePart): readonly Value[] {
  const disposition = fieldOf(raw, part, 'content-disposition');
  const parsed = disposition === null || disposition === '' ? null : parseDisposition(disposition);
  return [
    parsed === null ? null : [nstring(parsed.kind), parameterList(parsed.parameters)],
    languages(fieldOf(raw, part, 'content-language')),
    nstring(fieldOf(raw, part, 'content-location')),
  ];
}

function languages(field: string | null): Value {
  const scanner = createScanner(field ?? '');
  const tags: string[] = [];
  while (!scanner.atEnd()) {
    scanner.skipSpace();
    const tag = scanner.word(',');
    if (tag !== '') tags.push(tag);
    else scanner.take();
  }
  return tags.length === 0 ? null : tags.map(nstring);
}

function fieldOf(raw: Buffer, part: MimePart, name: string): string | null {
  return firstField(raw, part.headerStart, part.bodyStart, name);
}
