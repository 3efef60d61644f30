/**
 * Header fields beside those of RFC 5322: what a caller may name itself, and what is written for them of a mailing list and a
 * priority.
 */
import type { InputProblem } from './errors.ts';
import type { Priority } from './precedence.ts';

export interface OutgoingHeader {
  readonly name: string;
  readonly value: string;
}

/** A mailing list, in the shape in which received messages tell theirs. */
export interface OutgoingList {
  /** Without its brackets, such as `announce.example.org` (RFC 2919). */
  readonly id?: string | null;
  /** `https:` and `mailto:` URIs in order of preference (RFC 2369). */
  readonly unsubscribe: readonly string[];
  /** A POST to the first `https:` one suffices (RFC 8058). */
  readonly oneClick?: boolean | null;
}

interface Fields {
  readonly headers?: readonly OutgoingHeader[] | null;
  readonly list?: OutgoingList | null;
  readonly priority?: Priority | null;
}

const headerName = /^[!-9;-~]{1,100}$/;

/** Fields that the gateway writes, that trace a message's way, or that say who gets it. */
const refusedNames =
  /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*|received|received-.*|return-path|delivered-to|delivery-date|x-original-to|envelope-to|x-envelope-.*|apparently-to|dkim-.*|domainkey-.*|arc-.*|authentication-results|resent-.*|x-unsent|x-smtpapi)$/i;

const ofLists = /^list-(id|unsubscribe|unsubscribe-post)$/i;
const ofPriority = /^(x-priority|x-msmail-priority|importance|priority)$/i;

/** No line is longer than 998 (RFC 5322 §2.1.1), and lines break at blanks. */
const longestWord = 900;

function headerProblem({ name, value }: OutgoingHeader, { list, priority }: Fields): string | null {
  if (!headerName.test(name)) return 'A header name is printable ASCII without blanks and colons.';
  if (refusedNames.test(name)) return `The field ${name} is not written from \`headers\`.`;
  if (ofLists.test(name) && (list ?? null) !== null) return `The field ${name} is written from \`list\`.`;
  if (ofPriority.test(name) && (priority ?? 'normal') !== 'normal')
    return `The field ${name} is written from \`priority\`.`;
  if (/[\r\n\0]/.test(value)) return 'A header value holds no CR, LF or NUL.';
  if (value.length > 10_000) return 'A header value has at most 10,000 characters.';
  return value.split(/[ \t]/).some((word) => word.length > longestWord)
    ? `A header value has a blank within every ${longestWord} characters, at which its line can break.`
    : null;
}

const listId = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)+$/;
const uri = /^(?:https:\/\/|mailto:)[!#-;=?-Z\]_a-z[~]{1,890}$/i;

function listProblem({ id, unsubscribe, oneClick }: OutgoingList): InputProblem | null {
  if ((id ?? null) !== null && !(listId.test(id ?? '') && (id ?? '').length <= 255)) {
    return {
      pointer: '/list/id',
      message: 'A list id has the form label.domain (RFC 2919), without brackets.',
    };
  }
  const wrong = unsubscribe.findIndex((each) => !uri.test(each) || !URL.canParse(each));
  if (wrong !== -1) {
    const message =
      'An address to unsubscribe at is an https: or mailto: URI of at most 890 ASCII characters.';
    return { pointer: `/list/unsubscribe/${wrong}`, message };
  }
  if (oneClick === true && !unsubscribe.some((each) => /^https:/i.test(each))) {
    return { pointer: '/list/oneClick', message: 'One click needs an https: address (RFC 8058 §3.1).' };
  }
  return null;
}

/** The first problem, or null. */
export function headersProblem(fields: Fields): InputProblem | null {
  const { headers, list } = fields;
  for (const [index, header] of (headers ?? []).entries()) {
    const message = headerProblem(header, fields);
    if (message !== null) return { pointer: `/headers/${index}`, message };
  }
  return list === null || list === undefined ? null : listProblem(list);
}

/** All that is written, of fields without a problem. */
export function headersOf({ headers, list, priority }: Fields): readonly OutgoingHeader[] {
  return [...(headers ?? []), ...listHeaders(list ?? null), ...(priorityHeaders[priority ?? 'normal'] ?? [])];
}

function listHeaders(list: OutgoingList | null): readonly OutgoingHeader[] {
  if (list === null) return [];
  const { id = null, unsubscribe, oneClick } = list;
  return [
    ...(id === null ? [] : [{ name: 'List-Id', value: `<${id}>` }]),
    ...(unsubscribe.length === 0
      ? []
      : [{ name: 'List-Unsubscribe', value: unsubscribe.map((each) => `<${each}>`).join(', ') }]),
    ...(oneClick === true ? [{ name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }] : []),
  ];
}

const priorityHeaders: Readonly<Record<Priority, readonly OutgoingHeader[]>> = {
  high: [
    { name: 'X-Priority', value: '1' },
    { name: 'Importance', value: 'high' },
  ],
  normal: [],
  low: [
    { name: 'X-Priority', value: '5' },
    { name: 'Importance', value: 'low' },
  ],
};
