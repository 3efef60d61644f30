/** Reads conversations, each once a request: the messages of a list often lie in the same ones. */
import type { BodyRoom } from '../../use-cases/ports/mail.ts';
import type { Thread } from '../../use-cases/threads.ts';
import type { WantedFields } from '../../use-cases/read-message.ts';

export type ReadThread = (
  accountId: string,
  id: string,
  wanted: WantedFields,
  room: BodyRoom | null,
) => Promise<Thread>;

export interface ThreadLoader {
  load: ReadThread;
}

export function createThreadLoader(read: ReadThread): ThreadLoader {
  const begun = new Map<string, Promise<Thread>>();
  return {
    load(accountId, id, wanted, room) {
      const key = JSON.stringify([accountId, id, wanted]);
      const reading = begun.get(key) ?? read(accountId, id, wanted, room);
      begun.set(key, reading);
      return reading;
    },
  };
}
