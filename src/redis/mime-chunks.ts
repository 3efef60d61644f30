/**
 * The bytes of messages that wait to be sent, in chunks spread over all slots. They are written before any
 * record names them and expire by themselves, so that a crash leaves nothing behind for good.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Redis } from 'ioredis';
import type { MimeRef } from '../domain/submission.ts';
import { GatewayError } from '../domain/errors.ts';
import type { MimeSource, SubmissionStore } from '../use-cases/ports/submissions.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';

export type MimeChunks = Pick<SubmissionStore, 'writeMime' | 'readMime' | 'keepMime' | 'dropMime'>;

const chunkSize = 256 * 1024;

export function createMimeChunks(redis: Redis, keys: Keys): MimeChunks {
  const own = ({ key, chunks }: MimeRef): readonly string[] =>
    Array.from({ length: chunks }, (_, index) => keys.bulk('mime', key, index));
  const all = (mime: MimeRef): readonly string[] => [
    ...own(mime),
    ...(mime.tail === undefined ? [] : own(mime.tail)),
  ];
  /** One after the other: in a Cluster neighbours live on different nodes. */
  const each = async (names: readonly string[], work: (name: string) => Promise<unknown>): Promise<void> => {
    for (const name of names) await stored(() => work(name));
  };

  const get = (name: string | undefined): Promise<Buffer | null> => {
    if (name === undefined) return Promise.resolve(null);
    const chunk = stored(() => redis.getBuffer(name));
    // Its failure is told when its turn comes; until then nobody listens.
    chunk.catch(() => undefined);
    return chunk;
  };

  async function* read(names: readonly string[], first: Promise<Buffer | null>): AsyncGenerator<Buffer> {
    let ahead = first;
    for (let index = 0; index < names.length; index += 1) {
      const chunk = await ahead;
      if (chunk === null) throw new GatewayError('internal', 'The bytes of this message are gone.');
      ahead = get(names[index + 1]);
      yield chunk;
    }
  }

  return {
    async writeMime(source, keepUntilMs) {
      let mime: MimeRef = { key: randomBytes(15).toString('base64url'), size: 0, chunks: 0 };
      try {
        for await (const chunk of chunksOf(source)) {
          const name = keys.bulk('mime', mime.key, mime.chunks);
          mime = { ...mime, size: mime.size + chunk.length, chunks: mime.chunks + 1 };
          await stored(() => redis.set(name, chunk, 'PXAT', Math.round(keepUntilMs)));
        }
      } catch (error) {
        // What is told is why it failed; chunks that stay expire.
        await each(own(mime), (name) => redis.unlink(name)).catch(() => undefined);
        throw error;
      }
      return mime;
    },
    readMime(mime) {
      const names = all(mime);
      return Readable.from(read(names, get(names[0])), { objectMode: false, highWaterMark: 1 });
    },
    async keepMime(mime, untilMs) {
      let present = true;
      await each(all(mime), async (name) => {
        if ((await redis.pexpireat(name, Math.round(untilMs), 'GT')) === 1) return;
        // Not longer than before, or gone: only the second matters.
        if ((await redis.exists(name)) === 0) present = false;
      });
      return present;
    },
    dropMime: (mime) => each(own(mime), (name) => redis.unlink(name)),
  };
}

/** At least one, and all but the last of one size. */
async function* chunksOf(source: MimeSource): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    let rest = piece;
    while (length + rest.length >= chunkSize) {
      const end = chunkSize - length;
      yield Buffer.concat([...waiting, rest.subarray(0, end)]);
      rest = rest.subarray(end);
      waiting = [];
      length = 0;
    }
    if (rest.length > 0) waiting.push(rest);
    length += rest.length;
  }
  yield Buffer.concat(waiting);
}
