/**
 * BODYSTRUCTURE (RFC 9051 §7.5.2) as a tree of parts with decoded parameters, and which of them are the text, the HTML
 * and the attachments. A nested message is one attachment; its own parts are not looked into. Never throws.
 */
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
}

export interface Structure {
  readonly root: Part;
  /** What could not be read of it. */
  readonly problem: string | null;
}

const mostParts = 1_000;
const deepest = 64;

export function readStructure(token: Token | undefined): Structure | null {
  if (!isList(token) || token.length === 0) return null;
  const budget = { parts: mostParts, problem: null as string | null };
  const root = readPart(token, [], false, budget);
  return root === null ? null : { root, problem: budget.problem };
}

interface Budget {
  parts: number;
  problem: string | null;
}

function readPart(
  node: readonly Token[],
  path: readonly number[],
  related: boolean,
  budget: Budget,
): Part | null {
  budget.parts -= 1;
  if (budget.parts < 0 || path.length > deepest) {
    budget.problem = `The message has more than ${mostParts} parts or nests them deeper than ${deepest}.`;
    return null;
  }
  return isList(node[0]) ? readMultipart(node, path, related, budget) : readLeaf(node, path, related);
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
  };
}

function readLeaf(node: readonly Token[], path: readonly number[], related: boolean): Part {
  const main = word(node[0]);
  const sub = word(node[1]);
  // RFC 2045 §5.2: a Content-Type that cannot be read is text/plain.
  const type = main === '' || sub === '' ? 'text/plain' : `${main}/${sub}`;
  const parameters = parametersOf(node[2]);
  const { kind, names } = readDisposition(node[dispositionIndex(type, node)]);
  const filename = names.get('filename') ?? parameters.get('name') ?? null;
  return {
    section: path.length === 0 ? '1' : path.join('.'),
    type,
    parameters,
    contentId: (rawText(node[3]) ?? '').trim().replace(/^<|>$/g, '') || null,
    encoding: word(node[5]) || '7bit',
    size: numberOf(node[6]) ?? 0,
    disposition: kind,
    filename: filename === null ? null : cleanFilename(filename),
    children: [],
    related,
  };
}

/** Behind the seven basic fields come lines for text, and envelope, structure and lines for messages; then MD5. */
function dispositionIndex(type: string, node: readonly Token[]): number {
  if (type === 'message/rfc822' || type === 'message/global') return isList(node[8]) ? 11 : 8;
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

export function findPart(root: Part, section: string): Part | null {
  return leavesOf(root).find((part) => part.section === section) ?? null;
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
