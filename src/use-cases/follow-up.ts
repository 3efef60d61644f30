/** What follows in the sender's mailboxes when a message was sent, each once. */
import type { Looked } from './send-submission.ts';

/** `runs`: how often it has been tried, this time included. */
export type FollowUp = (id: string, runs: number, signal: AbortSignal) => Promise<Looked>;

/** The next one begins when those before are done. */
export function createFollowUp(steps: readonly FollowUp[]): FollowUp {
  return async (id, runs, signal) => {
    for (const step of steps) {
      const looked = await step(id, runs, signal);
      if (looked !== 'done') return looked;
    }
    return 'done';
  };
}

/** One after the other, but what has to be looked at again keeps none of the others waiting. */
export function eachForItself(steps: readonly FollowUp[]): FollowUp {
  return async (id, runs, signal) => {
    let again: number | null = null;
    for (const step of steps) {
      const looked = await step(id, runs, signal);
      if (looked !== 'done') again = Math.min(again ?? looked.again, looked.again);
    }
    return again === null ? 'done' : { again };
  };
}
