/** The npm packages that package-lock.json names, installed when node_modules does not hold just them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { runAside } from '../process.mjs';
import { Refusal, tell } from '../tell.mjs';

const LOCK = 'package-lock.json';
const STAMP = 'node_modules/.postern-lock';
/** Written by npm itself at the end of an install. */
const NPM_STAMP = 'node_modules/.package-lock.json';

/** Expects to run in the project's root. */
export async function installDependencies() {
  const wanted = createHash('sha256').update(readFileSync(LOCK)).digest('hex');
  if (isInstalled(wanted)) return;
  tell('installing the npm packages of package-lock.json');
  const { code, output } = await runAside('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) throw new Refusal(`npm ci failed:\n${output.trim()}`);
  writeFileSync(STAMP, wanted);
}

function isInstalled(wanted) {
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === wanted;
  return existsSync(NPM_STAMP) && statSync(NPM_STAMP).mtimeMs >= statSync(LOCK).mtimeMs;
}
