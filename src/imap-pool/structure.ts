/**
 * BODYSTRUCTURE (RFC 9051 §7.5.2) as a tree of parts with decoded parameters, and which of them are the text, the HTML
 * and the attachments. A nested message is one attachment, and its own parts are enclosed in it. Never throws.
 */
import { isIdentity } from '../mime/transfer-encoding.ts';
import { parametersOf, rawText } from './decode.ts';
import { isList, numberOf, type Token } from './exchange.ts';
import { cleanFilename } from './filename.ts';

export interface Part {
  /** As FETCH names it, such as `2.1`; empty for a multipart at the root. */
  readonly section: string;
  /** `type/subtype` in lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Without angle brackets. */
  readonly contentId: string | null;
  /** Lower case; `7bit` when absent. */
  readonly encoding: string;
  /** Encoded octets; of a multipart the sum of its parts. */
  readonly size: number;
  readonly disposition: 'inline' | 'attachment' | null;
  readonly filename: string | null;
  readonly children: readonly Part[];
  /** True below multipart/related. */
  readonly related: boolean;
  /** Of a message in a message, where the server looked into it: its root. */
  readonly inner: Part | null;
}

export interface Structure {
  readonly root: Part;
  /** Why it is not whole; null when it is. */
  readonly problem: string | null;
}

/** What one message tells; those within it have as much together, and take nothing of its own. */
const mostParts = 1_000;
const deepest = 64;

export function readStructure(token: Token | undefined): Structure | null {
  if (!isList(token) || token.length === 0) return null;
  const within: Budget = { parts: mostParts, cut: false, within: null };
  const budget: Budget = { parts: mostParts, cut: false, within };
  const root = readPart(token, [], false, budget);
  if (root === null) return null;
  const problem = budget.cut
    ? `The message has more than ${mostParts} parts or nests them deeper than ${deepest}.`
    : within.cut
      ? `The messages in this message have more than ${mostParts} parts or nest them deeper than ${deepest}.`
      : null;
  return { root, problem };
}

interface Budget {
  parts: number;
  /** Whether something was left out. */
  cut: boolean;
  /** Of messages in the message; null: this one. */
  readonly within: Budget | null;
}

function readPart(
  node: readonly Token[],
  path: readonly number[],
  related: boolean,
  budget: Budget,
): Part | null {
  budget.parts -= 1;
  if (budget.parts < 0 || path.length > deepest) {
    budget.cut = true;
    return null;
  }
  return isList(node[0]) ? readMultipart(node, path, related, budget) : readLeaf(node, path, related, budget);
}

function readMultipart(
  node: readonly Token[],
  path: readonly number[],
  related: boolean,
  budget: Budget,
): Part {
  const last = node.findIndex((each) => !isList(each));
  const nested = (last === -1 ? node : node.slice(0, last)).filter(isList);
  const subtype = last === -1 ? 'mixed' : (rawText(node[last]) ?? 'mixed').toLowerCase();
  const children = nested.flatMap((child, index) => {
    const part = readPart(child, [...path, index + 1], related || subtype === 'related', budget);
    return part === null ? [] : [part];
  });
  return {
    section: path.join('.'),
    type: `multipart/${subtype}`,
    parameters: parametersOf(last === -1 ? null : node[last + 1]),
    contentId: null,
    encoding: '7bit',
    size: children.reduce((sum, child) => sum + child.size, 0),
    disposition: null,
    filename: null,
    children,
    related,
    inner: null,
  };
}

function readLeaf(node: readonly Token[], path: readonly number[], related: boolean, budget: Budget): Part {
  const main = word(node[0]);
  const sub = word(node[1]);
  // RFC 2045 §5.2: a Content-Type that cannot be read is text/plain.
  const type = main === '' || sub === '' ? 'text/plain' : `${main}/${sub}`;
  const parameters = parametersOf(node[2]);
  const { kind, names } = readDisposition(node[dispositionIndex(type, node)]);
  const filename = names.get('filename') ?? parameters.get('name') ?? null;
  const own = path.length === 0 ? [1] : path;
  const encoding = word(node[5]) || '7bit';
  return {
    section: own.join('.'),
    type,
    parameters,
    contentId: (rawText(node[3]) ?? '').trim().replace(/^<|>$/g, '') || null,
    encoding,
    size: numberOf(node[6]) ?? 0,
    disposition: kind,
    filename: filename === null ? null : cleanFilename(filename),
    children: [],
    related,
    inner: isMessage(type) && isIdentity(encoding) ? readInner(node[8], own, budget) : null,
  };
}

/** RFC 9051 §6.4.5.1: the parts of a message in part 2 are 2.1, 2.2 …, and its body is 2.1 where it has no parts. */
function readInner(token: Token | undefined, path: readonly number[], budget: Budget): Part | null {
  if (!isList(token) || token.length === 0) return null;
  return readPart(token, isList(token[0]) ? path : [...path, 1], false, budget.within ?? budget);
}

function isMessage(type: string): boolean {
  return type === 'message/rfc822' || type === 'message/global';
}

/** Behind the seven basic fields come lines for text, and envelope, structure and lines for messages; then MD5. */
function dispositionIndex(type: string, node: readonly Token[]): number {
  if (isMessage(type)) return isList(node[8]) ? 11 : 8;
  // Some servers leave the line count out: a list can then stand where MD5 should.
  if (type.startsWith('text/'))
    return numberOf(node[7]) === null && isList(node[8]) && !isList(node[9]) ? 8 : 9;
  return 8;
}

function readDisposition(token: Token | undefined): {
  kind: 'inline' | 'attachment' | null;
  names: ReadonlyMap<string, string>;
} {
  if (!isList(token)) return { kind: null, names: new Map() };
  const name = word(token[0]);
  // RFC 2183 §2.8: an unknown disposition is an attachment.
  const kind = name === '' ? null : name === 'inline' ? 'inline' : 'attachment';
  return { kind, names: parametersOf(token[1]) };
}

function word(token: Token | undefined): string {
  return (rawText(token) ?? '').trim().toLowerCase();
}

export interface Bodies {
  readonly text: readonly Part[];
  readonly html: readonly Part[];
}

/** Several text parts beside one another (a mailing list's footer, say) make one body together, at most this many. */
const mostBodyParts = 8;

export function bodiesOf(root: Part): Bodies {
  const leaves = leavesOf(root).filter(isBody);
  return {
    text: leaves.filter((part) => part.type === 'text/plain').slice(0, mostBodyParts),
    html: leaves.filter((part) => part.type === 'text/html').slice(0, mostBodyParts),
  };
}

export function attachmentsOf(root: Part): readonly Part[] {
  return leavesOf(root).filter((part) => !isBody(part));
}

/** True for parts that the HTML shows in its place. */
export function isInline(part: Part): boolean {
  return (
    part.contentId !== null &&
    part.disposition !== 'attachment' &&
    (part.related || part.disposition === 'inline')
  );
}

/** Also in messages within the message. */
export function findPart(root: Part, section: string): Part | null {
  for (const part of leavesOf(root)) {
    if (part.section === section) return part;
    const found = part.inner === null ? null : findPart(part.inner, section);
    if (found !== null) return found;
  }
  return null;
}

function isBody(part: Part): boolean {
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false;
  return part.disposition !== 'attachment' && (part.filename === null || part.section === '1');
}

/** What holds content, in the order of the message. */
export function leavesOf(part: Part): readonly Part[] {
  return part.type.startsWith('multipart/') && part.children.length > 0
    ? part.children.flatMap(leavesOf)
    : leafOrNone(part);
}

function leafOrNone(part: Part): readonly Part[] {
  return part.section === '' ? [] : [part];
}
