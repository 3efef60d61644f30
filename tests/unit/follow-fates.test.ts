/** Arrivals are looked into behind the journal, and again where that was not possible. */
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../src/domain/event.ts';
import { createFollowFates } from '../../src/use-cases/follow-fates.ts';
import type { FateStore } from '../../src/use-cases/ports/fates.ts';
import type { Lease } from '../../src/use-cases/ports/news.ts';
import { silentLog } from '../support/samples.ts';

const lease: Lease = {
  name: 'fates',
  token: 1,
  lost: new AbortController().signal,
  release: () => Promise.resolve(),
};

function arrival(position: string, message: object): JournalEvent {
  return {
    id: `evt_${position}`,
    type: 'message.received',
    accountId: 'acc_1',
    timestamp: '2026-11-20T10:00:00.000Z',
    position,
    data: { message: { id: `msg_${position}`, mailboxId: 'mbx', mailboxPath: 'INBOX', uid: 1, ...message } },
  };
}

const events = [
  arrival('1-0', { subject: 'Lunch', from: [{ name: 'Ann', address: 'ann@example.org' }] }),
  arrival('2-0', { subject: 'Re: Lunch', inReplyTo: ['<1@example.com>'] }),
  arrival('3-0', { subject: 'Report', attachments: [{ contentType: 'message/delivery-status' }] }),
];

/** What Redis keeps, in memory. */
function memory(): FateStore & { readonly waiting: ReadonlyMap<string, number> } {
  const waiting = new Map<string, number>();
  let at = '0-0';
  return {
    waiting,
    position: () => Promise.resolve(at),
    move(_lease, _expected, next, arrivals, now) {
      at = next;
      for (const each of arrivals) waiting.set(each, now);
      return Promise.resolve(true);
    },
    due: (now) => Promise.resolve([...waiting].filter(([, time]) => time <= now).map(([each]) => each)),
    nextDue: () => Promise.resolve(waiting.size === 0 ? null : Math.min(...waiting.values())),
    done: (each) => Promise.resolve(void waiting.delete(each)),
    later: (each, time) => Promise.resolve(void waiting.set(each, time)),
  };
}

describe('following the fate of what was sent', () => {
  it('looks into what may tell of it, and again after a minute where that failed', async () => {
    const fates = memory();
    const looked: string[] = [];
    let now = 1_000;
    let isReachable = false;
    const walk = createFollowFates({
      journal: {
        read: ({ after }) => Promise.resolve({ events: after === '0-0' ? events : [], position: '3-0' }),
        at: (position) => Promise.resolve(events.find((each) => each.position === position) ?? null),
      },
      fates,
      look(event) {
        looked.push(event.position);
        return isReachable || event.position === '2-0'
          ? Promise.resolve()
          : Promise.reject(new Error('gone'));
      },
      clock: { now: () => now },
      log: silentLog,
    });

    expect(await walk.step(lease)).toEqual({ kind: 'moved' });
    expect([...fates.waiting.keys()]).toEqual(['2-0', '3-0']);
    expect(await walk.step(lease)).toEqual({ kind: 'moved' });
    expect(looked).toEqual(['2-0', '3-0']);
    expect(await walk.step(lease)).toEqual({ kind: 'still', position: '3-0', waitMs: 30_000 });

    now += 60_000;
    isReachable = true;
    expect(await walk.step(lease)).toEqual({ kind: 'moved' });
    expect(looked).toEqual(['2-0', '3-0', '3-0']);
    expect(await walk.step(lease)).toEqual({ kind: 'still', position: '3-0' });
  });
});
