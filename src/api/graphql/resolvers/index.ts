/** All resolvers, by type and field. */
import type { ResolverMap } from '../schema.ts';
import { accountResolvers } from './account.ts';
import { bulkResolvers } from './bulk.ts';
import { deliveryResolvers } from './delivery.ts';
import { draftResolvers } from './draft.ts';
import { eventResolvers } from './event.ts';
import { jobResolvers } from './job.ts';
import { keyResolvers } from './key.ts';
import { mailboxResolvers } from './mailbox.ts';
import { messageChangeResolvers } from './message-changes.ts';
import { messageResolvers } from './message.ts';
import { nodeResolvers } from './node.ts';
import type { ResolverPorts } from './ports.ts';
import { submissionResolvers } from './submission.ts';
import { suppressionResolvers } from './suppression.ts';
import { templateResolvers } from './template.ts';
import { threadResolvers } from './thread.ts';
import { unsubscribeResolvers } from './unsubscribe.ts';
import { webhookResolvers } from './webhook.ts';

/** Several groups add to one type; none says the same field twice. */
export function createResolvers(ports: ResolverPorts): ResolverMap {
  const groups = [
    accountResolvers,
    bulkResolvers,
    deliveryResolvers,
    draftResolvers,
    eventResolvers,
    jobResolvers,
    keyResolvers,
    mailboxResolvers,
    messageChangeResolvers,
    messageResolvers,
    nodeResolvers,
    submissionResolvers,
    suppressionResolvers,
    templateResolvers,
    threadResolvers,
    unsubscribeResolvers,
    webhookResolvers,
  ].map((group) => group(ports) as unknown as ResolverMap);
  const all: Record<string, Record<string, ResolverMap[string][string]>> = {};
  for (const group of groups) {
    for (const [type, fields] of Object.entries(group)) all[type] = { ...all[type], ...fields };
  }
  return all;
}
