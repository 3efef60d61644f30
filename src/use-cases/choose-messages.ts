/** Which messages a change to many is about: settled before the first of them is changed. */
import type { Account } from '../domain/account.ts';
import { chunksOf, messageSetsOf, type MessageSet } from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import { messageId, type MessageRef } from '../domain/ids.ts';
import { requireSelectable, type Mailbox } from '../domain/mailbox.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import type { Filter } from '../domain/search.ts';
import { uidCount } from '../domain/uid-set.ts';
import { filledMailboxes, overMailboxes } from './all-mailboxes.ts';
import { mailboxName } from './browse-mail.ts';
import { everywhere, readSearch, type SearchRequest } from './message-search.ts';
import type { MessageReferences } from './message-reference.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

/** By a search without filter and query: all that is in the mailbox, or in all of them. */
export type BulkSelection = { readonly ids: readonly string[] } | SearchRequest;

export interface Chosen {
  /** Those that the messages have, as named where there is none; each once. null when they were not named. */
  readonly ids: readonly string[] | null;
  /** Those of the ids that are no message's of the account. */
  readonly unknown: readonly string[];
  readonly sets: readonly MessageSet[];
}

export interface ChooseMessages {
  /**
   * A search needs `messages:read`, and with content terms `bodies:read`. Whether ids are there is not asked. `to`: where
   * they are to go; of all mailboxes that one is left out. Throws `ambiguous-reference`, `refused-by-server` where a mailbox is not opened.
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
  readonly references: Pick<MessageReferences, 'only'>;
}): ChooseMessages {
  const { mailboxes, reader, references } = ports;

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

  const named = async (
    account: Account,
    asNamed: readonly string[],
    signal: AbortSignal,
  ): Promise<Chosen> => {
    const refs = new Map<string, MessageRef | null>();
    for (const [index, ref] of (await references.only(account, asNamed, signal)).entries())
      refs.set(ref === null ? (asNamed[index] ?? '') : messageId(account, ref), ref);
    const known = [...refs.values()].filter((ref) => ref !== null);
    const unknown = [...refs].flatMap(([id, ref]) => (ref === null ? [id] : []));
    return { ids: [...refs.keys()], unknown, sets: messageSetsOf(known) };
  };

  return {
    async choose(principal, account, selection, to, signal) {
      if ('ids' in selection) return await named(account, selection.ids, signal);
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

function nothingIfStale(error: unknown): readonly null[] {
  if (error instanceof GatewayError && error.code === 'stale-reference') return [];
  throw error;
}
