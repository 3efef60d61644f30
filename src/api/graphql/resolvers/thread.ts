/** Conversations, by their id and from a message of theirs. */
import type { GraphQLResolveInfo } from 'graphql';
import { claimedAccount } from '../../../domain/ids.ts';
import { GatewayError } from '../../../domain/errors.ts';
import type { WantedFields } from '../../../use-cases/read-message.ts';
import type { Thread } from '../../../use-cases/threads.ts';
import { roomFor } from '../answer-room.ts';
import { wantedHtmlForm, wantedMessageFields } from '../selection.ts';
import type { Shape } from '../shapes.ts';
import { defaultBodyMaxBytes, messageShape } from './message.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function threadResolvers({ useCases: { threads } }: ResolverPorts): ResolverGroup {
  return {
    Account: {
      thread: async (account, { id, bodyMaxBytes }, context, info) => {
        const asked = wantedOf(info, bodyMaxBytes);
        const wanted = { ...asked, ...roomFor(asked.fields, context, info) };
        return threadShape(await threads.get(context.principal, account.id, id, wanted, context.signal));
      },
    },
    Message: {
      thread: async ({ id, threadId = null }, { bodyMaxBytes }, context, info) => {
        const accountId = claimedAccount(id);
        if (threadId === null || accountId === null) return null;
        const wanted = wantedOf(info, bodyMaxBytes);
        const thread = await context.threads
          .load(accountId, threadId, wanted, roomFor(wanted.fields, context, info).room ?? null)
          .catch(nothingIfGone);
        return thread === null ? null : threadShape(thread);
      },
    },
  };
}

/** What of its messages is selected. */
export function wantedOf(info: GraphQLResolveInfo, bodyMaxBytes?: number | null): WantedFields {
  return {
    fields: wantedMessageFields(info, ['messages']),
    html: wantedHtmlForm(info, ['messages']),
    bodyMaxBytes: bodyMaxBytes ?? defaultBodyMaxBytes,
  };
}

export function threadShape({ messages, ...thread }: Thread): Shape<'Thread'> {
  return { ...thread, messages: messages.map(messageShape) };
}

/** The message has gone since it was listed, and its conversation with it. */
function nothingIfGone(error: unknown): null {
  if (error instanceof GatewayError && error.code === 'not-found') return null;
  throw error;
}
