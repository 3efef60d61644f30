/** Work that concerns one thing follows one another, in the order in which it came; what concerns others waits for nothing. */
export type InTurn = <T>(thing: string, work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (thing, work) => {
    const before = last.get(thing);
    // However the one before ended, and with whatever it failed.
    const mine = before === undefined ? work() : before.then(work, work);
    last.set(thing, mine);
    try {
      return await mine;
    } finally {
      if (last.get(thing) === mine) last.delete(thing);
    }
  };
}
