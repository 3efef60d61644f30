/** Which messages of a mailbox match a filter, by UID and without reading them. Pages of them are `message-lists.ts`. */
import { uidSetOf } from '../domain/uid-set.ts';
import type { MessageReader } from '../use-cases/ports/mail.ts';
import { includingArrivals } from './freshness.ts';
import type { OpenMailbox } from './open-mailbox.ts';
import { searchUids } from './search.ts';

export function createMatch(open: OpenMailbox): MessageReader['match'] {
  return async (account, mailbox, filter, signal) =>
    await open(account, mailbox, { fresh: true, repeatable: true }, signal, async (session, place) => ({
      uidValidity: place.uidValidity,
      uids: uidSetOf(await includingArrivals(session, () => searchUids(session, filter))),
    }));
}
