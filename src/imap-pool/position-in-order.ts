/** Where something stands, or would stand, in an order of messages: found by looking at the keys of a few at a time. */
import { compareKeys, type MessageOrder, type SortValue } from '../domain/message-order.ts';
import type { Ordering } from './ordering.ts';

/** Looked at in one round trip. */
const probes = 32;

/**
 * The index of the first message for which `isBehind` holds, as it does for all that follow. null when the messages are
 * not in the order that is known here.
 */
export async function positionInOrder(
  ordering: Ordering,
  order: MessageOrder,
  isBehind: (message: { readonly uid: number; readonly keys: readonly SortValue[] }) => boolean,
): Promise<number | null> {
  let low = 0;
  let high = ordering.uids.length;
  while (low < high) {
    const step = Math.max(1, Math.ceil((high - low) / probes));
    const looked: { readonly index: number; readonly uid: number }[] = [];
    for (let index = low + step - 1; index < high; index += step) {
      const uid = ordering.uids[index];
      if (uid !== undefined) looked.push({ index, uid });
    }
    const keys = await ordering.keysOf(looked.map(({ uid }) => uid));
    const known = looked.flatMap(({ index, uid }) => {
      const values = keys.get(uid);
      return values === undefined ? [] : [{ index, uid, keys: values }];
    });
    // All of them have vanished since.
    if (known.length === 0) return low;
    if (known.some((each, at) => compareKeys(order, known[at - 1]?.keys ?? each.keys, each.keys) > 0))
      return null;
    const behind = known.findIndex(isBehind);
    const last = known[behind === -1 ? known.length - 1 : behind - 1];
    const next = behind === -1 ? undefined : known[behind];
    if (last !== undefined) low = last.index + 1;
    if (next !== undefined) high = next.index;
    else if (step === 1) return high;
  }
  return low;
}
