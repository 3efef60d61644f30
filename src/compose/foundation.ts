/**
 * What stands before anything else: the keys that seal, the admin key, and the Redis to speak to, given by the
 * configuration or, in the embedded mode, made and kept in the data folder.
 */
import { loadConfig, type Config, type SecretKey } from '../config.ts';
import { openDataFolder } from '../data-folder.ts';
import { startEmbeddedRedis } from '../redis/embedded.ts';
import type { Log } from '../use-cases/ports/service.ts';

export interface Foundation {
  readonly redisUrl: string;
  readonly secretKeys: readonly SecretKey[];
  readonly adminKey: string | null;
  /** True when the admin key was made by this very start: then it is told, once. */
  readonly adminKeyMade: boolean;
  /** After everything that uses Redis. */
  close(): Promise<void>;
}

export async function layFoundation(config: Config, log: Log): Promise<Foundation> {
  if (config.redisUrl !== null) {
    const { redisUrl, secretKeys, adminKey } = config;
    return { redisUrl, secretKeys, adminKey, adminKeyMade: false, close: () => Promise.resolve() };
  }
  const redis = await startEmbeddedRedis({
    dataDir: config.dataDir,
    allowVolatile: !config.production,
    log,
  });
  const folder = await openDataFolder(config.dataDir);
  const made = config.adminKey === null ? await folder.adminKey() : null;
  return {
    redisUrl: redis.url,
    secretKeys: config.secretKeys.length > 0 ? config.secretKeys : await keptSecretKeys(folder),
    adminKey: config.adminKey ?? made?.value ?? null,
    adminKeyMade: made?.made ?? false,
    close: () => redis.stop(),
  };
}

async function keptSecretKeys(
  folder: Awaited<ReturnType<typeof openDataFolder>>,
): Promise<readonly SecretKey[]> {
  const { value } = await folder.secretKeys();
  // The file holds what the variable would: it is read by the same rule.
  return loadConfig({ POSTERN_SECRET_KEYS: value }).secretKeys;
}
