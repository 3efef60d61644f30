/** What the queue of an account does with time, priority and what changes while a message waits. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Priority } from '../../src/domain/precedence.ts';
import { suppressedForm } from '../../src/domain/suppression.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { instant } from '../../src/domain/time.ts';
import { eventually } from '../support/eventually.ts';
import { never, openSendingRig, owner, quickly, type SendingRig } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';

let server: SubmissionServer;
let rig: SendingRig;

beforeEach(async () => {
  server = await startSubmissionServer();
});
afterEach(async () => {
  await rig.close();
  await server.stop();
});

async function open(options: Partial<Parameters<typeof openSendingRig>[0]> = {}): Promise<void> {
  rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp: { host: '127.0.0.1', port: server.port, password: server.password },
    schedule: quickly,
    ...options,
  });
}

const soon = (ms: number): string => instant(Date.now() + ms);
const subjects = (): readonly string[] =>
  server.accepted.map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString())?.[1]?.trim() ?? '');

it('what has a higher priority goes first, and what came first of the same', async () => {
  await open({ concurrency: 1, working: false });
  const wanted: readonly (readonly [string, Priority | null])[] = [
    ['first low', 'low'],
    ['first', null],
    ['second', 'normal'],
    ['first high', 'high'],
    ['second low', 'low'],
    ['second high', 'high'],
  ];
  for (const [subject, priority] of wanted) await rig.send({ subject, priority, sendAt: null });
  // The first job that is taken goes at once: it holds the only place until all others stand in line.
  server.faults.arm({ kind: 'delay', at: 'before-reply', ms: 300 }, 1);
  rig.work();
  await eventually(() => expect(server.accepted).toHaveLength(wanted.length));
  expect(subjects().slice(1)).toEqual(['first high', 'second high', 'first', 'second', 'second low']);
});

it('a message whose time is over is tried no more, and who was not reached has failed', async () => {
  await open();
  server.faults.arm({
    kind: 'refuse',
    at: 'recipient',
    address: 'grace@example.org',
    reply: { code: 451, text: '4.3.0 Later' },
  });
  const { id } = await rig.send({
    to: [{ address: 'alan@example.org' }, { address: 'grace@example.org' }],
    expiresAt: soon(500),
  });
  const ended = await rig.awaitFinal(id, 10_000, never);
  expect(ended).toMatchObject({
    status: 'sent',
    nextAttemptAt: null,
    recipients: [
      { status: 'sent', reason: null },
      { status: 'failed', reason: 'expired', smtp: { code: 451 } },
    ],
  });
  expect(Date.parse(ended?.attempts.at(-1)?.at ?? '')).toBeLessThan(Date.parse(ended?.expiresAt ?? ''));
  const refused = rig.retry(owner, null, id);
  await expect(refused).rejects.toMatchObject({ code: 'already-sent' });
});

it('a message that expires while its queue is held is never tried', async () => {
  await open({ account: { sendingPaused: true } });
  const { id } = await rig.send({ expiresAt: soon(400) });
  const ended = await rig.awaitFinal(id, 10_000, never);
  expect(ended).toMatchObject({ status: 'failed', attempts: [], recipients: [{ reason: 'expired' }] });
  expect(server.connections).toBe(0);
  await expect(rig.retry(owner, null, id)).rejects.toMatchObject({ code: 'not-cancellable' });
});

it('a message that would expire before it is sent is refused', async () => {
  await open({ working: false });
  const problem = { code: 'invalid-request', errors: [{ pointer: '/expiresAt' }] };
  await expect(rig.send({ expiresAt: soon(-1_000) })).rejects.toMatchObject(problem);
  await expect(rig.send({ sendAt: soon(60_000), expiresAt: soon(50_000) })).rejects.toMatchObject(problem);
  const { id } = await rig.send({ sendAt: soon(60_000), expiresAt: soon(70_000) });
  await expect(rig.reschedule(owner, null, id, soon(80_000))).rejects.toMatchObject({
    code: 'not-cancellable',
  });
});

it('an address that is suppressed while its message is scheduled gets nothing', async () => {
  await open();
  const [ann, bob] = ['Ann@example.org', 'bob@example.org'];
  const sendAt = soon(600);
  const both = await rig.send({ to: [{ address: ann }, { address: bob }], sendAt });
  const alone = await rig.send({ to: [{ address: ann }], sendAt });
  await rig.suppressions.add(rig.account, [
    { address: suppressedForm(ann), reason: 'manual', submission: null, createdAt: soon(0) },
  ]);
  expect(await rig.awaitFinal(both.id, 10_000, never)).toMatchObject({
    status: 'sent',
    recipients: [{ status: 'suppressed' }, { status: 'sent' }],
  });
  expect(await rig.awaitFinal(alone.id, 10_000, never)).toMatchObject({
    status: 'failed',
    attempts: [],
    recipients: [{ status: 'suppressed' }],
  });
  expect(server.accepted.map(({ to }) => to)).toEqual([[bob]]);
  const told = (await rig.events()).map(({ type, data }) => [type, data['recipients']]);
  expect(told).toHaveLength(3);
  const withheld = ['submission.failed', [expect.objectContaining({ address: ann, status: 'suppressed' })]];
  expect(told).toEqual(expect.arrayContaining([withheld, withheld]));
  expect(told).toContainEqual(['submission.sent', [expect.objectContaining({ address: bob })]]);
});

const hour = 3_600_000;

it('an account sends no faster than its rate: the others stay queued, tell when, and go when the limit does', async () => {
  await open({ limits: { sendPerMinute: 3 } });
  const sent = await Promise.all(Array.from({ length: 6 }, () => rig.send({})));
  const views = async (): Promise<readonly SubmissionView[]> =>
    Promise.all(sent.map(({ id }) => rig.get(owner, null, id)));
  const waiting = await eventually(async () => {
    const queued = (await views()).filter(({ status }) => status === 'queued');
    expect(queued).toHaveLength(3);
    for (const { nextAttemptAt } of queued) expect(nextAttemptAt).not.toBe(queued[0]?.createdAt);
    return queued;
  });
  for (const { attempts, nextAttemptAt, recipients } of waiting) {
    expect(attempts).toEqual([]);
    expect(Date.parse(nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 50_000);
    expect(Date.parse(nextAttemptAt ?? '')).toBeLessThan(Date.now() + 61_000);
    expect(recipients[0]?.nextAttemptAt).toBe(nextAttemptAt);
  }
  await eventually(async () =>
    expect((await rig.events()).map(({ type }) => type)).toEqual(Array(3).fill('submission.sent')),
  );
  rig.change({ limits: { connections: 4, onUnknown: 'resend', sendPerMinute: null } });
  await eventually(() => expect(server.accepted).toHaveLength(6), 5_000);
});

it('the processes of all replicas keep one rate, and all messages go', async () => {
  const prefix = freshPrefix();
  const options = { prefix, limits: { sendPerMinute: 4, sendPerDay: 1_000 } };
  const rateWindows = { minuteMs: 300, dayMs: hour };
  await open({ ...options, rateWindows });
  const other = await openSendingRig({
    ...options,
    rateWindows,
    redisUrl: services().redis.url,
    smtp: { host: '127.0.0.1', port: server.port, password: server.password },
  });
  try {
    const times: number[] = [];
    const inWindow = (at: number): number => times.filter((each) => each > at - 300 && each <= at).length;
    await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? rig : other).send({})));
    await eventually(() => expect(server.accepted).toHaveLength(12), 10_000);
    times.push(...(await rig.sentTimes()));
    expect(times).toHaveLength(12);
    expect(Math.max(...times.map(inWindow))).toBe(4);
  } finally {
    await other.close();
  }
});

it('what waits for its account to be resumed goes at once', async () => {
  await open({ account: { sendingPaused: true } });
  await Promise.all(Array.from({ length: 30 }, () => rig.send({})));
  await eventually(async () => expect(await rig.postponed()).toBe(30));
  expect(server.connections).toBe(0);
  rig.change({ sendingPaused: false });
  await eventually(() => expect(server.accepted).toHaveLength(30), 5_000);
});

it('a new rate moves all who wait to their new turns, once', async () => {
  await open({ limits: { sendPerMinute: 1 } });
  const sent = await Promise.all(Array.from({ length: 40 }, () => rig.send({})));
  await eventually(async () => expect(await rig.inLine()).toBe(39));
  rig.change({ limits: { connections: 4, onUnknown: 'resend', sendPerMinute: 2 } });
  await eventually(async () => {
    expect(server.accepted).toHaveLength(2);
    expect(await rig.inLine()).toBe(38);
  });
  const found = await Promise.all(sent.map(({ id }) => rig.store.get(id)));
  const turns = found.flatMap((each) => (each?.status === 'queued' ? [each.turn] : []));
  expect(turns).toEqual(Array(38).fill(2));
});

it('who waits for a turn no longer is not waited for: cancelled, expired, or sent another day', async () => {
  await open({ limits: { sendPerMinute: 1 } });
  await rig.send({});
  await eventually(() => expect(server.accepted).toHaveLength(1));
  const later = soon(24 * hour);
  const [cancelled, expired, moved] = [
    await rig.send({}),
    await rig.send({ expiresAt: soon(700) }),
    await rig.send({}),
  ];
  await eventually(async () => expect(await rig.postponed()).toBe(3));
  await rig.cancel(owner, null, cancelled.id);
  await rig.reschedule(owner, null, moved.id, later);
  expect(await rig.awaitFinal(expired.id, 5_000, never)).toMatchObject({ status: 'failed' });
  const next = await rig.send({});
  await eventually(async () => {
    const { createdAt, nextAttemptAt } = await rig.get(owner, null, next.id);
    expect(nextAttemptAt).not.toBe(createdAt);
    expect(Date.parse(nextAttemptAt ?? '')).toBeLessThan(Date.now() + 61_000);
  });
});
