/** The journal: page by page, and as it grows. */
import { invalid } from '../../../domain/errors.ts';
import { defaultLimit, maximumLimit } from '../../../domain/page.ts';
import type { EventFilter, ReadEvent, ReadEvents, Stretch } from '../../../use-cases/read-events.ts';
import { untilEither } from '../../cancellation.ts';
import { maximumWaitSeconds } from '../../preference.ts';
import { eventOnWire } from '../../wire.ts';
import type { Connection } from '../connection.ts';
import { endingWith } from '../ending.ts';
import { eventShape, type EventShape } from '../shapes.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

interface EventArguments {
  readonly after?: string | null;
  readonly accounts?: readonly string[] | null;
  readonly types?: readonly string[] | null;
}

export function eventResolvers({ useCases: { readEvents }, draining }: ResolverPorts): ResolverGroup {
  return {
    Query: {
      events: async (_root, args, { principal, signal }): Promise<Connection<EventShape>> => {
        const limit = bounded('first', args.first ?? defaultLimit, 1, maximumLimit);
        const waitSeconds = bounded('waitSeconds', args.waitSeconds ?? 0, 0, maximumWaitSeconds);
        const query = { ...filterOf(args), limit };
        const read = (wait: number, until: AbortSignal): ReturnType<ReadEvents['list']> =>
          readEvents.list(principal, { ...query, waitSeconds: wait }, until);
        const { events, next } = await untilEither(signal, draining, (until) =>
          read(waitSeconds, until),
        ).catch((error: unknown) => {
          // A process that drains ends the wait, not the request: the client goes on elsewhere.
          if (draining.aborted && !signal.aborted) return read(0, signal);
          throw error;
        });
        return {
          edges: events.map((event) => ({ node: eventShape(eventOnWire(event)), cursor: event.cursor })),
          pageInfo: {
            hasNextPage: events.length === limit,
            hasPreviousPage: false,
            startCursor: events[0]?.cursor ?? null,
            endCursor: next,
          },
          totalCount: null,
        };
      },
    },
    Subscription: {
      events: {
        subscribe: (_root, args, { principal, signal }) =>
          endingWith(
            signal,
            async (until) => oneByOne(await readEvents.follow(principal, filterOf(args), until)),
            (event) => eventShape(eventOnWire(event)),
          ),
        resolve: (event: EventShape) => event,
      },
    },
  };
}

async function* oneByOne(stretches: AsyncIterable<Stretch>): AsyncGenerator<ReadEvent> {
  for await (const { events } of stretches) yield* events;
}

function filterOf({
  after,
  accounts,
  types,
}: EventArguments): EventFilter & { readonly after: string | undefined } {
  return { after: after ?? undefined, accounts: accounts ?? undefined, types: types ?? undefined };
}

function bounded(name: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw invalid(`/${name}`, `${name} is from ${least} to ${most}.`);
  return value;
}
