/**
 * What went over the wire at an attempt, as it is kept and shown: bounded, and without what the endpoint alone is to
 * know. Pure.
 */
import type { PayloadLevel } from './webhook.ts';

export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

export interface HttpContent {
  readonly headers: readonly HttpHeader[];
  readonly body: string;
  /** Whether headers or body are only the beginning. */
  readonly truncated: boolean;
}

export interface Exchange {
  /** Number of the attempt. */
  readonly attempt: number;
  /** How much of a message the request tells. */
  readonly level: PayloadLevel;
  readonly request: HttpContent & { readonly url: string };
  /** null when no answer came. */
  readonly response: HttpContent | null;
}

/** In the place of a value that is not shown. */
export const masked = '********';

const keptHeadOctets = 8 * 1024;
const keptBodyOctets = 16 * 1024;

/** Values that a header of this name has are secrets, whoever set it. */
const secretName =
  /^(webhook-signature|(proxy-)?authorization|(set-)?cookie|x-api-key)$|token|secret|password/i;
/** A shorter value would take innocent words with it. */
const shortestSecret = 6;

/** `ownNames`: the headers that the webhook's maker configured. Their values are secrets, also where the endpoint repeats them. */
export function exchangeOf(
  attempt: number,
  level: PayloadLevel,
  request: {
    readonly url: string;
    readonly headers: readonly HttpHeader[];
    readonly body: string;
    readonly ownNames: readonly string[];
  },
  response: HttpContent | null,
): Exchange {
  const isSecret = ({ name }: HttpHeader): boolean =>
    secretName.test(name) || request.ownNames.includes(name.toLowerCase());
  const secrets = request.headers.filter(isSecret).flatMap(({ value }) => spellingsOf(value));
  const shown = (header: HttpHeader): HttpHeader =>
    isSecret(header) ? { ...header, value: masked } : { ...header, value: without(secrets, header.value) };
  const { url, headers, body } = request;
  return {
    attempt,
    level,
    request: { url, ...bounded({ headers: headers.map(shown), body, truncated: false }) },
    response:
      response &&
      bounded({ ...response, headers: response.headers.map(shown), body: without(secrets, response.body) }),
  };
}

/** The whole value and, of a credential behind its scheme or of several signatures, each word. */
function spellingsOf(value: string): readonly string[] {
  return [value, ...value.split(/[\s,]+/)].filter(({ length }) => length >= shortestSecret);
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((left, secret) => left.split(secret).join(masked), text);
}

function bounded({ headers, body, truncated }: HttpContent): HttpContent {
  const kept: HttpHeader[] = [];
  let octets = 0;
  for (const header of headers) {
    octets += Buffer.byteLength(header.name) + Buffer.byteLength(header.value);
    if (octets > keptHeadOctets) break;
    kept.push(header);
  }
  const beginning = beginningOf(body, keptBodyOctets);
  return {
    headers: kept,
    body: beginning,
    truncated: truncated || kept.length < headers.length || beginning.length < body.length,
  };
}

/** No longer than so many octets of UTF-8, and no part of a character. */
function beginningOf(text: string, most: number): string {
  const octets = Buffer.from(text);
  if (octets.length <= most) return text;
  let end = most;
  while (((octets[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return octets.subarray(0, end).toString('utf8');
}
