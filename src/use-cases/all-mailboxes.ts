/**
 * The same work in many mailboxes of one account: side by side, so that a connection is left to others, and without those
 * that are gone when their turn comes.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { UnopenedMailbox, type Mailbox, type SkippedMailbox } from '../domain/mailbox.ts';
import type { MessageView } from '../domain/message.ts';
import type { MessagePlace } from '../domain/message-order.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';
import { sideBySide } from './side-by-side.ts';

/** Results in the order of `items`, `otherwise` where the mailbox is gone; another failure is thrown. */
export async function overMailboxes<T, R>(
  account: Account,
  items: readonly T[],
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  otherwise: R,
): Promise<readonly R[]> {
  const atOnce = Math.max(1, account.limits.connections - 1);
  return await sideBySide(items, atOnce, signal, async (item, either) => {
    try {
      return await work(item, either);
    } catch (thrown) {
      if (thrown instanceof GatewayError && thrown.code === 'stale-reference') return otherwise;
      throw thrown;
    }
  });
}

export interface Looks<T> {
  /** In the order of the mailboxes, of those that were opened. */
  readonly found: readonly T[];
  readonly skipped: readonly SkippedMailbox[];
}

/** Leaves out what the server does not open as well, and tells it; where it opens none, what it said of the first is thrown. */
export async function lookIntoEach<T>(
  account: Account,
  mailboxes: readonly Mailbox[],
  signal: AbortSignal,
  look: (mailbox: Mailbox, signal: AbortSignal) => Promise<T>,
): Promise<Looks<T>> {
  const open = async (
    mailbox: Mailbox,
    either: AbortSignal,
  ): Promise<readonly (UnopenedMailbox | { readonly found: T })[]> => {
    try {
      return [{ found: await look(mailbox, either) }];
    } catch (thrown) {
      if (thrown instanceof UnopenedMailbox) return [thrown];
      throw thrown;
    }
  };
  const looks = (await overMailboxes(account, mailboxes, signal, open, [])).flat();
  const refusals = looks.filter((each) => each instanceof UnopenedMailbox);
  const [first] = refusals;
  if (first !== undefined && refusals.length === looks.length) throw first;
  return {
    found: looks.flatMap((each) => ('found' in each ? [each.found] : [])),
    skipped: refusals.map(({ skipped }) => skipped),
  };
}

/** All that together hold every message, but for those that are known to hold none. */
export async function filledMailboxes(
  mailboxes: Pick<MailboxReader, 'everywhere'>,
  account: Account,
  signal: AbortSignal,
): Promise<readonly Mailbox[]> {
  return (await mailboxes.everywhere(account, signal)).filter(({ counts }) => counts?.total !== 0);
}

export interface PlacedMessage {
  readonly place: MessagePlace;
  readonly message: MessageView;
}

/** In the order of `places`; what has vanished since it was placed is left out. */
export async function readPlaces(
  messages: Pick<MessageReader, 'read'>,
  account: Account,
  places: readonly MessagePlace[],
  wanted: Parameters<MessageReader['read']>[2],
  signal: AbortSignal,
): Promise<readonly PlacedMessage[]> {
  const groups = new Map<string, MessagePlace[]>();
  for (const place of places) groups.set(place.mailboxId, [...(groups.get(place.mailboxId) ?? []), place]);
  const views = new Map<MessagePlace, MessageView>();
  const read = async (group: readonly MessagePlace[], either: AbortSignal): Promise<void> => {
    const share = group.length / places.length;
    const found = await messages.read(account, group, { ...wanted, share }, either);
    for (const [index, place] of group.entries()) {
      const view = found[index] ?? null;
      if (view !== null) views.set(place, view);
    }
  };
  await overMailboxes(account, [...groups.values()], signal, read, undefined);
  return places.flatMap((place) => {
    const message = views.get(place);
    return message === undefined ? [] : [{ place, message }];
  });
}
