/**
 * Lists over all mailboxes of an account: the places in each of them, merged; then what is wanted of the messages on the
 * page, from the mailboxes that have some. Where the server identifies messages (OBJECTID, Gmail) copies of one are shown
 * once, as the first of them in the order; that supposes that they are equal in what the list is ordered by.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox, SkippedMailbox } from '../domain/mailbox.ts';
import { placeComparator, type MessageOrder, type MessagePlace } from '../domain/message-order.ts';
import { lookIntoEach, readPlaces } from './all-mailboxes.ts';
import type {
  IdentifiedPlace,
  MailboxReader,
  MessageQuery,
  MessageReader,
  MessageSlice,
} from './ports/mail.ts';

export interface MergedSlice extends MessageSlice {
  /** Mailboxes that the server does not open. */
  readonly skipped: readonly SkippedMailbox[];
}

export interface MergedMessages {
  /** `order` does not begin with `uid`. */
  slice(
    account: Account,
    query: MessageQuery & { readonly order: MessageOrder },
    signal: AbortSignal,
  ): Promise<MergedSlice>;
  /** As in a slice: another one after any change; null where one of the mailboxes cannot tell. */
  version(account: Account, signal: AbortSignal): Promise<string | null>;
}

export interface MergedMessagePorts {
  readonly mailboxes: Pick<MailboxReader, 'everywhere'>;
  readonly messages: Pick<MessageReader, 'places' | 'read'>;
}

export function createMergedMessages({ mailboxes, messages }: MergedMessagePorts): MergedMessages {
  return {
    async slice(account, query, signal) {
      const { anchor, order, limit } = query;
      const direction = anchor?.direction ?? query.direction ?? 'next';
      const all = await mailboxes.everywhere(account, signal);
      const filled = all.filter(({ counts }) => counts?.total !== 0);
      const { found: windows, skipped } = await lookIntoEach(account, filled, signal, (mailbox, either) =>
        messages.places(account, mailbox, query, either),
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
      const shown = await readPlaces(messages, account, page.map(placeOf), query, signal);
      return {
        messages: shown.map(({ message }) => message),
        places: shown.map(({ place }) => place),
        version: versionOf(all),
        skipped,
        next: after && last !== undefined ? { ...placeOf(last), direction: 'next', sequence: null } : null,
        previous:
          before && first !== undefined ? { ...placeOf(first), direction: 'previous', sequence: null } : null,
      };
    },

    version: async (account, signal) => versionOf(await mailboxes.everywhere(account, signal)),
  };
}

function versionOf(mailboxes: readonly Mailbox[]): string | null {
  const states = mailboxes.map(({ id, path, counts }) => {
    const { uidValidity = 0, uidNext = 0, total = 0, highestModseq = null } = counts ?? {};
    if (highestModseq === null || uidNext === 0) return null;
    // A removal may leave the MODSEQ alone, but not the number of messages.
    return [id, path, uidValidity, uidNext, total, highestModseq];
  });
  return states.includes(null) ? null : JSON.stringify(states);
}

/** Of copies of one message the first. */
export function withoutCopies<Place extends IdentifiedPlace>(places: readonly Place[]): readonly Place[] {
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
