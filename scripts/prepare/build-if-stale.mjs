/** Builds when something that the build reads is newer than its result. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, BUILT_AT, INPUTS } from '../build.mjs';
import { tell } from '../tell.mjs';

export async function buildIfStale() {
  if (existsSync(BUILT_AT)) {
    const builtAt = statSync(BUILT_AT).mtimeMs;
    if (INPUTS.every((input) => newest(input) < builtAt)) return;
  }
  tell('building');
  await build();
}

/** A folder's own time counts too: it moves when a file in it is removed. */
function newest(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
