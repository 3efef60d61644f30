/** Starts Dovecot and Cyrus once per run. A Cyrus that is not to be had has its reason told instead. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startDovecot } from '../support/dovecot.ts';
import { MissingCyrus, startCyrus } from '../support/cyrus.ts';

export interface RealServers {
  readonly dovecot: RealServer;
  /** A string is the sentence that says why it is missing. */
  readonly cyrus: RealServer | string;
}

export interface RealServer {
  readonly imapPort: number;
  readonly lmtpPort: number;
  /** Of every user. */
  readonly password: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    realServers: RealServers;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stops: (() => Promise<void>)[] = [];
  const teardown = async (): Promise<void> => {
    for (const stop of stops.reverse()) await stop();
  };
  const start = async <Server extends { stop(): Promise<void> }>(
    starter: (options: { folder: string }) => Promise<Server>,
  ): Promise<Server> => {
    const folder = await mkdtemp(join(tmpdir(), 'pc-'));
    stops.push(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    const server = await starter({ folder });
    stops.push(() => server.stop());
    return server;
  };
  try {
    const dovecot = await start(startDovecot);
    const cyrus = await start(startCyrus).catch((error: unknown) => {
      if (error instanceof MissingCyrus) return error.message;
      throw error;
    });
    const plain = ({ imapPort, lmtpPort, password }: RealServer): RealServer => ({
      imapPort,
      lmtpPort,
      password,
    });
    project.provide('realServers', {
      dovecot: plain(dovecot),
      cyrus: typeof cyrus === 'string' ? cyrus : plain(cyrus),
    });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
