/** Which words stand in the texts of messages: what is short is looked through here, all else in threads. */
import { setImmediate as turn } from 'node:timers/promises';
import { GatewayError } from '../domain/errors.ts';
import type { EncodedPart, TextSearch } from '../use-cases/ports/content.ts';
import type { SearchTask } from './thread.ts';
import { ThreadFailure, type Threads } from './threads.ts';
import { wordsIn } from './words-in.ts';

/** Encoded octets of a message that are looked through in less time than a thread is asked and answers. */
const shortBytes = 64 * 1024;
const attempts = 2;

export interface TextSearchPorts {
  readonly threads: Pick<Threads<SearchTask>, 'run' | 'size'>;
}

export function createTextSearch({ threads }: TextSearchPorts): TextSearch {
  async function inThread(
    parts: readonly EncodedPart[],
    needles: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    // Octets in memory of their own: a view would take all that lies around it along.
    const detached = parts.map((part) => ({ ...part, octets: new Uint8Array(part.octets) }));
    for (let attempt = 1; ; attempt += 1) {
      try {
        // Only a thread sends on that channel, and only what `wordsIn` gave it.
        return (await threads.run(
          { parts: detached, needles },
          { heavy: true },
          signal,
        )) as readonly string[];
      } catch (error) {
        if (!(error instanceof ThreadFailure)) throw error;
        if (error.reason === 'closed') throw new GatewayError('shutting-down', 'The service is ending.');
        // Another task may have ended the thread, or the machine was too busy to start one.
        if (attempt < attempts) continue;
        throw new GatewayError(
          'search-too-broad',
          'The mail server cannot search for this, and a message takes too long to look through here. Narrow the search, by a time of receipt for example.',
        );
      }
    }
  }

  return {
    async find(messages, needles, signal) {
      const found = new Array<ReadonlySet<string>>(messages.length);
      const waiting = [...messages.entries()];
      const lane = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, parts] = next;
          const isShort = parts.reduce((sum, { octets }) => sum + octets.length, 0) <= shortBytes;
          found[index] = new Set(isShort ? wordsIn(parts, needles) : await inThread(parts, needles, signal));
          if (isShort) await turn();
          signal.throwIfAborted();
        }
      };
      await Promise.all(Array.from({ length: threads.size }, lane));
      return found;
    },
  };
}
