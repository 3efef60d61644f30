/**
 * The bodies that a plan's fields are made of → what FETCH is asked for, once BODYSTRUCTURE has shown where they are and
 * how long: little that nobody wants, and never more at once than a page may hold. Pure.
 */
import { hasWords } from '../mime/blank-text.ts';
import { encodedBound } from '../mime/transfer-encoding.ts';
import type { ContentField } from '../use-cases/ports/content.ts';
import { atom, type Token } from './exchange.ts';
import { bodySection, wordFields, type FetchPlan } from './fetch-plan.ts';
import { calendarPartsOf, reportPartsOf } from './machine-parts.ts';
import { protectionOf } from './protection.ts';
import { bodiesOf, type Part } from './structure.ts';
import { tnefPartsOf } from './tnef-parts.ts';
import { mayLackDelimiters, wholeBody } from './undelimited.ts';

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

/** What of a body is searched for snippets, where nobody wants to see it. */
const snippetBodyBytes = 64 * 1024;

/** What a preview takes of a text, and of HTML, which begins with styles. */
const previewTextBytes = 4 * 1024;
const previewHtmlBytes = 64 * 1024;

/** How far armour is looked for in a text, and what a bounce says before the message that came back. */
const armourBytes = 16 * 1024;
const bounceBytes = 64 * 1024;
/** More than any honest part for machines has, and of a message that came back its header. */
const machineBytes = 256 * 1024;
const originalBytes = 16 * 1024;
/** Of a winmail.dat. */
const tnefBytes = 8 * 1024 * 1024;

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
    if (status === null && isBounce) {
      want(text.length > 0 ? text : html, bounceBytes);
      if (original !== null) want([original], originalBytes);
    }
  }
  if (has('calendar')) want(calendarPartsOf(root), machineBytes);
  const isBare = !hasWords(text) && !hasWords(html);
  if (has('enclosed') || (isBare && (needsText || needsHtml))) want(tnefPartsOf(root), tnefBytes);
  if (snippets?.has('body') === true) want(snippetParts(root), Math.min(bodyMaxBytes, snippetBodyBytes));
  return [...wanted].map(([part, maxBytes]) => ({ part, maxBytes }));
}

/** How long it is nobody tells before it is there: one octet more shows that it was cut. */
function wholeBodyOf(root: Part, maxBytes: number): Part {
  return { ...root, section: wholeBody, size: maxBytes + 1 };
}

type ContentPlan = Pick<FetchPlan, 'content' | 'snippets' | 'bodyMaxBytes'>;

/** Encoded octets of all bodies that one page may hold at once: far more than a page of honest mail has. */
export const pageBodies = 16 * 1024 * 1024;

/** How much of one part the page has room for when it is shared fairly: what is short is whole, what is long is cut alike. */
export function fairShare(plan: ContentPlan, requests: readonly BodyRequest[], room = pageBodies): number {
  const parts = requests.flatMap((request) => wantedParts(plan, request));
  let share = Math.max(plan.bodyMaxBytes, ...parts.map(({ maxBytes }) => maxBytes));
  while (share > leastShare && octetsOf(parts, share) > room) share = Math.floor(share / 2);
  return share;
}

const leastShare = 1024;

/** Encoded octets of all that is fetched, of each part `partMaxBytes` decoded at most. */
export function bodyOctets(
  plan: ContentPlan,
  requests: readonly BodyRequest[],
  partMaxBytes: number,
): number {
  return octetsOf(
    requests.flatMap((request) => wantedParts(plan, request)),
    partMaxBytes,
  );
}

function octetsOf(parts: readonly WantedPart[], most: number): number {
  return parts.reduce((sum, { part, maxBytes }) => sum + fetchedOctets(part, Math.min(maxBytes, most)), 0);
}

function fetchedOctets({ size, encoding }: Part, maxBytes: number): number {
  return Math.min(size, encodedBound(maxBytes, encoding));
}

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
 * One command for all messages where possible: the union of their sections, of each part `partMaxBytes` decoded at most. Where that would fetch much that nobody
 * wants (an attachment that sits where others have their text), those messages get a command of their own.
 */
export function planBodies(
  plan: ContentPlan,
  requests: readonly BodyRequest[],
  partMaxBytes = fairShare(plan, requests),
): readonly BodyFetch[] {
  const needs = requests.flatMap((request) => {
    const parts = wantedParts(plan, request).map(({ part, maxBytes }) => ({
      part,
      maxBytes: Math.min(maxBytes, partMaxBytes),
    }));
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
      const limit = fetchedOctets(part, maxBytes);
      limits.set(part.section, Math.max(limits.get(part.section) ?? 0, limit));
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
