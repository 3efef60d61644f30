/** Starts the process that `host.ts` is the other end of. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { HostAnswer, HostQuestion } from './host.ts';

export interface Host {
  ask(question: HostQuestion): Promise<HostAnswer>;
  stop(): Promise<void>;
}

export async function startHost(kind: 'floor' | 'product'): Promise<Host> {
  const path = fileURLToPath(new URL(`./${kind}.js`, import.meta.url));
  const child = fork(path, { execArgv: ['--expose-gc'] });
  await once(child, 'message');
  return {
    async ask(question) {
      child.send(question);
      const [answer] = (await once(child, 'message')) as [HostAnswer];
      return answer;
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
