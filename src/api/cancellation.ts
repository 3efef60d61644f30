/** One AbortSignal per request: it aborts when the client goes away or the request's deadline passes. */
import { setMaxListeners } from 'node:events';
import type { FastifyReply } from 'fastify';
import type { GatewayError } from '../domain/errors.ts';

export interface Cancellation {
  readonly signal: AbortSignal;
  /** Rejects when the signal aborts, so that nothing can outlast the deadline by ignoring the signal. */
  race<T>(work: Promise<T>): Promise<T>;
  /** The answer begins: from now on only the client's going away aborts. */
  liftDeadline(): void;
}

/** `expiry` makes the failure that a passed deadline answers. */
export function createCancellation(
  reply: FastifyReply,
  deadlineMs: number,
  expiry: () => GatewayError,
): Cancellation {
  const controller = new AbortController();
  allowManyWaits(controller.signal);
  const timer = setTimeout(() => {
    controller.abort(expiry());
  }, deadlineMs);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort(new Error('The client went away.'));
  });
  const { signal } = controller;
  return {
    signal,
    liftDeadline: () => {
      clearTimeout(timer);
    },
    async race(work) {
      let onAbort = (): void => undefined;
      const aborted = new Promise<never>((_, reject) => {
        onAbort = () => {
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        signal.addEventListener('abort', onAbort, { once: true });
        if (signal.aborted) onAbort();
      });
      try {
        return await Promise.race([work, aborted]);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** Every field of a query may wait for a connection of its own. How many they are, the price of a query bounds. */
export function allowManyWaits(signal: AbortSignal): void {
  setMaxListeners(0, signal);
}

/** Runs a wait that ends at the first of two signals, without leaving anything behind on the longer-lived one. */
export async function untilEither<T>(
  one: AbortSignal,
  other: AbortSignal,
  wait: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  for (const signal of [one, other]) {
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  }
  try {
    return await wait(controller.signal);
  } finally {
    for (const signal of [one, other]) signal.removeEventListener('abort', stop);
  }
}
