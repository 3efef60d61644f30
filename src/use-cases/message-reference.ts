/**
 * From what callers name messages by to where these lie. A `msg_` id says it itself; an `eml_` id, the same in every mailbox
 * that holds the message, is looked for in all of them, many at once.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { readEmailId, readMessageId, type MessageRef } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { firstReceivedFirst, placeComparator } from '../domain/message-order.ts';
import { filledMailboxes, lookIntoEach } from './all-mailboxes.ts';
import type { IdentifiedPlace, MailboxReader, MessageReader } from './ports/mail.ts';

export interface MessageReferences {
  /**
   * In the order of `ids`, for each of them where it lies: copies of one email by arrival, one place for a `msg_` id, of which
   * nobody asks whether the message is still there, none for ids that are forged or another account's. Throws
   * `stale-reference` for an `eml_` id where the server no longer identifies messages.
   */
  all(
    account: Account,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (readonly MessageRef[])[]>;
  /** The same for what is to be changed: null for none. Throws `ambiguous-reference` for an email with copies. */
  only(
    account: Account,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (MessageRef | null)[]>;
}

/** In one SEARCH. */
const emailsAtOnce = 100;
/** Copies of those that are told of one mailbox. */
const mostCopies = 1_000;

export function createMessageReferences(ports: {
  readonly mailboxes: Pick<MailboxReader, 'everywhere'>;
  readonly messages: Pick<MessageReader, 'places'>;
}): MessageReferences {
  const { mailboxes, messages } = ports;

  const all: MessageReferences['all'] = async (account, ids, signal) => {
    const emails = [...new Set(ids.filter((id) => readEmailId(account, id) !== null))];
    const copies = emails.length === 0 ? null : await placesOf(account, emails, signal);
    return ids.map((id) => {
      const ref = readMessageId(account, id);
      return ref === null ? (copies?.get(id) ?? []) : [ref];
    });
  };

  return {
    all,
    async only(account, ids, signal) {
      const places = await all(account, ids, signal);
      return places.map(([ref = null, ...others]) => {
        if (others.length === 0) return ref;
        throw new GatewayError(
          'ambiguous-reference',
          'Several copies of the message are there; name the one that is meant by its msg_ id. Nothing was done.',
        );
      });
    },
  };

  async function placesOf(
    account: Account,
    emails: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly MessageRef[]>> {
    const filled = await filledMailboxes(mailboxes, account, signal);
    const look = async (mailbox: Mailbox, either: AbortSignal): Promise<readonly IdentifiedPlace[]> => {
      const found: IdentifiedPlace[] = [];
      for (let at = 0; at < emails.length; at += emailsAtOnce) {
        const filter = { any: emails.slice(at, at + emailsAtOnce).map((emailId) => ({ emailId })) };
        const query = { filter, order: firstReceivedFirst, anchor: null, limit: mostCopies } as const;
        found.push(...(await messages.places(account, mailbox, query, either)).places);
      }
      return found;
    };
    const looks = await lookIntoEach(account, filled, signal, look).catch(
      staleIfUnsupported(
        'The mail server no longer identifies messages as it did when this id was given out.',
      ),
    );
    const copies = new Map<string, MessageRef[]>();
    for (const { emailId, mailboxId, uidValidity, uid } of looks.found
      .flat()
      .sort(placeComparator(firstReceivedFirst))) {
      if (emailId === null) continue;
      copies.set(emailId, [...(copies.get(emailId) ?? []), { mailboxId, uidValidity, uid }]);
    }
    return copies;
  }
}

/** For ids that a server gave out which could do more than it can now. */
export function staleIfUnsupported(message: string): (thrown: unknown) => never {
  return (thrown) => {
    if (!(thrown instanceof GatewayError) || thrown.code !== 'unsupported-by-server') throw thrown;
    throw new GatewayError('stale-reference', message, { cause: thrown });
  };
}
