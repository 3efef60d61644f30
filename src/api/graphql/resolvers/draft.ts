/** A new version in place of a draft. */
import { claimedAccount } from '../../../domain/ids.ts';
import { notFound } from '../../../domain/errors.ts';
import { modseqOf, without, withoutNulls } from '../inputs.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function draftResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { replaceDraft } = useCases;
  return {
    Mutation: {
      replaceDraft: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: claimedAccount(input.id) },
          async () => {
            const accountId = claimedAccount(input.id);
            if (accountId === null) throw notFound('message');
            const version = without(input, 'id', 'ifUnchangedSince');
            const { flags = null, ...content } = checkInput('replaceDraft', withoutNulls(version));
            const since = modseqOf('/ifUnchangedSince', input.ifUnchangedSince);
            const { principal, signal } = context;
            const replaced = await replaceDraft.replace(
              principal,
              accountId,
              input.id,
              { content, flags },
              since,
              signal,
            );
            return { wire: replaced, target: replaced.newId };
          },
          ({ previousId, newId }) => ({
            __typename: 'ReplaceDraftPayload',
            previousId,
            replacement: newId === null ? null : { id: newId },
          }),
        ),
    },
  };
}
