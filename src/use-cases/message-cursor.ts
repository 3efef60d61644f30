/**
 * Cursors of message lists: an item with what it is ordered by, a direction, and the list they belong to (account,
 * mailbox, filter, order), sealed. The same on both surfaces, whichever order of keys a filter was written in.
 */
import { createHash } from 'node:crypto';
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { MessageOrder } from '../domain/message-order.ts';
import type { PageRequest } from '../domain/page.ts';
import type { Filter } from '../domain/search.ts';
import type { MessageAnchor } from './ports/mail.ts';
import type { CursorSeal } from './ports/service.ts';

export interface MessageList {
  readonly account: Pick<Account, 'incarnation'>;
  /** Its id. */
  readonly mailbox: string;
  readonly filter: Filter | null;
  /** Complete. */
  readonly order: MessageOrder;
}

interface SealedAnchor extends MessageAnchor {
  readonly list: string;
}

const purpose = 'messages';

export function sealAnchor(cursors: CursorSeal, list: MessageList, anchor: MessageAnchor): string {
  const { mailboxId, uid, uidValidity, keys, direction, sequence } = anchor;
  const sealed: SealedAnchor = {
    list: fingerprint(list),
    mailboxId,
    uid,
    uidValidity,
    keys,
    direction,
    sequence,
  };
  return cursors.seal(purpose, sealed);
}

/** Throws `invalid-cursor` for one of another list, or of nobody's. */
export function openAnchor(
  cursors: CursorSeal,
  list: MessageList,
  { cursor, direction }: Pick<PageRequest, 'cursor' | 'direction'>,
): MessageAnchor | null {
  if (cursor === undefined) return null;
  const opened = cursors.open(purpose, cursor);
  if (!isSealedAnchor(opened) || opened.list !== fingerprint(list)) {
    throw new GatewayError('invalid-cursor', 'The cursor was not made for this list of messages.');
  }
  const { mailboxId, uid, uidValidity, keys, sequence } = opened;
  return { mailboxId, uid, uidValidity, keys, sequence, direction: direction ?? opened.direction };
}

function fingerprint({ account, mailbox, filter, order }: MessageList): string {
  const text = JSON.stringify([account.incarnation, mailbox, canonical(filter), canonical(order)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]);
}

function isSealedAnchor(value: unknown): value is SealedAnchor {
  return typeof value === 'object' && value !== null && 'list' in value && 'uid' in value && 'keys' in value;
}
