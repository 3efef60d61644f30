/** Mailboxes and lists of messages. One message is `read-message.ts`; what changes them is `change-messages.ts`. */
import { invalid } from '../domain/errors.ts';
import { completeOrder, lastReceivedFirst, newestFirst, type MessageOrder } from '../domain/message-order.ts';
import {
  mailboxPathProblem,
  parseMailboxName,
  type Mailbox,
  type MailboxName,
  type SkippedMailbox,
  type Quota,
} from '../domain/mailbox.ts';
import { rawHtml, type HtmlForm, type MessageField, type MessageView } from '../domain/message.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { Principal } from '../domain/principal.ts';
import { mailboxPage, type MailboxPage } from './mailbox-page.ts';
import { stateful, type StatefulMailbox } from './mailbox-state.ts';
import { createCountEverywhere } from './merged-count.ts';
import { createMergedMessages } from './merged-messages.ts';
import { openAnchor, sealAnchor, type MessageList } from './message-cursor.ts';
import { everywhere, readSearch, type SearchRequest } from './message-search.ts';
import { checkFields } from './read-message.ts';
import type { OpenAccount } from './open-account.ts';
import type {
  BodyRoom,
  MailboxReader,
  MessageAnchor,
  MessageQuery,
  MessageReader,
  MessageSlice,
} from './ports/mail.ts';
import type { CursorSeal } from './ports/service.ts';

export interface MessageListing extends SearchRequest {
  /** The list's own order without it: by UID, over all mailboxes by arrival, descending. */
  readonly order?: MessageOrder | null;
  readonly fields: readonly MessageField[];
  /** Of each body, where one is asked for. */
  readonly bodyMaxBytes: number;
  /** As it was sent when absent. */
  readonly html?: HtmlForm;
  /** Of an answer that reads more than this. */
  readonly room?: BodyRoom | null;
}

export interface MessagePage extends Page<MessageView> {
  /** Another one after any change that may concern the list; null where that cannot be told. */
  readonly version: string | null;
  /** Over all mailboxes: those that the server does not open. */
  readonly skipped: readonly SkippedMailbox[];
}

export interface BrowseMail {
  /** With counts; the inbox first, the others by path. Throws `invalid-cursor`, `cursor-expired`. */
  listMailboxes(
    principal: Principal,
    accountId: string,
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<MailboxPage<StatefulMailbox>>;
  getMailbox(
    principal: Principal,
    accountId: string,
    name: string,
    signal: AbortSignal,
  ): Promise<StatefulMailbox>;
  /** null where the server tells none. */
  getQuota(principal: Principal, accountId: string, name: string, signal: AbortSignal): Promise<Quota | null>;
  /**
   * With `direction: 'previous'` and no cursor: the end of the list. Throws `invalid-cursor`, `cursor-expired`,
   * `query-too-expensive` for a filter of too many nodes, `search-too-broad` for an order that the server does not make
   * of too many messages; content fields and terms need `bodies:read`.
   */
  listMessages(
    principal: Principal,
    accountId: string,
    listing: MessageListing,
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<MessagePage>;
  /** The `version` that the list would have now; refuses what `listMessages` refuses, but for cursors. */
  listVersion(
    principal: Principal,
    accountId: string,
    listing: MessageListing,
    signal: AbortSignal,
  ): Promise<string | null>;
  /** How many a list shows in all; null where that cannot be told of all mailboxes. */
  countMessages(
    principal: Principal,
    accountId: string,
    query: SearchRequest,
    signal: AbortSignal,
  ): Promise<number | null>;
}

export interface BrowseMailPorts {
  readonly openAccount: OpenAccount;
  readonly mailboxes: MailboxReader;
  readonly messages: Pick<
    MessageReader,
    'slice' | 'places' | 'read' | 'version' | 'count' | 'tellsCopies' | 'emailIds'
  >;
  readonly cursors: CursorSeal;
}

export function createBrowseMail(ports: BrowseMailPorts): BrowseMail {
  const { openAccount, mailboxes, messages, cursors } = ports;
  const merged = createMergedMessages({ mailboxes, messages });
  const countEverywhere = createCountEverywhere({ mailboxes, messages });

  return {
    async listMailboxes(principal, accountId, page, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      const listed = await mailboxes.list(account, { counts: true }, signal);
      const found = mailboxPage(account, listed, page);
      return { ...found, items: found.items.map((mailbox) => stateful(cursors, account, mailbox)) };
    },

    async getMailbox(principal, accountId, name, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      return stateful(cursors, account, await mailboxes.get(account, mailboxName(name), signal));
    },

    async getQuota(principal, accountId, name, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      return await mailboxes.quota(account, mailbox, signal);
    },

    async listMessages(principal, accountId, listing, page, signal) {
      const { fields, bodyMaxBytes, html = rawHtml, room = null } = listing;
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, fields);
      const { mailbox: name, filter } = readSearch(principal, account, listing);
      const queryOf = (mailbox: string, order: MessageOrder): ListQuery => {
        const list: MessageList = { account, mailbox, filter, order };
        const { limit, direction } = page;
        const anchor = openAnchor(cursors, list, page);
        const asked = { filter, order, anchor, limit, fields, bodyMaxBytes, html, room };
        return { list, query: direction === undefined ? asked : { ...asked, direction } };
      };
      if (name === everywhere) {
        const { list, query } = queryOf(everywhere, orderOfAll(listing.order));
        const slice = await merged.slice(account, query, signal);
        return { ...pageOf(slice, list), version: slice.version, skipped: slice.skipped };
      }
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      const { list, query } = queryOf(mailbox.id, completeOrder(listing.order ?? newestFirst));
      const slice = await messages.slice(account, mailbox, query, signal);
      return { ...pageOf(slice, list), version: versionOf(mailbox, slice.version), skipped: [] };
    },

    async listVersion(principal, accountId, listing, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, listing.fields);
      const { mailbox: name } = readSearch(principal, account, listing);
      if (name === everywhere) {
        orderOfAll(listing.order);
        return await merged.version(account, signal);
      }
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      return versionOf(mailbox, await messages.version(account, mailbox, signal));
    },

    async countMessages(principal, accountId, query, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      const { mailbox: name, filter } = readSearch(principal, account, query);
      if (name === everywhere) return await countEverywhere(account, filter, signal);
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      return await messages.count(account, mailbox, filter, signal);
    },
  };

  function pageOf(slice: MessageSlice, list: MessageList): Page<MessageView> {
    const seal = (at: MessageAnchor): string => sealAnchor(cursors, list, at);
    return {
      items: slice.messages,
      next: slice.next === null ? null : seal(slice.next),
      previous: slice.previous === null ? null : seal(slice.previous),
      cursorAt(index) {
        const place = slice.places[index];
        if (place === undefined) throw new Error('there is no such item on the page');
        return seal({ ...place, direction: 'next', sequence: null });
      },
    };
  }
}

/** What is listed shows the mailbox's path too, which is no matter of the server's numbers. */
function versionOf({ id, path }: Mailbox, version: string | null): string | null {
  return version === null ? null : JSON.stringify([id, path, version]);
}

interface ListQuery {
  readonly list: MessageList;
  readonly query: MessageQuery & { readonly order: MessageOrder };
}

/** Throws `invalid-request` for an order by UID. */
function orderOfAll(asked: MessageOrder | null | undefined): MessageOrder {
  const order = completeOrder(asked ?? lastReceivedFirst);
  if (order[0]?.by !== 'uid') return order;
  throw invalid('/sort', 'UIDs of several mailboxes have no order; sort by -received.');
}

/** Throws `invalid-request` for what no mailbox can be called. */
export function mailboxName(text: string, pointer = '/mailbox'): MailboxName {
  const problem = mailboxPathProblem(text);
  if (problem !== null) throw invalid(pointer, problem);
  return parseMailboxName(text);
}
