/** Accounts that are only watched: what each costs in resident memory, beside a bare connection in IDLE. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench } from '../case.ts';
import { alternate } from '../measure.ts';
import { createWorld, residentKiB } from '../world.ts';

const AT_ONCE = 16;
/** Until what connecting needed for a moment has been given back. */
const SETTLE_MS = 3_000;

export interface IdleQuestion {
  readonly host: string;
  readonly port: number;
  readonly password: string;
  /** Users to connect and leave in IDLE. */
  readonly users: readonly string[];
}

export const idle: Bench = {
  name: 'idle',
  async run(_world, effort) {
    // A service that has done nothing else: what other cases left in its heap would hide what an account takes.
    const world = await createWorld({});
    const { dovecot, service } = world;
    const child = fork(fileURLToPath(new URL('../idle-floor.js', import.meta.url)));
    await once(child, 'message');
    const count = effort.runs(200);
    let number = 0;
    const fresh = (): readonly string[] =>
      Array.from({ length: count }, () => `idle${(number += 1)}@bench.test`);
    const growth = async (pid: number, connect: () => Promise<void>): Promise<readonly number[]> => {
      const before = residentKiB(pid);
      await connect();
      await delay(SETTLE_MS);
      return [(residentKiB(pid) - before) / count];
    };
    const speeds: number[] = [];
    const comparison = await alternate({
      blocks: effort.blocks(3),
      floor: () =>
        growth(child.pid ?? 0, async () => {
          const question: IdleQuestion = {
            host: dovecot.host,
            port: dovecot.imapPort,
            password: dovecot.password,
            users: fresh(),
          };
          child.send(question);
          await once(child, 'message');
        }),
      product: () =>
        growth(service.pid, async () => {
          const left = [...fresh()];
          const since = performance.now();
          await Promise.all(
            Array.from({ length: AT_ONCE }, async () => {
              for (let user = left.pop(); user !== undefined; user = left.pop())
                await world.connectAccount(user);
            }),
          );
          speeds.push((count / (performance.now() - since)) * 1_000);
        }),
    });
    child.kill();
    await world.stop();
    return [
      {
        work: 'memory of an account that is only watched',
        floor: 'a bare imapflow connection in IDLE',
        unit: 'KiB',
        comparison,
        target: { goal: '≤ 1.2 ×' },
        notes: [
          `resident memory, ${count} accounts a block; created and connected at ${Math.max(...speeds).toFixed(0)}/s`,
        ],
      },
    ];
  },
};
