/** Sending over connections that break, to a server that refuses, slows down or closes its doors; `smtp-faults.test.ts` has each point of a session. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OnUnknown } from '../../src/domain/account.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { never, openSendingRig, owner, quickly, type SendingRig } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

let server: SubmissionServer;
let proxy: FaultProxy;
let rig: SendingRig;

beforeEach(async () => {
  server = await startSubmissionServer();
  proxy = await startFaultProxy({ host: '127.0.0.1', port: server.port });
});
afterEach(async () => {
  await rig.close();
  await proxy.stop();
  await server.stop();
});

async function open(onUnknown: OnUnknown): Promise<void> {
  rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp: { host: '127.0.0.1', port: proxy.port, password: server.password },
    limits: { onUnknown },
    schedule: quickly,
  });
}

async function ended(id: string): Promise<SubmissionView> {
  const submission = await rig.awaitFinal(id, 15_000, never);
  if (submission === null) throw new Error('no end in sight');
  return submission;
}

const outcomes = ({ attempts }: SubmissionView): readonly string[] => attempts.map(({ outcome }) => outcome);
const messageIds = (): readonly (string | undefined)[] =>
  server.accepted.map(({ raw }) => /^Message-ID: (.*)$/im.exec(raw.toString())?.[1]?.trim());

/** Larger than all buffers on the way, so that its middle is not its end. */
const long = 'A line of some length, to be sent over a connection that breaks.\r\n'.repeat(40_000);

describe.each(['resend', 'hold'] as const)('under %s', (onUnknown) => {
  it('a connection cut inside the last line but before the held octets is tried again', async () => {
    await open(onUnknown);
    proxy.cutAfter('to-server', 200_000);
    const submission = await ended((await rig.send({ text: long })).id);
    expect(outcomes(submission)).toEqual(['unreachable', 'accepted']);
    expect(server.accepted).toHaveLength(1);
  });

  it.each([
    ['just before the final dot arrives', 'cut-before', 0],
    ['just behind the final dot', 'cut-after', 1],
  ] as const)('a connection cut %s leaves the fate unknown', async (_where, action, taken) => {
    await open(onUnknown);
    proxy.atLine('to-server', { match: /^\.$/, action });
    const submission = await ended((await rig.send({})).id);
    // The server reads what came before the cut, and takes the message or does not.
    await eventually(() => expect(server.accepted.length).toBe(taken + (onUnknown === 'resend' ? 1 : 0)));
    if (onUnknown === 'hold') {
      expect(submission).toMatchObject({ status: 'unknown', nextAttemptAt: null });
      expect(outcomes(submission)).toEqual(['unknown']);
    } else {
      expect(submission.status).toBe('sent');
      expect(outcomes(submission)).toEqual(['unknown', 'accepted']);
    }
    expect(new Set(messageIds()).size).toBeLessThanOrEqual(1);
  });
});

it('a held submission of unknown fate is sent again on demand, with the same Message-ID', async () => {
  await open('hold');
  server.faults.arm({ kind: 'drop', at: 'after-acceptance' }, 1);
  const { id } = await rig.send({});
  expect((await ended(id)).status).toBe('unknown');
  await rig.retry(owner, null, id);
  await eventually(async () => expect((await rig.get(owner, null, id)).status).toBe('sent'));
  expect(server.accepted).toHaveLength(2);
  expect(new Set(messageIds()).size).toBe(1);
});

describe('a refusal', () => {
  it('of some recipients does not keep the others waiting, and only the deferred one is sent to again', async () => {
    await open('hold');
    const refuseTo = (address: string, code: number, text: string): void =>
      server.faults.arm({ kind: 'refuse', at: 'recipient', address, reply: { code, text } }, 1);
    refuseTo('no@example.org', 550, '5.1.1 No such user');
    refuseTo('later@example.org', 450, '4.2.0 Greylisted');
    const to = ['yes@example.org', 'no@example.org', 'later@example.org'].map((address) => ({ address }));
    const submission = await ended((await rig.send({ to })).id);
    expect(submission).toMatchObject({
      status: 'sent',
      recipients: [
        { address: 'yes@example.org', status: 'sent' },
        { address: 'no@example.org', status: 'failed', smtp: { code: 550, enhanced: '5.1.1' } },
        { address: 'later@example.org', status: 'sent' },
      ],
    });
    expect(outcomes(submission)).toEqual(['partial', 'accepted']);
    expect(server.accepted.map(({ to: each }) => each)).toEqual([['yes@example.org'], ['later@example.org']]);
  });
});

it('a kept connection that died unnoticed costs no attempt', async () => {
  await open('hold');
  await ended((await rig.send({})).id);
  proxy.cut();
  const submission = await ended((await rig.send({})).id);
  expect(outcomes(submission)).toEqual(['accepted']);
  expect(server.accepted).toHaveLength(2);
});

it('messages of one account go over kept connections, at most five', async () => {
  await open('hold');
  const sent = await Promise.all(Array.from({ length: 60 }, () => rig.send({})));
  await Promise.all(sent.map(({ id }) => ended(id)));
  expect(server.accepted).toHaveLength(60);
  expect(server.connections).toBeLessThanOrEqual(5);
});

it('a recipient that is greylisted is sent to again, and the others at once', async () => {
  await open('hold');
  server.faults.arm({ kind: 'greylist', at: 'recipient', address: '*@grey.example' });
  const to = ['ann@white.example', 'bob@grey.example'].map((address) => ({ address }));
  const submission = await ended((await rig.send({ to })).id);
  expect(submission.status).toBe('sent');
  expect(outcomes(submission)).toEqual(['partial', 'accepted']);
  expect(server.accepted.map(({ to: each }) => each)).toEqual([['ann@white.example'], ['bob@grey.example']]);
  expect(server.faults.struck).toBe(1);
});

it('a server that answers slowly is waited for', async () => {
  await open('hold');
  server.faults.arm({ kind: 'throttle', at: 'connect', octetsPerSecond: 1_000 });
  const submission = await ended((await rig.send({ text: long })).id);
  expect(outcomes(submission)).toEqual(['accepted']);
  expect(server.accepted).toHaveLength(1);
});

it('a login that is refused is not tried again with every message', async () => {
  await open('hold');
  server.faults.arm({ kind: 'refuse', at: 'login', reply: { code: 535, text: '5.7.8 Wrong' } });
  const sent = await Promise.all(Array.from({ length: 20 }, () => rig.send({})));
  await eventually(async () => {
    const all = await Promise.all(sent.map(({ id }) => rig.get(owner, null, id)));
    expect(all.flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome))).toContain('auth-failed');
    expect(all.filter(({ status }) => status === 'sending')).toEqual([]);
  });
  expect(server.connections).toBeLessThanOrEqual(5);
});

it('what waits for its turn when its account is paused is not sent', async () => {
  await open('hold');
  server.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 1_000 }, 5);
  const sent = await Promise.all(Array.from({ length: 8 }, () => rig.send({})));
  await eventually(() => expect(server.accepted).toHaveLength(5));
  Object.assign(rig.account, { sendingPaused: true });
  await eventually(async () => {
    const all = await Promise.all(sent.map(({ id }) => rig.get(owner, null, id)));
    expect(all.filter(({ status }) => status === 'sent')).toHaveLength(5);
    expect(await rig.postponed()).toBe(3);
  });
  expect(server.accepted).toHaveLength(5);
});
