/** Processes that send are killed in the middle of a burst; nothing is lost, and nothing comes twice but what SMTP leaves open. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { chance } from '../support/chance.ts';
import { eventually } from '../support/eventually.ts';
import { judge, killAmid, type SendingHouse } from '../support/kill-burst.ts';
import {
  openSendingRig,
  owner,
  quickly,
  type SendingRig,
  type SendingRigOptions,
} from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

interface House {
  readonly server: SubmissionServer;
  /** Takes on submissions and sends none. */
  readonly rig: SendingRig;
  startChild(): Promise<ChildProcess>;
  /** Message-ID → how often the server took it. */
  timesTaken(): ReadonlyMap<string, number>;
}

/** Ends what it begins. The tests of this file mostly wait for locks to run out, and do so side by side. */
async function withHouse(onUnknown: 'resend' | 'hold', work: (house: House) => Promise<void>): Promise<void> {
  const server = await startSubmissionServer();
  const options: SendingRigOptions = {
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp: { host: '127.0.0.1', port: server.port, password: server.password },
    limits: { onUnknown },
    schedule: quickly,
  };
  const rig = await openSendingRig({ ...options, working: false });
  const children: ChildProcess[] = [];
  const script = ['--import', './tests/support/typescript.mjs', 'tests/faults/sending-child.ts'];
  const house: House = {
    server,
    rig,
    async startChild() {
      const child = spawn(process.execPath, [...script, JSON.stringify(options)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.push(child);
      await once(child.stdout, 'data');
      return child;
    },
    timesTaken() {
      const times = new Map<string, number>();
      for (const { raw } of server.accepted) {
        const id = /^Message-ID: (.*)$/im.exec(raw.toString())?.[1]?.trim() ?? '';
        times.set(id, (times.get(id) ?? 0) + 1);
      }
      return times;
    },
  };
  try {
    await work(house);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await rig.close();
    await server.stop();
  }
}

const { between, seed } = chance();

it.concurrent(
  `under hold, senders that are killed in a burst lose nothing and double nothing (seed ${seed})`,
  { timeout: 90_000 },
  () =>
    withHouse('hold', async ({ server, rig, startChild }) => {
      // Slow enough that a kill finds work in every phase.
      server.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 15 });
      server.faults.arm({ kind: 'delay', at: 'mail', ms: 5 });
      const senders = await Promise.all([startChild(), startChild()]);
      const ids: string[] = [];
      const taken = (): readonly string[] =>
        server.accepted.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1] ?? '');
      const house: SendingHouse = {
        submit: async (subject) => void ids.push((await rig.send({ subject })).id),
        taken,
        async killOne(which) {
          senders[which]?.kill('SIGKILL');
          senders[which] = await startChild();
        },
      };
      for (const round of [1, 2]) {
        const subjects = Array.from({ length: 60 }, (_, index) => `letter ${index} of round ${round}`);
        await killAmid(house, subjects, { between, seed });
      }
      const fates = await eventually(async () => {
        const all = await Promise.all(ids.map((id) => rig.get(owner, null, id)));
        expect(all.filter(({ status }) => status !== 'sent' && status !== 'unknown')).toEqual([]);
        return new Map(all.map(({ subject, status }) => [subject ?? '', status]));
      }, 60_000);

      const { lost, doubled, unknownTaken, unknownNotTaken } = judge(fates, taken());
      expect({ told: fates.size, lost, doubled }).toEqual({ told: 120, lost: [], doubled: [] });
      // Only what was under way in a sender that was killed.
      expect(unknownTaken.length + unknownNotTaken.length).toBeLessThanOrEqual(2 * 5);
    }),
);

it.concurrent(
  'under resend, killed senders lose nothing, and only what was of unknown fate comes twice',
  { timeout: 90_000 },
  () =>
    withHouse('resend', async ({ server, rig, startChild, timesTaken }) => {
      server.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 15 });
      const sent = await Promise.all(
        Array.from({ length: 150 }, (_, index) => rig.send({ subject: `Message ${index}` })),
      );
      for (const share of [0.2, 0.5]) {
        const child = await startChild();
        await eventually(() => expect(server.accepted.length).toBeGreaterThan(150 * share), 30_000);
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await startChild();
      const ended = await eventually(async () => {
        const all = await Promise.all(sent.map(({ id }) => rig.get(owner, null, id)));
        expect(all.filter(({ status }) => status !== 'sent')).toEqual([]);
        return all;
      }, 60_000);
      const taken = timesTaken();
      for (const { messageId, attempts } of ended) {
        const unknown = attempts.filter(({ outcome }) => outcome === 'unknown').length;
        expect(taken.get(messageId) ?? 0).toBeGreaterThanOrEqual(1);
        expect(taken.get(messageId) ?? 0).toBeLessThanOrEqual(1 + unknown);
      }
    }),
);

it.concurrent(
  'a sender that stood still longer than its jobs are its own sends nothing that others have sent meanwhile',
  { timeout: 90_000 },
  () =>
    withHouse('hold', async ({ server, rig, startChild, timesTaken }) => {
      server.faults.arm({ kind: 'delay', at: 'mail', ms: 30 });
      const sent = await Promise.all(
        Array.from({ length: 40 }, (_, index) => rig.send({ subject: `Message ${index}` })),
      );
      const statuses = async (): Promise<readonly string[]> =>
        (await Promise.all(sent.map(({ id }) => rig.get(owner, null, id)))).map(({ status }) => status);

      const stopped = await startChild();
      await eventually(async () => {
        expect(server.accepted.length).toBeGreaterThan(8);
        expect(await statuses()).toContain('sending');
      });
      stopped.kill('SIGSTOP');
      const known = server.accepted.length;
      const successor = await startChild();
      await eventually(async () => {
        expect((await statuses()).filter((status) => status !== 'sent' && status !== 'unknown')).toEqual([]);
      }, 60_000);
      expect(server.accepted.length).toBeGreaterThan(known);
      successor.kill('SIGKILL');
      await once(successor, 'exit');

      stopped.kill('SIGCONT');
      // What it was about comes before what is new to it, and its end after everything.
      const later = await Promise.all(Array.from({ length: 10 }, () => rig.send({})));
      await eventually(async () => {
        const all = await Promise.all(later.map(({ id }) => rig.get(owner, null, id)));
        expect(all.map(({ status }) => status)).toEqual(later.map(() => 'sent'));
      }, 30_000);
      stopped.kill('SIGTERM');
      await once(stopped, 'exit');
      const taken = timesTaken();
      expect([...taken.values()].filter((times) => times !== 1)).toEqual([]);
      for (const { id, messageId } of sent) {
        const { status } = await rig.get(owner, null, id);
        if (status === 'sent') expect(taken.get(messageId)).toBe(1);
      }
    }),
);

it.concurrent(
  'a sender that is asked to stop finishes what is past its end and leaves the rest to others',
  { timeout: 90_000 },
  () =>
    withHouse('hold', async ({ server, rig, startChild, timesTaken }) => {
      server.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 200 });
      const sent = await Promise.all(Array.from({ length: 40 }, () => rig.send({})));
      for (let round = 1; round <= 3; round += 1) {
        const child = await startChild();
        await eventually(() => expect(server.accepted.length).toBeGreaterThan(round * 7), 20_000);
        child.kill('SIGTERM');
        const [code] = (await once(child, 'exit')) as [number];
        expect(code).toBe(0);
      }
      await startChild();
      await eventually(async () => {
        const all = await Promise.all(sent.map(({ id }) => rig.get(owner, null, id)));
        expect(all.map(({ status }) => status)).toEqual(sent.map(() => 'sent'));
      }, 30_000);
      expect(server.accepted).toHaveLength(40);
      expect(new Set(timesTaken().values())).toEqual(new Set([1]));
    }),
);
