/** SIGTERM: what is in flight ends, nothing new begins, nothing stays behind. */
import { describe, expect, it } from 'vitest';
import type { SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { descendants, isRunning } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { freshServices } from '../support/fresh-services.ts';
import type { HttpApi, Schemas } from '../support/http-api.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { freshUser } from '../support/services.ts';

const DRAIN_SECONDS = 10;

let submission: SubmissionServer;
let service: ServiceProcess;
let api: HttpApi;

freshServices(
  (fresh) => {
    ({ service, api, submission } = fresh);
  },
  () => ({ environment: { POSTERN_DRAIN: String(DRAIN_SECONDS) } }),
);

describe('a service in embedded mode that gets SIGTERM', () => {
  it('answers the requests in flight, ends a delivery under way, and leaves no process', async () => {
    const { id } = await api.post<Schemas['Account']>(
      '/v1/accounts',
      accountSettings({ email: freshUser(), submission }),
    );
    submission.faults.arm({ kind: 'delay', at: 'before-reply', ms: 1_500 });
    const children = descendants(service.pid);
    expect(children.length).toBeGreaterThan(0);

    const path = `/v1/accounts/${id}/submissions`;
    const sending = api.call<Schemas['Submission']>('POST', path, {
      body: { to: [{ address: 'bob@elsewhere.example' }], subject: 'Under way', text: 'Hello.' },
      headers: { prefer: 'wait=8' },
    });
    const polling = api.call<Schemas['EventList']>(
      'GET',
      '/v1/events?after=latest&types=mailbox.reset&wait=60',
    );
    await eventually(() => expect(submission.faults.struck).toBe(1));
    const ended = service.end('SIGTERM');
    await eventually(async () => {
      const readiness = await fetch(`${service.url}/readyz`).then(
        ({ status }) => status,
        () => 'refused',
      );
      expect(readiness).not.toBe(200);
    });
    const [sent, polled, { code, durationMs }] = await Promise.all([sending, polling, ended]);

    expect(sent.status).toBeLessThan(300);
    expect(polled.status).toBe(200);
    expect(code).toBe(0);
    expect(durationMs).toBeLessThan(DRAIN_SECONDS * 1_000);
    expect(submission.accepted).toHaveLength(1);
    await eventually(() => expect(children.filter(isRunning)).toEqual([]));

    await service.start();
    await eventually(async () => {
      const [first] = await api.all<Schemas['Submission']>(path);
      expect(first).toMatchObject({ id: sent.body.id, status: 'sent' });
    });
    expect(submission.accepted).toHaveLength(1);
  }, 60_000);
});
