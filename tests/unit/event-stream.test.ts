import { describe, expect, it } from 'vitest';
import { eventStream, type Follow } from '../../src/api/event-stream.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import type { Stretch } from '../../src/use-cases/read-events.ts';
import { readFrame, type Told } from '../support/event-stream.ts';

const limits = { stallMs: 10_000, retryMs: 2_000, storagePauseMs: 0 };

function stretch(...names: readonly string[]): Stretch {
  const events = names.map((name) => ({
    id: `evt_${name}`,
    type: 'account.connected' as const,
    accountId: 'ada',
    timestamp: '2026-01-31T12:00:00.000Z',
    data: {},
    position: '1-1',
    cursor: name,
  }));
  return { events, next: names.at(-1) ?? 'none' };
}

/** Each opening gives one of the rows, of which a code is a failure at that place; then nothing until the abort. */
function journal(rows: Readonly<Record<string, readonly (Stretch | GatewayError['code'])[]>>): {
  follow: Follow;
  asked: (string | undefined)[];
  abort: AbortController;
} {
  const asked: (string | undefined)[] = [];
  const abort = new AbortController();
  return {
    asked,
    abort,
    follow: async (after, signal) => {
      asked.push(after);
      const row = rows[after ?? 'now'] ?? [];
      const [first] = row;
      if (typeof first === 'string') throw new GatewayError(first, 'Away.');
      return (async function* () {
        for (const step of row) {
          if (typeof step === 'string') throw new GatewayError(step, 'Away.');
          yield step;
        }
        if (!signal.aborted) abort.abort();
      })();
    },
  };
}

async function readAll(
  { follow, abort }: ReturnType<typeof journal>,
  after?: string,
): Promise<readonly Told[]> {
  const stream = await eventStream(follow, after, abort.signal, limits);
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(text.endsWith('\n\n')).toBe(true);
  const [retry, ...frames] = text.slice(0, -2).split('\n\n');
  expect(retry).toBe('retry: 2000');
  return frames.map(readFrame);
}

describe('a stream of events', () => {
  it('tells each with its type and cursor, and while it is quiet how far it came', async () => {
    const told = await readAll(journal({ now: [stretch('a', 'b'), stretch()] }));
    expect(told.map(({ event, id }) => [event, id])).toEqual([
      ['account.connected', 'a'],
      ['account.connected', 'b'],
      [undefined, 'b'],
      [undefined, 'none'],
    ]);
    expect(told[1]?.data).toMatchObject({ id: 'evt_b', cursor: 'b', accountId: 'ada' });
  });

  it('says that a cursor is too old, at the beginning or later, and goes on with the oldest', async () => {
    const late = journal({ old: ['cursor-expired'], oldest: [stretch('c')] });
    expect((await readAll(late, 'old')).map(({ event, id }) => event ?? id)).toEqual([
      'reset',
      'account.connected',
      'c',
    ]);
    const slow = journal({
      now: [stretch('a'), 'cursor-expired'],
      a: ['cursor-expired'],
      oldest: [stretch('c')],
    });
    const told = await readAll(slow);
    expect(told.map(({ event, id }) => event ?? id)).toEqual([
      'account.connected',
      'a',
      'reset',
      'account.connected',
      'c',
    ]);
    expect(told[2]).toEqual({ event: 'reset', data: { code: 'cursor-expired', detail: 'Away.' } });
  });

  it('goes on where it was once a storage that was away is back', async () => {
    const broken = journal({ now: [stretch('a'), 'storage-unavailable'], a: [stretch('b')] });
    const told = await readAll(broken);
    expect(told.flatMap(({ event, id }) => (event === undefined ? [] : [id]))).toEqual(['a', 'b']);
    expect(broken.asked).toEqual([undefined, 'a']);
  });

  it('says at once what is wrong with the request', async () => {
    for (const code of ['invalid-cursor', 'storage-unavailable'] as const) {
      await expect(readAll(journal({ x: [code] }), 'x')).rejects.toMatchObject({ code });
    }
  });

  it('reads no further ahead than is taken, and lets a client go that takes nothing', async () => {
    let read = 0;
    const abort = new AbortController();
    const endless: Follow = async () =>
      (async function* () {
        while (!abort.signal.aborted) {
          read += 1;
          yield stretch('x'.repeat(100_000));
        }
      })();
    const stream = await eventStream(endless, undefined, abort.signal, { ...limits, stallMs: 20 });
    stream.read(1);
    await expect(new Promise((_, reject) => stream.once('error', reject))).rejects.toThrow('too long');
    expect(read).toBeLessThan(4);
    abort.abort();
  });
});
