/**
 * Changes to many messages of one account, named by their ids or by a filter. Which messages these are is settled first,
 * so that mail that arrives meanwhile is not touched; then they are changed chunk by chunk, and what the server refuses of
 * one chunk does not stop the next. What takes longer than a caller waits becomes a job (`run-bulk-job.ts`).
 */
import type { Account } from '../domain/account.ts';
import {
  chunksOf,
  countOf,
  largestAtOnce,
  refsOf,
  type BulkAction,
  type BulkChange,
  type BulkFailure,
  type MessageSet,
} from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import { messageId } from '../domain/ids.ts';
import { jobView, newJob, type JobView } from '../domain/job.ts';
import { requireSelectable } from '../domain/mailbox.ts';
import type { Principal } from '../domain/principal.ts';
import { mailboxName } from './browse-mail.ts';
import { allOf, failureOf, type CarryOutChunk } from './bulk-chunk.ts';
import { bulkMessage, unknownMessage, type BulkMessage } from './bulk-message.ts';
import type { MessageOrder } from './carry-out.ts';
import { checkMarkChange } from './change-messages.ts';
import { createChooseMessages, type BulkSelection, type Chosen } from './choose-messages.ts';
import type { MessageReferences } from './message-reference.ts';
import type { OpenAccount } from './open-account.ts';
import type { Claim, StoredAnswer } from './ports/idempotency.ts';
import type { JobStore, PlannedOrder } from './ports/jobs.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';
import type { Clock, Log } from './ports/service.ts';
import type { WorkQueue } from './ports/submissions.ts';

export interface BulkRequest {
  readonly selection: BulkSelection;
  readonly action: BulkAction;
  /** Nothing is changed: only told what would be. */
  readonly dryRun: boolean;
  /** A job also where few messages are changed. */
  readonly asJob: boolean;
}

export interface BulkResult {
  /** Messages that were chosen and, where they were named by ids, are there. */
  readonly matched: number;
  readonly done: number;
  /** By ids in their order, each once; by filter mailbox by mailbox, oldest first. Empty after a dry run. */
  readonly results: readonly BulkMessage[];
  /** Some of the ids that would be changed; null unless it was a dry run. */
  readonly sample: readonly string[] | null;
}

export type BulkAnswer =
  | { readonly kind: 'result'; readonly result: BulkResult }
  /** Accepted: with a claim the answer is stored under it. */
  | { readonly kind: 'job'; readonly job: JobView };

export interface BulkChanges {
  /**
   * A filter needs `messages:read` too, and with content terms `bodies:read`. Throws what befalls the first chunk when no
   * server can be asked; later the rest is `refused`. More than a thousand messages become a job.
   */
  run(
    principal: Principal,
    accountId: string,
    request: BulkRequest,
    claim: Claim | null,
    signal: AbortSignal,
  ): Promise<BulkAnswer>;
}

export interface BulkChangesPorts {
  readonly openAccount: OpenAccount;
  readonly mailboxes: Pick<MailboxReader, 'resolve' | 'everywhere'>;
  readonly reader: Pick<MessageReader, 'read' | 'match'>;
  readonly references: Pick<MessageReferences, 'only'>;
  readonly carryOutChunk: CarryOutChunk;
  readonly jobs: Pick<JobStore, 'accept'>;
  readonly queue: Pick<WorkQueue, 'job'>;
  readonly clock: Clock;
  readonly log: Log;
}

const largestSample = 20;

export function createBulkChanges(ports: BulkChangesPorts): BulkChanges {
  const { openAccount, mailboxes, carryOutChunk, jobs, queue, clock, log } = ports;
  const { choose, present } = createChooseMessages(ports);

  const orderOf = async (
    account: Account,
    action: BulkAction,
    signal: AbortSignal,
  ): Promise<MessageOrder> => {
    switch (action.action) {
      case 'flag':
        checkMarkChange(action.marks);
        return { kind: 'flag', change: action.marks, unchangedSince: action.unchangedSince };
      case 'move':
      case 'copy': {
        const to = await mailboxes.resolve(
          account,
          mailboxName(action.targetMailbox, '/targetMailbox'),
          signal,
        );
        requireSelectable(to);
        return { kind: action.action, to };
      }
      case 'delete':
        if (action.permanent) return { kind: 'expunge' };
        return {
          kind: 'move',
          to: await mailboxes.resolve(account, { by: 'special-use', use: 'trash' }, signal),
        };
    }
  };

  const carryOutAll = async (
    account: Account,
    sets: readonly MessageSet[],
    order: MessageOrder,
    signal: AbortSignal,
  ): Promise<readonly BulkChange[]> => {
    const changes: BulkChange[] = [];
    let failure: BulkFailure | null = null;
    for (const chunk of chunksOf(sets)) {
      if (failure !== null) {
        changes.push(...allOf(chunk, 'refused', failure));
        continue;
      }
      try {
        changes.push(...(await carryOutChunk(account, chunk, order, signal)));
      } catch (error) {
        // Before anything is done it is the request that fails.
        if (changes.length === 0 || !(error instanceof GatewayError)) throw error;
        failure = failureOf(error);
        changes.push(...allOf(chunk, 'refused', failure));
      }
    }
    return changes;
  };

  const accept = async (
    account: Account,
    { sets, unknown }: Chosen,
    order: MessageOrder,
    claim: Claim | null,
  ): Promise<JobView> => {
    const total = countOf(sets) + unknown.length;
    const job = newJob('bulk', account, { total, absent: unknown.length }, clock.now());
    const view = jobView(job, null);
    const plan = { kind: 'bulk', order: planned(order), sets, unknown } as const;
    await jobs.accept(job, plan, claim === null ? null : { claim, answer: acceptedJob(view) });
    try {
      await queue.job(job.id);
    } catch (error) {
      log.warn({ jobId: job.id, err: error }, 'a job is left to the sweeper');
    }
    return view;
  };

  return {
    async run(principal, accountId, { selection, action, dryRun, asJob }, claim, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const order = await orderOf(account, action, signal);
      const chosen = await choose(principal, account, selection, 'to' in order ? order.to : null, signal);
      if (dryRun)
        return { kind: 'result', result: dryResult(account, await present(account, chosen, signal)) };
      if (asJob || countOf(chosen.sets) + chosen.unknown.length > largestAtOnce)
        return { kind: 'job', job: await accept(account, chosen, order, claim) };
      const changes = await carryOutAll(account, chosen.sets, order, signal);
      return { kind: 'result', result: resultOf(account, chosen, changes) };
    },
  };
}

function planned(order: MessageOrder): PlannedOrder {
  return 'to' in order ? { kind: order.kind, to: order.to.id } : order;
}

/** What a repetition of the request is answered. */
export function acceptedJob(view: JobView): StoredAnswer {
  return { status: 202, location: `/v1/jobs/${view.id}`, body: view };
}

function dryResult(account: Account, sets: readonly MessageSet[]): BulkResult {
  const sample: string[] = [];
  for (const ref of refsOf(sets)) {
    if (sample.length >= largestSample) break;
    sample.push(messageId(account, ref));
  }
  return { matched: countOf(sets), done: 0, results: [], sample };
}

function resultOf(account: Account, { ids, sets }: Chosen, changes: readonly BulkChange[]): BulkResult {
  const messages = changes.map((change) => bulkMessage(account, change));
  const done = messages.filter(({ outcome }) => outcome === 'done').length;
  if (ids === null) return { matched: countOf(sets), done, results: messages, sample: null };
  const byId = new Map(messages.map((message) => [message.id, message]));
  const results = ids.map((id) => byId.get(id) ?? unknownMessage(id));
  const matched = results.filter(({ outcome }) => outcome !== 'absent').length;
  return { matched, done, results, sample: null };
}
