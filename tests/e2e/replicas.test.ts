/** Two processes on one Redis, of which one stands still for longer than anything is its own, or is killed in turns. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { isRunning } from '../support/descendants.ts';
import { eventually } from '../support/eventually.ts';
import { httpApi, type HttpApi, type Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const ACCOUNTS = 4;
/** A lease runs out after ten seconds, a job is found stalled after twelve. */
const TAKEN_OVER_WITHIN_MS = 30_000;
const WATCHED_AGAIN_WITHIN_MS = 15_000;
/** When a process says that it leaves. */
const HANDED_OVER_WITHIN_MS = 5_000;

interface Pair {
  readonly first: ServiceProcess;
  readonly second: ServiceProcess;
  readonly submission: SubmissionServer;
  readonly receiver: WebhookReceiver;
}

/** Ends in reverse what it begins. The tests of this file mostly wait for leases to run out, and do so side by side. */
async function withPair(work: (pair: Pair) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pr-'));
  const submission = await startSubmissionServer();
  const receiver = await startWebhookReceiver();
  const environment = { POSTERN_PREFIX: freshPrefix() };
  const started: ServiceProcess[] = [];
  const start = async (name: string): Promise<ServiceProcess> => {
    const service = await startService({
      folder: join(folder, name),
      redisUrl: services().redis.url,
      environment,
    });
    started.push(service);
    return service;
  };
  try {
    await work({ first: await start('first'), second: await start('second'), submission, receiver });
  } finally {
    for (const { pid } of started) if (isRunning(pid)) process.kill(pid, 'SIGCONT');
    await Promise.all(started.map((service) => service.stop()));
    await receiver.stop();
    await submission.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Four accounts, shared by the two processes. */
async function connected(
  { first, second, submission, receiver }: Pair,
  api: HttpApi,
): Promise<readonly Schemas['Account'][]> {
  const settings = (): object => ({
    ...accountSettings({ email: freshUser(), submission }),
    limits: { onUnknown: 'hold' },
  });
  const accounts = await Promise.all(
    Array.from({ length: ACCOUNTS }, () => api.post<Schemas['Account']>('/v1/accounts', settings())),
  );
  await eventually(async () => {
    for (const { id } of accounts) {
      expect((await api.get<Schemas['Account']>(`/v1/accounts/${id}`)).state).toBe('connected');
    }
    for (const each of [first, second]) expect(await watchers(each)).toBe(ACCOUNTS / 2);
  }, 20_000);
  await api.post('/v1/webhooks', { url: receiver.url, types: ['message.received'] });
  return accounts;
}

async function watchers(service: ServiceProcess): Promise<number> {
  const text = await httpApi(service).get<string>('/metrics');
  return Number(/^postern_imap_connections\{use="watchers"\} (\d+)$/m.exec(text)?.[1]);
}

let letters = 0;
/** Delivers to each account and hands as many to SMTP; answers their subjects. */
async function traffic(
  api: HttpApi,
  accounts: readonly Schemas['Account'][],
  rounds: number,
): Promise<string[]> {
  const subjects: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { id, email } of accounts) {
      const subject = `letter ${(letters += 1)}`;
      subjects.push(subject);
      await deliver(email, `From: a@postern.test\r\nSubject: ${subject}\r\n\r\nHello.\r\n`);
      await api.post(`/v1/accounts/${id}/submissions`, {
        to: [{ address: 'bob@elsewhere.example' }],
        subject,
        text: 'Hello.',
      });
    }
  }
  return subjects;
}

/** Every letter is journaled once and told under one id, every submission handed over once or known to be uncertain. */
async function expectTruth(
  { submission, receiver }: Pair,
  api: HttpApi,
  accounts: readonly Schemas['Account'][],
  subjects: readonly string[],
): Promise<void> {
  await eventually(async () => {
    const told = new Set<string>();
    for (const { body } of receiver.requests) {
      told.add((JSON.parse(body.toString()) as Schemas['MessageEvent']).data.message.subject ?? '');
    }
    expect(told.size).toBe(subjects.length);
  }, TAKEN_OVER_WITHIN_MS);
  const journal = await api.all<Schemas['MessageEvent']>('/v1/events?types=message.received');
  expect(journal.map(({ data }) => data.message.subject).sort()).toEqual([...subjects].sort());
  const ids = new Map(journal.map(({ id, data }) => [data.message.subject, id]));
  for (const { body } of receiver.requests) {
    const { id, data } = JSON.parse(body.toString()) as Schemas['MessageEvent'];
    expect(id).toBe(ids.get(data.message.subject));
  }

  const all = await eventually(async () => {
    const lists = await Promise.all(
      accounts.map(({ id }) => api.all<Schemas['Submission']>(`/v1/accounts/${id}/submissions`)),
    );
    for (const { status } of lists.flat()) expect(['sent', 'unknown']).toContain(status);
    return lists.flat();
  }, TAKEN_OVER_WITHIN_MS);
  expect(all.map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
  for (const { subject, status } of all) {
    const times = submission.accepted.filter(({ raw }) =>
      raw.includes(`Subject: ${subject ?? ''}\r\n`),
    ).length;
    if (status === 'sent') expect([subject, times]).toEqual([subject, 1]);
    else expect(times).toBeLessThanOrEqual(1);
  }
}

it.concurrent(
  'a process that stood still writes nothing of what others have done meanwhile',
  { timeout: 120_000 },
  () =>
    withPair(async (pair) => {
      const { first, second, submission, receiver } = pair;
      const api = httpApi(second);
      const accounts = await connected(pair, api);
      submission.faults.arm({ kind: 'delay', at: 'mail', ms: 20 });
      const before = traffic(api, accounts, 10);
      await eventually(() => expect(receiver.requests.length).toBeGreaterThan(8));
      process.kill(first.pid, 'SIGSTOP');
      const subjects = [...(await before), ...(await traffic(api, accounts, 5))];
      await eventually(async () => expect(await watchers(second)).toBe(ACCOUNTS), TAKEN_OVER_WITHIN_MS);
      await expectTruth(pair, api, accounts, subjects);

      process.kill(first.pid, 'SIGCONT');
      await eventually(async () => expect(await watchers(first)).toBe(ACCOUNTS / 2), TAKEN_OVER_WITHIN_MS);
      subjects.push(...(await traffic(httpApi(first), accounts, 5)));
      await expectTruth(pair, api, accounts, subjects);
      expect(first.output()).toContain('a lease was lost');

      const leaving = first.end('SIGTERM');
      await eventually(async () => expect(await watchers(second)).toBe(ACCOUNTS), HANDED_OVER_WITHIN_MS);
      await leaving;
    }),
);

it.concurrent(
  'of two processes that are killed in turns one always goes on with the work',
  { timeout: 150_000 },
  () =>
    withPair(async (pair) => {
      const { first, second, submission, receiver } = pair;
      const accounts = await connected(pair, httpApi(second));
      submission.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 10 });
      const subjects: string[] = [];
      for (const [victim, other] of [
        [first, second],
        [second, first],
        [first, second],
      ] as const) {
        const told = receiver.requests.length;
        const meanwhile = traffic(httpApi(other), accounts, 10);
        await eventually(
          () => expect(receiver.requests.length).toBeGreaterThan(told + 6),
          TAKEN_OVER_WITHIN_MS,
        );
        await victim.end('SIGKILL');
        await eventually(async () => expect(await watchers(other)).toBe(ACCOUNTS), WATCHED_AGAIN_WITHIN_MS);
        subjects.push(...(await meanwhile));
        await expectTruth(pair, httpApi(other), accounts, subjects);
        await victim.start();
        await eventually(async () => expect(await watchers(victim)).toBe(ACCOUNTS / 2), TAKEN_OVER_WITHIN_MS);
      }
    }),
);
