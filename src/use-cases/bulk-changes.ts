/**
 * Changes to many messages of one account, named by their ids or by a filter. Which messages these are is settled first,
 * so that mail that arrives meanwhile is not touched; then they are changed chunk by chunk, and what the server refuses of
 * one chunk does not stop the next.
 */
import type { Account } from '../domain/account.ts';
import {
  chunksOf,
  countOf,
  messageSetsOf,
  refsOf,
  type BulkAction,
  type BulkChange,
  type BulkFailure,
  type BulkOutcome,
  type MessageSet,
} from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import { messageId, readMessageId, type MessageRef } from '../domain/ids.ts';
import { requireSelectable } from '../domain/mailbox.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { mailboxName } from './browse-mail.ts';
import { allOf, failureOf, type CarryOutChunk } from './bulk-chunk.ts';
import type { MessageOrder } from './carry-out.ts';
import { checkFlagChange } from './change-messages.ts';
import { readSearch, type SearchRequest } from './message-search.ts';
import type { OpenAccount } from './open-account.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

/** By a search without filter and query: all that is in the mailbox. */
export type BulkSelection = { readonly ids: readonly string[] } | SearchRequest;

export interface BulkRequest {
  readonly selection: BulkSelection;
  readonly action: BulkAction;
  /** Nothing is changed: only told what would be. */
  readonly dryRun: boolean;
}

export interface BulkMessage {
  readonly id: string;
  readonly outcome: BulkOutcome;
  /** Under which the message, or its copy, is found now; null when it is gone or not known. */
  readonly newId: string | null;
  readonly error: BulkFailure | null;
}

export interface BulkResult {
  /** Messages that were chosen and, where they were named by ids, are there. */
  readonly matched: number;
  readonly done: number;
  /** By ids in their order, each once; by filter oldest first. Empty after a dry run. */
  readonly results: readonly BulkMessage[];
  /** Some of the ids that would be changed; null unless it was a dry run. */
  readonly sample: readonly string[] | null;
}

export interface BulkChanges {
  /**
   * A filter needs `messages:read` too, and with content terms `bodies:read`. Throws `search-too-broad` for more than
   * are changed at once, and what befalls the first chunk when no server can be asked; later the rest is `refused`.
   */
  run(
    principal: Principal,
    accountId: string,
    request: BulkRequest,
    signal: AbortSignal,
  ): Promise<BulkResult>;
}

export interface BulkChangesPorts {
  readonly openAccount: OpenAccount;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly reader: Pick<MessageReader, 'read' | 'match'>;
  readonly carryOutChunk: CarryOutChunk;
}

const largestSample = 20;

/** What the caller chose; `ids` as named, where they were. */
interface Chosen {
  readonly ids: readonly string[] | null;
  readonly sets: readonly MessageSet[];
}

export function createBulkChanges(ports: BulkChangesPorts): BulkChanges {
  const { openAccount, mailboxes, reader, carryOutChunk } = ports;

  const choose = async (
    principal: Principal,
    account: Account,
    selection: BulkSelection,
    signal: AbortSignal,
  ): Promise<Chosen> => {
    if ('ids' in selection) {
      const ids = [...new Set(selection.ids)];
      const refs = ids.map((id) => readMessageId(account, id)).filter((ref) => ref !== null);
      return { ids, sets: messageSetsOf(refs) };
    }
    requireScope(principal, 'messages:read');
    const { mailbox: name, filter } = readSearch(principal, account, selection);
    const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
    requireSelectable(mailbox);
    const { uidValidity, uids } = await reader.match(account, mailbox, filter, signal);
    return { ids: null, sets: [{ mailboxId: mailbox.id, uidValidity, uids }] };
  };

  const orderOf = async (
    account: Account,
    action: BulkAction,
    signal: AbortSignal,
  ): Promise<MessageOrder> => {
    switch (action.action) {
      case 'flag':
        checkFlagChange(action.flags);
        return { kind: 'flag', change: action.flags, unchangedSince: action.unchangedSince };
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

  /** Of ids it is not known yet whether they are there. */
  const present = async (account: Account, { ids, sets }: Chosen, signal: AbortSignal): Promise<Chosen> => {
    if (ids === null) return { ids, sets };
    const found: MessageRef[] = [];
    for (const chunk of chunksOf(sets)) {
      const views = await reader
        .read(account, chunk, { fields: ['id'], bodyMaxBytes: 0 }, signal)
        .catch(nothingIfStale);
      found.push(...chunk.filter((_, index) => (views[index] ?? null) !== null));
    }
    return { ids, sets: messageSetsOf(found) };
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

  return {
    async run(principal, accountId, { selection, action, dryRun }, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const order = await orderOf(account, action, signal);
      const chosen = await choose(principal, account, selection, signal);
      if (dryRun) return dryResult(account, (await present(account, chosen, signal)).sets);
      return resultOf(account, chosen, await carryOutAll(account, chosen.sets, order, signal));
    },
  };
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
  const messages = changes.map(({ ref, outcome, target, error }): BulkMessage => ({
    id: messageId(account, ref),
    outcome,
    newId: target === null ? null : messageId(account, target),
    error,
  }));
  const done = messages.filter(({ outcome }) => outcome === 'done').length;
  if (ids === null) return { matched: countOf(sets), done, results: messages, sample: null };
  const byId = new Map(messages.map((message) => [message.id, message]));
  const results = ids.map(
    (id) => byId.get(id) ?? { id, outcome: 'absent' as const, newId: null, error: null },
  );
  const matched = results.filter(({ outcome }) => outcome !== 'absent').length;
  return { matched, done, results, sample: null };
}

function nothingIfStale(error: unknown): readonly null[] {
  if (error instanceof GatewayError && error.code === 'stale-reference') return [];
  throw error;
}
