/**
 * The part of a conversation that one mailbox holds, where nothing but the messages themselves tells it: those that are
 * connected by Message-ID, In-Reply-To and References, found step by step. Its other parts are `use-cases/threads.ts`.
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
import { headersOf, readEmailId } from './to-message.ts';

export function createRelatedMessages(open: OpenMailbox): MessageReader['related'] {
  return async (account, mailbox, messageIds, most, signal) =>
    await open(account, mailbox, { fresh: true, repeatable: true }, signal, async (session, place) => {
      const items = relationItems(identityItems(session));
      const found = new Map<number, RelatedMessage>();
      const looked = new Set<number>();
      const asked = new Set(messageIds);
      let complete = true;
      let left: readonly string[] = [...asked];
      while (left.length > 0) {
        const fresh = new Set<string>();
        for (const names of portionsOf(left)) {
          const uids = await includingArrivals(session, () => searchUids(session, namesAny(names)));
          const unlooked = uids.filter((uid) => !looked.has(uid));
          const unknown = unlooked.slice(0, most - looked.size);
          complete &&= unknown.length === unlooked.length;
          if (unknown.length === 0) continue;
          for (const row of (await rowsOf(session, unknown, items)).values()) {
            looked.add(row.uid);
            const relation = relationOf(row);
            // SEARCH finds a part of a name too.
            if (!namesOf(relation).some((name) => asked.has(name))) continue;
            const telling = tellingNames(relation);
            const emailId = readEmailId(account, row.items);
            found.set(row.uid, { ...placeOf(row, place, firstReceivedFirst), emailId, names: telling });
            for (const name of telling) if (!asked.has(name)) fresh.add(name);
          }
        }
        left = [...fresh];
        if (looked.size >= most || asked.size + left.length > namesPerMessage * most) break;
        for (const name of left) asked.add(name);
      }
      return { messages: [...found.values()], complete: complete && left.length === 0 };
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
