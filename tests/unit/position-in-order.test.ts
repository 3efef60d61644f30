import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeOrder, type SortValue } from '../../src/domain/message-order.ts';
import type { Ordering } from '../../src/imap-pool/ordering.ts';
import { positionInOrder } from '../../src/imap-pool/position-in-order.ts';

const order = completeOrder([{ by: 'size', desc: false }]);

/** Message n has the UID n + 1; those in `gone` vanished after the server sorted them. */
function orderingOf(sizes: readonly number[], gone: ReadonlySet<number> = new Set()) {
  const trips: number[] = [];
  const ordering: Ordering = {
    uids: sizes.map((_, index) => index + 1),
    rows: null,
    isOurs: false,
    isPart: false,
    begins: 0,
    keysOf(uids) {
      trips.push(uids.length);
      const there = uids.filter((uid) => !gone.has(uid - 1));
      return Promise.resolve(
        new Map(there.map((uid): [number, SortValue[]] => [uid, [sizes[uid - 1] ?? 0]])),
      );
    },
  };
  return { ordering, trips };
}

const behind =
  (size: number) =>
  ({ keys: [first] }: { readonly keys: readonly SortValue[] }): boolean =>
    Number(first) > size;

describe('a position in an order', () => {
  it('is the one that looking at every message finds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(40), { maxLength: 300 }), fc.nat(41), async (values, size) => {
        const sizes = [...values].sort((a, b) => a - b);
        const first = sizes.findIndex((each) => each > size);
        const { ordering } = orderingOf(sizes);
        expect(await positionInOrder(ordering, order, behind(size))).toBe(
          first === -1 ? sizes.length : first,
        );
      }),
    );
  });

  it('is right for all that is still there when messages have vanished', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 300 }),
        fc.nat(41),
        async (values, size) => {
          const messages = [...values].sort(([a], [b]) => a - b);
          const gone = new Set(messages.flatMap(([, vanished], index) => (vanished ? [index] : [])));
          const { ordering } = orderingOf(
            messages.map(([each]) => each),
            gone,
          );
          const position = (await positionInOrder(ordering, order, behind(size))) ?? -1;
          for (const [index, [each, vanished]] of messages.entries()) {
            if (!vanished) expect(index >= position).toBe(each > size);
          }
        },
      ),
    );
  });

  it('takes three round trips among twenty thousand messages', async () => {
    const sizes = Array.from({ length: 20_000 }, (_, index) => index);
    const { ordering, trips } = orderingOf(sizes);
    expect(await positionInOrder(ordering, order, behind(12_345))).toBe(12_346);
    expect(trips).toHaveLength(3);
    expect(Math.max(...trips)).toBeLessThanOrEqual(32);
  });

  it('is not told among messages that are in another order', async () => {
    const { ordering } = orderingOf([5, 4, 3, 2, 1]);
    expect(await positionInOrder(ordering, order, behind(3))).toBeNull();
  });
});
