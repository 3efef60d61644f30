/** Waiting for a state instead of a time. */
import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 15;

/** Tries until `attempt` neither throws nor rejects, and gives its value; after `withinMs` throws its last error. */
export async function eventually<Value>(
  attempt: () => Value | Promise<Value>,
  withinMs = 5_000,
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}
