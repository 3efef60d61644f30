import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { openDataFolder } from '../../src/data-folder.ts';

describe('the data folder', () => {
  it('makes its secrets once, for nobody else to read, in the form that the configuration takes', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'postern-data-')), 'data');
    const folder = await openDataFolder(path);
    const both = await Promise.all([folder.adminKey(), folder.adminKey()]);
    expect(new Set(both.map((each) => each.value)).size).toBe(1);
    expect(both.filter((each) => each.made)).toHaveLength(1);

    const keys = await folder.secretKeys();
    const again = await (await openDataFolder(path)).secretKeys();
    expect(again).toEqual({ value: keys.value, made: false });

    const config = loadConfig({ POSTERN_SECRET_KEYS: keys.value, POSTERN_ADMIN_KEY: both[0]?.value });
    expect(config.adminKey).toBe(both[0]?.value);
    for (const name of await readdir(path)) expect((await stat(join(path, name))).mode & 0o777).toBe(0o600);
    expect(await readdir(path)).toEqual(['admin-key', 'secret-keys']);
  });
});
