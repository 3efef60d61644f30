/** Everything that was started, ended in reverse; what is still starting when the end comes is awaited and ended too. */
import { DemoFailure } from './failure.ts';

export interface Teardown {
  /** Starts something whose end is `close`. Refuses once `run` was called. */
  start<T>(start: () => T | Promise<T>, close: (started: T) => unknown): Promise<T>;
  /** Ends all, also when one of them fails to; rejects with the first failure then. */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const closers: (() => Promise<void>)[] = [];
  let ending = false;
  return {
    async start(start, close) {
      if (ending) throw new DemoFailure('The demo is ending.');
      const starting = Promise.resolve().then(start);
      closers.push(async () => {
        const result = await starting.then(
          (started) => ({ started }),
          () => null,
        );
        if (result !== null) await close(result.started);
      });
      return await starting;
    },
    async run() {
      ending = true;
      const failures: unknown[] = [];
      for (const close of closers.splice(0).reverse()) {
        await close().catch((failure: unknown) => failures.push(failure));
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
