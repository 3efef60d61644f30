/**
 * A row of FETCH → the message as callers see it, reduced to the fields asked for; its bodies are read elsewhere
 * (show-messages.ts). Never throws: what cannot be read of a message is null or empty and told in `parseError`, and the
 * rest is true.
 */
import type { Account, AccountIdentity } from '../domain/account.ts';
import {
  attachmentId,
  emailId,
  messageId,
  threadId,
  type MessageRef,
  type ThreadKey,
} from '../domain/ids.ts';
import { headerValue, type Header } from '../domain/header.ts';
import {
  canonicalFlag,
  type Attachment,
  type EnclosedAttachment,
  type MessageView,
} from '../domain/message.ts';
import { threadRoot } from '../domain/thread.ts';
import { instant } from '../domain/time.ts';
import { decodedSize } from '../mime/transfer-encoding.ts';
import { rawText } from './decode.ts';
import { messageIds, readEnvelope, readInternalDate } from './envelope.ts';
import { isList, numberOf, textOf, type Token } from './exchange.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { Row } from './fetch-rows.ts';
import { addHeaderFields, readHeaders } from './header-fields.ts';
import { mailboxNameOf } from './mailbox-name.ts';
import { attachmentsOf, isInline, readStructure, type Part, type Structure } from './structure.ts';

/** The mailbox that rows come from. */
export interface Place {
  readonly account: Pick<Account, 'id' | 'incarnation' | 'revision' | 'email' | 'imap'>;
  /** Whose Authentication-Results every account believes. */
  readonly authservIds: readonly string[];
  readonly mailboxId: string;
  readonly mailboxPath: string;
  readonly uidValidity: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export function toMessage(row: Row, place: Place, plan: FetchPlan): MessageView {
  return readMessage(row, place, plan).view;
}

/** The same with what could not be understood, whether that is asked for or not. */
export function readMessage(
  row: Row,
  place: Place,
  plan: Pick<FetchPlan, 'fields' | 'content' | 'structure' | 'headerMaxBytes'>,
  knownId: string | null = null,
): { readonly view: MessageView; readonly problems: readonly string[] } {
  const { account, mailboxId, mailboxPath, uidValidity } = place;
  const { items, uid } = row;
  const { fields } = plan;
  const ref: MessageRef = { mailboxId, uidValidity, uid };
  const id = knownId ?? messageId(account, ref);
  const view: Mutable<MessageView> = { id, mailboxId, mailboxPath, uid };
  const problems: string[] = [];

  if (fields.has('modseq')) view.modseq = textOf(first(items.get('MODSEQ')));
  if (fields.has('receivedAt')) {
    const date = readInternalDate(rawText(items.get('INTERNALDATE')));
    if (date === null) problems.push('The server gave no readable time of arrival.');
    view.receivedAt = date ?? instant(0);
  }
  if (fields.has('size')) view.size = numberOf(items.get('RFC822.SIZE')) ?? 0;
  if (fields.has('flags') || fields.has('unread')) {
    const flags = readFlags(items.get('FLAGS'));
    if (fields.has('flags')) view.flags = flags;
    if (fields.has('unread')) view.unread = !flags.includes('\\Seen');
  }
  if (fields.has('emailId')) view.emailId = readEmailId(account, items);
  if (fields.has('preview') && !plan.content.includes('preview')) {
    view.preview = readPreview(items.get('PREVIEW'));
  }
  if (fields.has('labels')) view.labels = readLabels(items.get('X-GM-LABELS'));
  const isHeaderCut = octetsOf(items.get('BODY[HEADER]')).length >= plan.headerMaxBytes;
  const headers = isHeaderCut ? headersOf(row).slice(0, -1) : headersOf(row);
  addEnvelope(view, row, headers, place, plan, problems);
  addHeaderFields(view, headers, place, fields);
  addStructure(view, row, place, plan, problems);
  if (fields.has('headers')) view.headers = headers;
  if (isHeaderCut) {
    problems.push(`The header has more than ${plan.headerMaxBytes} octets; the rest of it is left out.`);
    if (fields.has('truncated')) view.truncated = true;
  }
  if (fields.has('parseError')) view.parseError = problems.length === 0 ? null : problems.join(' ');
  return { view, problems };
}

/** `\Recent` is a matter of the session, not of the message. Among flags NIL is a keyword (RFC 9051 §9, flag-keyword). */
export function readFlags(token: Token | undefined): readonly string[] {
  if (!isList(token)) return [];
  const flags = new Set<string>();
  for (const each of token) {
    const flag = each === null ? 'NIL' : textOf(each);
    if (flag !== null && flag.toLowerCase() !== '\\recent') flags.add(canonicalFlag(flag));
  }
  return [...flags];
}

/** null where the server has none. System labels are atoms with a backslash, others named as mailboxes are. */
function readLabels(token: Token | undefined): readonly string[] | null {
  if (!isList(token)) return null;
  return token.flatMap((each) => {
    const label = rawText(each);
    return label === null ? [] : [mailboxNameOf(label)];
  });
}

function addEnvelope(
  view: Mutable<MessageView>,
  { items }: Row,
  headers: readonly Header[],
  { account }: Place,
  plan: Pick<FetchPlan, 'fields' | 'structure'>,
  problems: string[],
): void {
  const { fields } = plan;
  const references = (): readonly string[] => messageIds(headerValue(headers, 'References'));
  if (fields.has('references')) view.references = references();
  if (fields.has('threadId')) {
    const thread = readThread(items, references);
    view.threadId = thread === null ? null : threadId(account, thread);
  }
  const token = items.get('ENVELOPE');
  if (token === undefined) return;
  if (token === null) problems.push('The server gave no envelope of the message, or one that is too large.');
  const envelope = readEnvelope(token);
  if (fields.has('messageId')) view.messageId = envelope.messageId;
  if (fields.has('inReplyTo')) view.inReplyTo = envelope.inReplyTo;
  if (fields.has('subject')) view.subject = envelope.subject;
  if (fields.has('date')) view.date = envelope.date;
  for (const name of ['from', 'sender', 'replyTo', 'to', 'cc', 'bcc'] as const) {
    if (fields.has(name)) view[name] = envelope[name];
  }
}

/**
 * By the server, else by the root, as far as that was fetched: a server that identifies messages need not know of threads
 * (RFC 8474 §5.2: NIL).
 */
export function readThread(
  items: ReadonlyMap<string, Token>,
  references: () => readonly string[],
): ThreadKey | null {
  const thread = textOf(first(items.get('THREADID')));
  if (thread !== null) return { source: 'thread', value: thread };
  const gmail = textOf(first(items.get('X-GM-THRID')));
  if (gmail !== null) return { source: 'gmail', value: gmail };
  const { inReplyTo, messageId } = readEnvelope(items.get('ENVELOPE'));
  const root = threadRoot({ messageId, inReplyTo, references: references() });
  return root === null ? null : { source: 'root', value: root };
}

/** Up to 256 characters (RFC 8970 §3.2); of a message without words NIL or nothing. */
function readPreview(token: Token | undefined): string | null {
  const text = (rawText(token) ?? '').slice(0, 1_000).replace(/[\s\p{Cc}]+/gu, ' ');
  return text.trim().slice(0, 256) || null;
}

/** null where the server does not identify messages. */
export function readEmailId(account: AccountIdentity, items: ReadonlyMap<string, Token>): string | null {
  const value = textOf(first(items.get('EMAILID'))) ?? textOf(items.get('X-GM-MSGID'));
  return value === null ? null : emailId(account, value);
}

function addStructure(
  view: Mutable<MessageView>,
  row: Row,
  place: Place,
  plan: Pick<FetchPlan, 'fields' | 'structure'>,
  problems: string[],
): void {
  const { fields } = plan;
  if (!plan.structure) return;
  const structure = structureOf(row);
  if (structure === null) problems.push('The server gave no structure of the message.');
  else if (structure.problem !== null) problems.push(structure.problem);
  if (fields.has('truncated')) view.truncated = (structure?.problem ?? null) !== null;
  const parts = structure === null ? [] : attachmentsOf(structure.root);
  if (fields.has('hasAttachments')) view.hasAttachments = parts.some((part) => !isInline(part));
  const ref = { mailboxId: place.mailboxId, uidValidity: place.uidValidity, uid: row.uid };
  const shown = (part: Part): Attachment =>
    toAttachment(part, attachmentId(place.account, ref, part.section));
  if (fields.has('attachments')) view.attachments = parts.map(shown);
  if (fields.has('enclosed')) view.enclosed = parts.flatMap((part) => enclosedIn(part, shown));
}

/** The attachments of a message within the message, each followed by what it holds itself. */
function enclosedIn(part: Part, shown: (part: Part) => Attachment): readonly EnclosedAttachment[] {
  if (part.inner === null) return [];
  const within = shown(part).id;
  return attachmentsOf(part.inner).flatMap((each) => [
    { ...shown(each), within },
    ...enclosedIn(each, shown),
  ]);
}

/** As far as they were fetched. */
export function headersOf({ items }: Row): readonly Header[] {
  return readHeaders(octetsOf(items.get('BODY[HEADER]') ?? items.get('BODY[HEADER.FIELDS]')));
}

export function structureOf({ structure, items }: Row): Structure | null {
  if (structure !== undefined && structure !== null) return structure;
  const token = items.get('BODYSTRUCTURE');
  if (!isList(token)) return null;
  const known = structures.get(token);
  if (known !== undefined) return known;
  const read = readStructure(token);
  structures.set(token, read);
  return read;
}

/** A row's is looked at for its attachments, its bodies and more. */
const structures = new WeakMap<readonly Token[], Structure | null>();

function toAttachment(part: Part, id: string): Attachment {
  return {
    id,
    filename: part.filename,
    contentType: part.type,
    size: decodedSize(part.size, part.encoding),
    contentId: part.contentId,
    disposition: part.disposition,
    inline: isInline(part),
  };
}

export function octetsOf(token: Token | undefined): Buffer {
  if (token === undefined || token === null || isList(token)) return Buffer.alloc(0);
  return Buffer.isBuffer(token.value) ? token.value : Buffer.from(String(token.value), 'utf8');
}

function first(token: Token | undefined): Token {
  return isList(token) ? (token[0] ?? null) : (token ?? null);
}
