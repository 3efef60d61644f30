/**
 * The shape of a handler, taken from the generated types of the contract: one that answers another status or
 * body than its operation declares does not compile.
 */
import type { Readable } from 'node:stream';
import type { Principal } from '../domain/principal.ts';
import type { Claim } from '../use-cases/ports/idempotency.ts';
import type { operations } from './rest/contract.gen.ts';

/** What the service serves; the `on…` operations of the contract are those that webhooks' receivers serve. */
export type OperationId = Exclude<keyof operations, `on${string}`>;

type Known<T> = Exclude<T, undefined>;
type ParametersOf<Id extends OperationId> = operations[Id]['parameters'];
type Place<Id extends OperationId, P extends 'path' | 'query' | 'header'> = [
  Known<ParametersOf<Id>[P]>,
] extends [never]
  ? Readonly<Record<string, never>>
  : Known<ParametersOf<Id>[P]>;

type ContentOf<Id extends OperationId> = operations[Id] extends {
  readonly requestBody?: { content: infer C };
}
  ? C
  : never;

/** Without a body where none has to be. */
type NoBody<Id extends OperationId> = operations[Id] extends { readonly requestBody: object } ? never : null;

/**
 * A body that is read while it comes in, by operations that take any media type. Whoever has read it to its end does the
 * work through `once`, with what the body came to: so the Idempotency-Key means the same as elsewhere.
 */
export interface StreamedBody {
  /** As sent, with its parameters. */
  readonly type: string;
  readonly stream: Readable;
  readonly once: (digest: Buffer, work: () => Promise<AnyAnswer>) => Promise<AnyAnswer>;
}

type Streamed = '*/*' | 'multipart/form-data';

/** The body by its media type: checked JSON, octets for everything else, or a stream. */
export type Body<Id extends OperationId> = [ContentOf<Id>] extends [never]
  ? null
  : | NoBody<Id>
    | {
        [M in keyof ContentOf<Id>]: M extends `application/${string}json`
          ? { readonly type: M; readonly value: ContentOf<Id>[M] }
          : M extends Streamed
            ? StreamedBody
            : { readonly type: M; readonly octets: Buffer };
      }[keyof ContentOf<Id>];

/** One checked request. */
export interface Call<Id extends OperationId> {
  readonly path: Place<Id, 'path'>;
  readonly query: Place<Id, 'query'>;
  readonly header: Place<Id, 'header'>;
  readonly body: Body<Id>;
  /** True for HEAD: the same headers are wanted, and nothing needs to be fetched for a body. */
  readonly isHead: boolean;
  /** True for QUERY, the alias of a POST that reads: what is asked may be answered from a cache. */
  readonly isQuery: boolean;
  /** Of public operations one that may do nothing. */
  readonly principal: Principal;
  /** Asks once more who calls, for what lasts long. Throws `unauthenticated` once the key no longer holds. */
  readonly authenticateAgain: () => Promise<Principal>;
  /** Aborts when the client goes away and when the deadline passes. */
  readonly signal: AbortSignal;
  /** Aborts when the process begins to drain: long waits end then. */
  readonly draining: AbortSignal;
  /** Present when the request carries an Idempotency-Key and has not been answered before. */
  readonly claim: Claim | null;
  /** W3C trace context, checked by its syntax. */
  readonly traceparent: string | null;
}

interface Success<S> {
  readonly status: S;
  readonly headers?: Readonly<Record<string, string>>;
  /** Path of the resource, without the public URL. */
  readonly location?: string;
  /** Rendered as a Link header; `parameter` is the query parameter that takes the cursor. */
  readonly links?: Links;
  /** What a replay shows instead of `body`, where that holds a secret. */
  readonly replayBody?: unknown;
  /** True when the answer has been stored under the claim already. */
  readonly isKept?: boolean;
  /** True when nothing was done: no repetition is answered by it. */
  readonly isIdle?: boolean;
}

export interface Links {
  readonly parameter: string;
  readonly next: string | null;
  readonly previous: string | null;
}

export interface JsonSuccess<S, B> extends Success<S> {
  readonly body: B;
}

export type EmptySuccess<S> = Success<S>;

export interface ContentSuccess<S> extends Success<S> {
  readonly content: string | Readable;
  readonly contentType: string;
  /** Octets, null when they are known only at the end. */
  readonly size: number | null;
}

type SuccessOf<S, R> = R extends { content: { readonly 'application/json': infer B } }
  ? JsonSuccess<S, B>
  : R extends { content: { readonly 'application/problem+json': unknown } }
    ? never
    : R extends { content?: never }
      ? EmptySuccess<S>
      : ContentSuccess<S>;

type Responses<Id extends OperationId> = operations[Id]['responses'];

export type Answer<Id extends OperationId> = {
  [S in keyof Responses<Id>]: SuccessOf<S, Responses<Id>[S]>;
}[keyof Responses<Id>];

export type Handler<Id extends OperationId> = (call: Call<Id>) => Answer<Id> | Promise<Answer<Id>>;

/** One handler per operation: what is missing here does not compile, and the service does not start without it either. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };

/** Any answer, for the code that sends them all. */
export interface AnyAnswer extends Success<number> {
  readonly body?: unknown;
  readonly content?: string | Readable;
  readonly contentType?: string;
  readonly size?: number | null;
}
