/**
 * The mailing list that a message came over: List-Id (RFC 2919), List-Unsubscribe (RFC 2369) and its one-click form
 * (RFC 8058). Nothing is ever called from here: to leave a list is the reader's decision.
 */
import { headerValue, headerValues, withoutComments, type Header } from './header.ts';

export interface MailingList {
  /** Without angle brackets, such as `announce.example.org`. */
  readonly id: string | null;
  /** `https:`, `http:` and `mailto:` URIs in the list's order of preference. */
  readonly unsubscribe: readonly string[];
  /** A POST of `List-Unsubscribe=One-Click` to the first `https:` one suffices. Believe it only with DKIM (RFC 8058 §4). */
  readonly oneClick: boolean;
}

export const mailingListHeaders = ['List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post'] as const;

const mostUris = 10;
const longestUri = 4_096;

/** null for a message of no list. */
export function readMailingList(headers: readonly Header[]): MailingList | null {
  const id = readListId(headerValue(headers, 'List-Id'));
  const unsubscribe = headerValues(headers, 'List-Unsubscribe').flatMap(urisOf).slice(0, mostUris);
  if (id === null && unsubscribe.length === 0) return null;
  const post = headerValue(headers, 'List-Unsubscribe-Post')?.replace(/\s/g, '').toLowerCase();
  return {
    id,
    unsubscribe,
    oneClick: post === 'list-unsubscribe=one-click' && unsubscribe.some((uri) => /^https:/i.test(uri)),
  };
}

/** `Name <list.example.org>`; some write the bare id. */
function readListId(value: string | null): string | null {
  if (value === null) return null;
  const text = withoutComments(value.slice(0, 1_024));
  const bracketed =
    text.lastIndexOf('<') === -1 ? null : /^<([^<>]*)>?/.exec(text.slice(text.lastIndexOf('<')));
  const id = (bracketed?.[1] ?? text).replace(/\s/g, '');
  return id === '' ? null : id;
}

/** The `<…>` of a list; blanks that folding put into a long URI are taken out (RFC 2369 §2). */
function urisOf(value: string): readonly string[] {
  const uris = value.slice(0, 32_768).match(/<[^<>]*>/g) ?? [];
  return uris
    .map((each) => each.slice(1, -1).replace(/\s/g, ''))
    .filter((uri) => uri.length <= longestUri && /^(?:https?:\/\/|mailto:)[^\p{Cc}"\\]+$/iu.test(uri));
}
