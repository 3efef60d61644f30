/**
 * What every mutation has in common: a repeat with the same idempotency key is answered, not carried out;
 * a refusal becomes a member of the result; a change leaves one line in the audit log.
 */
import { createHash } from 'node:crypto';
import type { GraphQLResolveInfo } from 'graphql';
import { invalid } from '../../domain/errors.ts';
import type { Idempotent, IdempotentRequest } from '../../use-cases/idempotent.ts';
import type { Claim } from '../../use-cases/ports/idempotency.ts';
import type { Telemetry } from '../../use-cases/ports/service.ts';
import type { OperationId } from '../operations.ts';
import type { GraphqlContext } from './context.ts';
import { asRefusal, type RefusedRequest } from './refusal.ts';

export interface MutationCall {
  readonly context: GraphqlContext;
  readonly info: GraphQLResolveInfo;
  /** Coerced; with `idempotencyKey` where the mutation takes one. */
  readonly input: object;
  /** The operationId of REST's twin, where that has another name than the mutation. */
  readonly operation?: OperationId;
  /** Looked up where the input names only something that belongs to the account. */
  readonly accountId?: string | null | (() => Promise<string>);
}

/** What was done, as public JSON. */
export interface Done<W> {
  readonly wire: W;
  /** What a repeat shows instead, where `wire` holds a secret. */
  readonly replay?: W;
  /** True when the answer has been stored under the claim already. */
  readonly kept?: boolean;
  /** True when nothing was done: no repetition is answered by it. */
  readonly idle?: boolean;
  /** Id of what was made or changed. */
  readonly target: string | null;
}

export type Mutate = <W, P>(
  call: MutationCall,
  work: (claim: Claim | null) => Promise<Done<W>>,
  payload: (wire: W, replayed: boolean) => P,
) => Promise<P | RefusedRequest>;

export function createMutate(ports: {
  readonly idempotent: Idempotent;
  readonly telemetry: Pick<Telemetry, 'audit'>;
}): Mutate {
  return async (call, work, payload) => {
    const { context, info } = call;
    try {
      const accountId =
        typeof call.accountId === 'function' ? await call.accountId() : (call.accountId ?? null);
      const outcome = await ports.idempotent.run(requestOf(call, accountId), async (claim) => {
        const done = await work(claim);
        if (done.idle === true) return { value: done.wire, answer: null };
        ports.telemetry.audit({
          keyId: context.principal.id,
          operation: info.fieldName,
          accountId,
          target: done.target,
        });
        const body = done.replay ?? done.wire;
        const kept = done.kept === true ? { kept: true } : {};
        return { value: done.wire, answer: { status: 200, location: null, body }, ...kept };
      });
      return outcome.kind === 'fresh'
        ? payload(outcome.value, false)
        : payload(outcome.answer.body as typeof outcome extends { value: infer W } ? W : never, true);
    } catch (error) {
      return asRefusal(error, info);
    }
  };
}

/**
 * The same scope as the REST operation's, so that a key cannot mean two requests over the two surfaces; the fingerprint is
 * another, as the two answer in other shapes.
 */
function requestOf(
  { context, info, input, operation }: MutationCall,
  accountId: string | null,
): IdempotentRequest | null {
  const key: unknown = 'idempotencyKey' in input ? input.idempotencyKey : null;
  if (typeof key !== 'string') return null;
  if (key.length < 1 || key.length > 255) {
    throw invalid('/idempotencyKey', 'An idempotency key has 1 to 255 characters.');
  }
  return {
    scope: { principalId: context.principal.id, operation: operation ?? info.fieldName, accountId, key },
    fingerprint: createHash('sha256')
      .update(JSON.stringify(['graphql', input]))
      .digest('hex'),
  };
}
