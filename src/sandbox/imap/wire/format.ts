/** Writes values as RFC 3501 §9 has them: quoted strings, literals, lists. Knows no command. */
import type { Atom, Value } from './value.ts';

/** Longer strings travel as literals: many clients read a quoted string into a short buffer. */
const LONGEST_QUOTED = 1000;

/** What a quoted string may not hold: CR, LF, NUL and, without UTF8=ACCEPT, anything of 8 bits. */
const UNQUOTABLE = /[\0\r\n\u0080-\uffff]/;

/** The value in octets, one per character (latin1). Strings beyond latin1 are written in UTF-8. */
export function formatted(value: Value): string {
  if (value === null) return 'NIL';
  if (typeof value === 'string') return formattedString(value);
  if (typeof value === 'number' || typeof value === 'bigint') return value.toString();
  if (Buffer.isBuffer(value)) return formattedString(value.toString('latin1'));
  if (isList(value)) return `(${value.map(formatted).join(' ')})`;
  return value.atom;
}

/** A quoted string, or a literal where a quoted string cannot carry the text. */
export function formattedString(text: string): string {
  if (text.length > LONGEST_QUOTED || UNQUOTABLE.test(text)) return formattedLiteral(text);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function formattedLiteral(text: string): string {
  const octets = /[\u0100-\uffff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
  return `{${octets.length}}\r\n${octets}`;
}

function isList(value: Atom | Buffer | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}
