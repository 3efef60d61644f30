/** Which messages a change to many is about: settled before the first of them is changed. */
import type { Account } from '../domain/account.ts';
import { chunksOf, messageSetsOf, type MessageSet } from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import { readMessageId, type MessageRef } from '../domain/ids.ts';
import { requireSelectable, type Mailbox } from '../domain/mailbox.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import type { Filter } from '../domain/search.ts';
import { uidCount } from '../domain/uid-set.ts';
import { filledMailboxes, overMailboxes } from './all-mailboxes.ts';
import { mailboxName } from './browse-mail.ts';
import { everywhere, readSearch, type SearchRequest } from './message-search.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

/** By a search without filter and query: all that is in the mailbox, or in all of them. */
export type BulkSelection = { readonly ids: readonly string[] } | SearchRequest;

export interface Chosen {
  /** As named, each once; null when they were not named. */
  readonly ids: readonly string[] | null;
  /** Those of the ids that are no message's of the account. */
  readonly unknown: readonly string[];
  readonly sets: readonly MessageSet[];
}

export interface ChooseMessages {
  /**
   * A search needs `messages:read`, and with content terms `bodies:read`. Whether ids are there is not asked. `to`: where
   * they are to go; of all mailboxes that one is left out. Throws `refused-by-server` where a mailbox is not opened.
   */
  choose(
    principal: Principal,
    account: Account,
    selection: BulkSelection,
    to: Mailbox | null,
    signal: AbortSignal,
  ): Promise<Chosen>;
  /** Those that are there. */
  present(account: Account, chosen: Chosen, signal: AbortSignal): Promise<readonly MessageSet[]>;
}

export function createChooseMessages(ports: {
  readonly mailboxes: Pick<MailboxReader, 'resolve' | 'everywhere'>;
  readonly reader: Pick<MessageReader, 'read' | 'match'>;
}): ChooseMessages {
  const { mailboxes, reader } = ports;

  const match = async (
    account: Account,
    mailbox: Mailbox,
    filter: Filter | null,
    signal: AbortSignal,
  ): Promise<MessageSet> => {
    const { uidValidity, uids } = await reader.match(account, mailbox, filter, signal);
    return { mailboxId: mailbox.id, uidValidity, uids };
  };

  const matchEverywhere = async (
    account: Account,
    filter: Filter | null,
    to: Mailbox | null,
    signal: AbortSignal,
  ): Promise<readonly MessageSet[]> => {
    const filled = await filledMailboxes(mailboxes, account, signal);
    const among = filled.filter(({ id }) => id !== to?.id);
    const work = (mailbox: Mailbox, either: AbortSignal): Promise<MessageSet> =>
      match(account, mailbox, filter, either);
    const sets = await overMailboxes<Mailbox, MessageSet | null>(account, among, signal, work, null);
    return sets.flatMap((set) => (set === null || uidCount(set.uids) === 0 ? [] : [set]));
  };

  return {
    async choose(principal, account, selection, to, signal) {
      if ('ids' in selection) return named(account, selection.ids);
      requireScope(principal, 'messages:read');
      const { mailbox: name, filter } = readSearch(principal, account, selection);
      if (name === everywhere)
        return { ids: null, unknown: [], sets: await matchEverywhere(account, filter, to, signal) };
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      requireSelectable(mailbox);
      return { ids: null, unknown: [], sets: [await match(account, mailbox, filter, signal)] };
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
