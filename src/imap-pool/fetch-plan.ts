/**
 * Wanted fields → what FETCH is asked for: one round for all that needs no body, a second for the bodies that the first
 * one's BODYSTRUCTURE showed. Nothing that no field needs is fetched, and nothing ever sets `\Seen`. Pure.
 */
import type { MessageField } from '../domain/message.ts';
import type { Filter } from '../domain/search.ts';
import { snippetTerms, type SnippetTerms } from '../domain/snippet.ts';
import type { ContentField } from '../use-cases/ports/content.ts';
import { hasWords } from '../mime/blank-text.ts';
import { encodedBound } from '../mime/transfer-encoding.ts';
import { atom, type Token, type TokenNode } from './exchange.ts';
import { headerNames } from './header-fields.ts';
import { calendarPartsOf, reportPartsOf } from './machine-parts.ts';
import { protectionOf } from './protection.ts';
import { bodiesOf, type Part } from './structure.ts';
import { mayLackDelimiters, wholeBody } from './undelimited.ts';

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
  /** Of the first round; UID is always among them. */
  readonly items: readonly Token[];
  /** Whether BODYSTRUCTURE is among them. */
  readonly structure: boolean;
  /** What is read of the bodies; empty without a second round. */
  readonly content: readonly ContentField[];
  /** What snippets are to show; null without a search. */
  readonly snippets: SnippetTerms | null;
  /** Of one decoded body, in octets. */
  readonly bodyMaxBytes: number;
}

const envelopeFields: readonly MessageField[] = [
  ...(['messageId', 'inReplyTo', 'subject', 'date'] as const),
  ...(['from', 'sender', 'replyTo', 'to', 'cc', 'bcc'] as const),
];
const structureFields: readonly MessageField[] = ['hasAttachments', 'attachments', 'enclosed', 'truncated'];
const wordFields = ['markdown', 'quoted', 'signature'] as const satisfies readonly ContentField[];
const contentFields: readonly ContentField[] = [
  ...(['text', 'html', 'preview', ...wordFields, 'remoteImages'] as const),
  ...(['security', 'report', 'calendar'] as const),
];

/** What of a body is searched for snippets, where nobody wants to see it. */
const snippetBodyBytes = 64 * 1024;

/** More of a header than any honest message has. */
const headerLimit = 1024 * 1024;

export function planFetch(
  wanted: readonly MessageField[],
  bodyMaxBytes: number,
  abilities: FetchAbilities,
  filter: Filter | null = null,
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
  if (structure) items.push(atom('BODYSTRUCTURE'));
  const names = headerNames(fields, threadByRoot);
  if (fields.has('headers')) items.push(bodySection([atom('HEADER')], headerLimit));
  else if (names.length > 0) {
    items.push(bodySection([atom('HEADER.FIELDS'), names.map((name) => atom(name))], null));
  }
  return { fields, items, structure, content, snippets, bodyMaxBytes };
}

/** `BODY.PEEK[section]<0.limit>`: reading never sets `\Seen` (RFC 9051 §6.4.5). */
export function bodySection(section: readonly Token[], limit: number | null, start = 0): TokenNode {
  const peek: TokenNode = { type: 'ATOM', value: 'BODY.PEEK', section };
  return limit === null ? peek : { ...peek, partial: [start, limit] };
}

/** The parts that snippets of a body are taken from: its text, and HTML where there is no text. */
export function snippetParts(root: Part): readonly Part[] {
  const { text, html } = bodiesOf(root);
  return text.some(({ size }) => size > 0) ? text : html;
}

interface WantedPart {
  readonly part: Part;
  /** Decoded octets that are needed of it. */
  readonly maxBytes: number;
}

/** What a preview takes of a text, and of HTML, which begins with styles. */
const previewTextBytes = 4 * 1024;
const previewHtmlBytes = 64 * 1024;

/** How far armour is looked for in a text, and what a bounce says before the message that came back. */
const armourBytes = 16 * 1024;
const bounceBytes = 64 * 1024;
/** More than any honest part for machines has, and of a message that came back its header. */
const machineBytes = 256 * 1024;
const originalBytes = 16 * 1024;

/** The parts of one message that a plan's content is made of. */
function wantedParts(
  { content, snippets, bodyMaxBytes }: ContentPlan,
  { root, isBounce = false }: BodyRequest,
): readonly WantedPart[] {
  const { text, html } = bodiesOf(root);
  const has = (...names: readonly ContentField[]): boolean => names.some((name) => content.includes(name));
  const words = has(...wordFields);
  const ofText = has('text') || (words && html.length === 0) ? bodyMaxBytes : previewTextBytes;
  const ofHtml = has('html', 'remoteImages') || words ? bodyMaxBytes : previewHtmlBytes;
  const needsText = has('text') || (words && html.length === 0) || (has('preview') && text.length > 0);
  const needsHtml = has('html', 'remoteImages') || words || (has('preview') && !hasWords(text));
  const wanted = new Map<Part, number>();
  const want = (parts: readonly Part[], maxBytes: number): void => {
    for (const part of parts) {
      if (part.size > 0) wanted.set(part, Math.max(wanted.get(part) ?? 0, maxBytes));
    }
  };
  if (needsText) want(text, ofText);
  if (needsText && mayLackDelimiters(root)) want([wholeBodyOf(root, ofText)], ofText);
  if (needsHtml) want(html, ofHtml);
  if (has('security') && protectionOf(root) === null) want(text, armourBytes);
  if (has('report')) {
    const { status, original } = reportPartsOf(root);
    if (status !== null) want([status], machineBytes);
    if (status !== null && original !== null) want([original], originalBytes);
    if (status === null && isBounce) want(text, bounceBytes);
  }
  if (has('calendar')) want(calendarPartsOf(root), machineBytes);
  if (snippets?.has('body') === true) want(snippetParts(root), Math.min(bodyMaxBytes, snippetBodyBytes));
  return [...wanted].map(([part, maxBytes]) => ({ part, maxBytes }));
}

/** How long it is nobody tells before it is there: one octet more shows that it was cut. */
function wholeBodyOf(root: Part, maxBytes: number): Part {
  return { ...root, section: wholeBody, size: maxBytes + 1 };
}

type ContentPlan = Pick<FetchPlan, 'content' | 'snippets' | 'bodyMaxBytes'>;

export interface BodyRequest {
  readonly uid: number;
  readonly root: Part;
  /** By its header: its text may tell what the structure does not. */
  readonly isBounce?: boolean;
}

/** One FETCH of the second round. */
export interface BodyFetch {
  readonly uids: readonly number[];
  readonly items: readonly Token[];
}

/** What may be fetched in vain to save a round trip. */
const wasteAllowed = 1024 * 1024;

/**
 * One command for all messages where possible: the union of their sections. Where that would fetch much that nobody
 * wants (an attachment that sits where others have their text), those messages get a command of their own.
 */
export function planBodies(plan: ContentPlan, requests: readonly BodyRequest[]): readonly BodyFetch[] {
  const needs = requests.flatMap((request) => {
    const parts = wantedParts(plan, request);
    return parts.length === 0 ? [] : [{ ...request, parts }];
  });
  const groups = new Map<string, Need[]>();
  for (const need of needs) {
    const signature = need.parts.map(({ part }) => part.section).join(' ');
    const group = groups.get(signature);
    if (group === undefined) groups.set(signature, [need]);
    else group.push(need);
  }
  let together = [...groups.values()];
  const apart: Need[][] = [];
  while (together.length > 1 && wasteOf(together) > wasteAllowed) {
    const without = together.map((group) => ({
      group,
      waste: wasteOf(together.filter((each) => each !== group)),
    }));
    const best = without.reduce((least, each) => (each.waste < least.waste ? each : least));
    apart.push(best.group);
    together = together.filter((group) => group !== best.group);
  }
  return [together.flat(), ...apart].filter((group) => group.length > 0).map(fetchOf);
}

interface Need extends BodyRequest {
  readonly parts: readonly WantedPart[];
}

/** Section → how much of it the neediest message wants. */
function limitsOf(needs: readonly Need[]): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { parts } of needs) {
    for (const { part, maxBytes } of parts) {
      const { section, size, encoding } = part;
      const limit = Math.min(size, encodedBound(maxBytes, encoding));
      limits.set(section, Math.max(limits.get(section) ?? 0, limit));
    }
  }
  return limits;
}

function wasteOf(groups: readonly (readonly Need[])[]): number {
  const needs = groups.flat();
  const limits = limitsOf(needs);
  let waste = 0;
  for (const { root, parts } of needs) {
    const own = new Set(parts.map(({ part }) => part.section));
    for (const [section, limit] of limits) {
      if (!own.has(section)) waste += Math.min(limit, sizeAt(root, section));
    }
  }
  return waste;
}

/** Encoded octets that FETCH gives for a section, which may also be a multipart. */
function sizeAt(part: Part, section: string): number {
  if (part.section === section || section === wholeBody) return part.size;
  return part.children.reduce((sum, child) => sum + sizeAt(child, section), 0);
}

function fetchOf(needs: readonly Need[]): BodyFetch {
  const sections = [...limitsOf(needs)];
  return {
    uids: needs.map(({ uid }) => uid),
    items: [atom('UID'), ...sections.map(([section, limit]) => bodySection([atom(section)], limit))],
  };
}
