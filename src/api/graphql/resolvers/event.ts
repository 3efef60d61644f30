/** The journal: page by page, and as it grows. */
import { invalid } from '../../../domain/errors.ts';
import { defaultLimit, maximumLimit } from '../../../domain/page.ts';
import { eventOnWire } from '../../wire.ts';
import type { Connection } from '../connection.ts';
import type { GraphqlContext } from '../context.ts';
import { endingWith } from '../ending.ts';
import type { Resolvers } from '../schema.gen.ts';
import { eventShape, type EventShape } from '../shapes.ts';
import type { ResolverPorts } from './ports.ts';

const maximumWaitSeconds = 60;

interface EventArguments {
  readonly after?: string | null;
  readonly accounts?: readonly string[] | null;
  readonly types?: readonly string[] | null;
}

export function eventResolvers({ useCases: { readEvents }, draining }: ResolverPorts) {
  return {
    Query: {
      events: async (_root, args, { principal, signal }): Promise<Connection<EventShape>> => {
        const limit = bounded('first', args.first ?? defaultLimit, 1, maximumLimit);
        const waitSeconds = bounded('waitSeconds', args.waitSeconds ?? 0, 0, maximumWaitSeconds);
        const query = { ...queryOf(args), after: args.after ?? undefined, limit };
        const read = (wait: number, until: AbortSignal) =>
          readEvents.list(principal, { ...query, waitSeconds: wait }, until);
        const { events, next } = await read(waitSeconds, AbortSignal.any([signal, draining])).catch(
          (error: unknown) => {
            // A process that drains ends the wait, not the request: the client goes on elsewhere.
            if (draining.aborted && !signal.aborted) return read(0, signal);
            throw error;
          },
        );
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
        subscribe: (_root, args, { principal, signal }) => {
          const after = args.after ?? undefined;
          return endingWith(
            signal,
            (until) =>
              readEvents.follow(
                principal,
                { ...queryOf(args), ...(after === undefined ? {} : { after }) },
                until,
              ),
            (event) => eventShape(eventOnWire(event)),
          );
        },
        resolve: (event: EventShape) => event,
      },
    },
  } satisfies Resolvers<GraphqlContext>;
}

function queryOf({ accounts, types }: EventArguments): {
  readonly accounts?: readonly string[];
  readonly types?: readonly string[];
} {
  return { ...(accounts == null ? {} : { accounts }), ...(types == null ? {} : { types }) };
}

function bounded(name: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw invalid(`/${name}`, `${name} is from ${least} to ${most}.`);
  return value;
}
