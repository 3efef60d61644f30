/**
 * Tells all replicas at once that something changed. A notice may be lost (a subscription that is being renewed);
 * whoever relies on it needs a bound of its own besides.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';

export interface ChangeNotice {
  readonly channel: string;
  /** Prefix of a message published by a script of this process, followed by the subject. */
  readonly origin: string;
  /** Tells the listeners of this process. */
  tell(subject: string): void;
  listen(listener: (subject: string) => void): () => void;
}

/** `subscriber`: a connection for this use alone; subscriptions come back by themselves after an outage. */
export function createChangeNotice(subscriber: Redis, channel: string): ChangeNotice {
  const listeners = new Set<(subject: string) => void>();
  const origin = `${randomUUID()} `;
  const tell = (subject: string): void => {
    for (const listener of listeners) listener(subject);
  };
  subscriber.on('message', (from: string, message: string) => {
    const blank = message.indexOf(' ');
    // What this process did itself it has told already.
    if (from === channel && `${message.slice(0, blank)} ` !== origin) tell(message.slice(blank + 1));
  });
  // A failed subscription is repeated by ioredis when the connection is there again.
  subscriber.subscribe(channel).catch(() => undefined);
  return {
    channel,
    origin,
    tell,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
