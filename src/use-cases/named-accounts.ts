/**
 * That accounts which a key or a webhook is to be for are there: one named by mistake would be for nothing, or for
 * whoever comes to bear that id. An account that is deleted a moment later is left to what deletes it.
 */
import { GatewayError } from '../domain/errors.ts';
import type { AccountStore } from './ports/accounts.ts';

/** Throws `invalid-request`, at `/accounts/<index>`, with every absent account by its id. */
export async function requireNamedAccounts(
  accounts: Pick<AccountStore, 'get'>,
  named: readonly string[],
): Promise<void> {
  const found = await Promise.all(named.map((id) => accounts.get(id)));
  const errors = named.flatMap((id, index) =>
    found[index] === null
      ? [{ pointer: `/accounts/${index}`, message: `There is no account ${JSON.stringify(id)}.` }]
      : [],
  );
  const [first] = errors;
  if (first !== undefined) throw new GatewayError('invalid-request', first.message, { errors });
}
