/** Which of an envelope's addresses their account sends nothing to. */
import type { Account } from '../domain/account.ts';
import { suppressedForm } from '../domain/suppression.ts';
import type { SuppressionStore } from './ports/suppressions.ts';

export type SuppressedAmong = (account: Account, to: readonly string[]) => Promise<ReadonlySet<string>>;

export function createSuppressedAmong(ports: {
  readonly suppressions: Pick<SuppressionStore, 'find'>;
}): SuppressedAmong {
  return async ({ id }, to) => {
    const found = await ports.suppressions.find(id, to.map(suppressedForm));
    return new Set(to.filter((_, index) => (found[index] ?? null) !== null));
  };
}
