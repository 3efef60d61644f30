/** REST: accounts. */
import type { Accounts } from '../../use-cases/accounts.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Handlers } from '../operations.ts';

type AccountOperation =
  | 'createAccount'
  | 'listAccounts'
  | 'getAccount'
  | 'updateAccount'
  | 'deleteAccount'
  | 'reconnectAccount'
  | 'verifyAccount';

const locationOf = (id: string): string => `/v1/accounts/${encodeURIComponent(id)}`;

export function createAccountHandlers(accounts: Accounts): Pick<Handlers, AccountOperation> {
  return {
    async createAccount({ principal, query, body: { value }, signal }) {
      const account = await accounts.create(principal, value, { verify: query.verify ?? true }, signal);
      return {
        status: 201,
        location: locationOf(account.id),
        body: account,
        replayBody: { ...account, callbackSecret: null },
      };
    },
    listAccounts: async ({ principal, query }) =>
      listAnswer(await accounts.list(principal, pageRequest(query)), (account) => account),
    getAccount: async ({ principal, path }) => ({
      status: 200,
      body: await accounts.get(principal, path.account),
    }),
    updateAccount: async ({ principal, path, query, body: { value }, signal }) => ({
      status: 200,
      body: await accounts.update(principal, path.account, value, { verify: query.verify ?? true }, signal),
    }),
    async deleteAccount({ principal, path }) {
      await accounts.remove(principal, path.account);
      return { status: 204 };
    },
    async reconnectAccount({ principal, path }) {
      const account = await accounts.reconnect(principal, path.account);
      return { status: 202, location: locationOf(account.id), body: account };
    },
    verifyAccount: async ({ principal, body: { value }, signal }) => ({
      status: 200,
      body: await accounts.verify(principal, value, signal),
    }),
  };
}
