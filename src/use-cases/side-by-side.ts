/** Runs the same work for many things, so many of them at once. */

/** In the order of `items`. The first failure ends the others by their signal and is thrown when all have ended. */
export async function sideBySide<T, R>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const left = items.entries();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (failures.length > 0) return;
      try {
        results.set(index, await work(item, either));
      } catch (thrown) {
        failures.push(thrown);
        failed.abort(thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, worker));
  if (failures.length > 0) throw failures[0];
  return items.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
