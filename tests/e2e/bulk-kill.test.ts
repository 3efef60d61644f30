/** A job whose process is killed again and again: every message is moved once, and told. */
import { expect, it } from 'vitest';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import { freshServices } from '../support/fresh-services.ts';
import type { HttpApi, Schemas } from '../support/http-api.ts';
import { seedMailbox } from '../support/seed-mailbox.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';
import type { SubmissionServer } from '../support/submission-server.ts';

const count = 5_000;
/** The lease of a dead process runs out after ten seconds, its job is found stalled after as much. */
const recoveredWithinMs = 40_000;

let service: ServiceProcess;
let api: HttpApi;
let submission: SubmissionServer;

freshServices(
  (fresh) => {
    ({ service, api, submission } = fresh);
  },
  () => ({ redisUrl: services().redis.url, environment: { POSTERN_PREFIX: freshPrefix() } }),
);

it(
  `moves each of ${count} messages once although the service is killed on the way`,
  async () => {
    const email = freshUser();
    await seedMailbox(email, 'INBOX', count);
    const { id } = await api.post<Schemas['Account']>('/v1/accounts', accountSettings({ email, submission }));
    const { id: jobId } = await api.post<Schemas['Job']>(`/v1/accounts/${id}/messages/bulk`, {
      mailbox: 'inbox',
      action: 'move',
      targetMailbox: 'archive',
    });
    const doneSoFar = async (): Promise<number> =>
      (await api.get<Schemas['Job']>(`/v1/jobs/${jobId}`)).progress.done;
    await eventually(async () => expect(await doneSoFar()).toBeGreaterThan(0), recoveredWithinMs);
    await service.end('SIGKILL');
    await service.start();
    const atDeath = await doneSoFar();
    expect(atDeath).toBeLessThan(count);

    const job = await eventually(async () => {
      const now = await api.get<Schemas['Job']>(`/v1/jobs/${jobId}`);
      expect(now.status).toBe('succeeded');
      return now;
    }, recoveredWithinMs);
    expect(job.result).toEqual({ done: count, absent: 0, modified: 0, refused: 0 });
    const results = await api.all<Schemas['BulkMessage']>(`/v1/jobs/${jobId}/results?limit=250`);
    expect(new Set(results.map(({ id: each }) => each)).size).toBe(count);
    const total = async (mailbox: string): Promise<number | null> =>
      (await api.get<Schemas['Mailbox']>(`/v1/accounts/${id}/mailboxes/${mailbox}`)).total;
    expect([await total('inbox'), await total('archive')]).toEqual([0, count]);
  },
  2 * recoveredWithinMs,
);
