/** One request to the control API: its body and the fields of it, each read with a complaint that says what was expected. */
import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

export type Fields = Readonly<Record<string, unknown>>;

const LONGEST_BODY = 96 * 1024 * 1024;

/** Throws `Problem` 413 beyond 96 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > LONGEST_BODY) throw new Problem(413, 'The body is too long.', 'Send at most 96 MiB.');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The one content type that a page of somebody else cannot send unasked. Throws `Problem`. */
export function asFields(request: IncomingMessage, body: Buffer): Fields {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new Problem(415, 'The body is not JSON.', 'Send Content-Type: application/json.');
  const example = 'Send one JSON object, such as {"user": "ann"}.';
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch (cause) {
    throw new Problem(400, `The body is no JSON: ${cause instanceof Error ? cause.message : ''}`, example);
  }
  return objectOf(value, 'The body', example);
}

export function objectOf(value: unknown, what: string, remedy: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Problem(400, `${what} is no object.`, remedy);
  return value as Fields;
}

/** So that a misspelled name is not passed over. */
export function onlyFields(fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Problem(
      400,
      `There is no field "${unknown.join('", "')}" here.`,
      `The fields are: ${known.join(', ')}.`,
    );
}

export function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '')
    throw new Problem(400, `"${name}" is missing or no text.`, `Give "${name}" as a text that is not empty.`);
  if (/[\0\r\n]/.test(value) && name !== 'raw')
    throw new Problem(400, `"${name}" has more than one line.`, `Give "${name}" as one line.`);
  return value;
}

export function numberOf(fields: Fields, name: string, least: number, most: number): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new Problem(
      400,
      `"${name}" is no whole number from ${least} to ${most}.`,
      `Give "${name}" as such a number.`,
    );
  return value;
}

export function textsOf(fields: Fields, name: string): readonly string[] {
  const value = fields[name];
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list) || list.length === 0)
    throw new Problem(400, `"${name}" is missing or no list.`, `Give "${name}" as a list of texts.`);
  return list.map((each: unknown) => textOf({ [name]: each }, name));
}

/** What `read` makes of the field, or nothing where it is absent. */
export function optional<T>(
  fields: Fields,
  name: string,
  read: (fields: Fields, name: string) => T,
): T | undefined {
  return fields[name] === undefined ? undefined : read(fields, name);
}
