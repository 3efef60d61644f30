/**
 * Wanted fields → what FETCH is asked for in one round for all that needs no body; a second one for bodies is in
 * body-plan.ts. Nothing that no field needs is fetched, and nothing ever sets `\Seen`. Pure.
 */
import type { MessageField } from '../domain/message.ts';
import type { Filter } from '../domain/search.ts';
import { snippetTerms, type SnippetTerms } from '../domain/snippet.ts';
import type { ContentField } from '../use-cases/ports/content.ts';
import { atom, type Token, type TokenNode } from './exchange.ts';
import { headerNames } from './header-fields.ts';

/** What of the server's abilities decides what can be asked. */
export interface FetchAbilities {
  readonly modseq: boolean;
  readonly objectId: boolean;
  readonly gmail: boolean;
  /** The server makes previews itself (RFC 8970). */
  readonly preview: boolean;
}

export interface FetchPlan {
  readonly fields: ReadonlySet<MessageField>;
  readonly abilities: FetchAbilities;
  /** Of the first round; UID is always among them. */
  readonly items: readonly Token[];
  /** Whether the structure is looked at. */
  readonly structure: boolean;
  /** What is read of the bodies; empty without a second round. */
  readonly content: readonly ContentField[];
  /** What snippets are to show; null without a search. */
  readonly snippets: SnippetTerms | null;
  /** Of one decoded body, in octets. */
  readonly bodyMaxBytes: number;
  /** Of the whole header, where that is fetched. */
  readonly headerMaxBytes: number;
  /** How many are fetched at once. */
  readonly messages: number;
}

const envelopeFields: readonly MessageField[] = [
  ...(['messageId', 'inReplyTo', 'subject', 'date'] as const),
  ...(['from', 'sender', 'replyTo', 'to', 'cc', 'bcc'] as const),
];
const structureFields: readonly MessageField[] = ['hasAttachments', 'attachments', 'enclosed', 'truncated'];
export const wordFields = ['markdown', 'quoted', 'signature'] as const satisfies readonly ContentField[];
const contentFields: readonly ContentField[] = [
  ...(['text', 'html', 'preview', ...wordFields, 'remoteImages'] as const),
  ...(['security', 'report', 'calendar', 'enclosed'] as const),
];

/** More of a header than any honest message has; the least that is fetched; and what a page has of all its headers. */
const longestHeader = 1024 * 1024;
const leastHeader = 64 * 1024;
const pageHeaders = 16 * 1024 * 1024;

/** `messages`: how many are fetched at once; `knowsStructure`: BODYSTRUCTURE need not be asked for. */
export function planFetch(
  wanted: readonly MessageField[],
  bodyMaxBytes: number,
  abilities: FetchAbilities,
  filter: Filter | null = null,
  messages = 1,
  knowsStructure = false,
): FetchPlan {
  const fields = new Set(wanted);
  const has = (names: readonly MessageField[]): boolean => names.some((name) => fields.has(name));
  const threadByRoot = fields.has('threadId') && !abilities.objectId && !abilities.gmail;
  const items: Token[] = [atom('UID')];
  if (has(['flags', 'unread'])) items.push(atom('FLAGS'));
  if (fields.has('receivedAt')) items.push(atom('INTERNALDATE'));
  if (fields.has('size')) items.push(atom('RFC822.SIZE'));
  if (fields.has('modseq') && abilities.modseq) items.push(atom('MODSEQ'));
  if (fields.has('emailId') && abilities.objectId) items.push(atom('EMAILID'));
  else if (fields.has('emailId') && abilities.gmail) items.push(atom('X-GM-MSGID'));
  if (fields.has('threadId') && abilities.objectId) items.push(atom('THREADID'));
  else if (fields.has('threadId') && abilities.gmail) items.push(atom('X-GM-THRID'));
  if (fields.has('labels') && abilities.gmail) items.push(atom('X-GM-LABELS'));
  const snippets = fields.has('snippets') && filter !== null ? snippetTerms(filter) : null;
  if (has(envelopeFields) || threadByRoot || snippets !== null) items.push(atom('ENVELOPE'));
  if (fields.has('preview') && abilities.preview) items.push(atom('PREVIEW'));
  // `truncated` speaks of the bodies that are shown.
  const content = contentFields.filter(
    (field) => fields.has(field) && !(field === 'preview' && abilities.preview),
  );
  const structure = has(structureFields) || content.length > 0 || snippets?.has('body') === true;
  if (structure && !knowsStructure) items.push(atom('BODYSTRUCTURE'));
  const names = headerNames(fields, threadByRoot);
  const headerMaxBytes = Math.max(leastHeader, Math.min(longestHeader, Math.floor(pageHeaders / messages)));
  if (fields.has('headers')) items.push(bodySection([atom('HEADER')], headerMaxBytes));
  else if (names.length > 0) {
    items.push(bodySection([atom('HEADER.FIELDS'), names.map((name) => atom(name))], null));
  }
  const sizes = { bodyMaxBytes, headerMaxBytes, messages };
  return { fields, abilities, items, structure, content, snippets, ...sizes };
}

/** `BODY.PEEK[section]<0.limit>`: reading never sets `\Seen` (RFC 9051 §6.4.5). */
export function bodySection(section: readonly Token[], limit: number | null, start = 0): TokenNode {
  const peek: TokenNode = { type: 'ATOM', value: 'BODY.PEEK', section };
  return limit === null ? peek : { ...peek, partial: [start, limit] };
}
