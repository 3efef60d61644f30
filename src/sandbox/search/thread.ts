/**
 * THREAD=REFERENCES (RFC 5256 §4): conversations by References and In-Reply-To, and by subject where these
 * break off. The numbers in brackets are the steps there. Nothing calls itself, so that a conversation may be
 * as deep as the mailbox is large.
 */
import { firstField } from '../mime/header.ts';
import { baseSubject, type BaseSubject } from './base-subject.ts';
import { folded } from './collation.ts';
import type { Numbered } from './key.ts';
import { messageIds } from './message-ids.ts';
import { sentTime } from './sent-time.ts';

export interface Thread {
  /** null for a message that is known by its replies only. */
  readonly number: Numbered | null;
  readonly replies: readonly Thread[];
}

interface Node {
  number: Numbered | null;
  parent: Node | null;
  /** Of a dummy its first reply's, once those are in order. */
  time: number;
  replies: Node[];
}

/** By the sent date of their first messages. Every message is in exactly one thread. */
export function threadByReferences(messages: readonly Numbered[]): readonly Thread[] {
  const roots = withoutDummies(linked(messages).filter(({ parent }) => parent === null));
  order(roots);
  const gathered = gatheredBySubject(roots);
  order(gathered);
  return gathered;
}

/** (1) All messages, and those that are only referred to. */
function linked(messages: readonly Numbered[]): readonly Node[] {
  const byId = new Map<string, Node>();
  const nodes: Node[] = [];
  const make = (number: Numbered | null): Node => {
    const node: Node = { number, parent: null, time: 0, replies: [] };
    nodes.push(node);
    return node;
  };
  const nodeOf = (id: string): Node => {
    const known = byId.get(id);
    if (known !== undefined) return known;
    const node = make(null);
    byId.set(id, node);
    return node;
  };
  for (const numbered of messages) {
    const { raw } = numbered.message;
    const field = (name: string): readonly string[] => messageIds(firstField(raw, 0, raw.length, name) ?? '');
    const [id] = field('message-id');
    const claimed = id === undefined ? null : nodeOf(id);
    // A second message of the same id is one of its own.
    const node = claimed?.number === null ? claimed : make(numbered);
    node.number = numbered;
    node.time = sentTime(numbered.message);
    const references = field('references');
    const chain = (references.length > 0 ? references : field('in-reply-to').slice(0, 1)).map(nodeOf);
    for (const [index, reply] of chain.entries()) {
      const parent = chain[index - 1];
      if (parent !== undefined && reply.parent === null) link(parent, reply);
    }
    // What the message says of its own parent counts more than what others said.
    const parent = chain.at(-1) ?? null;
    if (node.parent === parent) continue;
    unlink(node);
    if (parent !== null) link(parent, node);
  }
  return nodes;
}

function link(parent: Node, reply: Node): void {
  if (isWithin(parent, reply)) return;
  reply.parent = parent;
  parent.replies.push(reply);
}

function unlink(node: Node): void {
  if (node.parent !== null) node.parent.replies = node.parent.replies.filter((each) => each !== node);
  node.parent = null;
}

function isWithin(node: Node, ancestor: Node): boolean {
  if (node === ancestor) return true;
  if (ancestor.replies.length === 0) return false;
  for (let each = node.parent; each !== null; each = each.parent) if (each === ancestor) return true;
  return false;
}

/** (3) A dummy goes, and its replies take its place; among the roots it stays as long as it holds several together. */
function withoutDummies(roots: readonly Node[]): Node[] {
  for (const node of bottomUp(roots)) {
    node.replies = node.replies.flatMap((reply) => (reply.number === null ? reply.replies : [reply]));
  }
  return roots.flatMap((root) => (root.number === null && root.replies.length <= 1 ? root.replies : [root]));
}

/** (4), (6): every set of replies by sent date, the innermost first. */
function order(roots: Node[]): void {
  const ordered = (nodes: Node[]): void => {
    nodes.sort((one, other) => one.time - other.time || firstNumber(one) - firstNumber(other));
  };
  for (const node of bottomUp(roots)) {
    ordered(node.replies);
    if (node.number === null) node.time = node.replies[0]?.time ?? 0;
  }
  ordered(roots);
}

/** (5) Threads of the same base subject, which were torn apart, become one. */
function gatheredBySubject(roots: readonly Node[]): Node[] {
  const subjects = new Map<Node, BaseSubject>(roots.map((root) => [root, subjectOf(root)]));
  const isReply = (node: Node): boolean => subjects.get(node)?.isReply ?? false;
  const bySubject = new Map<string, Node>();
  for (const [root, { base }] of subjects) {
    const known = bySubject.get(base);
    const isBetter =
      known === undefined ||
      (known.number !== null && (root.number === null || (isReply(known) && !isReply(root))));
    if (base !== '' && isBetter) bySubject.set(base, root);
  }
  const gone = new Set<Node>();
  const instead = new Map<Node, Node>();
  for (const [root, { base }] of subjects) {
    const first = bySubject.get(base);
    if (first === undefined || first === root || instead.has(root)) continue;
    gone.add(root);
    if (first.number === null) first.replies.push(...(root.number === null ? root.replies : [root]));
    else if (isReply(root) && !isReply(first)) first.replies.push(root);
    else {
      const both: Node = { number: null, parent: null, time: 0, replies: [first, root] };
      instead.set(first, both);
      bySubject.set(base, both);
    }
  }
  return roots.filter((root) => !gone.has(root)).map((root) => instead.get(root) ?? root);
}

function subjectOf(node: Node): BaseSubject {
  const raw = (node.number ?? node.replies[0]?.number)?.message.raw;
  if (raw === undefined) return { base: '', isReply: false };
  const { base, isReply } = baseSubject(firstField(raw, 0, raw.length, 'subject') ?? '');
  return { base: folded(base), isReply };
}

function firstNumber(node: Node): number {
  return (node.number ?? node.replies[0]?.number)?.sequence ?? 0;
}

/** Every node after all that are below it. */
function bottomUp(roots: readonly Node[]): readonly Node[] {
  const nodes = [...roots];
  // Those that are added are stepped through as well.
  for (const { replies } of nodes) for (const reply of replies) nodes.push(reply);
  return nodes.reverse();
}
