/** Starts the servers of `services.ts` once per run and ends them after its last test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDovecot } from './dovecot.ts';
import { startRedis } from './redis.ts';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pt-'));
  const started = await Promise.allSettled([startDovecot({ folder }), startRedis({ folder })]);
  const teardown = async (): Promise<void> => {
    for (const server of started) if (server.status === 'fulfilled') await server.value.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const [dovecot, redis] = started;
  if (dovecot.status === 'rejected' || redis.status === 'rejected') {
    await teardown();
    throw new Error(
      started.flatMap((server) => (server.status === 'rejected' ? [String(server.reason)] : [])).join('\n'),
    );
  }
  const { host, imapPort, imapsPort, lmtpPort, password, caPem, authSocket } = dovecot.value;
  project.provide('services', {
    dovecot: { host, imapPort, imapsPort, lmtpPort, password, caPem, authSocket },
    redis: { url: redis.value.url },
  });
  return teardown;
}
