/** Which messages a change to many is about: settled before the first of them is changed. */
import type { Account } from '../domain/account.ts';
import { chunksOf, messageSetsOf, type MessageSet } from '../domain/bulk.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import { readMessageId, type MessageRef } from '../domain/ids.ts';
import { requireSelectable } from '../domain/mailbox.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { mailboxName } from './browse-mail.ts';
import { readSearch, type SearchRequest } from './message-search.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

/** By a search without filter and query: all that is in the mailbox. */
export type BulkSelection = { readonly ids: readonly string[] } | SearchRequest;

export interface Chosen {
  /** As named, each once; null when they were not named. */
  readonly ids: readonly string[] | null;
  /** Those of the ids that are no message's of the account. */
  readonly unknown: readonly string[];
  readonly sets: readonly MessageSet[];
}

export interface ChooseMessages {
  /** A search needs `messages:read`, and with content terms `bodies:read`. Whether ids are there is not asked. */
  choose(
    principal: Principal,
    account: Account,
    selection: BulkSelection,
    signal: AbortSignal,
  ): Promise<Chosen>;
  /** Those that are there. */
  present(account: Account, chosen: Chosen, signal: AbortSignal): Promise<readonly MessageSet[]>;
}

export function createChooseMessages(ports: {
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly reader: Pick<MessageReader, 'read' | 'match'>;
}): ChooseMessages {
  const { mailboxes, reader } = ports;

  return {
    async choose(principal, account, selection, signal) {
      if ('ids' in selection) return named(account, selection.ids);
      requireScope(principal, 'messages:read');
      const { mailbox: name, filter } = readSearch(principal, account, selection);
      if (name === '*') throw invalid('/mailbox', 'Messages of one mailbox at a time are changed; name it.');
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      requireSelectable(mailbox);
      const { uidValidity, uids } = await reader.match(account, mailbox, filter, signal);
      return { ids: null, unknown: [], sets: [{ mailboxId: mailbox.id, uidValidity, uids }] };
    },

    async present(account, { ids, sets }, signal) {
      if (ids === null) return sets;
      const found: MessageRef[] = [];
      const wanted = { fields: ['id'], bodyMaxBytes: 0 } as const;
      for (const chunk of chunksOf(sets)) {
        const views = await reader.read(account, chunk, wanted, signal).catch(nothingIfStale);
        found.push(...chunk.filter((_, index) => (views[index] ?? null) !== null));
      }
      return messageSetsOf(found);
    },
  };
}

function named(account: Account, named: readonly string[]): Chosen {
  const ids = [...new Set(named)];
  const unknown: string[] = [];
  const refs: MessageRef[] = [];
  for (const id of ids) {
    const ref = readMessageId(account, id);
    if (ref === null) unknown.push(id);
    else refs.push(ref);
  }
  return { ids, unknown, sets: messageSetsOf(refs) };
}

function nothingIfStale(error: unknown): readonly null[] {
  if (error instanceof GatewayError && error.code === 'stale-reference') return [];
  throw error;
}
