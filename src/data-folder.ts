/**
 * What the embedded mode makes for itself and keeps: a sealing key and the first admin key, each in a file of
 * mode 0600 below the data folder. Losing the sealing key loses every stored credential.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBase62 } from './domain/ids.ts';

export interface KeptSecret {
  readonly value: string;
  /** True when this call made it: an admin key is told only then. */
  readonly made: boolean;
}

export interface DataFolder {
  /** `id:base64`, as POSTERN_SECRET_KEYS takes it. */
  secretKeys(): Promise<KeptSecret>;
  /** `ptn_admin_<secret>`. */
  adminKey(): Promise<KeptSecret>;
}

export async function openDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  return {
    secretKeys: () => kept(join(path, 'secret-keys'), () => `main:${randomBytes(32).toString('base64')}`),
    adminKey: () => kept(join(path, 'admin-key'), () => `ptn_admin_${randomBase62(43)}`),
  };
}

/** Two processes that start at once agree: the file appears whole and under its name only once. */
async function kept(path: string, make: () => string): Promise<KeptSecret> {
  const present = await contentOf(path);
  if (present !== null) return { value: present, made: false };
  const draft = `${path}.${randomBase62(8)}`;
  const value = make();
  await writeFile(draft, `${value}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, path);
    return { value, made: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return { value: (await contentOf(path)) ?? value, made: false };
  } finally {
    await unlink(draft);
  }
}

async function contentOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
