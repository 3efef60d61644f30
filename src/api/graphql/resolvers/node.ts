/** `node(id)`: the prefix of an id says what it is; one without a known prefix is an account's. */
import type { GraphQLResolveInfo } from 'graphql';
import { claimedAccount } from '../../../domain/ids.ts';
import { notFound } from '../../../domain/errors.ts';
import { mailboxOnWire } from '../../wire.ts';
import type { GraphqlContext } from '../context.ts';
import type { ResolversInterfaceTypes, ResolversTypes } from '../schema.gen.ts';
import { roomFor } from '../answer-room.ts';
import { wantedHtmlForm, wantedMessageFields } from '../selection.ts';
import { accountShape } from '../shapes.ts';
import { jobShape } from './job.ts';
import { defaultBodyMaxBytes, messageShape } from './message.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';
import { submissionShape } from './submission.ts';
import { templateShape } from './template.ts';
import { threadShape, wantedOf } from './thread.ts';
import { shownWebhook } from './webhook.ts';

type NodeShape = ResolversInterfaceTypes<ResolversTypes>['Node'];
type Read = (id: string, context: GraphqlContext, info: GraphQLResolveInfo) => Promise<NodeShape>;

export function nodeResolvers({ useCases }: ResolverPorts): ResolverGroup {
  const account: Read = async (id, { principal }) => ({
    __typename: 'Account',
    ...accountShape(await useCases.accounts.get(principal, id)),
  });
  const message: Read = async (id, context, info) => {
    const { principal, signal } = context;
    const html = wantedHtmlForm(info);
    const fields = wantedMessageFields(info);
    const wanted = { fields, bodyMaxBytes: defaultBodyMaxBytes, html, ...roomFor(fields, context, info) };
    const found = await useCases.readMessage.get(principal, ownerOf(id), id, wanted, signal);
    return { __typename: 'Message', ...messageShape(found) };
  };
  const absent: Read = () => Promise.reject(notFound('node'));
  const readers: Readonly<Record<string, Read>> = {
    acc: account,
    sub: async (id, { principal }) => ({
      __typename: 'Submission',
      ...submissionShape(await useCases.submissions.get(principal, null, id)),
    }),
    job: async (id, { principal }) => ({
      __typename: 'Job',
      ...jobShape(await useCases.jobs.get(principal, id)),
    }),
    tpl: async (id, { principal }) => ({
      __typename: 'Template',
      ...templateShape(await useCases.templates.get(principal, id)),
    }),
    whk: async (id, { principal }) => ({
      __typename: 'Webhook',
      ...shownWebhook(await useCases.webhooks.get(principal, id)),
    }),
    mbx: async (id, { principal, signal }) => ({
      __typename: 'Mailbox',
      ...mailboxOnWire(await useCases.browseMail.getMailbox(principal, ownerOf(id), id, signal)),
    }),
    msg: message,
    eml: message,
    thr: async (id, context, info) => {
      const asked = wantedOf(info);
      const wanted = { ...asked, ...roomFor(asked.fields, context, info) };
      const thread = await useCases.threads.get(context.principal, ownerOf(id), id, wanted, context.signal);
      return { __typename: 'Thread', ...threadShape(thread) };
    },
    // These have ids and no single reading on either surface.
    ...Object.fromEntries(['key', 'att', 'evt', 'dlv', 'blb'].map((prefix) => [prefix, absent])),
  };
  return {
    Query: {
      node: (_root, { id }, context, info) => {
        const prefix = /^([a-z]{3})_/.exec(id)?.[1];
        return ((prefix === undefined ? undefined : readers[prefix]) ?? account)(id, context, info);
      },
    },
  };
}

/** Whether the id is genuine is found out where it is used. */
function ownerOf(id: string): string {
  const accountId = claimedAccount(id);
  if (accountId === null) throw notFound('node');
  return accountId;
}
