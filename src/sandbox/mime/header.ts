/**
 * Header fields of a raw message, found without copying it. A line ends with LF, with or without a CR before
 * it; a header ends at its first empty line. Text is Latin-1: one character for each octet, nothing decoded.
 */
import type { MimePart } from './part.ts';

/** Octets of one field with its folded lines; `end` is behind its last line end. */
export interface Field {
  readonly start: number;
  readonly end: number;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;

/** Behind the line end of the line at `at`. */
export function lineEnd(raw: Buffer, at: number, end: number): number {
  const found = raw.indexOf(LF, at);
  return found === -1 || found >= end ? end : found + 1;
}

export function isEmptyLine(raw: Buffer, start: number, end: number): boolean {
  if (raw[start] === LF) return start < end;
  return raw[start] === CR && raw[start + 1] === LF && start + 1 < end;
}

/** In their order, up to the empty line. A line that is no header field is one of its own, without a name. */
export function* fieldsIn(raw: Buffer, start: number, end: number): Generator<Field, void> {
  let at = start;
  while (at < end && !isEmptyLine(raw, at, end)) {
    const field = { start: at, end: foldedEnd(raw, at, end) };
    yield field;
    at = field.end;
  }
}

/** The first of that name, unfolded and without the white space around it, else undecoded; null when there is none. */
export function headerField(raw: Buffer, part: MimePart, name: string): string | null {
  return firstField(raw, part.headerStart, part.bodyStart, name);
}

export function firstField(raw: Buffer, start: number, end: number, name: string): string | null {
  const wanted = name.toLowerCase();
  let at = start;
  while (at < end && !isEmptyLine(raw, at, end)) {
    const next = foldedEnd(raw, at, end);
    if (isNamed(raw, at, next, wanted)) return fieldValue(raw, { start: at, end: next });
    at = next;
  }
  return null;
}

export function allFields(raw: Buffer, start: number, end: number, name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const field of fieldsIn(raw, start, end)) {
    if (isNamed(raw, field.start, field.end, wanted)) values.push(fieldValue(raw, field));
  }
  return values;
}

/** Lower case; empty for a line that is no header field. */
export function fieldName(raw: Buffer, field: Field): string {
  const text = raw.toString('latin1', field.start, field.end);
  return text
    .slice(0, Math.max(0, text.indexOf(':')))
    .trimEnd()
    .toLowerCase();
}

export function fieldValue(raw: Buffer, field: Field): string {
  const text = raw.toString('latin1', field.start, field.end);
  return unfolded(text.slice(text.indexOf(':') + 1));
}

/** Folding undone (RFC 5322 §2.2.3), white space at both ends removed; a lone CR becomes a space. */
export function unfolded(text: string): string {
  const line = /[\r\n]/.test(text) ? text.replace(/\r?\n/g, '').replaceAll('\r', ' ') : text;
  let start = 0;
  let end = line.length;
  while (start < end && isBlank(line.charCodeAt(start))) start += 1;
  while (end > start && isBlank(line.charCodeAt(end - 1))) end -= 1;
  return line.slice(start, end);
}

function foldedEnd(raw: Buffer, start: number, end: number): number {
  let at = lineEnd(raw, start, end);
  while (at < end && isBlank(raw[at])) at = lineEnd(raw, at, end);
  return at;
}

function isNamed(raw: Buffer, start: number, end: number, wanted: string): boolean {
  for (let index = 0; index < wanted.length; index += 1) {
    const octet = raw[start + index] ?? 0;
    const lower = octet >= 65 && octet <= 90 ? octet + 32 : octet;
    if (lower !== wanted.charCodeAt(index)) return false;
  }
  let at = start + wanted.length;
  while (at < end && isBlank(raw[at])) at += 1;
  return at < end && raw[at] === COLON;
}

function isBlank(code: number | undefined): boolean {
  return code === SPACE || code === TAB;
}
