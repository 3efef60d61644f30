/**
 * Lists over all mailboxes of an account: the places in each of them, merged; then what is wanted of the messages on the
 * page, from the mailboxes that have some. Where the server identifies messages (OBJECTID, Gmail) copies of one are shown
 * once, as the first of them in the order; that supposes that they are equal in what the list is ordered by. A mailbox
 * that fails fails the list: nothing is left out silently but mailboxes that are gone.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { MessageView } from '../domain/message.ts';
import { placeComparator, type MessageOrder, type MessagePlace } from '../domain/message-order.ts';
import type { Filter } from '../domain/search.ts';
import type {
  IdentifiedPlace,
  MailboxReader,
  MessageQuery,
  MessageReader,
  MessageSlice,
} from './ports/mail.ts';
import { sideBySide } from './side-by-side.ts';

export interface MergedMessages {
  /** `order` does not begin with `uid`. `version` is null. */
  slice(
    account: Account,
    query: MessageQuery & { readonly order: MessageOrder },
    signal: AbortSignal,
  ): Promise<MessageSlice>;
  /** Every copy counts. */
  count(account: Account, filter: Filter | null, signal: AbortSignal): Promise<number>;
}

export interface MergedMessagePorts {
  readonly mailboxes: Pick<MailboxReader, 'everywhere'>;
  readonly messages: Pick<MessageReader, 'places' | 'read' | 'count'>;
}

export function createMergedMessages({ mailboxes, messages }: MergedMessagePorts): MergedMessages {
  return {
    async slice(account, query, signal) {
      const { anchor, order, limit } = query;
      const direction = anchor?.direction ?? query.direction ?? 'next';
      const filled = (await mailboxes.everywhere(account, signal)).filter(
        ({ counts }) => counts?.total !== 0,
      );
      const windows = await sideBySide(filled, connectionsFor(account), signal, (mailbox, either) =>
        unlessGone(messages.places(account, mailbox, query, either), nowhere),
      );
      const compare = placeComparator(order);
      const merged = withoutCopies(windows.flatMap(({ places }) => places).sort(compare));
      const beyond = merged.filter((place) => {
        if (anchor === null) return true;
        return direction === 'next' ? compare(place, anchor) > 0 : compare(place, anchor) < 0;
      });
      const page = direction === 'next' ? beyond.slice(0, limit) : beyond.slice(-limit);
      const goesOn = beyond.length > page.length;
      const before = windows.some((window) => window.before) || (direction === 'previous' && goesOn);
      const after = windows.some((window) => window.after) || (direction === 'next' && goesOn);
      const [first, last] = [page[0], page.at(-1)];
      const shown = await read(account, page, query, signal);
      return {
        messages: shown.map(({ message }) => message),
        places: shown.map(({ place }) => place),
        version: null,
        next: after && last !== undefined ? { ...placeOf(last), direction: 'next', sequence: null } : null,
        previous:
          before && first !== undefined ? { ...placeOf(first), direction: 'previous', sequence: null } : null,
      };
    },

    async count(account, filter, signal) {
      const all = await mailboxes.everywhere(account, signal);
      const count = async (mailbox: Mailbox, either: AbortSignal): Promise<number> => {
        const { counts } = mailbox;
        if (counts !== null && (filter === null || counts.total === 0)) return counts.total;
        return await unlessGone(messages.count(account, mailbox, filter, either), 0);
      };
      const numbers = await sideBySide(all, connectionsFor(account), signal, count);
      return numbers.reduce((sum, each) => sum + each, 0);
    },
  };

  /** What has vanished since it was placed is left out. */
  async function read(
    account: Account,
    page: readonly MessagePlace[],
    query: MessageQuery,
    signal: AbortSignal,
  ): Promise<readonly { readonly place: MessagePlace; readonly message: MessageView }[]> {
    const groups = new Map<string, MessagePlace[]>();
    for (const place of page) groups.set(place.mailboxId, [...(groups.get(place.mailboxId) ?? []), place]);
    const views = new Map<MessagePlace, MessageView>();
    await sideBySide([...groups.values()], connectionsFor(account), signal, async (places, either) => {
      const found = await unlessGone(messages.read(account, places, query, either), []);
      for (const [index, place] of places.entries()) {
        const view = found[index] ?? null;
        if (view !== null) views.set(place, view);
      }
    });
    return page.flatMap((place) => {
      const message = views.get(place);
      return message === undefined ? [] : [{ place: placeOf(place), message }];
    });
  }
}

const nowhere = { places: [], before: false, after: false };

/** One connection of the account is left to others. */
function connectionsFor(account: Account): number {
  return Math.max(1, account.limits.connections - 1);
}

async function unlessGone<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof GatewayError && thrown.code === 'stale-reference') return otherwise;
    throw thrown;
  }
}

function withoutCopies(places: readonly IdentifiedPlace[]): readonly IdentifiedPlace[] {
  const seen = new Set<string>();
  return places.filter(({ emailId }) => {
    if (emailId === null) return true;
    const isFirst = !seen.has(emailId);
    seen.add(emailId);
    return isFirst;
  });
}

function placeOf({ mailboxId, uidValidity, uid, keys }: MessagePlace): MessagePlace {
  return { mailboxId, uidValidity, uid, keys };
}
