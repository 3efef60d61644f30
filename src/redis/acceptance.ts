/**
 * Taking on a promise for an account, such as a submission or a job: only while the account is there, and under an
 * Idempotency-Key only by the request that still holds it. Its answer is kept in the same step.
 */
import { GatewayError, notFound } from '../domain/errors.ts';
import { idempotencyPrelude } from './idempotency-store.ts';

export type Acceptance = 'accepted' | 'claim-lost' | 'no-account';

/**
 * Prelude: `refusal(account, incarnation, record, owner)` is nil when the promise may be written, and else why not;
 * `keep_accepted(record, owner, fingerprint, answer)` keeps the answer. `owner` is '' without a key; then `record` is any
 * key of the step.
 */
export const acceptancePrelude = `${idempotencyPrelude}
local function refusal(account, incarnation, record, owner)
  if redis.call('HGET', account, 'i') ~= incarnation then return 'no-account' end
  if owner ~= '' and not may_answer(record, owner) then return 'claim-lost' end
  return nil
end
local function keep_accepted(record, owner, fingerprint, answer)
  if owner ~= '' then keep_answer(record, owner, fingerprint, answer) end
end
`;

/** Throws `not-found` for an account that is gone, `idempotency-in-flight` for a key that another request has taken. */
export function requireAccepted(acceptance: Acceptance): void {
  switch (acceptance) {
    case 'accepted':
      return;
    case 'no-account':
      // It was removed, and perhaps made anew, since it was looked up.
      throw notFound('account');
    case 'claim-lost':
      throw new GatewayError(
        'idempotency-in-flight',
        'This request took longer than its Idempotency-Key is held, and another one has taken the key.',
      );
  }
}
