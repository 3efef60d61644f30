/** Builds when something that the build reads is newer than its result. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, BUILT_AT, INPUTS } from '../build.mjs';
import { tell } from '../tell.mjs';

export async function buildIfStale() {
  if (!isStale()) return;
  tell('building');
  await build();
}

/** Expects to run in the project's root. */
export function isStale() {
  if (!existsSync(BUILT_AT)) return true;
  const builtAt = statSync(BUILT_AT).mtimeMs;
  return INPUTS.some((input) => newest(input) >= builtAt);
}

/** A folder's own time counts too: it moves when a file in it is removed. */
function newest(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
