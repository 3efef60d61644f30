/**
 * What the accounts on one mail server share: how many of them log in at the same time, and a pause when the server
 * fails all of them. A thousand accounts do not knock at once, neither at start nor after an outage.
 */
import { connectSchedule } from '../domain/retry.ts';
import { createBackOff, type BackOff } from './back-off.ts';

export interface HostGate {
  /** Resolves when it is this login's turn; the result ends the turn. `signal` leaves the queue with its reason. */
  enter(signal: AbortSignal): Promise<() => void>;
  readonly backOff: BackOff;
}

export interface HostGates {
  of(host: string, port: number): HostGate;
}

/** One account's trouble is not yet its server's. */
const failuresOfAHost = 5;

export function createHostGates(
  loginsAtOnce: number,
  chance: { readonly now: () => number; readonly random: () => number },
): HostGates {
  const gates = new Map<string, HostGate>();
  return {
    of(host, port) {
      const key = `${host.toLowerCase()}:${port}`;
      const known = gates.get(key);
      if (known !== undefined) return known;
      const gate = createHostGate(loginsAtOnce, createBackOff(connectSchedule, chance, failuresOfAHost));
      gates.set(key, gate);
      return gate;
    },
  };
}

function createHostGate(loginsAtOnce: number, backOff: BackOff): HostGate {
  const queue: (() => void)[] = [];
  let inside = 0;
  const leave = (): void => {
    inside -= 1;
    queue.shift()?.();
  };
  return {
    backOff,
    async enter(signal) {
      signal.throwIfAborted();
      if (inside >= loginsAtOnce) {
        await new Promise<void>((resolve, reject) => {
          const turn = (): void => {
            signal.removeEventListener('abort', abort);
            resolve();
          };
          const abort = (): void => {
            queue.splice(queue.indexOf(turn), 1);
            reject(signal.reason as Error);
          };
          signal.addEventListener('abort', abort, { once: true });
          queue.push(turn);
        });
      }
      inside += 1;
      let entered = true;
      return () => {
        if (entered) leave();
        entered = false;
      };
    },
  };
}
