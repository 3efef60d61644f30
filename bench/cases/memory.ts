/** The service's resident memory where mail is large: whether it grows from one message of 25 MB to the next. */
import type { Bench, Result } from '../case.ts';
import { compare } from '../measure.ts';
import { watchResident, type World } from '../world.ts';

const LARGE = 20;
/** Those that come first make the room that the others use again. */
const FIRST = 5;
/** As base64 just below the 25 MB that a message may have. */
const FILE = Buffer.alloc(17.5 * 2 ** 20, 7);
const LINES = `${'x'.repeat(76)}\r\n`.repeat(Math.floor((24 * 2 ** 20) / 78));

type Post = (path: string, type: string, body: string | Buffer) => Promise<{ readonly id: string }>;

/** The ways in which 25 MB may come; each posts one submission. */
const forms: Readonly<Record<string, (post: Post, number: number) => Promise<unknown>>> = {
  'attachment as a blob': async (post, number) => {
    const { id } = await post('/blobs?filename=a.bin', 'application/octet-stream', FILE);
    return post('/submissions', 'application/json', letter(number, [{ blobId: id }]));
  },
  'message/rfc822': (post, number) => {
    const head = `From: memory@bench.test\r\nTo: reader@example.org\r\nSubject: large ${number}\r\n\r\n`;
    return post('/submissions', 'message/rfc822', head + LINES);
  },
  'attachment as base64 in JSON': (post, number) => {
    const content = FILE.toString('base64');
    const contentType = 'application/octet-stream';
    return post(
      '/submissions',
      'application/json',
      letter(number, [{ filename: 'a.bin', contentType, content }]),
    );
  },
};

function letter(number: number, attachments: readonly object[] = []): string {
  const subject = `large ${number}`;
  return JSON.stringify({ to: [{ address: 'reader@example.org' }], subject, text: 'Hello.', attachments });
}

export const memory: Bench = {
  name: 'memory',
  async run(world, effort) {
    const account = await world.connectAccount('memory@bench.test', { sends: true });
    const base = `/v1/accounts/${account}`;
    const results: Result[] = [];
    const large = Math.max(2 * FIRST, effort.runs(LARGE));
    for (const [form, submit] of Object.entries(forms)) {
      await world.sink.forget();
      const peaks: number[] = [];
      for (let number = 0; number < large; number += 1) {
        const peak = watchResident(world.service.pid);
        await submit(postTo(world, base), number);
        await world.sink.accepted(number + 1);
        peaks.push(peak());
      }
      results.push({
        work: `peak of resident memory while a message of 24 MiB is taken and sent, ${form}`,
        floor: `the same of the first ${FIRST} of ${large}`,
        unit: 'KiB',
        comparison: compare([peaks.slice(0, FIRST)], [peaks.slice(FIRST)]),
        target: { goal: 'memory flat' },
        notes: [],
      });
    }
    return results;
  },
};

function postTo({ service }: World, base: string): Post {
  return async (path, type, body) => {
    const answer = await fetch(`${service.url}${base}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.adminKey}`, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { readonly id: string };
  };
}
