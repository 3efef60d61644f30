/**
 * An async iterator that ends at once. One that a generator makes cannot be ended while it waits: `return`
 * queues behind the value that it waits for. Here `return` and the signal abort what it waits on.
 */
export async function endingWith<T, R>(
  signal: AbortSignal,
  begin: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  convert: (value: T) => R,
): Promise<AsyncIterableIterator<R, undefined>> {
  const controller = new AbortController();
  const until = AbortSignal.any([signal, controller.signal]);
  const source = (await begin(until))[Symbol.asyncIterator]();
  const ended = { done: true, value: undefined } as const;

  const iterator: AsyncIterableIterator<R, undefined> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      if (until.aborted) return ended;
      try {
        const result = await source.next();
        return result.done === true || until.aborted ? ended : { done: false, value: convert(result.value) };
      } catch (error) {
        // Whatever an ended wait throws is not the subscriber's affair.
        if (until.aborted) return ended;
        throw error;
      }
    },
    async return() {
      controller.abort();
      await source.return?.();
      return ended;
    },
  };
  return iterator;
}
