/** What messages are ordered by: the FETCH items that tell it, and the values read from them. Pure. */
import { baseSubject, foldText } from '../domain/collation.ts';
import type { MessageOrder, SortKey, SortValue } from '../domain/message-order.ts';
import { headerTextOf, rawText } from './decode.ts';
import { readEnvelope, readInternalDate } from './envelope.ts';
import { atom, isList, numberOf, textOf, type Token } from './exchange.ts';
import type { Row } from './fetch-rows.ts';

const itemsOf: Readonly<Record<SortKey, readonly string[]>> = {
  uid: [],
  received: ['INTERNALDATE'],
  date: ['ENVELOPE', 'INTERNALDATE'],
  from: ['ENVELOPE'],
  to: ['ENVELOPE'],
  subject: ['ENVELOPE'],
  size: ['RFC822.SIZE'],
};

/** `items` and what the order's keys are read from, none twice; UID is always among them. */
export function withKeyItems(order: MessageOrder, items: readonly Token[] = []): readonly Token[] {
  const present = new Set(items.map((item) => (isPlain(item) ? textOf(item) : null)));
  const wanted = new Set(['UID', ...order.flatMap(({ by }) => itemsOf[by])]);
  return [...items, ...[...wanted].filter((name) => !present.has(name)).map(atom)];
}

function isPlain(item: Token): boolean {
  return item !== null && !isList(item) && item.section === undefined;
}

/** By the keys but `uid`. What a message lacks counts as 0 or as the empty text (RFC 5256 §3). */
export function keysOf({ items }: Pick<Row, 'items'>, order: MessageOrder): readonly SortValue[] {
  return order.flatMap(({ by }) => (by === 'uid' ? [] : [valueOf(items, by)]));
}

function valueOf(items: ReadonlyMap<string, Token>, by: Exclude<SortKey, 'uid'>): SortValue {
  switch (by) {
    case 'received':
      return receivedAt(items);
    case 'date': {
      const { date } = readEnvelope(items.get('ENVELOPE'));
      // A message without a readable Date counts as sent when it was received (RFC 5256 §2.2).
      return date === null ? receivedAt(items) : Date.parse(date);
    }
    case 'from':
      return foldText(firstMailbox(items, 2));
    case 'to':
      return foldText(firstMailbox(items, 5));
    case 'subject':
      return foldText(baseSubject(headerTextOf(envelopeField(items, 1)) ?? ''));
    case 'size':
      return numberOf(items.get('RFC822.SIZE')) ?? 0;
  }
}

function receivedAt(items: ReadonlyMap<string, Token>): number {
  const date = readInternalDate(rawText(items.get('INTERNALDATE')));
  return date === null ? 0 : Date.parse(date);
}

function envelopeField(items: ReadonlyMap<string, Token>, at: number): Token | undefined {
  const envelope = items.get('ENVELOPE');
  return isList(envelope) ? envelope[at] : undefined;
}

/** `addr-mailbox` of the first address: what stands before the `@`, or a group's name (RFC 5256 §3). */
function firstMailbox(items: ReadonlyMap<string, Token>, at: number): string {
  const addresses = envelopeField(items, at);
  const first = isList(addresses) ? addresses[0] : undefined;
  return isList(first) ? (rawText(first[2]) ?? '') : '';
}
