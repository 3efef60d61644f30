/**
 * Finds the parts of a raw message (RFC 2045, RFC 2046) in one pass over its octets. Nothing is refused:
 * what cannot be read is text/plain (RFC 2045 §5.2), a boundary that is missing ends with what encloses it.
 */
import { parameter, parseContentType, type ContentType } from './content-type.ts';
import { firstField, isEmptyLine, lineEnd } from './header.ts';
import type { MimePart } from './part.ts';

/** Parts within parts; what lies deeper is not looked into. */
const MAX_DEPTH = 100;
/** What follows the last of them is left in the body of what encloses it. */
const MAX_PARTS = 1_000;

type Draft = { -readonly [Key in keyof MimePart]: MimePart[Key] } & { parts: Draft[] };

interface OpenPart {
  readonly part: Draft;
  /** With its two dashes in front; null for all but a multipart whose closing boundary has not come. */
  boundary: Buffer | null;
}

interface BoundaryLine {
  readonly start: number;
  /** Behind its line end. */
  readonly end: number;
  /** Index among the open parts of the multipart that it belongs to. */
  readonly of: number;
  readonly closes: boolean;
}

const plainText: ContentType = { type: 'text', subtype: 'plain', parameters: [] };
const message: ContentType = { type: 'message', subtype: 'rfc822', parameters: [] };
const opaque: ContentType = { type: 'application', subtype: 'octet-stream', parameters: [] };

const DASH = 45;
const nextDashes = Buffer.from('\n--');

/** Never throws; takes time in proportion to the octets. */
export function parseMime(raw: Buffer): MimePart {
  /** Those whose end has not been seen, outermost first. */
  const open: OpenPart[] = [];
  let count = 0;

  const boundaryAt = (start: number): BoundaryLine | null => {
    if (raw[start] !== DASH || raw[start + 1] !== DASH) return null;
    const end = lineEnd(raw, start, raw.length);
    const of = owner(raw.subarray(start, end), open);
    if (of === null) return null;
    const behind = start + (open[of]?.boundary?.length ?? 0);
    return { start, end, of, closes: raw[behind] === DASH && raw[behind + 1] === DASH };
  };

  const nextBoundary = (from: number): BoundaryLine | null => {
    if (open.every(({ boundary }) => boundary === null)) return null;
    let at = from;
    while (at !== -1) {
      const found = boundaryAt(at);
      if (found !== null) return found;
      const dashes = raw.indexOf(nextDashes, at);
      at = dashes === -1 ? -1 : dashes + 1;
    }
    return null;
  };

  const endOfHeader = (start: number): number => {
    let at = start;
    while (at < raw.length) {
      if (isEmptyLine(raw, at, raw.length)) return lineEnd(raw, at, raw.length);
      // A part may be cut short within its header.
      if (boundaryAt(at) !== null) return at;
      at = lineEnd(raw, at, raw.length);
    }
    return raw.length;
  };

  /** Opens the part that begins at `start` and the messages it holds; the next boundary is to be looked for at `next`. */
  const begin = (start: number, implied: ContentType): { readonly part: Draft; readonly next: number } => {
    const enclosing = open.at(-1)?.part;
    const bodyStart = endOfHeader(start);
    const field = firstField(raw, start, bodyStart, 'content-type');
    const told = field === null ? implied : (parseContentType(field) ?? plainText);
    const isMessage = told.type === message.type && told.subtype === message.subtype;
    const mayNest = open.length < MAX_DEPTH;
    const part: Draft = {
      ...(isMessage && !mayNest ? opaque : told),
      headerStart: start,
      bodyStart,
      bodyEnd: raw.length,
      parts: [],
      message: null,
    };
    count += 1;
    if (enclosing?.type === 'multipart') enclosing.parts.push(part);
    else if (enclosing !== undefined) enclosing.message = part;
    open.push({ part, boundary: mayNest ? boundaryOf(told) : null });
    return { part, next: isMessage && mayNest ? begin(bodyStart, plainText).next : bodyStart };
  };

  const close = (downTo: number, end: number): void => {
    for (const { part } of open.splice(downTo)) part.bodyEnd = Math.max(part.bodyStart, end);
  };

  const { part: root, next } = begin(0, plainText);
  let at = next;
  for (let line = nextBoundary(at); line !== null; line = nextBoundary(at)) {
    close(line.of + 1, beforeLineEnd(raw, line.start));
    at = line.end;
    const multipart = open[line.of];
    if (multipart === undefined || (!line.closes && count >= MAX_PARTS)) break;
    if (line.closes) multipart.boundary = null;
    else at = begin(line.end, multipart.part.subtype === 'digest' ? message : plainText).next;
  }
  return root;
}

function boundaryOf({ type, parameters }: ContentType): Buffer | null {
  if (type !== 'multipart') return null;
  const boundary = parameter(parameters, 'boundary')?.trimEnd() ?? '';
  return boundary === '' ? null : Buffer.from(`--${boundary}`, 'latin1');
}

/**
 * Which open multipart a line belongs to: the innermost whose boundary is the whole line, else the longest
 * that the line begins with (RFC 2046 §5.1.1 asks for no more than that); null for none.
 */
function owner(line: Buffer, open: readonly OpenPart[]): number | null {
  const text = line.subarray(0, textLength(line));
  let longest: number | null = null;
  let length = 0;
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const boundary = open[index]?.boundary ?? null;
    if (boundary === null || !text.subarray(0, boundary.length).equals(boundary)) continue;
    const rest = text.length - boundary.length;
    if (rest === 0 || (rest === 2 && text[text.length - 1] === DASH && text[text.length - 2] === DASH))
      return index;
    if (boundary.length > length) {
      longest = index;
      length = boundary.length;
    }
  }
  return longest;
}

function textLength(line: Buffer): number {
  let length = line.length;
  while (length > 0 && ' \t\r\n'.includes(String.fromCharCode(line[length - 1] ?? 0))) length -= 1;
  return length;
}

/** The line end before a boundary belongs to the boundary. */
function beforeLineEnd(raw: Buffer, start: number): number {
  if (raw[start - 1] !== 10) return start;
  return raw[start - 2] === 13 ? start - 2 : start - 1;
}
