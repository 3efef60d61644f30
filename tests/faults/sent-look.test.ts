/** A submission of unknown fate on a server that files what it sends: looked for there before anything else is done. */
import { afterEach, describe, expect, it } from 'vitest';
import type { OnUnknown } from '../../src/domain/account.ts';
import { GatewayError } from '../../src/domain/errors.ts';
import { seen } from '../../src/domain/filing-habit.ts';
import type { Schedule } from '../../src/domain/retry.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { createMimeRetention } from '../../src/use-cases/mime-retention.ts';
import { createMoveSubmission } from '../../src/use-cases/move-submission.ts';
import { createSeekUnknown, type SeekUnknownPorts } from '../../src/use-cases/seek-unknown.ts';
import { eventually } from '../support/eventually.ts';
import { filesNothing, filingHabits } from '../support/filing-habits.ts';
import { openMailboxRig, type MailboxRig } from '../support/mailbox-rig.ts';
import { never, owner, silent } from '../support/sending-rig.ts';

let on: MailboxRig;
let server: MailboxRig['server'];
let rig: MailboxRig['rig'];
let world: MailboxRig['world'];
let account: MailboxRig['account'];
afterEach(() => on.close());

/** Sent again only after a look. */
const slowly: Schedule = { stepsMs: [60_000], giveUpAfterMs: 600_000 };

async function open(onUnknown: OnUnknown): Promise<void> {
  on = await openMailboxRig({ limits: { connections: 4, onUnknown } }, { schedule: slowly });
  ({ server, rig, world, account } = on);
}

/** The server takes it, and its answer is lost. */
async function lost(): Promise<SubmissionView> {
  server.faults.arm({ kind: 'drop', at: 'after-acceptance' }, 1);
  const { id } = await rig.send({});
  return await eventually(async () => {
    const view = await rig.get(owner, null, id);
    expect(view.attempts).toHaveLength(1);
    return view;
  });
}

async function filedByServer(): Promise<void> {
  const sent = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'sent' }, never);
  const content = server.accepted[0]?.raw ?? Buffer.alloc(0);
  await world.imap.writer.append(account, sent, { content, flags: [] }, never);
}

function ports(change: Partial<SeekUnknownPorts> = {}): SeekUnknownPorts {
  const clock = { now: () => Date.now() };
  const { store: submissions, queue } = rig;
  const retention = createMimeRetention({ submissions, clock });
  return {
    submissions,
    moves: createMoveSubmission({ submissions, queue, retention, log: silent }),
    accounts: { get: () => Promise.resolve(account) },
    mailboxes: world.imap.mailboxes,
    messages: world.imap.writer,
    habits: filingHabits(seen(account, null, true)),
    clock,
    log: silent,
    ...change,
  };
}

describe.each(['resend', 'hold'] as const)('under %s', (onUnknown) => {
  it('what lies there was sent, and is not sent again', async () => {
    await open(onUnknown);
    const { id, status } = await lost();
    expect(status).toBe('unknown');
    const seek = createSeekUnknown(ports());
    expect(await seek(id, 1, never)).toHaveProperty('again');
    await filedByServer();
    expect(await seek(id, 2, never)).toBe('done');
    expect(await rig.get(owner, null, id)).toMatchObject({
      status: 'sent',
      recipients: [{ status: 'sent', smtp: null, reason: null, nextAttemptAt: null }],
      attempts: [{ number: 1, outcome: 'accepted' }],
      nextAttemptAt: null,
    });
    await expect(rig.retry(owner, null, id)).rejects.toMatchObject({ code: 'already-sent' });
    expect(server.accepted).toHaveLength(1);
  });

  it('what is not there in time stays unknown', async () => {
    await open(onUnknown);
    const { id } = await lost();
    const seek = createSeekUnknown(ports());
    for (let runs = 1; runs < 5; runs += 1) expect(await seek(id, runs, never)).toHaveProperty('again');
    expect(await seek(id, 5, never)).toBe('done');
    await filedByServer();
    expect(await seek(id, 6, never)).toBe('done');
    expect((await rig.get(owner, null, id)).status).toBe('unknown');
  });
});

it('what nobody files is not looked for', async () => {
  await open('hold');
  const { id } = await lost();
  await filedByServer();
  expect(await createSeekUnknown(ports({ habits: filesNothing(account) }))(id, 1, never)).toBe('done');
  expect((await rig.get(owner, null, id)).status).toBe('unknown');
});

it('a mailbox that cannot be reached is looked into again, and in the end no longer', async () => {
  await open('hold');
  const { id } = await lost();
  const away = { find: () => Promise.reject(new GatewayError('account-unreachable', 'away')) };
  const seek = createSeekUnknown(ports({ messages: away }));
  expect(await seek(id, 4, never)).toHaveProperty('again');
  expect(await seek(id, 5, never)).toBe('done');
});

it('a copy says nothing where somebody has the message already', async () => {
  await open('hold');
  const full = { code: 450, text: '4.2.2 Full' };
  server.faults.arm({ kind: 'refuse', at: 'recipient', address: 'b@example.org', reply: full }, 1);
  const { id } = await rig.send({ to: [{ address: 'a@example.org' }, { address: 'b@example.org' }] });
  await eventually(async () => expect((await rig.get(owner, null, id)).status).toBe('deferred'));
  await filedByServer();
  server.faults.arm({ kind: 'drop', at: 'after-acceptance' }, 1);
  await rig.retry(owner, null, id);
  await eventually(async () => expect((await rig.get(owner, null, id)).status).toBe('unknown'));
  expect(await createSeekUnknown(ports())(id, 1, never)).toBe('done');
  expect((await rig.get(owner, null, id)).status).toBe('unknown');
});
