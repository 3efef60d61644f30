/**
 * Finding and reading messages. What is selected is read from the whole selection here, where the list is
 * made: one plan for the page, none per message.
 */
import type { GraphQLResolveInfo } from 'graphql';
import { claimedAccount } from '../../../domain/ids.ts';
import { notFound } from '../../../domain/errors.ts';
import type { MessageView } from '../../../domain/message.ts';
import { hasScope } from '../../../domain/principal.ts';
import type { Filter } from '../../../domain/search.ts';
import type { MessagePage } from '../../../use-cases/browse-mail.ts';
import { orderOf } from '../../lists.ts';
import { connectionOf, pageRequestOf, type Connection, type ConnectionArguments } from '../connection.ts';
import type { GraphqlContext } from '../context.ts';
import type { MessageFilter, MessageOrder } from '../schema.gen.ts';
import { roomFor } from '../answer-room.ts';
import { wantedHtmlForm, wantedMessageFields, wantsTotalCount } from '../selection.ts';
import { withoutNulls } from '../inputs.ts';
import type { Shape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

interface ListArguments extends ConnectionArguments {
  readonly filter?: MessageFilter | null;
  readonly q?: string | null;
  readonly orderBy?: readonly MessageOrder[] | null;
  readonly bodyMaxBytes?: number | null;
}

export const defaultBodyMaxBytes = 1024 * 1024;

export function messageResolvers({
  useCases: { browseMail, readMessage },
  checkInput,
}: ResolverPorts): ResolverGroup {
  async function list(
    accountId: string,
    mailbox: string,
    args: ListArguments,
    context: GraphqlContext,
    info: GraphQLResolveInfo,
  ): Promise<Connection<Shape<'Message'>> & Pick<MessagePage, 'skipped'>> {
    const { principal, signal } = context;
    const request = pageRequestOf(args);
    const { filter: typed, q, orderBy: sort, bodyMaxBytes: most } = args;
    const asked = { mailbox, filter: typed, q, sort, bodyMaxBytes: most ?? defaultBodyMaxBytes };
    const checked = checkInput('searchMessages', withoutNulls(asked));
    // The schema has seen to it that every node has exactly one key, which its type cannot say.
    const search = { mailbox, filter: (checked.filter ?? null) as Filter | null, q: checked.q };
    const fields = wantedMessageFields(info, ['edges', 'node']);
    const html = wantedHtmlForm(info, ['edges', 'node']);
    const bodyMaxBytes = checked.bodyMaxBytes ?? defaultBodyMaxBytes;
    const wanted = {
      ...search,
      order: orderOf(checked.sort),
      fields,
      bodyMaxBytes,
      html,
      ...roomFor(fields, context, info),
    };
    const [page, totalCount] = await Promise.all([
      browseMail.listMessages(principal, accountId, wanted, request, signal),
      wantsTotalCount(info) ? browseMail.countMessages(principal, accountId, search, signal) : null,
    ]);
    return { ...connectionOf(page, messageShape, totalCount), skipped: page.skipped };
  }

  /** A message that something else names: read with all others that are named in the same turn. */
  async function named(
    id: string | undefined,
    { principal, messages }: GraphqlContext,
    info: GraphQLResolveInfo,
  ): Promise<Shape<'Message'> | null> {
    const accountId = id === undefined ? null : claimedAccount(id);
    if (id === undefined || accountId === null || !hasScope(principal, 'messages:read')) return null;
    const wanted = { fields: wantedMessageFields(info), html: wantedHtmlForm(info) };
    const message = await messages.load(accountId, id, wanted);
    return message === null ? null : messageShape(message);
  }

  return {
    Account: {
      messages: (account, args, context, info) =>
        list(account.id, args.mailbox ?? 'inbox', args, context, info),
      message: async (account, { id, bodyMaxBytes }, context, info) => {
        const { principal, signal } = context;
        const fields = wantedMessageFields(info);
        const html = wantedHtmlForm(info);
        const wanted = {
          fields,
          bodyMaxBytes: bodyMaxBytes ?? defaultBodyMaxBytes,
          html,
          ...roomFor(fields, context, info),
        };
        return messageShape(await readMessage.get(principal, account.id, id, wanted, signal));
      },
    },
    Mailbox: {
      messages: (mailbox, args, context, info) => {
        const accountId = claimedAccount(mailbox.id);
        if (accountId === null) throw notFound('mailbox');
        return list(accountId, mailbox.id, args, context, info);
      },
    },
    // In which form is decided where the message is read.
    Message: { html: (message) => message.html ?? null },
    MessageEvent: { message: (event, _args, context, info) => named(event.messageId, context, info) },
    MessageResult: { message: (result, _args, context, info) => named(result.message?.id, context, info) },
    AppendMessagePayload: {
      appended: (payload, _args, context, info) => named(payload.appended?.id, context, info),
    },
    ReplaceDraftPayload: {
      replacement: (payload, _args, context, info) => named(payload.replacement?.id, context, info),
    },
  };
}

export function messageShape(message: MessageView): Shape<'Message'> {
  return message;
}
