/** What tests of the built program begin with: for each a process with a folder of its own, and a server that takes mail. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { httpApi, type HttpApi } from './http-api.ts';
import { startService, type ServiceOptions, type ServiceProcess } from './service-process.ts';
import { startSubmissionServer, type SubmissionServer } from './submission-server.ts';

export interface FreshService {
  readonly service: ServiceProcess;
  readonly api: HttpApi;
  readonly submission: SubmissionServer;
}

/** Call it where hooks may stand. `use` is called before each test, after which all of it is ended. */
export function freshServices(
  use: (fresh: FreshService) => void,
  options: () => Omit<ServiceOptions, 'folder'>,
): void {
  const undo: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pf-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const submission = await startSubmissionServer();
    undo.push(() => submission.stop());
    const service = await startService({ folder, ...options() });
    undo.push(() => service.stop());
    use({ service, api: httpApi(service), submission });
  });
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
}
