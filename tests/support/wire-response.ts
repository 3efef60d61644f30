/** Reads one IMAP response (RFC 3501 §7) into strings and lists. */

/** Atoms, numbers and strings alike are strings; NIL is null. */
export type WireValue = string | null | readonly WireValue[];

export interface WireResponse {
  /** `*`, `+` or a command's tag. */
  readonly tag: string;
  /** Of a status response: OK, NO, BAD, BYE or PREAUTH; empty of all others. */
  readonly status: string;
  readonly code: string;
  readonly text: string;
  /** Of data: its values, such as `['3', 'EXISTS']`. */
  readonly data: readonly WireValue[];
  readonly line: string;
}

const STATUS = /^(\S+) (OK|NO|BAD|BYE|PREAUTH)(?: |$)(?:\[((?:[^\]"]|"(?:[^"\\]|\\.)*")*)\] ?)?([^]*)$/i;

/** `line` is whole, literals included, without its last line end. Throws on what RFC 3501 §9 does not allow. */
export function parseResponse(line: string): WireResponse {
  const [, tag, status, code = '', text = ''] = STATUS.exec(line) ?? [];
  if (tag !== undefined && status !== undefined) {
    return { tag, status: status.toUpperCase(), code, text, data: [], line };
  }
  if (line.startsWith('+')) return { tag: '+', status: '', code: '', text: line.slice(2), data: [], line };
  if (!line.startsWith('* ')) throw new Error(`not a response: ${JSON.stringify(line)}`);
  return { tag: '*', status: '', code: '', text: '', data: parseValues(line.slice(2)), line };
}

export function parseValues(text: string): readonly WireValue[] {
  const reader = { text, at: 0 };
  const values = readList(reader, '');
  if (reader.at < text.length) throw new Error(`unbalanced: ${JSON.stringify(text)}`);
  return values;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readList(reader: Reader, close: string): readonly WireValue[] {
  const values: WireValue[] = [];
  while (reader.at < reader.text.length) {
    const character = reader.text.charAt(reader.at);
    if (character === close) {
      reader.at += 1;
      return values;
    }
    if (character === ')') return values;
    if (character === ' ') reader.at += 1;
    else values.push(readValue(reader, character));
  }
  if (close !== '') throw new Error(`unclosed: ${JSON.stringify(reader.text)}`);
  return values;
}

function readValue(reader: Reader, first: string): WireValue {
  if (first === '(') {
    reader.at += 1;
    return readList(reader, ')');
  }
  const rest = reader.text.slice(reader.at, reader.at + 32);
  const literal = /^~?\{(\d+)\}\r\n/.exec(rest);
  if (literal !== null) {
    const start = reader.at + literal[0].length;
    reader.at = start + Number(literal[1]);
    return reader.text.slice(start, reader.at);
  }
  return first === '"' ? readQuoted(reader) : readAtom(reader);
}

function readQuoted(reader: Reader): string {
  const quoted = /"((?:[^"\\\r\n]|\\["\\])*)"/y;
  quoted.lastIndex = reader.at;
  const found = quoted.exec(reader.text);
  if (found?.[1] === undefined)
    throw new Error(`not a quoted string: ${JSON.stringify(reader.text.slice(reader.at))}`);
  reader.at = quoted.lastIndex;
  return found[1].replace(/\\(.)/g, '$1');
}

/** A section in brackets belongs to its atom: `BODY[HEADER.FIELDS (To)]<0>`. */
function readAtom(reader: Reader): string | null {
  const atom = /(?:[^ ()"[\r\n]|\[[^\]\r\n]*\])+/y;
  atom.lastIndex = reader.at;
  const found = atom.exec(reader.text)?.[0];
  if (found === undefined) throw new Error(`not a value: ${JSON.stringify(reader.text.slice(reader.at))}`);
  reader.at += found.length;
  return found.toUpperCase() === 'NIL' ? null : found;
}
