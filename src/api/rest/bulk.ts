/** REST: changes to many messages at once. */
import type { BulkChanges } from '../../use-cases/bulk-changes.ts';
import { bulkRequestOf } from '../bulk.ts';
import type { Handlers } from '../operations.ts';
import { prefersAsync } from '../preference.ts';

export interface BulkPorts {
  readonly bulkChanges: BulkChanges;
  /** What an acknowledged write is worth just now. */
  readonly durability: () => 'durable' | 'relaxed' | null;
}

export function createBulkHandlers({
  bulkChanges,
  durability,
}: BulkPorts): Pick<Handlers, 'bulkUpdateMessages'> {
  return {
    async bulkUpdateMessages({ principal, path, header, body: { value }, claim, signal }) {
      const asked = bulkRequestOf(value, prefersAsync(header.Prefer));
      const answer = await bulkChanges.run(principal, path.account, asked, claim, signal);
      if (answer.kind === 'result') return { status: 200, body: answer.result };
      return {
        status: 202,
        location: `/v1/jobs/${answer.job.id}`,
        body: answer.job,
        isKept: claim !== null,
        ...(durability() === 'relaxed' ? { headers: { durability: 'relaxed' } } : {}),
      };
    },
  };
}
