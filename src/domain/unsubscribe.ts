/**
 * The ways out of a mailing list that can be carried out for its reader: one-click (RFC 8058) and a letter (`mailto:`,
 * RFC 6068). A web page is not among them: what it wants to be told nobody knows. Pure; what a message says is never
 * trusted further than to one address and a few words.
 */
import type { Authentication } from './authentication.ts';
import { GatewayError } from './errors.ts';
import type { MailingList } from './mailing-list.ts';
import { envelopeProblem } from './outgoing.ts';

export const unsubscribeMethods = ['one-click', 'mailto'] as const;
export type UnsubscribeMethod = (typeof unsubscribeMethods)[number];

/** What is written to the list. */
export interface LeavingLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export type WayOut =
  | { readonly method: 'one-click'; readonly url: string }
  | { readonly method: 'mailto'; readonly letter: LeavingLetter };

const longestSubject = 500;
const longestText = 5_000;

/** In the order in which they are tried. */
export function waysOut(
  list: MailingList | null,
  authentication: Pick<Authentication, 'dkim'> | null,
): readonly WayOut[] {
  if (list === null) return [];
  const url = list.unsubscribe.find((uri) => /^https:/i.test(uri));
  // Without a signature anybody may have written the address (RFC 8058 §4); who checked none says nothing.
  const isForged = ![null, 'pass'].includes(authentication?.dkim ?? null);
  const clicks: readonly WayOut[] =
    list.oneClick && url !== undefined && URL.canParse(url) && !isForged
      ? [{ method: 'one-click', url }]
      : [];
  const letters = list.unsubscribe.flatMap((uri): WayOut[] => {
    const letter = readLeavingLetter(uri);
    return letter === null ? [] : [{ method: 'mailto', letter }];
  });
  return [...clicks, ...letters.slice(0, 1)];
}

/** The first way, or the first of the method asked for. Throws `unsupported-by-server` when there is none. */
export function chooseWayOut(ways: readonly WayOut[], method: UnsubscribeMethod | null): WayOut {
  const chosen = ways.find((way) => method === null || way.method === method);
  if (chosen !== undefined) return chosen;
  throw new GatewayError(
    'unsupported-by-server',
    method === null
      ? 'The message names no way out of its list that can be carried out: neither one-click (RFC 8058), signed, nor a mailto address.'
      : `The message does not name the way ${method} out of its list, or that is not to be believed.`,
  );
}

/** null for other URIs, and for those that do not name exactly one address. Other fields than subject and body are ignored. */
export function readLeavingLetter(uri: string): LeavingLetter | null {
  const [, path = '', query = ''] = /^mailto:([^?#]*)(?:\?([^#]*))?/i.exec(uri) ?? [];
  const fields = new Map<string, string>();
  for (const field of query.split('&')) {
    const at = field.indexOf('=');
    const name = field.slice(0, Math.max(at, 0)).toLowerCase();
    const value = decoded(field.slice(at + 1));
    if (value === null) return null;
    if (!fields.has(name)) fields.set(name, value);
  }
  const to = [decoded(path), fields.get('to') ?? ''].filter((each) => each !== '');
  const [address = null] = to;
  if (address === null || to.length !== 1 || envelopeProblem(address) !== null) return null;
  return {
    to: address,
    subject: oneLine(fields.get('subject') ?? '').slice(0, longestSubject) || 'unsubscribe',
    text: lines(fields.get('body') ?? '').slice(0, longestText) || 'unsubscribe',
  };
}

/** A `+` is a plus here (RFC 6068 §5). null for what is no percent-encoded UTF-8. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
