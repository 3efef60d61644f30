/**
 * npm run soak -- sending [--rounds=20] [--messages=300] [--seed=<number>]
 *
 * The built program as it is deployed: one process takes submissions, two send. In each round one of the two is killed
 * at a random moment of a burst, and another takes its place. Ends with 0 when every acknowledged submission was taken
 * exactly once, or is told as `unknown`, and none was taken twice. The same seed chooses the same moments.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createClient } from '../../bench/http.ts';
import { chance, type Chance } from '../support/chance.ts';
import { judge, killAmid, type SendingHouse, type Verdict } from '../support/kill-burst.ts';
import { startRedis } from '../support/redis.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';

/** A killed process' jobs are found within twelve seconds; the rest is patience. */
const endedWithinMs = 90_000;
/** How many of a process' messages are under way at a time. */
const sendsPerAccount = 5;

interface House extends SendingHouse {
  /** Of what this round acknowledged: the status by subject, once none waits for anything. */
  fates(): Promise<ReadonlyMap<string, string>>;
  /** What is slow in the round, so that a kill finds work in every phase. */
  slowDown(by: Chance): string;
}

async function withHouse(work: (house: House) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  const ends: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const redis = await startRedis({ folder });
    ends.push(() => redis.stop());
    const submission = await startSubmissionServer();
    ends.push(() => submission.stop());
    const start = async (name: string, roles: string): Promise<ServiceProcess> => {
      const service = await startService({
        folder: join(folder, name),
        redisUrl: redis.url,
        environment: { POSTERN_ROLES: roles, POSTERN_LOG_LEVEL: 'warn' },
      });
      ends.push(() => service.stop());
      return service;
    };
    const api = await start('api', 'api');
    const senders = [await start('first', 'send'), await start('second', 'send')] as const;
    await work(await openHouse(api, senders, submission, (end) => ends.push(end)));
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

async function openHouse(
  api: ServiceProcess,
  senders: readonly [ServiceProcess, ServiceProcess],
  submission: SubmissionServer,
  atEnd: (end: () => Promise<void>) => void,
): Promise<House> {
  const client = createClient(api.url, api.adminKey);
  atEnd(() => client.close());
  const server = (port: number): object => ({
    host: submission.host,
    port,
    security: 'none',
    auth: { type: 'password', username: 'ada@postern.test', password: submission.password },
  });
  const { id: account } = await client.json<{ id: string }>('POST', '/v1/accounts?verify=false', {
    email: 'ada@postern.test',
    imap: server(1),
    smtp: server(submission.port),
    sentCopy: 'never',
    limits: { onUnknown: 'hold' },
  });
  const path = `/v1/accounts/${account}/submissions`;
  const acknowledged: string[] = [];

  return {
    async submit(subject) {
      const request = { to: [{ address: 'grace@example.org' }], subject, text: 'Hello.' };
      acknowledged.push((await client.json<{ id: string }>('POST', path, request)).id);
    },
    taken: () => submission.accepted.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1] ?? ''),
    async killOne(which) {
      const sender = senders[which === 0 ? 0 : 1];
      await sender.end('SIGKILL');
      await sender.start();
    },
    slowDown({ between }) {
      submission.faults.clear();
      const stages = ['mail', 'before-reply', 'after-acceptance'] as const;
      const at = stages[between(0, stages.length)] ?? 'mail';
      const ms = between(5, 30);
      submission.faults.arm({ kind: 'delay', at, ms });
      return `${ms} ms at ${at}`;
    },
    async fates() {
      const ids = acknowledged.splice(0);
      const fates = new Map<string, string>();
      const deadline = Date.now() + endedWithinMs;
      for (;;) {
        const all = await Promise.all(
          ids.map((id) => client.json<{ subject: string; status: string }>('GET', `${path}/${id}`)),
        );
        for (const { subject, status } of all) fates.set(subject, status);
        const ended = all.every(({ status }) => status === 'sent' || status === 'unknown');
        if (ended || Date.now() > deadline) return fates;
        await delay(200);
      }
    },
  };
}

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    messages: { type: 'string', default: '300' },
    seed: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const messages = Number(options.messages);
const moments = options.seed === undefined ? chance() : chance(Number(options.seed));

const wrong = ({ lost, doubled, unknownTaken, unknownNotTaken }: Verdict): readonly string[] => [
  ...lost.map((subject) => `lost: ${subject}`),
  ...doubled.map((subject) => `taken more than once: ${subject}`),
  ...(unknownTaken.length + unknownNotTaken.length > sendsPerAccount
    ? ['more unknown than were under way']
    : []),
];

console.log(`${rounds} rounds of ${messages} submissions by two senders, seed ${moments.seed}\n`);
console.log(
  '| round | slow | killed after | sent | unknown, taken | unknown, not taken | lost | doubled | seconds |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
const failures: string[] = [];
await withHouse(async (house) => {
  for (let round = 1; round <= rounds; round += 1) {
    const since = performance.now();
    const slow = house.slowDown(moments);
    const subjects = Array.from({ length: messages }, (_, index) => `letter ${index} of round ${round}`);
    const killedAfter = await killAmid(house, subjects, moments);
    const fates = await house.fates();
    const verdict = judge(
      fates,
      house.taken().filter((subject) => subject.endsWith(` of round ${round}`)),
    );
    failures.push(...wrong(verdict));
    if (fates.size !== messages) failures.push(`only ${fates.size} acknowledged in round ${round}`);
    const { sent, unknownTaken, unknownNotTaken, lost, doubled } = verdict;
    const counts = [sent, unknownTaken, unknownNotTaken, lost, doubled].map((each) => each.length);
    const seconds = ((performance.now() - since) / 1_000).toFixed(1);
    console.log(`| ${[round, slow, killedAfter, ...counts, seconds].join(' | ')} |`);
  }
});
console.log(failures.length === 0 ? '\nNone lost, none doubled.' : `\n${failures.join('\n')}`);
process.exitCode = failures.length === 0 ? 0 : 1;
