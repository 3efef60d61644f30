/**
 * Reads single messages of one request together: whatever is asked for in the same turn becomes one read
 * per account and set of fields, so that a list of events with their messages costs no read per event.
 */
import type { MessageField, MessageView } from '../../domain/message.ts';

export type ReadMessages = (
  accountId: string,
  ids: readonly string[],
  fields: readonly MessageField[],
) => Promise<readonly (MessageView | null)[]>;

export interface MessageLoader {
  /** null when it is not there. */
  load(accountId: string, id: string, fields: readonly MessageField[]): Promise<MessageView | null>;
}

interface Batch {
  readonly accountId: string;
  readonly fields: readonly MessageField[];
  readonly ids: Set<string>;
  readonly result: Promise<ReadonlyMap<string, MessageView | null>>;
}

export function createMessageLoader(read: ReadMessages): MessageLoader {
  const open = new Map<string, Batch>();

  function begin(key: string, accountId: string, fields: readonly MessageField[]): Batch {
    const ids = new Set<string>();
    const run = async (): Promise<ReadonlyMap<string, MessageView | null>> => {
      // After the promises of this turn, so that siblings that were waiting too are in.
      await new Promise((resolve) => setImmediate(resolve));
      open.delete(key);
      const wanted = [...ids];
      const messages = await read(accountId, wanted, fields);
      return new Map(wanted.map((id, index) => [id, messages[index] ?? null]));
    };
    const batch: Batch = { accountId, fields, ids, result: run() };
    open.set(key, batch);
    return batch;
  }

  return {
    async load(accountId, id, fields) {
      const key = JSON.stringify([accountId, fields]);
      const batch = open.get(key) ?? begin(key, accountId, fields);
      batch.ids.add(id);
      return (await batch.result).get(id) ?? null;
    },
  };
}
