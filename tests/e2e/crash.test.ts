/**
 * The service killed at random moments of its work, and what was accepted counted against what it tells.
 * A failed run names its seed: `SEED=<seed>` makes the same moments.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { SubmissionServer } from '../support/submission-server.ts';
import { accountSettings } from '../support/account-settings.ts';
import { chance } from '../support/chance.ts';
import { eventually } from '../support/eventually.ts';
import { freshServices } from '../support/fresh-services.ts';
import type { HttpApi, Schemas } from '../support/http-api.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { freshPrefix, freshUser, services } from '../support/services.ts';

const MESSAGES = 200;
const KILLS = 3;
/** A request that dies with the service leaves its Idempotency-Key claimed for a quarter of a minute; each kill may hit one. */
const TEST_WITHIN_MS = 60_000 * (KILLS + 1);
/** A lease of a killed process runs out after ten seconds, its job is found stalled after as much. */
const RECOVERED_WITHIN_MS = 30_000;

const { seed, between } = chance();
let service: ServiceProcess;
let api: HttpApi;
let submission: SubmissionServer;

freshServices(
  (fresh) => {
    ({ service, api, submission } = fresh);
  },
  () => ({ redisUrl: services().redis.url, environment: { POSTERN_PREFIX: freshPrefix() } }),
);

async function connected(change: object = {}): Promise<Schemas['Account']> {
  const settings = { ...accountSettings({ email: freshUser(), submission }), ...change };
  const { id } = await api.post<Schemas['Account']>('/v1/accounts', settings);
  return await eventually(async () => {
    const account = await api.get<Schemas['Account']>(`/v1/accounts/${id}`);
    expect(account.state).toBe('connected');
    return account;
  });
}

/** Kills the service some milliseconds after `done()` has passed a number that chance chose below `most`. */
async function killMeanwhile(done: () => number, most: number): Promise<void> {
  const threshold = done() + between(1, most);
  await eventually(() => expect(done()).toBeGreaterThanOrEqual(threshold), RECOVERED_WITHIN_MS);
  await delay(between(0, 30));
  await service.end('SIGKILL');
  await service.start();
}

function letters(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `letter ${index}`);
}

describe(`a service killed ${KILLS} times (seed ${seed})`, () => {
  it(
    `hands each of ${MESSAGES} acknowledged submissions over once, or says that it does not know`,
    async () => {
      const account = await connected({ limits: { onUnknown: 'hold' }, sentCopy: 'always' });
      submission.faults.arm({ kind: 'delay', at: 'before-reply', ms: 20 });
      const path = `/v1/accounts/${account.id}/submissions`;
      const waiting = letters(MESSAGES);
      const acknowledged = new Map<string, Schemas['Submission']>();
      const post = async (subject: string): Promise<void> => {
        const request = { to: [{ address: 'bob@elsewhere.example' }], subject, text: 'Hello.' };
        await eventually(async () => {
          const answer = await api.call<Schemas['Submission']>('POST', path, {
            body: request,
            headers: { 'idempotency-key': subject },
          });
          expect(answer.status, JSON.stringify(answer.body)).toBe(202);
          acknowledged.set(subject, answer.body);
        }, TEST_WITHIN_MS);
      };
      const batch = Math.ceil(MESSAGES / KILLS);
      for (let start = 0; start < MESSAGES; start += batch) {
        const some = waiting.slice(start, start + batch);
        const killed = killMeanwhile(() => submission.accepted.length, Math.floor(some.length * 0.6));
        const posters = Array.from({ length: 8 }, async () => {
          for (let subject = some.shift(); subject !== undefined; subject = some.shift()) await post(subject);
        });
        await Promise.all([killed, ...posters]);
      }

      const final = await eventually(async () => {
        const all = await api.all<Schemas['Submission']>(path);
        for (const { status, sentMessage } of all) {
          expect(['sent', 'unknown']).toContain(status);
          if (status === 'sent') expect(sentMessage).not.toBeNull();
        }
        return all;
      }, RECOVERED_WITHIN_MS);
      const ids = final.map(({ id }) => id);
      expect([...ids].sort()).toEqual([...acknowledged.values()].map(({ id }) => id).sort());

      const taken = new Map<string, number>();
      for (const { raw } of submission.accepted) {
        const subject = /^Subject: (.*)\r$/m.exec(raw.toString())?.[1] ?? '';
        taken.set(subject, (taken.get(subject) ?? 0) + 1);
      }
      for (const { status, subject } of final) {
        const times = taken.get(subject ?? '') ?? 0;
        if (status === 'sent') expect([subject, times]).toEqual([subject, 1]);
        else expect([subject, Math.min(times, 1)]).toEqual([subject, times]);
      }
      const copies = await api.all<Schemas['Message']>(
        `/v1/accounts/${account.id}/messages?mailbox=sent&fields=id,messageId`,
      );
      const sent = final.filter(({ status }) => status === 'sent');
      expect(copies.map(({ messageId }) => messageId).sort()).toEqual(
        sent.map(({ messageId }) => messageId).sort(),
      );
    },
    TEST_WITHIN_MS,
  );
});
