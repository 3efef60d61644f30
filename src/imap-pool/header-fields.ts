/** What a message is by its header: which header fields that takes, the block as fields, and what they say. */
import type { AccountSettings } from '../domain/account.ts';
import { authenticationHeaders, readAuthentication } from '../domain/authentication.ts';
import { trustedAuthserv } from '../domain/authserv.ts';
import { autoSubmittedHeaders, readAutoSubmitted } from '../domain/auto-submitted.ts';
import { mailingListHeaders, readMailingList } from '../domain/mailing-list.ts';
import type { Header } from '../domain/header.ts';
import type { Message, MessageField } from '../domain/message.ts';
import { reportHeaders } from '../domain/report-headers.ts';
import { headerText, rawText } from './decode.ts';

/** In upper case, for one HEADER.FIELDS item. */
export function headerNames(fields: ReadonlySet<MessageField>, threadByRoot: boolean): readonly string[] {
  const names = [
    ...(fields.has('references') || threadByRoot ? ['References'] : []),
    ...(fields.has('authentication') ? authenticationHeaders : []),
    ...(fields.has('autoSubmitted') ? autoSubmittedHeaders : []),
    ...(fields.has('list') ? mailingListHeaders : []),
    ...(fields.has('report') ? reportHeaders : []),
  ];
  return [...new Set(names.map((name) => name.toUpperCase()))];
}

/** A header block as it stands, each value unfolded and decoded. */
export function readHeaders(block: Buffer): readonly Header[] {
  const headers: Header[] = [];
  const lines = block.toString('latin1').split(/\r?\n(?![ \t])/);
  for (const line of lines) {
    const match = /^([!-9;-~]+)[ \t]*:([^]*)$/.exec(line);
    if (match === null) continue;
    const [, name = '', value = ''] = match;
    const raw = Buffer.from(value, 'latin1');
    headers.push({ name, value: headerText(rawText({ type: 'LITERAL', value: raw }) ?? '') });
  }
  return headers;
}

type HeaderFields = { -readonly [Key in 'authentication' | 'autoSubmitted' | 'list']?: Message[Key] };

export interface ReceivedBy {
  readonly account: Pick<AccountSettings, 'email' | 'imap'>;
  readonly authservIds: readonly string[];
}

export function addHeaderFields(
  view: HeaderFields,
  headers: readonly Header[],
  { account, authservIds }: ReceivedBy,
  fields: ReadonlySet<MessageField>,
): void {
  if (fields.has('authentication')) {
    view.authentication = readAuthentication(headers, trustedAuthserv(account, authservIds));
  }
  if (fields.has('autoSubmitted')) view.autoSubmitted = readAutoSubmitted(headers);
  if (fields.has('list')) view.list = readMailingList(headers);
}
