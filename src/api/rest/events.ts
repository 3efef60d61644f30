/** REST: the journal, read page by page or waited for. */
import { defaultLimit } from '../../domain/page.ts';
import type { ReadEvents } from '../../use-cases/read-events.ts';
import { untilEither } from '../cancellation.ts';
import type { Handlers } from '../operations.ts';
import { eventOnWire } from '../wire.ts';

export function createEventHandlers(readEvents: Pick<ReadEvents, 'list'>): Pick<Handlers, 'listEvents'> {
  return {
    async listEvents({ principal, query, signal, draining }) {
      const { after, account, types, limit = defaultLimit, wait: waitSeconds = 0 } = query;
      const accounts = account === undefined ? undefined : [account];
      // A process that drains ends the wait and not the request: the client goes on with the cursor elsewhere.
      const { events, next } = await untilEither(signal, draining, (until) =>
        readEvents.list(principal, { after, accounts, types, limit, waitSeconds }, until),
      );
      return {
        status: 200,
        body: { data: events.map(eventOnWire), page: { next, previous: null } },
        links: { parameter: 'after', next, previous: null },
      };
    },
  };
}
