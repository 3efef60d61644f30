/** The content house with real threads: what is read where, and what becomes of bodies that pass the bounds. */
import { afterAll, describe, expect, it } from 'vitest';
import { createContentHouse, type ContentHouse } from '../../src/content/content-house.ts';
import { createContentReader } from '../../src/content/content-reader.ts';
import { createTextSearch } from '../../src/content/text-search.ts';
import type { ContentTask, SearchTask } from '../../src/content/thread.ts';
import { createThreads, ThreadFailure } from '../../src/content/threads.ts';
import { rawHtml } from '../../src/domain/message.ts';
import { tnefSamples } from '../corpus/tnef.ts';
import type { EncodedBodies, EncodedPart, WantedContent } from '../../src/use-cases/ports/content.ts';

const never = new AbortController().signal;
const log = { warn: () => undefined };
const houses: ContentHouse[] = [];

function house(): ContentHouse {
  const made = createContentHouse(log);
  houses.push(made);
  return made;
}

afterAll(async () => {
  await Promise.all(houses.map((each) => each.close()));
});

function part(text: string, over: Partial<EncodedPart> = {}): EncodedPart {
  const octets = Buffer.from(text);
  const plain = { encoding: '7bit', charset: 'utf-8', flowed: false, delSp: false };
  return { type: 'text/plain', octets, size: octets.length, ...plain, ...over };
}

const textOnly = (text: string): EncodedBodies => ({
  text: [part(text)],
  html: [],
  inline: [],
  machine: null,
  tnef: [],
});
const wanted: WantedContent = { fields: ['text', 'html'], maxBytes: 5_000_000, html: rawHtml };

describe('the content house', () => {
  it('reads what is long in a thread, just as what is short', async () => {
    const long = 'für alle '.repeat(50_000);
    const answers = await house().read([textOnly('kurz'), textOnly(long)], wanted, never);
    expect(answers).toEqual([
      { fields: { text: 'kurz', html: null }, truncated: false, problem: null },
      { fields: { text: long, html: null }, truncated: false, problem: null },
    ]);
  });

  it('joins several parts of one kind and cuts them together', async () => {
    const bodies = {
      text: [part('one'), part('two')],
      html: [part('<b>', { type: 'text/html' })],
      inline: [],
      machine: null,
      tnef: [],
    };
    const [all] = await house().read([bodies], wanted, never);
    expect(all?.fields).toEqual({ text: 'one\ntwo', html: '<b>' });
    const [cut] = await house().read([bodies], { ...wanted, fields: ['text'], maxBytes: 5 }, never);
    expect(cut).toEqual({ fields: { text: 'one\nt' }, truncated: true, problem: null });
  });

  it('shows the beginning and says why, where the whole passes the bounds', async () => {
    const long = 'a line\n'.repeat(100_000);
    const failing = {
      size: 1,
      run: ({ bodies, wanted: { maxBytes } }: ContentTask): Promise<unknown> =>
        maxBytes > 100_000
          ? Promise.reject(new ThreadFailure('memory', 'on purpose'))
          : house()
              .read([bodies], { ...wanted, maxBytes }, never)
              .then(([first]) => first),
    };
    const reader = createContentReader({ threads: failing, log });
    const [answer] = await reader.read([textOnly(long)], wanted, never);
    expect(answer).toEqual({
      fields: { text: long.slice(0, 32_768), html: null },
      truncated: true,
      problem: 'The whole body would take too much memory to read.',
    });
  });

  it('shows the text of a message whose calendar passes the bounds', async () => {
    const failing = {
      size: 1,
      run: ({ bodies, wanted }: ContentTask): Promise<unknown> =>
        wanted.fields.includes('calendar')
          ? Promise.reject(new ThreadFailure('time', 'on purpose'))
          : house()
              .read([bodies], wanted, never)
              .then(([first]) => first),
    };
    const calendars = [{ ...part('BEGIN:VCALENDAR', { type: 'text/calendar' }), attachmentId: 'att_1' }];
    const machine = { protection: null, header: [], status: null, original: null, calendars };
    const reader = createContentReader({ threads: failing, log });
    for (const maxBytes of [5_000_000, 10_000]) {
      const fields = ['text', 'calendar'] as const;
      const task = { ...textOnly('Please come.'), machine };
      expect(await reader.read([task], { ...wanted, fields, maxBytes }, never)).toEqual([
        {
          fields: { text: 'Please come.', calendar: null },
          truncated: false,
          problem: 'A calendar of the message could not be read.',
        },
      ]);
    }
  });

  it('gives up where the beginning passes the bounds too', async () => {
    const failing = { size: 1, run: () => Promise.reject(new ThreadFailure('time', 'on purpose')) };
    const reader = createContentReader({ threads: failing, log });
    expect(await reader.read([textOnly('x'.repeat(100_000))], wanted, never)).toEqual([
      {
        fields: { text: null, html: null },
        truncated: true,
        problem: 'The whole body would take too long to read.',
      },
    ]);
  });

  it('reads a short winmail.dat without a thread, unless what it holds has to be made safe', async () => {
    const wrapped = tnefSamples['a body of HTML'];
    const octets = wrapped?.octets ?? Buffer.alloc(0);
    const tnef = [{ ...part('', { octets, size: octets.length, encoding: 'binary' }), section: '1' }];
    const bodies = { text: [], html: [], inline: [], machine: null, tnef };
    const asked: ContentTask[] = [];
    const run = (task: ContentTask): Promise<unknown> => {
      asked.push(task);
      return Promise.resolve({ fields: {}, truncated: false, problem: null });
    };
    const reader = createContentReader({ threads: { size: 1, run }, log });
    const [raw] = await reader.read([bodies], wanted, never);
    expect(raw?.fields).toEqual({ text: null, html: wrapped?.html });
    expect(asked).toEqual([]);
    await reader.read([bodies], { ...wanted, html: { as: 'safe', images: 'block' } }, never);
    expect(asked).toHaveLength(1);
  });

  it('lets a caller go who no longer waits', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(house().read([textOnly('x'.repeat(100_000))], wanted, gone)).rejects.toThrow('gone');
  });

  it('answers also when it has closed', async () => {
    const closed = house();
    await closed.close();
    const [answer] = await closed.read([textOnly('x'.repeat(100_000))], wanted, never);
    expect(answer?.problem).toBe('The body could not be read: the service is ending.');
  });
});

describe('the search in texts', () => {
  const needles = ['GRU\u0308SSE', 'ALLE', 'HTTP://EXAMPLE.ORG', 'NOWHERE'];
  const html = part('<p>Grü<b>ße</b> an <a href="http://example.org">alle</a></p>', { type: 'text/html' });

  it('finds words in short texts and in long ones, in what HTML shows and in its source', async () => {
    const long = part(`${'für '.repeat(50_000)}alle`);
    const found = await house().find([[html], [long, part('grüße')], []], needles, never);
    expect(found.map((words) => [...words])).toEqual([needles.slice(0, 3), needles.slice(0, 2), []]);
  });

  it('looks through what is long in threads, and refuses what takes too long there', async () => {
    const asked: number[] = [];
    const threads = {
      size: 2,
      run: ({ parts }: SearchTask) => {
        asked.push(parts.length);
        return Promise.reject(new ThreadFailure('time', 'on purpose'));
      },
    };
    const search = createTextSearch({ threads });
    expect(await search.find([[part('alle')]], needles, never)).toEqual([new Set(['ALLE'])]);
    expect(asked).toEqual([]);
    const long = part('x'.repeat(100_000));
    await expect(search.find([[long]], needles, never)).rejects.toMatchObject({ code: 'search-too-broad' });
    expect(asked).toEqual([1, 1]);
  });

  it('lets a caller go who no longer waits', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(house().find([[part('x'.repeat(100_000))]], needles, gone)).rejects.toThrow('gone');
  });
});

describe('threads', () => {
  /** Answers with what it is sent, but for four words. */
  const entry = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      parentPort.on('message', (task) => {
        if (task === 'stuck') for (;;);
        if (task === 'throws') throw new Error('on purpose');
        if (task === 'hoards') for (let all = []; ; ) all.push(new Array(1000).fill({ all }));
        if (task === 'exits') process.exit(3);
        parentPort.postMessage({ kind: 'done', value: task });
      });
      parentPort.postMessage({ kind: 'ready' });
    `)}`,
  );
  const bounds = { threads: 2, taskMs: 1_000, startMs: 10_000, memoryMb: 32, waiting: 10 };

  it('end with the task that harms them, and the next task has a new one', async () => {
    const threads = createThreads<string>(entry, { ...bounds, threads: 1 });
    const run = (task: string): Promise<unknown> => threads.run(task, { heavy: false }, never);
    const answers = await Promise.allSettled(
      ['a', 'stuck', 'b', 'throws', 'c', 'exits', 'd', 'hoards', 'e'].map(run),
    );
    await threads.close();
    const reasons = answers.map((each) =>
      each.status === 'fulfilled' ? each.value : (each.reason as ThreadFailure).reason,
    );
    expect(reasons).toEqual(['a', 'time', 'b', 'crash', 'c', 'crash', 'd', 'memory', 'e']);
  });

  it('leave one to light tasks while heavy ones run', async () => {
    const threads = createThreads<string>(entry, bounds);
    const order: string[] = [];
    const run = async (task: string, heavy: boolean): Promise<void> => {
      await threads.run(task, { heavy }, never).catch(() => undefined);
      order.push(task);
    };
    const heavy = [run('stuck', true), run('heavy', true)];
    await Promise.all([...heavy, run('light', false)]);
    await threads.close();
    expect(order).toEqual(['light', 'stuck', 'heavy']);
  });

  it('refuse what would wait in too long a line', async () => {
    const threads = createThreads<string>(entry, { ...bounds, threads: 1, waiting: 1 });
    const run = (task: string): Promise<unknown> => threads.run(task, { heavy: false }, never);
    const first = [run('a'), run('b')];
    await expect(run('c')).rejects.toMatchObject({ reason: 'full' });
    expect(await Promise.all(first)).toEqual(['a', 'b']);
    await threads.close();
  });
});
