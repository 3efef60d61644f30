/** The events of messages and mailboxes in their public shape (api.md §2, §5 "Events"), with ids made of what happened. Pure. */
import type { AccountIdentity } from '../domain/account.ts';
import { messageEventId, stateEventId } from '../domain/event.ts';
import type { EventType, NewEvent } from '../domain/event.ts';
import { messageId } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { MessageView } from '../domain/message.ts';
import type { SyncPosition } from '../domain/sync-position.ts';
import type { Instant } from '../domain/time.ts';
import type { KnownMoves } from './moves.ts';

/** Where the look was: ids are made of it. */
export interface Place {
  readonly account: AccountIdentity;
  readonly mailbox: Pick<Mailbox, 'id' | 'path' | 'specialUse'>;
  /** Nothing is known of where messages went and came from without. */
  readonly moves?: KnownMoves;
}

/** All that is known of a message without asking for it. */
export function messagePlace(place: Place, { uidValidity }: SyncPosition, uid: number): MessageView {
  const mailboxId = place.mailbox.id;
  return {
    id: messageId(place.account, { mailboxId, uidValidity, uid }),
    mailboxId,
    mailboxPath: place.mailbox.path,
    uid,
  };
}

/** `moment` sets updates of one message apart: MODSEQ, or the number of the position that they lead to. */
export function messageEvent(
  place: Place,
  { uidValidity }: SyncPosition,
  type: 'message.received' | 'message.updated' | 'message.deleted',
  uid: number,
  data: { readonly message: MessageView; readonly flags: object },
  moment?: string | number,
): NewEvent {
  const ref = { mailboxId: place.mailbox.id, uidValidity, uid };
  const { moves } = place;
  return {
    id: messageEventId(type, { incarnation: place.account.incarnation, ...ref }, moment),
    type,
    accountId: place.account.id,
    data: {
      ...data,
      mailbox: mailboxAt(place, { uidValidity }),
      movedTo: (type === 'message.deleted' ? moves?.wentTo(ref) : null) ?? null,
      movedFrom: (type === 'message.received' ? moves?.cameFrom(ref) : null) ?? null,
    },
  };
}

/** What happened between the two positions of the mailbox cannot all be told. */
export function missed(
  place: Place,
  before: SyncPosition,
  now: SyncPosition,
  reason: 'uidvalidity-changed' | 'changes-unavailable',
  at: Instant,
): NewEvent {
  const mailbox = mailboxAt(place, now);
  return mailboxEvent(place, 'events.missed', before.number + 1, {
    mailbox,
    from: before.updatedAt,
    to: at,
    reason,
  });
}

/** A mailbox as an event names it. */
export function mailboxAt(
  { mailbox: { id, path, specialUse } }: Pick<Place, 'mailbox'>,
  { uidValidity }: { readonly uidValidity: number | null },
): object {
  return { id, path, uidValidity, specialUse };
}

/** `number` is that of the position that the event leads to. */
export function mailboxEvent(
  { account, mailbox }: Place,
  type: EventType,
  number: number,
  data: NewEvent['data'],
): NewEvent {
  return {
    id: stateEventId(account.incarnation, mailbox.id, type, number),
    type,
    accountId: account.id,
    data,
  };
}
