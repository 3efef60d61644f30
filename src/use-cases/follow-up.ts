/** What follows in the sender's mailboxes when a message was sent: one thing after the other, each once. */
import type { Looked } from './send-submission.ts';

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
