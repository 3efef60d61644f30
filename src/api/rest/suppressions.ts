/** REST: addresses that an account sends nothing to. */
import type { Suppressions } from '../../use-cases/suppressions.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';

export function createSuppressionHandlers(
  suppressions: Suppressions,
): Pick<Handlers, 'listSuppressions' | 'createSuppression' | 'deleteSuppression'> {
  return {
    listSuppressions: async ({ principal, path, query }) =>
      listAnswer(await suppressions.list(principal, path.account, pageRequest(query)), (each) => each),
    async createSuppression({ principal, path, body: { value } }) {
      const kept = await suppressions.add(principal, path.account, value.address);
      const account = encodeURIComponent(path.account);
      return {
        status: 201,
        location: `/v1/accounts/${account}/suppressions/${encodeURIComponent(kept.address)}`,
        body: kept,
      };
    },
    async deleteSuppression({ principal, path }) {
      await suppressions.remove(principal, path.account, path.address);
      return { status: 204 };
    },
  };
}
