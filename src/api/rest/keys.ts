/** REST: API keys. */
import type { ApiKeys } from '../../use-cases/keys.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';
import { keyOnWire } from '../wire.ts';

export function createKeyHandlers(
  keys: Pick<ApiKeys, 'create' | 'list' | 'remove'>,
): Pick<Handlers, 'createKey' | 'listKeys' | 'deleteKey'> {
  return {
    async createKey({ principal, body: { value } }) {
      const { key, secret } = await keys.create(principal, value);
      return {
        status: 201,
        location: `/v1/keys/${key.id}`,
        body: keyOnWire(key, secret),
        replayBody: keyOnWire(key, null),
      };
    },
    listKeys: async ({ principal, query }) =>
      listAnswer(await keys.list(principal, pageRequest(query)), (key) => keyOnWire(key, null)),
    async deleteKey({ principal, path }) {
      await keys.remove(principal, path.key);
      return { status: 204 };
    },
  };
}
