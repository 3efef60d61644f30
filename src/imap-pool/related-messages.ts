/**
 * The part of a conversation that one mailbox holds, where nothing but the messages themselves tells it: those that are
 * connected by Message-ID, In-Reply-To and References. A server that threads by these is asked which others belong to those
 * that were found; elsewhere they are searched for step by step. The other parts are `use-cases/threads.ts`.
 */
import { headerValue } from '../domain/header.ts';
import { firstReceivedFirst } from '../domain/message-order.ts';
import { namesAny, namesOf, tellingNames, type MessageNames } from '../domain/thread.ts';
import type { MessageReader, RelatedMessage } from '../use-cases/ports/mail.ts';
import { messageIds, readEnvelope } from './envelope.ts';
import { atom, type Token } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import { includingArrivals } from './freshness.ts';
import { identityItems } from './message-identities.ts';
import { placeOf } from './message-lists.ts';
import type { OpenMailbox } from './open-mailbox.ts';
import { searchUids } from './search.ts';
import { withKeyItems } from './sort-keys.ts';
import { threadsWith } from './thread-command.ts';
import { headersOf, readEmailId } from './to-message.ts';

export function createRelatedMessages(open: OpenMailbox): MessageReader['related'] {
  return async (account, mailbox, messageIds, most, signal) =>
    await open(account, mailbox, { fresh: true, repeatable: true }, signal, async (session, place) => {
      const items = relationItems(identityItems(session));
      const found = new Map<number, RelatedMessage>();
      const looked = new Set<number>();
      const asked = new Set(messageIds);
      let complete = true;

      /** Adds those that are related, and tells the names that they bring. */
      const look = async (
        uids: readonly number[],
        isRelated: (names: readonly string[]) => boolean,
      ): Promise<readonly string[]> => {
        const unlooked = uids.filter((uid) => !looked.has(uid));
        const wanted = unlooked.slice(0, most - looked.size);
        complete &&= wanted.length === unlooked.length;
        const told: string[] = [];
        for (const row of wanted.length === 0 ? [] : (await rowsOf(session, wanted, items)).values()) {
          looked.add(row.uid);
          const relation = relationOf(row);
          if (!isRelated(namesOf(relation))) continue;
          const names = tellingNames(relation);
          const emailId = readEmailId(account, row.items);
          found.set(row.uid, { ...placeOf(row, place, firstReceivedFirst), emailId, names });
          told.push(...names);
        }
        return told;
      };
      // SEARCH finds a part of a name too.
      const isNamed = (names: readonly string[]): boolean => names.some((name) => asked.has(name));

      for (let left: readonly string[] = [...asked]; left.length > 0;) {
        const told: string[] = [];
        for (const names of portionsOf(left)) {
          const uids = await includingArrivals(session, () => searchUids(session, namesAny(names)));
          told.push(...(await look(uids, isNamed)));
        }
        left = [...new Set(told)].filter((name) => !asked.has(name));
        const whole = left.length === 0 ? null : await threadsWith(session, [...found.keys()]);
        if (whole !== null) {
          await look(whole, () => true);
          break;
        }
        const isTooMuch = looked.size >= most || asked.size + left.length > namesPerMessage * most;
        complete &&= left.length === 0 || !isTooMuch;
        if (!complete) break;
        for (const name of left) asked.add(name);
      }
      return { messages: [...found.values()], complete };
    });
}

/** An honest conversation has hardly more names than messages. */
const namesPerMessage = 2;

/** A longer command would be refused by some servers (RFC 7162 §4). */
const longestProgram = 8_000;
/** What stands beside a name in its three terms. */
const termOctets = 3 * 30;

function* portionsOf(names: readonly string[]): Generator<readonly string[]> {
  let portion: string[] = [];
  let octets = 0;
  for (const name of names) {
    const more = 3 * Buffer.byteLength(name, 'utf8') + termOctets;
    if (portion.length > 0 && octets + more > longestProgram) {
      yield portion;
      portion = [];
      octets = 0;
    }
    portion.push(name);
    octets += more;
  }
  if (portion.length > 0) yield portion;
}

function relationItems(identity: readonly Token[]): readonly Token[] {
  const references = bodySection([atom('HEADER.FIELDS'), [atom('REFERENCES')]], null);
  return [...withKeyItems(firstReceivedFirst, [...identity, atom('ENVELOPE')]), references];
}

function relationOf(row: Row): MessageNames {
  const { messageId, inReplyTo } = readEnvelope(row.items.get('ENVELOPE'));
  return { messageId, inReplyTo, references: messageIds(headerValue(headersOf(row), 'References')) };
}
