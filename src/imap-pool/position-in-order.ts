/**
 * Where an item that is not there (or in another mailbox) would stand among messages that the server has sorted: found
 * by looking at the keys of a few of them at a time.
 */
import {
  compareKeys,
  placeComparator,
  type MessageOrder,
  type MessagePlace,
} from '../domain/message-order.ts';
import { rowsOf } from './fetch-rows.ts';
import type { Session } from './session.ts';
import { keysOf, withKeyItems } from './sort-keys.ts';

/** Looked at in one round trip. */
const probes = 32;

/** The index of the first message behind `item`; null when the messages are not in the order that is known here. */
export async function positionInOrder(
  session: Session,
  order: MessageOrder,
  ordered: readonly number[],
  item: Omit<MessagePlace, 'uidValidity'>,
  mailboxId: string,
): Promise<number | null> {
  const compare = placeComparator(order);
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const step = Math.max(1, Math.ceil((high - low) / probes));
    const looked: { readonly index: number; readonly uid: number }[] = [];
    for (let index = low + step - 1; index < high; index += step) {
      const uid = ordered[index];
      if (uid !== undefined) looked.push({ index, uid });
    }
    const rows = await rowsOf(
      session,
      looked.map(({ uid }) => uid),
      withKeyItems(order),
    );
    const known = looked.flatMap(({ index, uid }) => {
      const row = rows.get(uid);
      return row === undefined ? [] : [{ index, mailboxId, uid, keys: keysOf(row, order) }];
    });
    // All of them have vanished since.
    if (known.length === 0) return low;
    if (known.some(({ keys }, at) => compareKeys(order, known[at - 1]?.keys ?? keys, keys) > 0)) return null;
    const behind = known.findIndex((each) => compare(each, item) > 0);
    const last = known[behind === -1 ? known.length - 1 : behind - 1];
    const next = behind === -1 ? undefined : known[behind];
    if (last !== undefined) low = last.index + 1;
    if (next !== undefined) high = next.index;
    else if (step === 1) return high;
  }
  return low;
}
