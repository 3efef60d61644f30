/** What became of one of many messages, by the ids that callers know. */
import type { AccountIdentity } from '../domain/account.ts';
import type { BulkChange, BulkFailure, BulkOutcome } from '../domain/bulk.ts';
import { messageId } from '../domain/ids.ts';

export interface BulkMessage {
  readonly id: string;
  readonly outcome: BulkOutcome;
  /** Under which the message, or its copy, is found now; null when it is gone or not known. */
  readonly newId: string | null;
  readonly error: BulkFailure | null;
}

export function bulkMessage(
  account: AccountIdentity,
  { ref, outcome, target, error }: BulkChange,
): BulkMessage {
  return {
    id: messageId(account, ref),
    outcome,
    newId: target === null ? null : messageId(account, target),
    error,
  };
}

/** Of an id that is no message's of the account. */
export function unknownMessage(id: string): BulkMessage {
  return { id, outcome: 'absent', newId: null, error: null };
}
