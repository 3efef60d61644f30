/** SORT (RFC 5256 §2.2, §3; DISPLAYFROM and DISPLAYTO of RFC 5957). */
import { parseAddressList } from '../mime/address-list.ts';
import { decodedWords } from '../mime/encoded-words.ts';
import { firstField } from '../mime/header.ts';
import type { StoredMessage } from '../store/model.ts';
import { baseSubject } from './base-subject.ts';
import { compareTexts, folded } from './collation.ts';
import type { Numbered } from './key.ts';
import { sentTime } from './sent-time.ts';

export interface SortKey {
  readonly by: 'ARRIVAL' | 'CC' | 'DATE' | 'FROM' | 'SIZE' | 'SUBJECT' | 'TO' | 'DISPLAYFROM' | 'DISPLAYTO';
  readonly reverse: boolean;
}

/** What one message is compared by: all numbers or all texts. */
type Rank = number | string;

/** Messages that no key tells apart stand in the order of their sequence numbers, reversed or not. */
export function sort(messages: readonly Numbered[], keys: readonly SortKey[]): readonly Numbered[] {
  const ranked = messages.map((numbered) => ({
    numbered,
    ranks: keys.map(({ by }) => rankOf(numbered.message, by)),
  }));
  ranked.sort((one, other) => {
    for (const [index, { reverse }] of keys.entries()) {
      const difference = compareRanks(one.ranks[index] ?? 0, other.ranks[index] ?? 0);
      if (difference !== 0) return reverse ? -difference : difference;
    }
    return one.numbered.sequence - other.numbered.sequence;
  });
  return ranked.map(({ numbered }) => numbered);
}

function compareRanks(one: Rank, other: Rank): number {
  return typeof one === 'number' && typeof other === 'number'
    ? one - other
    : compareTexts(String(one), String(other));
}

function rankOf(message: StoredMessage, by: SortKey['by']): Rank {
  switch (by) {
    case 'ARRIVAL':
      return message.internalDate.getTime();
    case 'DATE':
      return sentTime(message);
    case 'SIZE':
      return message.raw.length;
    case 'SUBJECT':
      return folded(baseSubject(field(message, 'subject')).base);
    case 'FROM':
    case 'TO':
    case 'CC':
      return folded(mailboxName(field(message, by)));
    case 'DISPLAYFROM':
      return folded(displayed(field(message, 'from')));
    case 'DISPLAYTO':
      return folded(displayed(field(message, 'to')));
  }
}

/** What ENVELOPE has as addr-mailbox of the first address: the name of a group, if it begins with one. */
function mailboxName(addresses: string): string {
  const first = parseAddressList(addresses)[0];
  if (first?.kind === 'mailbox') return first.local ?? '';
  return first?.kind === 'group-start' ? first.name : '';
}

/** The name of the first address, or the address itself when it has none (RFC 5957 §3). */
function displayed(addresses: string): string {
  const first = parseAddressList(addresses)[0];
  if (first?.kind !== 'mailbox') return mailboxName(addresses);
  return first.name === null ? `${first.local ?? ''}@${first.domain ?? ''}` : decodedWords(first.name);
}

function field({ raw }: StoredMessage, name: string): string {
  return firstField(raw, 0, raw.length, name) ?? '';
}
