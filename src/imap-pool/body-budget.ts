/**
 * How many octets of bodies are in memory at once, over all requests of the process: from before they are fetched until
 * they are shown. Who finds no room waits: accounts in turn, each account's reads in the order they came. What is short
 * has room of its own, and so never waits for a slow mail server that gives somebody much. Pure.
 */
import { createWaitingLine } from './waiting-line.ts';

export interface BodyBudget {
  /** `signal` ends waits with its reason. Whoever holds must release. */
  hold(accountId: string, signal: AbortSignal): HeldBodies;
}

/** What one read holds. */
export interface HeldBodies {
  /**
   * So many octets more. What was held is given back first and taken again with the rest, so that nobody who waits keeps
   * others waiting.
   */
  grow(octets: number): Promise<void>;
  /** Idempotent. */
  release(): void;
}

/** Encoded octets of all reads that are not short: one full page. Each takes several octets of memory until it is answered. */
export const bodiesAtOnce = 16 * 1024 * 1024;

/** A page of honest mail is this short. */
const short = 512 * 1024;
/** Of the room for long ones. */
const partForShort = 1 / 4;

export function createBodyBudget(octets = bodiesAtOnce): BodyBudget {
  const forLong = createRoom(octets);
  const forShort = createRoom(octets * partForShort);
  return {
    hold(accountId, signal) {
      let sum = 0;
      let giveBack = (): void => undefined;
      return {
        async grow(more) {
          if (more === 0) return;
          giveBack();
          sum += more;
          giveBack = await (sum <= short ? forShort : forLong).take(accountId, sum, signal);
        },
        release: () => giveBack(),
      };
    },
  };
}

interface Waiter {
  readonly caller: string;
  readonly octets: number;
  readonly admit: () => void;
}

interface Room {
  /** The result gives it back and is idempotent. More than the room has is taken alone. */
  take(caller: string, octets: number, signal: AbortSignal): Promise<() => void>;
}

function createRoom(most: number): Room {
  const line = createWaitingLine<Waiter>();
  let taken = 0;
  const hasRoom = (octets: number): boolean => taken === 0 || taken + octets <= most;
  const admitNext = (): void => {
    for (let next = line.next(); next !== undefined; next = line.next()) {
      if (!hasRoom(next.octets)) {
        // What is long would never have its turn if the short ones behind it went ahead.
        line.rejoin(next);
        return;
      }
      taken += next.octets;
      next.admit();
    }
  };
  const wait = (caller: string, octets: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const waiter: Waiter = {
        caller,
        octets,
        admit() {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = (): void => {
        line.leave(waiter);
        reject(signal.reason as Error);
        admitNext();
      };
      signal.addEventListener('abort', leave, { once: true });
      line.join(waiter);
    });

  return {
    async take(caller, octets, signal) {
      signal.throwIfAborted();
      if (line.size > 0 || !hasRoom(octets)) await wait(caller, octets, signal);
      else taken += octets;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        taken -= octets;
        admitNext();
      };
    },
  };
}
