/** Leaving the mailing list that a message came over. */
import { claimedAccount } from '../../../domain/ids.ts';
import { notFound } from '../../../domain/errors.ts';
import { submissionShape } from './submission.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function unsubscribeResolvers({ useCases, mutate }: ResolverPorts): ResolverGroup {
  return {
    Mutation: {
      unsubscribeMessage: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: claimedAccount(input.id) },
          async (claim) => {
            const accountId = claimedAccount(input.id);
            if (accountId === null) throw notFound('message');
            const { principal, signal, traceparent } = context;
            const request = { method: input.method ?? null, traceparent };
            const left = await useCases.unsubscribe.run(
              principal,
              accountId,
              input.id,
              request,
              claim,
              signal,
            );
            return { wire: left, kept: claim !== null && left.submission !== null, target: input.id };
          },
          ({ method, status, submission }, replayed) => ({
            __typename: 'UnsubscribeMessagePayload',
            method,
            status,
            submission: submission === null ? null : submissionShape(submission),
            replayed,
          }),
        ),
    },
  };
}
