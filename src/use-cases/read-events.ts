/**
 * Reading the journal by sealed cursors: in pages that may wait for more, or as a stream. A key sees its accounts'
 * events; those of the service itself belong to keys for all accounts.
 */
import { GatewayError, invalid } from '../domain/errors.ts';
import { isTypePattern, typeMatches } from '../domain/event.ts';
import type { EventType, JournalEvent } from '../domain/event.ts';
import { hasScope, requireAccount, requireScope } from '../domain/principal.ts';
import type { Principal } from '../domain/principal.ts';
import type { Journal, JournalQuery } from './ports/news.ts';
import type { CursorSeal } from './ports/service.ts';

export type ReadEvent = JournalEvent & { readonly cursor: string };

export interface EventFilter {
  /** Absent: all that the key sees. Throws `not-found` for others. */
  readonly accounts?: readonly string[] | undefined;
  /** Patterns such as `message.*`; absent for all types. */
  readonly types?: readonly string[] | undefined;
}

export interface EventPage extends EventFilter {
  /** A cursor, `oldest` or `latest`; absent for `oldest`. */
  readonly after?: string | undefined;
  readonly limit: number;
  /** Waits so long for the first event, 0 not at all. */
  readonly waitSeconds: number;
}

/** A piece of the journal. `next` reads on behind all that was looked at, also where nothing of it matched. */
export interface Stretch {
  readonly events: readonly ReadEvent[];
  readonly next: string;
}

export interface ReadEvents {
  /** Throws `invalid-cursor`, `cursor-expired`. */
  list(principal: Principal, page: EventPage, signal: AbortSignal): Promise<Stretch>;
  /**
   * Every event after `after` (absent: from now on) until `signal` aborts, at which it ends. The first stretch comes at
   * once; an empty one comes whenever none has come for some seconds. What is wrong with the request is thrown here and
   * not by the stream, which throws `cursor-expired` to a reader that fell behind.
   */
  follow(
    principal: Principal,
    filter: EventFilter & { readonly after?: string | undefined },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Stretch>>;
}

export const eventCursorPurpose = 'events';

/** One look of a reader that follows. */
const followLimit = 100;
/** So long a reader that follows hears nothing at most. */
const quietMs = 15_000;

export function createReadEvents(
  ports: { readonly journal: Journal; readonly cursors: CursorSeal },
  settings: { readonly quietMs: number } = { quietMs },
): ReadEvents {
  const { journal, cursors } = ports;
  const seal = (position: string): string => cursors.seal(eventCursorPurpose, position);

  const startOf = async (after: string): Promise<string> => {
    if (after === 'oldest') return after;
    if (after === 'latest') return await journal.latest();
    const position = cursors.open(eventCursorPurpose, after);
    if (typeof position === 'string') return position;
    throw new GatewayError('invalid-cursor', 'The cursor was not given out for events.');
  };

  const queryOf = (principal: Principal, filter: EventFilter): Pick<JournalQuery, 'accounts' | 'matches'> => {
    requireScope(principal, 'events:read');
    for (const account of filter.accounts ?? []) requireAccount(principal, account);
    const { types } = filter;
    const unmatchable = types?.find((pattern) => !isTypePattern(pattern));
    if (unmatchable !== undefined) {
      throw invalid('/types', `No event type is matched by "${unmatchable}"; give types, "family.*" or "*".`);
    }
    return {
      accounts: filter.accounts ?? principal.accounts,
      matches: (type: EventType) =>
        types === undefined || types.some((pattern) => typeMatches(pattern, type)),
    };
  };

  const present = (principal: Principal, event: JournalEvent): ReadEvent => ({
    ...(hasScope(principal, 'messages:read') ? event : reduced(event)),
    cursor: seal(event.position),
  });

  return {
    async list(principal, page, signal) {
      const query = { ...queryOf(principal, page), limit: page.limit };
      const endsAt = performance.now() + page.waitSeconds * 1_000;
      let after = await startOf(page.after ?? 'oldest');
      for (;;) {
        const { events, position } = await journal.read({ ...query, after });
        const left = endsAt - performance.now();
        if (events.length > 0 || signal.aborted || left <= 0) {
          return { events: events.map((event) => present(principal, event)), next: seal(position) };
        }
        // Nothing matched so far, which may not have been all there is.
        if (position === after) await journal.grown(position, left, signal, concerns(query));
        after = position;
      }
    },

    async follow(principal, filter, signal) {
      const query = { ...queryOf(principal, filter), limit: followLimit };
      const start = await startOf(filter.after ?? 'latest');
      const first = await journal.read({ ...query, after: start });
      return stream();

      async function* stream(): AsyncGenerator<Stretch> {
        let read = first;
        let after = start;
        let toldBy = Number.NEGATIVE_INFINITY;
        while (!signal.aborted) {
          const { events, position } = read;
          const left = toldBy + settings.quietMs - performance.now();
          if (events.length > 0 || left <= 0) {
            yield { events: events.map((event) => present(principal, event)), next: seal(position) };
            toldBy = performance.now();
          } else if (position === after) {
            await journal.grown(after, left, signal, concerns(query));
          }
          after = position;
          if (!signal.aborted) read = await journal.read({ ...query, after });
        }
      }
    },
  };
}

function concerns({
  accounts,
  matches,
}: Pick<JournalQuery, 'accounts' | 'matches'>): Parameters<Journal['grown']>[3] {
  const wanted = accounts === 'all' ? null : new Set(accounts);
  return (accountId, type) =>
    (wanted === null || (accountId !== null && wanted.has(accountId))) && matches(type);
}

/** Without `messages:read` a message is its place and nothing else. */
function reduced(event: JournalEvent): JournalEvent {
  const { message } = event.data;
  if (typeof message !== 'object' || message === null) return event;
  const { id, mailboxId, mailboxPath, uid } = message as Readonly<Record<string, unknown>>;
  const data = { ...event.data, message: { id, mailboxId, mailboxPath, uid } };
  return { ...event, data };
}
