/** A thread of the content house that runs our TypeScript as it stands. */
import { register } from 'node:module';

register('./typescript.mjs', import.meta.url);
await import('../../src/content/thread.ts');
