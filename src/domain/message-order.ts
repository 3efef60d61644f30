/**
 * In which order a list of messages runs, as SORT has it (RFC 5256 §3): keys one after the other, equal messages by
 * mailbox and UID. Every order is total, so that a place in it holds while messages come and go.
 */
export const sortKeys = ['uid', 'received', 'date', 'from', 'to', 'subject', 'size'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface SortTerm {
  readonly by: SortKey;
  readonly desc: boolean;
}

export type MessageOrder = readonly SortTerm[];

/** A message's value of one key: milliseconds since the epoch, octets, or text folded by `collation.ts`. */
export type SortValue = number | string;

/** Where a message stands among others of one account. */
export interface MessagePlace {
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly uid: number;
  /** Its values of the order's keys but `uid`, in their order. */
  readonly keys: readonly SortValue[];
}

/** Of the list of one mailbox. */
export const newestFirst: MessageOrder = [{ by: 'uid', desc: true }];
/** Of the list of several mailboxes, whose UIDs say nothing of one another. */
export const lastReceivedFirst: MessageOrder = completeOrder([{ by: 'received', desc: true }]);

/** Of a conversation. */
export const firstReceivedFirst: MessageOrder = completeOrder([{ by: 'received', desc: false }]);

/**
 * The same order with no key that decides nothing, ending with `uid`: equal messages stand in the direction of the last
 * key, so that of those received in one second the newest is first where the newest are first.
 */
export function completeOrder(order: MessageOrder): MessageOrder {
  const terms: SortTerm[] = [];
  for (const term of order) {
    if (terms.every(({ by }) => by !== term.by)) terms.push(term);
    if (term.by === 'uid') return terms;
  }
  return [...terms, { by: 'uid', desc: terms.at(-1)?.desc ?? true }];
}

/** Compares places by a complete order; equal keys of several mailboxes stand by the mailboxes' ids. */
export function placeComparator(
  order: MessageOrder,
): (a: Omit<MessagePlace, 'uidValidity'>, b: Omit<MessagePlace, 'uidValidity'>) => number {
  return (a, b) => {
    const keys = compareKeys(order, a.keys, b.keys);
    if (keys !== 0) return keys;
    if (a.mailboxId !== b.mailboxId) return a.mailboxId < b.mailboxId ? -1 : 1;
    return order.at(-1)?.desc === true ? b.uid - a.uid : a.uid - b.uid;
  };
}

/** 0 for messages that only their mailbox and UID tell apart. */
export function compareKeys(order: MessageOrder, a: readonly SortValue[], b: readonly SortValue[]): number {
  for (const [index, { by, desc }] of order.entries()) {
    if (by === 'uid') return 0;
    const difference = compareValues(a[index] ?? 0, b[index] ?? 0);
    if (difference !== 0) return desc ? -difference : difference;
  }
  return 0;
}

function compareValues(a: SortValue, b: SortValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}

/** By code points, which is the order of their UTF-8 octets. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rankOf(a.charCodeAt(at)) - rankOf(b.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Surrogates stand for what comes after all else. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
