/** Mailboxes and lists of messages. One message is `read-message.ts`; what changes them is `change-messages.ts`. */
import { invalid } from '../domain/errors.ts';
import { mailboxPathProblem, parseMailboxName, type Mailbox, type MailboxName } from '../domain/mailbox.ts';
import { contentFields, type MessageField, type MessageView } from '../domain/message.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { mailboxPage, type MailboxPage } from './mailbox-page.ts';
import { stateful, type StatefulMailbox } from './mailbox-state.ts';
import { openAnchor, sealAnchor, type MessageList } from './message-cursor.ts';
import { readSearch, type SearchRequest } from './message-search.ts';
import type { OpenAccount } from './open-account.ts';
import type { MailboxReader, MessageAnchor, MessageReader } from './ports/mail.ts';
import type { CursorSeal } from './ports/service.ts';

export interface MessageListing extends SearchRequest {
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
    query: SearchRequest,
    signal: AbortSignal,
  ): Promise<number>;
}

export interface BrowseMailPorts {
  readonly openAccount: OpenAccount;
  readonly mailboxes: MailboxReader;
  readonly messages: Pick<MessageReader, 'slice' | 'version' | 'count'>;
  readonly cursors: CursorSeal;
}

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
      const { fields, bodyMaxBytes } = listing;
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, fields);
      const { mailbox: name, filter } = readSearch(principal, account, listing);
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
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

    async listVersion(principal, accountId, listing, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      checkFields(principal, listing.fields);
      const { mailbox: name } = readSearch(principal, account, listing);
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      return versionOf(mailbox, await messages.version(account, mailbox, signal));
    },

    async countMessages(principal, accountId, query, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      const { mailbox: name, filter } = readSearch(principal, account, query);
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

/** Throws `invalid-request` for what no mailbox can be called. */
export function mailboxName(text: string, pointer = '/mailbox'): MailboxName {
  const problem = mailboxPathProblem(text);
  if (problem !== null) throw invalid(pointer, problem);
  return parseMailboxName(text);
}
