/** One chunk of a change to many messages. What the server refuses is told of its messages; what concerns all is thrown. */
import type { Account } from '../domain/account.ts';
import type { BulkChange, BulkFailure, BulkOutcome } from '../domain/bulk.ts';
import { GatewayError, type ErrorCode } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { CarryOut, MessageOrder } from './carry-out.ts';
import type { MailboxReader } from './ports/mail.ts';

/** The server's answer to these messages says nothing of the others. */
const ofTheseAlone: readonly ErrorCode[] = [
  'refused-by-server',
  'unsupported-by-server',
  'precondition-unsupported',
  'upstream-protocol-error',
];

/** In the order of `refs`. Throws what would befall every other chunk as well. */
export type CarryOutChunk = (
  account: Account,
  refs: readonly MessageRef[],
  order: MessageOrder,
  signal: AbortSignal,
) => Promise<readonly BulkChange[]>;

export function createCarryOutChunk(ports: {
  readonly carryOut: CarryOut;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
}): CarryOutChunk {
  const { carryOut, mailboxes } = ports;

  return async (account, refs, order, signal) => {
    try {
      const results = await carryOut(account, refs, order, signal);
      return refs.map((ref, index) => {
        const result = results[index] ?? { outcome: 'absent' };
        const target = result.outcome === 'done' ? result.target : null;
        return { ref, outcome: result.outcome, target, error: null };
      });
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (error.code === 'stale-reference') {
        // Of the two mailboxes of a move it may be the other one that is gone: then this throws.
        if ('to' in order) await mailboxes.resolve(account, { by: 'id', id: order.to.id }, signal);
        return allOf(refs, 'absent', null);
      }
      if (ofTheseAlone.includes(error.code)) return allOf(refs, 'refused', failureOf(error));
      throw error;
    }
  };
}

export function allOf(
  refs: readonly MessageRef[],
  outcome: BulkOutcome,
  error: BulkFailure | null,
): readonly BulkChange[] {
  return refs.map((ref) => ({ ref, outcome, target: null, error }));
}

export function failureOf({ code, message, retryable, upstream }: GatewayError): BulkFailure {
  return { code, message, retryable, upstream: upstream ?? null };
}
