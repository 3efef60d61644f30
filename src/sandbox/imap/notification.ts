/** What a session sees of its NOTIFY (RFC 5465): how it is told of the selected mailbox, and the telling of all others. */
import type { StoredMessage } from '../store/model.ts';
import type { FetchItems } from './fetch/item.ts';

export interface Notification {
  /** How the selected mailbox is told of; null as without NOTIFY. */
  readonly selected: 'at-once' | 'delayed' | null;
  /** Whether changed flags in the selected mailbox are told outside of commands. */
  readonly flagsOfSelected: boolean;
  /** Says what is to be said of other mailboxes. */
  tell(): void;
  /** Says what was asked for of new messages in the selected mailbox. */
  tellArrived(
    arrived: readonly StoredMessage[],
    write: (items: FetchItems, message: StoredMessage) => void,
  ): void;
  /** STATUS of every mailbox whose messages are watched (RFC 5465 §4). */
  tellAll(): void;
  close(): void;
}
