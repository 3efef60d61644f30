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
