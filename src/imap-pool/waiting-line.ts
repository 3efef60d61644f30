/**
 * Who waits for a connection of one account, and whose turn it is: callers in turn, each caller's requests in the order
 * they came. Who had a turn and could not use it comes back to the very front. Pure.
 */
export interface WaitingLine<Entry extends { readonly caller: string }> {
  readonly size: number;
  join(entry: Entry): void;
  /** In front of everybody: for one whose connection turned out to be broken. */
  rejoin(entry: Entry): void;
  /** False when it does not wait. */
  leave(entry: Entry): boolean;
  /** Takes the one whose turn it is out of the line. */
  next(): Entry | undefined;
  /** Empties the line. */
  dismiss(): readonly Entry[];
}

export function createWaitingLine<Entry extends { readonly caller: string }>(): WaitingLine<Entry> {
  const returned: Entry[] = [];
  /** The order of the keys is the order of turns. */
  const queues = new Map<string, Entry[]>();
  let size = 0;

  const removeFrom = (queue: Entry[], entry: Entry): boolean => {
    const index = queue.indexOf(entry);
    if (index === -1) return false;
    queue.splice(index, 1);
    size -= 1;
    return true;
  };

  return {
    get size() {
      return size;
    },
    join(entry) {
      const queue = queues.get(entry.caller);
      if (queue === undefined) queues.set(entry.caller, [entry]);
      else queue.push(entry);
      size += 1;
    },
    rejoin(entry) {
      returned.unshift(entry);
      size += 1;
    },
    leave(entry) {
      if (removeFrom(returned, entry)) return true;
      const queue = queues.get(entry.caller);
      if (queue === undefined || !removeFrom(queue, entry)) return false;
      if (queue.length === 0) queues.delete(entry.caller);
      return true;
    },
    next() {
      const first = returned.shift();
      if (first !== undefined) {
        size -= 1;
        return first;
      }
      for (const [caller, queue] of queues) {
        const entry = queue.shift();
        queues.delete(caller);
        if (queue.length > 0) queues.set(caller, queue);
        if (entry === undefined) continue;
        size -= 1;
        return entry;
      }
      return undefined;
    },
    dismiss() {
      const all = [...returned.splice(0), ...[...queues.values()].flat()];
      queues.clear();
      size = 0;
      return all;
    },
  };
}
