/** Changing messages: flags, labels, moves, copies, deletion, append. Several at once, with a result for each. */
import { claimedAccount } from '../../../domain/ids.ts';
import { GatewayError, invalid, notFound } from '../../../domain/errors.ts';
import type { MessageChange } from '../../../use-cases/change-messages.ts';
import { markChangeOf } from '../../bulk.ts';
import { modseqOf, without, withoutNulls } from '../inputs.ts';
import type { MutationCall } from '../mutation.ts';
import { refusalOf, type RefusedRequest } from '../refusal.ts';
import type { Shape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

const maximumIds = 250;

/** What became of one message, as it is kept for a repeat. */
interface Result {
  readonly previousId: string;
  readonly newId: string | null;
  readonly refusal: RefusedRequest | null;
}

type Change = (accountId: string, ids: readonly string[]) => Promise<readonly MessageChange[]>;

export function messageChangeResolvers({ useCases, checkInput, mutate }: ResolverPorts): ResolverGroup {
  const { changeMessages, submitMessage } = useCases;

  /** All messages are of one account: `ids` of two are refused, as a command goes to one server. */
  const change = <Name extends string>(
    name: Name,
    call: Omit<MutationCall, 'accountId'> & { readonly input: { readonly ids: readonly string[] } },
    work: Change,
  ) => {
    const { ids } = call.input;
    if (ids.length < 1 || ids.length > maximumIds)
      throw invalid('/ids', `From 1 to ${maximumIds} ids are taken.`);
    const accountIds = new Set(ids.map(claimedAccount).filter((id) => id !== null));
    if (accountIds.size > 1) throw invalid('/ids', 'The messages are of one account.');
    const accountId = [...accountIds][0] ?? null;
    return mutate(
      { ...call, accountId },
      async () => {
        if (accountId === null) throw notFound('message');
        const distinct = [...new Set(ids)];
        const changes = await work(accountId, distinct);
        const byId = new Map(distinct.map((id, index) => [id, resultOf(id, changes[index])]));
        return { wire: ids.map((id) => byId.get(id) ?? resultOf(id, undefined)), target: ids[0] ?? null };
      },
      (results, replayed) => ({ __typename: name, results: results.map(resultShape), replayed }),
    );
  };

  return {
    Mutation: {
      updateMessages: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        return change('UpdateMessagesPayload', { context, info, input }, (accountId, ids) => {
          const wanted = withoutNulls({ flags: input.flags, labels: input.labels });
          const marks = markChangeOf(checkInput('updateMessage', wanted));
          const options = { unchangedSince: modseqOf('/ifUnchangedSince', input.ifUnchangedSince) };
          return changeMessages.flag(principal, accountId, ids, marks, options, signal);
        });
      },
      moveMessages: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        return change('MoveMessagesPayload', { context, info, input }, (accountId, ids) => {
          const { mailbox } = checkInput('copyMessage', { mailbox: input.mailbox });
          return changeMessages.move(principal, accountId, ids, mailbox, signal);
        });
      },
      copyMessages: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        const call = { context, info, input, operation: 'copyMessage' } as const;
        return change('CopyMessagesPayload', call, (accountId, ids) => {
          const { mailbox } = checkInput('copyMessage', { mailbox: input.mailbox });
          return changeMessages.copy(principal, accountId, ids, mailbox, signal);
        });
      },
      deleteMessages: (_root, { input }, context, info) => {
        const { principal, signal } = context;
        const permanent = input.permanent ?? false;
        return change('DeleteMessagesPayload', { context, info, input }, (accountId, ids) =>
          changeMessages.remove(principal, accountId, ids, { permanent }, signal),
        );
      },
      appendMessage: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.accountId },
          async () => {
            const { accountId, ...rest } = without(input, 'idempotencyKey');
            const { mailbox, flags = [], ...outgoing } = checkInput('appendMessage', withoutNulls(rest));
            const { principal, signal } = context;
            const content = await submitMessage.composeDraft(principal, accountId, outgoing, signal);
            const { message } = await changeMessages.append(
              principal,
              accountId,
              { mailbox, flags, content },
              signal,
            );
            return { wire: { id: message?.id ?? null }, target: message?.id ?? null };
          },
          ({ id }, replayed) => ({
            __typename: 'AppendMessagePayload',
            appended: id === null ? null : { id },
            replayed,
          }),
        ),
    },
  };
}

function resultOf(asNamed: string, change: MessageChange | undefined): Result {
  const previousId = change?.id ?? asNamed;
  if (change?.outcome === 'done') {
    return { previousId, newId: change.newId, refusal: null };
  }
  const failure =
    change?.outcome === 'modified'
      ? new GatewayError('precondition-failed', 'The message has changed.')
      : notFound('message');
  return { previousId, newId: null, refusal: refusalOf(failure) };
}

/** The message itself is read when it is selected. */
function resultShape({ previousId, newId, refusal }: Result): Shape<'MessageResult'> {
  return { previousId, message: newId === null ? null : { id: newId }, refusal };
}
