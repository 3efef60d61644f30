/**
 * Idempotency-Key on REST (draft-ietf-httpapi-idempotency-key-header): what a key means, and what makes two
 * requests the same. The rule itself is use-cases/idempotent.ts, shared with GraphQL.
 */
import { createHash } from 'node:crypto';
import { invalid } from '../domain/errors.ts';
import type { Principal } from '../domain/principal.ts';
import type { Idempotent, IdempotentScope } from '../use-cases/idempotent.ts';
import type { Claim, StoredAnswer } from '../use-cases/ports/idempotency.ts';
import type { AnyAnswer } from './operations.ts';

export interface RepeatableRequest {
  readonly principal: Principal;
  readonly operationId: string;
  readonly accountId: string | null;
  /** The header as sent: bare, or a quoted string of RFC 9651. */
  readonly key: string;
  /** Path and query as sent, media type, octets of the body. */
  readonly url: string;
  readonly mediaType: string;
  readonly octets: Buffer;
}

/** Carries out `work` unless its key has been answered before; `request` null: no key was given. */
export async function answerOnce(
  idempotent: Idempotent,
  request: RepeatableRequest | null,
  work: (claim: Claim | null) => Promise<AnyAnswer>,
): Promise<AnyAnswer> {
  const once = request === null ? null : { scope: scopeOf(request), fingerprint: fingerprintOf(request) };
  const outcome = await idempotent.run<AnyAnswer>(once, async (claim) => {
    const value = await work(claim);
    return {
      value,
      answer: value.isIdle === true ? null : storedAnswer(value),
      ...(value.isKept === true ? { kept: true } : {}),
    };
  });
  return outcome.kind === 'fresh' ? outcome.value : replay(outcome.answer);
}

function scopeOf({ principal, operationId, accountId, key }: RepeatableRequest): IdempotentScope {
  return { principalId: principal.id, operation: operationId, accountId, key: unquote(key) };
}

function unquote(header: string): string {
  const key = /^"((?:[^"\\]|\\["\\])*)"$/.exec(header)?.[1]?.replace(/\\(.)/g, '$1') ?? header;
  if (key === '') throw invalid('/headers/Idempotency-Key', 'An idempotency key has at least one character.');
  return key;
}

function fingerprintOf({ url, mediaType, octets }: RepeatableRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([url, mediaType]))
    .update(octets)
    .digest('hex');
}

function storedAnswer(answer: AnyAnswer): StoredAnswer {
  const body = answer.replayBody === undefined ? answer.body : answer.replayBody;
  return { status: answer.status, location: answer.location ?? null, body: body ?? null };
}

function replay({ status, location, body }: StoredAnswer): AnyAnswer {
  return {
    status,
    headers: { 'idempotent-replayed': 'true' },
    ...(location === null ? {} : { location }),
    ...(body === null ? {} : { body }),
  };
}
