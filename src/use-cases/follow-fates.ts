/**
 * From what arrives in watched mailboxes to the fate of what was sent. Goes through the journal behind the watchers; an
 * arrival that may tell of a submission is written down in one step with the position, and looked into until that was done.
 */
import { GatewayError } from '../domain/errors.ts';
import { messageOf } from '../domain/event-payload.ts';
import type { JournalEvent } from '../domain/event.ts';
import { mayTell } from '../domain/news.ts';
import type { LookIntoNews } from './look-into-news.ts';
import type { Journal, JournalWalk } from './ports/news.ts';
import type { FateStore } from './ports/fates.ts';
import type { Clock, Log } from './ports/service.ts';

export interface FollowFatesPorts {
  readonly journal: Pick<Journal, 'read' | 'at'>;
  readonly fates: FateStore;
  readonly look: LookIntoNews;
  readonly clock: Clock;
  readonly log: Log;
}

const eventsAtOnce = 250;
const looksAtOnce = 16;
/** An account that cannot be reached is asked again so much later, for as long as the journal keeps the arrival. */
const againMs = 60_000;
const leastWaitMs = 100;
const longestWaitMs = 30_000;

export function createFollowFates({ journal, fates, look, clock, log }: FollowFatesPorts): JournalWalk {
  const read = async (after: string): ReturnType<Journal['read']> => {
    const query = {
      accounts: 'all',
      matches: (type: JournalEvent['type']) => type === 'message.received',
      limit: eventsAtOnce,
    } as const;
    try {
      return await journal.read({ ...query, after });
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'cursor-expired') throw error;
      log.warn({ position: after }, 'the journal was trimmed before all arrivals were looked at');
      return await journal.read({ ...query, after: 'oldest' });
    }
  };

  const lookAt = async (position: string): Promise<void> => {
    try {
      const event = await journal.at(position);
      if (event !== null) await look(event);
      await fates.done(position);
    } catch (error) {
      log.warn({ position, err: error }, 'an arrival that may tell of a submission is looked at later');
      await fates.later(position, clock.now() + againMs);
    }
  };

  const untilDue = async (): Promise<{ readonly waitMs?: number }> => {
    const at = await fates.nextDue();
    return at === null ? {} : { waitMs: Math.min(longestWaitMs, Math.max(leastWaitMs, at - clock.now())) };
  };

  return {
    async step(lease) {
      const due = await fates.due(clock.now(), looksAtOnce);
      if (due.length > 0) {
        await Promise.all(due.map(lookAt));
        return { kind: lease.lost.aborted ? 'fenced' : 'moved' };
      }
      const before = await fates.position();
      const { events, position } = await read(before);
      if (position === before) return { kind: 'still', position, ...(await untilDue()) };
      const telling = events.filter((event) => {
        const message = messageOf(event);
        return message !== null && mayTell(message);
      });
      const moved = await fates.move(
        lease,
        before,
        position,
        telling.map((event) => event.position),
        clock.now(),
      );
      return { kind: moved ? 'moved' : 'fenced' };
    },
  };
}
