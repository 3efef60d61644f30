/**
 * Reads single messages of one request together: whatever is asked for in the same turn becomes one read
 * per account and set of fields, so that a list of events with their messages costs no read per event.
 */
import type { MessageView } from '../../domain/message.ts';
import type { WantedFields } from '../../use-cases/read-message.ts';

/** What of a message is read. */
export type WantedMessage = Pick<WantedFields, 'fields' | 'html'>;

export type ReadMessages = (
  accountId: string,
  ids: readonly string[],
  wanted: WantedMessage,
) => Promise<readonly (MessageView | null)[]>;

export interface MessageLoader {
  /** null when it is not there. */
  load(accountId: string, id: string, wanted: WantedMessage): Promise<MessageView | null>;
}

interface Batch {
  readonly ids: Set<string>;
  readonly result: Promise<ReadonlyMap<string, MessageView | null>>;
}

export function createMessageLoader(read: ReadMessages): MessageLoader {
  const open = new Map<string, Batch>();

  function begin(key: string, accountId: string, wanted: WantedMessage): Batch {
    const ids = new Set<string>();
    const run = async (): Promise<ReadonlyMap<string, MessageView | null>> => {
      // After the promises of this turn, so that siblings that were waiting too are in.
      await new Promise((resolve) => setImmediate(resolve));
      open.delete(key);
      const asked = [...ids];
      const messages = await read(accountId, asked, wanted);
      return new Map(asked.map((id, index) => [id, messages[index] ?? null]));
    };
    const batch: Batch = { ids, result: run() };
    open.set(key, batch);
    return batch;
  }

  return {
    async load(accountId, id, wanted) {
      const key = JSON.stringify([accountId, wanted]);
      const batch = open.get(key) ?? begin(key, accountId, wanted);
      batch.ids.add(id);
      return (await batch.result).get(id) ?? null;
    },
  };
}
