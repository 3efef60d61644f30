/** Mail programs of others, run to their end against a sandbox. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MOST_OUTPUT = 256 * 1024 * 1024;

/** Resolves to what it printed, as Latin-1. Rejects with its last words when it ends with a failure. */
export async function runProgram(command: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      encoding: 'latin1',
      maxBuffer: MOST_OUTPUT,
      timeout: 60_000,
    });
    return stdout;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new Error(`The tests need the program ${command} (npm test installs it on Debian).`, { cause });
    }
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
    throw new Error(`${command} failed: ${words.trim().split('\n').slice(-5).join('\n')}`, { cause });
  }
}
