/**
 * Lists over all mailboxes of an account: the places in each of them, merged; then what is wanted of the messages on the
 * page, from the mailboxes that have some. Where the server identifies messages (OBJECTID, Gmail) copies of one are shown
 * once, as the first of them in the order; that supposes that they are equal in what the list is ordered by. A mailbox
 * that fails fails the list: nothing is left out silently but mailboxes that are gone.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { placeComparator, type MessageOrder, type MessagePlace } from '../domain/message-order.ts';
import type { Filter } from '../domain/search.ts';
import { filledMailboxes, overMailboxes, readPlaces } from './all-mailboxes.ts';
import type {
  IdentifiedPlace,
  MailboxReader,
  MessageQuery,
  MessageReader,
  MessageSlice,
  PlacedMessages,
} from './ports/mail.ts';

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
      const filled = await filledMailboxes(mailboxes, account, signal);
      const look = (mailbox: Mailbox, either: AbortSignal): Promise<PlacedMessages> =>
        messages.places(account, mailbox, query, either);
      const windows = await overMailboxes(account, filled, signal, look, nowhere);
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
      const shown = await readPlaces(messages, account, page.map(placeOf), query, signal);
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
        return await messages.count(account, mailbox, filter, either);
      };
      const numbers = await overMailboxes(account, all, signal, count, 0);
      return numbers.reduce((sum, each) => sum + each, 0);
    },
  };
}

const nowhere: PlacedMessages = { places: [], before: false, after: false };

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
