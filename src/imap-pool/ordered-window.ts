/** One page of a mailbox's list as it is asked for and as it comes, whatever the order. */
import type { MessageOrder } from '../domain/message-order.ts';
import type { Direction } from '../domain/page.ts';
import type { Filter } from '../domain/search.ts';
import type { MessageAnchor } from '../use-cases/ports/mail.ts';
import type { Token } from './exchange.ts';
import type { Row } from './fetch-rows.ts';

export interface WindowQuery {
  readonly filter: Filter | null;
  /** Complete. */
  readonly order: MessageOrder;
  readonly anchor: MessageAnchor | null;
  readonly direction: Direction;
  readonly limit: number;
  readonly items: readonly Token[];
  /** Whether it is to be merged with pages of other mailboxes, so that all have to be in one order. */
  readonly isMerged?: boolean;
  /** Whether what equals the anchor, and what equals the last message, come along: copies of one message are equal. */
  readonly withEqual?: boolean;
}

export interface OrderedWindow<R extends Row = Row> {
  /** In the order of the list. */
  readonly rows: readonly R[];
  /** Whether the list goes on before and behind them. */
  readonly before: boolean;
  readonly after: boolean;
  /** The place of the first row in the whole list, from 0; null where that is not known. */
  readonly begins: number | null;
}
