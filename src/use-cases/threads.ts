/**
 * Conversations over the mailboxes of an account. A server that has threads of its own is asked for the messages of one;
 * elsewhere those belong together that are connected by Message-ID, In-Reply-To and References: what a mailbox holds of
 * them is asked of each, and again for names that were found elsewhere, until nothing new is told or a bound is reached.
 */
import type { Account } from '../domain/account.ts';
import { notFound } from '../domain/errors.ts';
import { readThreadId } from '../domain/ids.ts';
import type { Mailbox, SkippedMailbox } from '../domain/mailbox.ts';
import type { MessageView } from '../domain/message.ts';
import { firstReceivedFirst, placeComparator } from '../domain/message-order.ts';
import type { Principal } from '../domain/principal.ts';
import { filledMailboxes, lookIntoEach, readPlaces } from './all-mailboxes.ts';
import { createMergedMessages, withoutCopies, type MergedMessagePorts } from './merged-messages.ts';
import { staleIfUnsupported } from './message-reference.ts';
import type { OpenAccount } from './open-account.ts';
import type { MessageReader, RelatedMessage } from './ports/mail.ts';
import { checkFields, type WantedFields } from './read-message.ts';

export interface Thread {
  readonly id: string;
  /** In the order of their arrival; copies of one are there once where the server tells them. */
  readonly messages: readonly MessageView[];
  /** Whether there are more than are shown, or may be. */
  readonly truncated: boolean;
  /** Mailboxes that the server does not open. */
  readonly skipped: readonly SkippedMailbox[];
}

export interface Threads {
  /**
   * Throws `not-found` for an id that is forged or another account's and for a conversation without messages,
   * `stale-reference` when the server no longer has threads of the kind that the id is of.
   */
  get(
    principal: Principal,
    accountId: string,
    id: string,
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<Thread>;
}

export const threadBounds = {
  /** That are shown: as many as a page of a list. */
  messages: 250,
  /** Message-IDs that are asked for. */
  names: 500,
  /** How often every mailbox is asked. */
  rounds: 5,
} as const;

export interface ThreadPorts extends MergedMessagePorts {
  readonly openAccount: OpenAccount;
  readonly messages: MergedMessagePorts['messages'] & Pick<MessageReader, 'related'>;
}

export function createThreads({ openAccount, mailboxes, messages }: ThreadPorts): Threads {
  const merged = createMergedMessages({ mailboxes, messages });

  return {
    async get(principal, accountId, id, wanted, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, wanted.fields);
      const key = readThreadId(account, id);
      if (key === null) throw notFound('thread');
      const thread =
        key.source === 'root'
          ? await byRoot(account, key.value, wanted, signal)
          : await byServer(account, id, wanted, signal);
      if (thread.messages.length === 0) throw notFound('thread');
      return { id, ...thread };
    },
  };

  async function byServer(
    account: Account,
    threadId: string,
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<Omit<Thread, 'id'>> {
    const list = { filter: { threadId }, order: firstReceivedFirst, anchor: null } as const;
    const query = { ...wanted, ...list, limit: threadBounds.messages };
    const slice = await merged
      .slice(account, query, signal)
      .catch(
        staleIfUnsupported(
          'The mail server no longer tells conversations as it did when this id was given out.',
        ),
      );
    return { messages: slice.messages, truncated: slice.next !== null, skipped: slice.skipped };
  }

  async function byRoot(
    account: Account,
    root: string,
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<Omit<Thread, 'id'>> {
    const { related, complete, skipped } = await gather(account, root, signal);
    const members = withoutCopies([...related].sort(placeComparator(firstReceivedFirst)));
    const places = members.slice(0, threadBounds.messages);
    const shown = await readPlaces(messages, account, places, wanted, signal);
    return {
      messages: shown.map(({ message }) => message),
      truncated: !complete || members.length > places.length,
      skipped,
    };
  }

  /** What all mailboxes hold of it. */
  async function gather(account: Account, root: string, signal: AbortSignal): Promise<Gathered> {
    const filled = await filledMailboxes(mailboxes, account, signal);
    const asked = new Map<Mailbox, Set<string>>(filled.map((mailbox) => [mailbox, new Set()]));
    const known = new Set([root]);
    const related = new Map<string, RelatedMessage>();
    const skipped: SkippedMailbox[] = [];
    let complete = true;
    for (let round = 1; round <= threadBounds.rounds; round += 1) {
      const due = [...asked.keys()].filter((mailbox) => newFor(mailbox).length > 0);
      const looks = await lookIntoEach(account, due, signal, async (mailbox, either) => {
        const names = newFor(mailbox);
        const part = await messages.related(account, mailbox, names, threadBounds.messages + 1, either);
        return { mailbox, names, ...part };
      });
      for (const { mailbox, names, ...part } of looks.found) {
        complete &&= part.complete;
        for (const message of part.messages) related.set(`${mailbox.id} ${message.uid}`, message);
        // What it holds it has been asked about already.
        const told = part.messages.flatMap((message) => message.names);
        for (const name of told) known.add(name);
        for (const name of [...names, ...told]) asked.get(mailbox)?.add(name);
      }
      skipped.push(...looks.skipped);
      for (const mailbox of due)
        if (!looks.found.some((look) => look.mailbox === mailbox)) asked.delete(mailbox);
      const isTooMuch = related.size > threadBounds.messages || known.size > threadBounds.names;
      if (isTooMuch || filled.every((mailbox) => newFor(mailbox).length === 0)) break;
    }
    const isWhole = filled.every((mailbox) => newFor(mailbox).length === 0);
    return { related: [...related.values()], complete: complete && isWhole, skipped };

    /** What is known and was not asked of it; nothing of one that is gone or was skipped. */
    function newFor(mailbox: Mailbox): readonly string[] {
      const before = asked.get(mailbox);
      return before === undefined ? [] : [...known].filter((name) => !before.has(name));
    }
  }
}

interface Gathered {
  readonly related: readonly RelatedMessage[];
  /** Whether every mailbox was asked about all that is known. */
  readonly complete: boolean;
  readonly skipped: readonly SkippedMailbox[];
}
