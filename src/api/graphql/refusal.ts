/**
 * Refusals that a caller may expect (409, 410, 412, 422) as members of a mutation's result. Everything else
 * stays an error.
 */
import { getNamedType, isUnionType, type GraphQLResolveInfo } from 'graphql';
import { GatewayError, type ErrorCode } from '../../domain/errors.ts';
import type { RequestRefused } from './schema.gen.ts';

const refusalStatuses: readonly number[] = [409, 410, 412, 422];

const memberNames: Partial<Record<ErrorCode, string>> = {
  'account-login-failed': 'AccountLoginFailed',
  'already-exists': 'AlreadyExists',
  'already-sent': 'AlreadySent',
  'not-cancellable': 'NotCancellable',
  'no-smtp': 'NoSmtp',
  'egress-refused': 'EgressRefused',
  'template-error': 'TemplateError',
};

/** `__typename` is that of the code's own member where the union has it: each has these fields and no more. */
export type RefusedRequest = RequestRefused & { readonly __typename: 'RequestRefused' };

/** The refusal by itself, as it stands beside one of several messages. */
export function refusalOf(error: GatewayError): RefusedRequest {
  const { code, message, retryable, upstream = null } = error;
  return { __typename: 'RequestRefused', code, message, retryable, upstream };
}

/** Throws `error` again unless it is a refusal. */
export function asRefusal(error: unknown, info: GraphQLResolveInfo): RefusedRequest {
  if (!(error instanceof GatewayError) || !refusalStatuses.includes(error.status)) throw error;
  const union = getNamedType(info.returnType);
  const wanted = memberNames[error.code];
  const member = isUnionType(union) ? union.getTypes().find(({ name }) => name === wanted) : undefined;
  return {
    ...refusalOf(error),
    ...(member === undefined ? {} : { __typename: member.name as 'RequestRefused' }),
  };
}
