/** Content-Type, Content-Disposition and their parameters (RFC 2045 §5.1, RFC 2183, RFC 2231). */
import { createScanner, type Scanner } from './structured.ts';

export type Parameters = readonly (readonly [string, string])[];

export interface ContentType {
  /** Lower case. */
  readonly type: string;
  readonly subtype: string;
  readonly parameters: Parameters;
}

/** null when it has no type and subtype. What stands between a value and the next semicolon is passed over. */
export function parseContentType(field: string): ContentType | null {
  const scanner = createScanner(field);
  scanner.skipSpace();
  const type = scanner.word('/;"').toLowerCase();
  scanner.skipSpace();
  if (type === '' || scanner.take() !== '/') return null;
  scanner.skipSpace();
  const subtype = scanner.word('/;"').toLowerCase();
  return subtype === '' ? null : { type, subtype, parameters: parseParameters(scanner) };
}

export interface Disposition {
  /** As written; empty when the field has parameters only. */
  readonly kind: string;
  readonly parameters: Parameters;
}

export function parseDisposition(field: string): Disposition {
  const scanner = createScanner(field);
  scanner.skipSpace();
  const kind = scanner.peek() === '"' ? scanner.quoted() : scanner.word(';"');
  return { kind, parameters: parseParameters(scanner) };
}

/** In the order written, each name as written with its RFC 2231 marks. */
function parseParameters(scanner: Scanner): Parameters {
  const parameters: (readonly [string, string])[] = [];
  for (;;) {
    scanner.skipTo(';');
    if (scanner.atEnd()) return parameters;
    scanner.take();
    scanner.skipSpace();
    const name = scanner.word('=;"');
    scanner.skipSpace();
    if (name === '' || scanner.peek() !== '=') continue;
    scanner.take();
    scanner.skipSpace();
    parameters.push([name, scanner.peek() === '"' ? scanner.quoted() : scanner.word(';"')]);
  }
}

/**
 * What RFC 2231 §3 cut into pieces put together again, as §6 wants it of BODYSTRUCTURE: at the place of the first
 * piece met, octets still encoded. Pieces behind a gap are left out, those without a first one stay as written.
 */
export function joinedPieces(parameters: Parameters): Parameters {
  const pieces = new Map<string, Map<number, Piece>>();
  for (const [written, value] of parameters) {
    const [, name, number, mark] = PIECE.exec(written) ?? [];
    if (name === undefined) continue;
    const key = name.toLowerCase();
    const known = pieces.get(key) ?? new Map<number, Piece>();
    known.set(Number(number), { value, isEncoded: mark === '*' });
    pieces.set(key, known);
  }
  const told = new Set<string>();
  return parameters.flatMap(([written, value]): Parameters => {
    const name = PIECE.exec(written)?.[1];
    const known = pieces.get(name?.toLowerCase() ?? '');
    if (name === undefined || known?.has(0) !== true) return [[written, value]];
    if (told.has(name.toLowerCase())) return [];
    told.add(name.toLowerCase());
    return [joined(name, known)];
  });
}

interface Piece {
  readonly value: string;
  readonly isEncoded: boolean;
}

const PIECE = /^([^*]+)\*(\d{1,4})(\*?)$/;

function joined(name: string, pieces: ReadonlyMap<number, Piece>): readonly [string, string] {
  const inOrder: Piece[] = [];
  for (let piece = pieces.get(0); piece !== undefined; piece = pieces.get(inOrder.length))
    inOrder.push(piece);
  if (!inOrder.some(({ isEncoded }) => isEncoded)) return [name, inOrder.map(({ value }) => value).join('')];
  const values = inOrder.map(({ value, isEncoded }) => (isEncoded ? value : percentEncoded(value)));
  return [`${name}*`, values.join('')];
}

/** All but attribute-char (RFC 2231 §7). */
function percentEncoded(value: string): string {
  const hex = (octet: string): string => octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
  return value.replace(/[^\w!#$&+.^`{|}~-]/g, (octet) => `%${hex(octet)}`);
}

/**
 * The first parameter of that name, its RFC 2231 pieces put together and its octets decoded (Latin-1, the
 * charset is not undone); null when there is none.
 */
export function parameter(parameters: Parameters, name: string): string | null {
  const pieces = new Map<number, string>();
  for (const [written, value] of parameters) {
    const lower = written.toLowerCase();
    if (lower === name) return value;
    if (!lower.startsWith(`${name}*`)) continue;
    const mark = /^(?:(\d{1,4})(\*)?)?$/.exec(lower.slice(name.length + 1));
    if (mark === null) continue;
    const [, number = '0', extended] = mark;
    const isEncoded = mark[1] === undefined || extended !== undefined;
    pieces.set(Number(number), isEncoded ? percentDecoded(value, number === '0') : value);
  }
  if (!pieces.has(0)) return null;
  let whole = '';
  for (let index = 0; pieces.has(index); index += 1) whole += pieces.get(index) ?? '';
  return whole;
}

function percentDecoded(value: string, isFirst: boolean): string {
  const plain = isFirst ? value.replace(/^[^']*'[^']*'/, '') : value;
  return plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
