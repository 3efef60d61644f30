/**
 * Who reads which content: what is short and plain is read where it is asked for, all else in threads. A task that passes a
 * thread's bounds is tried once more with the beginning of its bodies and no calendars; what is still not read is null and
 * told.
 */
import { setImmediate } from 'node:timers/promises';
import type {
  Content,
  ContentField,
  ContentReader,
  EncodedBodies,
  EncodedPart,
  WantedContent,
} from '../use-cases/ports/content.ts';
import type { Log } from '../use-cases/ports/service.ts';
import { isPlain, readBodies } from './read-bodies.ts';
import type { ContentTask } from './thread.ts';
import { ThreadFailure, type Threads } from './threads.ts';

/** Encoded octets that decode in less time than a thread is asked and answers. */
const shortBytes = 64 * 1024;
/** The same where the text is looked at line by line. */
const fewBytes = 16 * 1024;
/** The main thread may be busy this long before it looks after others. */
const turnMs = 8;
/** More octets than any honest body that is wanted in a hurry. */
const heavyBytes = 256 * 1024;
/** How much of each body a second attempt takes. */
const secondBytes = 32 * 1024;

export interface ContentPorts {
  readonly threads: Pick<Threads<ContentTask>, 'run' | 'size'>;
  readonly log: Pick<Log, 'warn'>;
}

export function createContentReader({ threads, log }: ContentPorts): ContentReader {
  async function inThread(task: ContentTask, signal: AbortSignal): Promise<Content> {
    try {
      // Only a thread sends on that channel, and only what `readBodies` gave it.
      return (await threads.run(detached(task), { heavy: bytesOf(task) > heavyBytes }, signal)) as Content;
    } catch (error) {
      if (!(error instanceof ThreadFailure)) throw error;
      log.warn({ reason: error.reason, bytes: bytesOf(task) }, 'a body could not be read within its bounds');
      const hopeless = error.reason === 'full' || error.reason === 'closed';
      const less = hopeless ? null : reduced(task);
      if (less === null) return unread(task.wanted, error);
      const content = await inThread(less, signal);
      const isWhole = less.bodies === task.bodies;
      return {
        ...content,
        fields: { ...nothingOf(task.wanted), ...content.fields },
        truncated: content.truncated || !isWhole,
        problem:
          content.problem ?? (isWhole ? 'A calendar of the message could not be read.' : problemOf(error)),
      };
    }
  }

  return {
    async read(messages, wanted, signal) {
      const answers = new Array<Content>(messages.length);
      const forThreads: number[] = [];
      let turn = performance.now();
      for (const [index, bodies] of messages.entries()) {
        if (!isShortAndPlain({ bodies, wanted })) {
          forThreads.push(index);
          continue;
        }
        answers[index] = readBodies(bodies, wanted, null);
        if (performance.now() - turn < turnMs) continue;
        await setImmediate();
        signal.throwIfAborted();
        turn = performance.now();
      }
      // As many at a time as there are threads: the next caller's task does not stand behind a whole page.
      const lane = async (): Promise<void> => {
        for (let index = forThreads.shift(); index !== undefined; index = forThreads.shift()) {
          const bodies = messages[index];
          if (bodies !== undefined) answers[index] = await inThread({ bodies, wanted }, signal);
        }
      };
      await Promise.all(Array.from({ length: threads.size }, lane));
      return answers;
    },
  };
}

const ofFewLines: readonly ContentField[] = ['text', 'html', 'security', 'enclosed'];

function isShortAndPlain(task: ContentTask): boolean {
  const { bodies, wanted } = task;
  const needsLines = bodies.tnef.length > 0 || wanted.fields.some((field) => !ofFewLines.includes(field));
  return bytesOf(task) <= (needsLines ? fewBytes : shortBytes) && isPlain(bodies, wanted);
}

function bytesOf({ bodies: { text, html, machine, tnef } }: ContentTask): number {
  const { status = null, original = null, calendars = [] } = machine ?? {};
  const single = [status, original].filter((part) => part !== null);
  return [...text, ...html, ...single, ...calendars, ...tnef].reduce(
    (sum, { octets }) => sum + octets.length,
    0,
  );
}

function withParts(
  bodies: EncodedBodies,
  change: <Each extends EncodedPart>(part: Each) => Each,
): EncodedBodies {
  const { text, html, machine, tnef } = bodies;
  return {
    ...bodies,
    text: text.map(change),
    html: html.map(change),
    tnef: tnef.map(change),
    machine:
      machine === null
        ? null
        : {
            ...machine,
            status: machine.status === null ? null : change(machine.status),
            original: machine.original === null ? null : change(machine.original),
            calendars: machine.calendars.map(change),
          },
  };
}

/** Octets in memory of their own: a view would take all that lies around it along. */
function detached({ bodies, wanted }: ContentTask): ContentTask {
  return { bodies: withParts(bodies, (part) => ({ ...part, octets: new Uint8Array(part.octets) })), wanted };
}

/** The same bodies where they are short already; null when there is nothing to leave out. */
function reduced({ bodies, wanted }: ContentTask): ContentTask | null {
  const hasCalendars = (bodies.machine?.calendars ?? []).length > 0;
  const fields = wanted.fields.filter((field) => field !== 'calendar' || !hasCalendars);
  const shown = [...bodies.text, ...bodies.html, ...bodies.tnef];
  const isShort = wanted.maxBytes <= secondBytes || shown.every(({ octets }) => octets.length <= secondBytes);
  if (isShort && fields.length === wanted.fields.length) return null;
  if (isShort) return { bodies, wanted: { ...wanted, fields } };
  const shorter = withParts(bodies, (part) => ({ ...part, octets: part.octets.subarray(0, secondBytes) }));
  return { bodies: shorter, wanted: { ...wanted, fields, maxBytes: secondBytes } };
}

function unread(wanted: WantedContent, failure: ThreadFailure): Content {
  return { fields: nothingOf(wanted), truncated: true, problem: problemOf(failure) };
}

function nothingOf({ fields }: WantedContent): Content['fields'] {
  return Object.fromEntries(fields.flatMap((field) => (field === 'enclosed' ? [] : [[field, null]])));
}

function problemOf({ reason }: ThreadFailure): string {
  switch (reason) {
    case 'time':
      return 'The whole body would take too long to read.';
    case 'memory':
      return 'The whole body would take too much memory to read.';
    case 'crash':
      return 'The whole body could not be read.';
    case 'full':
      return 'Too many bodies were waiting to be read; ask again.';
    case 'closed':
      return 'The body could not be read: the service is ending.';
  }
}
