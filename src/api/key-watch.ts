/** A key that is revoked or has expired ends what was opened with it, however long that would have lasted. */
import { GatewayError } from '../domain/errors.ts';

/** How long a revoked key may go on listening. */
const recheckMs = 2_000;

/**
 * Looks at the key again and again and calls `gone` once it no longer holds. Any other failure says nothing about the
 * key: a storage that is away ends nothing. Returns what stops it.
 */
export function watchKey(authenticate: () => Promise<unknown>, gone: () => void): () => void {
  const timer = setInterval(() => {
    authenticate().catch((error: unknown) => {
      if (!(error instanceof GatewayError) || error.code !== 'unauthenticated') return;
      clearInterval(timer);
      gone();
    });
  }, recheckMs);
  return () => clearInterval(timer);
}
