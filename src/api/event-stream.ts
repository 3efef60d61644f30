/**
 * Events as Server-Sent Events (WHATWG HTML §9.2). Every event has its cursor as `id`, so that a client that comes
 * back misses nothing; while it is quiet a comment shows that the line is alive, and moves the cursor on behind what
 * the client did not ask for. No further is read ahead than the client takes.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { GatewayError } from '../domain/errors.ts';
import type { Stretch } from '../use-cases/read-events.ts';
import { eventOnWire } from './wire.ts';

export interface EventStreamLimits {
  /** A client that takes nothing for so long is let go; it comes back with its cursor. */
  readonly stallMs: number;
  /** What a client waits before it comes back. */
  readonly retryMs: number;
  /** Between two tries while the storage is away. */
  readonly storagePauseMs: number;
}

const eventStreamLimits: EventStreamLimits = { stallMs: 60_000, retryMs: 2_000, storagePauseMs: 1_000 };

/** Everything after a cursor; undefined from now on. */
export type Follow = (after: string | undefined, signal: AbortSignal) => Promise<AsyncIterable<Stretch>>;

/**
 * Ends when `signal` aborts. Throws what is wrong with the request, but for a cursor that has expired: that is told by
 * a `reset` event, and the stream goes on with the oldest event that is kept.
 */
export async function eventStream(
  follow: Follow,
  after: string | undefined,
  signal: AbortSignal,
  limits: EventStreamLimits = eventStreamLimits,
): Promise<Readable> {
  const begin = async (from: string | undefined): Promise<Begun> => {
    try {
      return { reset: null, stretches: await follow(from, signal) };
    } catch (error) {
      if (!isFailure(error, 'cursor-expired')) throw error;
      return { reset: error, stretches: await follow('oldest', signal) };
    }
  };
  const first = await begin(after);

  async function* frames(): AsyncGenerator<string> {
    let begun: Begun | null = first;
    let from = after;
    yield `retry: ${limits.retryMs}\n\n`;
    while (!signal.aborted) {
      try {
        begun ??= await begin(from);
        if (begun.reset !== null) yield resetFrame(begun.reset);
        for await (const stretch of begun.stretches) {
          yield framesOf(stretch);
          from = stretch.next;
        }
      } catch (error) {
        if (isFailure(error, 'storage-unavailable')) {
          await delay(limits.storagePauseMs, undefined, { signal }).catch(() => undefined);
        } else if (!isFailure(error, 'cursor-expired')) {
          throw error;
        }
      }
      begun = null;
    }
  }

  async function* taken(): AsyncGenerator<string> {
    for await (const text of frames()) {
      const impatience = setTimeout(() => {
        stream.destroy(new Error('The client took nothing for too long.'));
      }, limits.stallMs);
      try {
        yield text;
      } finally {
        clearTimeout(impatience);
      }
    }
  }
  const stream = Readable.from(taken(), { objectMode: false });
  return stream;
}

interface Begun {
  /** Why what came before cannot be told. */
  readonly reset: GatewayError | null;
  readonly stretches: AsyncIterable<Stretch>;
}

function isFailure(error: unknown, code: GatewayError['code']): error is GatewayError {
  return error instanceof GatewayError && error.code === code;
}

function framesOf({ events, next }: Stretch): string {
  const told = events.map((event) => {
    const shown = eventOnWire(event);
    return `event: ${shown.type}\nid: ${shown.cursor}\ndata: ${JSON.stringify(shown)}\n\n`;
  });
  return `${told.join('')}:\nid: ${next}\n\n`;
}

/** Without an `id`: who is cut off before the next one learns of it once more. */
function resetFrame({ code, message }: GatewayError): string {
  return `event: reset\ndata: ${JSON.stringify({ code, detail: message })}\n\n`;
}
