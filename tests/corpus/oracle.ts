/** Asks Python's email package (oracle.py) what messages say. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Specimen } from './mime.ts';
import type { Values } from './values.ts';

const script = new URL('oracle.py', import.meta.url).pathname;

/** By the specimen's name. Rejects in one sentence when there is no python3. */
export async function askOracle(corpus: readonly Specimen[]): Promise<ReadonlyMap<string, Values>> {
  const python = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    python.on('error', (cause) => {
      reject(new Error('The oracle of the corpus needs python3 (3.11 or later) on the PATH.', { cause }));
    });
    python.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The oracle of the corpus ended with ${code ?? 'a signal'}.`));
    });
  });
  python.stdin.on('error', () => undefined);
  python.stdin.end(JSON.stringify(corpus.map(({ name, raw }) => ({ name, raw: raw.toString('base64') }))));
  const [answer] = await Promise.all([text(python.stdout), ended]);
  return new Map(Object.entries(JSON.parse(answer) as Record<string, Values>));
}
