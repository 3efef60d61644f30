/**
 * Errors on their way out of GraphQL: each has a code of the closed list in `extensions`, as REST has it in
 * its problems. What nobody foresaw is masked and logged; suggestions of names are taken out.
 */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { GatewayError } from '../../domain/errors.ts';
import type { Log } from '../../use-cases/ports/service.ts';
import { translate } from '../errors.ts';
import { maximumTokens } from './bounds.ts';

/** The parser's words; it has no other sign. */
const tooManyTokens = /Document contains more tha[nt] \d+ tokens/;

export interface ErrorScope {
  readonly requestId: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

/** What was thrown in the first place, however many times GraphQL has wrapped it. */
function originOf(error: GraphQLError): unknown {
  let origin: unknown = error;
  while (origin instanceof GraphQLError && origin.originalError !== undefined) origin = origin.originalError;
  return origin;
}

/** True for what GraphQL itself has against the request: syntax, validation, variables, arguments. */
function isAboutRequest(error: GraphQLError, origin: unknown): boolean {
  return (
    origin instanceof GraphQLError && (error.path === undefined || origin.message.startsWith('Argument "'))
  );
}

function gatewayErrorOf(error: unknown, { log, requestId, signal }: ErrorScope): GatewayError {
  if (!(error instanceof GraphQLError)) return translate(error, log, requestId, signal);
  const origin = originOf(error);
  if (!isAboutRequest(error, origin)) return translate(origin, log, requestId, signal);
  if (tooManyTokens.test(error.message)) {
    return new GatewayError(
      'query-too-expensive',
      `The query has more than ${maximumTokens} tokens. Values belong into variables.`,
    );
  }
  return new GatewayError('invalid-request', error.message.replace(/ Did you mean [^?]*\?/g, ''));
}

/** An error with the failure that it tells, for the transport's status. */
export interface ToldError {
  readonly failure: GatewayError;
  readonly formatted: GraphQLFormattedError;
}

export function tell(error: unknown, scope: ErrorScope): ToldError {
  const failure = gatewayErrorOf(error, scope);
  const located = error instanceof GraphQLError ? error : null;
  const formatted = {
    message: failure.message,
    ...(located?.locations === undefined ? {} : { locations: located.locations }),
    ...(located?.path === undefined ? {} : { path: located.path }),
    extensions: {
      code: failure.code,
      retryable: failure.retryable,
      instance: scope.requestId,
      ...(failure.errors === undefined ? {} : { errors: failure.errors }),
      ...(failure.upstream === undefined ? {} : { upstream: failure.upstream }),
      ...(failure.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: failure.retryAfterSeconds }),
    },
  };
  return { failure, formatted };
}

/** The errors that mercurius throws as one, or the one that was thrown. */
export function thrownErrors(thrown: unknown): readonly unknown[] {
  if (thrown instanceof GatewayError || !(thrown instanceof Error) || !('errors' in thrown)) return [thrown];
  return Array.isArray(thrown.errors) && thrown.errors.length > 0 ? thrown.errors : [thrown];
}
