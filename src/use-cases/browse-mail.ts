/** Mailboxes and lists of messages. One message is `read-message.ts`; what changes them is `change-messages.ts`. */
import { GatewayError, invalid } from '../domain/errors.ts';
import { mailboxPathProblem, parseMailboxName, type Mailbox, type MailboxName } from '../domain/mailbox.ts';
import { contentFields, type MessageField, type MessageView } from '../domain/message.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { filterSize, readsContent, type Filter } from '../domain/search.ts';
import { mailboxPage, type MailboxPage } from './mailbox-page.ts';
import { stateful, type StatefulMailbox } from './mailbox-state.ts';
import { openAnchor, sealAnchor, type MessageList } from './message-cursor.ts';
import type { OpenAccount } from './open-account.ts';
import type { MailboxReader, MessageAnchor, MessageReader } from './ports/mail.ts';
import type { CursorSeal } from './ports/service.ts';

export interface MessageListing {
  /** An id, a special-use word or an exact path. */
  readonly mailbox: string;
  readonly filter: Filter | null;
  readonly fields: readonly MessageField[];
  /** Of each body, where one is asked for. */
  readonly bodyMaxBytes: number;
}

export interface MessagePage extends Page<MessageView> {
  /** Another one after any change that may concern the list; null where that cannot be told. */
  readonly version: string | null;
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
  /**
   * UID descending. With `direction: 'previous'` and no cursor: the oldest. Throws `invalid-cursor`, `cursor-expired`,
   * `query-too-expensive` for a filter of too many nodes; content fields and terms need `bodies:read`.
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
  countMessages(
    principal: Principal,
    accountId: string,
    query: Pick<MessageListing, 'mailbox' | 'filter'>,
    signal: AbortSignal,
  ): Promise<number>;
}

export interface BrowseMailPorts {
  readonly openAccount: OpenAccount;
  readonly mailboxes: MailboxReader;
  readonly messages: Pick<MessageReader, 'slice' | 'version' | 'count'>;
  readonly cursors: CursorSeal;
}

const largestFilter = 200;

export function createBrowseMail(ports: BrowseMailPorts): BrowseMail {
  const { openAccount, mailboxes, messages, cursors } = ports;

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

    async listMessages(principal, accountId, listing, page, signal) {
      const { filter, fields, bodyMaxBytes } = listing;
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, fields);
      checkFilter(principal, filter);
      const mailbox = await mailboxes.resolve(account, mailboxName(listing.mailbox), signal);
      const list: MessageList = { account, mailboxId: mailbox.id, filter };
      let anchor = openAnchor(cursors, list, page);
      if (anchor === null && page.direction === 'previous') {
        const { counts } = await mailboxes.get(account, { by: 'id', id: mailbox.id }, signal);
        anchor = beforeTheOldest(counts?.uidValidity ?? 0);
      }
      const query = { filter, anchor, limit: page.limit, fields, bodyMaxBytes };
      const slice = await messages.slice(account, mailbox, query, signal);
      const seal = (at: MessageAnchor): string => sealAnchor(cursors, list, at);
      const sealOrNull = (at: MessageAnchor | null): string | null => (at === null ? null : seal(at));
      return {
        items: slice.messages,
        version: versionOf(mailbox, slice.version),
        next: sealOrNull(slice.next),
        previous: sealOrNull(slice.previous),
        cursorAt(index) {
          const message = slice.messages[index];
          if (message === undefined) throw new Error('there is no such item on the page');
          const { uidValidity } = slice;
          return seal({ uid: message.uid, uidValidity, direction: 'next', sequence: null });
        },
      };
    },

    async listVersion(principal, accountId, { mailbox: name, filter, fields }, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, fields);
      checkFilter(principal, filter);
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      return versionOf(mailbox, await messages.version(account, mailbox, signal));
    },

    async countMessages(principal, accountId, { mailbox: name, filter }, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFilter(principal, filter);
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      return await messages.count(account, mailbox, filter, signal);
    },
  };
}

function checkFields(principal: Principal, fields: readonly MessageField[]): void {
  if (fields.some((field) => contentFields.includes(field))) requireScope(principal, 'bodies:read');
}

/** What is listed shows the mailbox's path too, which is no matter of the server's numbers. */
function versionOf({ id, path }: Mailbox, version: string | null): string | null {
  return version === null ? null : JSON.stringify([id, path, version]);
}

/** A place that no message has: below the lowest UID. */
function beforeTheOldest(uidValidity: number): MessageAnchor {
  return { uid: 0, uidValidity, direction: 'previous', sequence: null };
}

/** Throws `forbidden` for content terms without `bodies:read`, `query-too-expensive` for too many nodes. */
export function checkFilter(principal: Principal, filter: Filter | null): void {
  if (filter === null) return;
  if (readsContent(filter)) requireScope(principal, 'bodies:read');
  if (filterSize(filter) > largestFilter) {
    throw new GatewayError('query-too-expensive', `A filter has at most ${largestFilter} nodes.`);
  }
}

/** Throws `invalid-request` for what no mailbox can be called. */
export function mailboxName(text: string, pointer = '/mailbox'): MailboxName {
  const problem = mailboxPathProblem(text);
  if (problem !== null) throw invalid(pointer, problem);
  return parseMailboxName(text);
}
