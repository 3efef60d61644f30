/** REST: changes to many messages at once. */
import type { BulkChanges } from '../../use-cases/bulk-changes.ts';
import { bulkRequestOf } from '../bulk.ts';
import type { Handlers } from '../operations.ts';

export function createBulkHandlers(bulkChanges: BulkChanges): Pick<Handlers, 'bulkUpdateMessages'> {
  return {
    async bulkUpdateMessages({ principal, path, body: { value }, signal }) {
      const result = await bulkChanges.run(principal, path.account, bulkRequestOf(value), signal);
      return { status: 200, body: result };
    },
  };
}
