/**
 * Lua scripts: every promise that spans several keys is one script. A script is sent by its SHA and, after
 * a restart of Redis, in full. Arguments are strings; JSON travels as text and is not rebuilt in Lua, where
 * numbers and empty lists would change.
 */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { stored } from './connection.ts';

export interface Script<Reply> {
  run(keys: readonly string[], args: readonly (string | number)[]): Promise<Reply>;
}

export function defineScript<Reply>(redis: Redis, source: string): Script<Reply> {
  const sha = createHash('sha1').update(source).digest('hex');
  return {
    run: (keys, args) =>
      stored(async () => {
        try {
          return (await redis.evalsha(sha, keys.length, ...keys, ...args)) as Reply;
        } catch (error) {
          if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
          return (await redis.eval(source, keys.length, ...keys, ...args)) as Reply;
        }
      }),
  };
}
