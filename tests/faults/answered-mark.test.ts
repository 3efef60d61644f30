/** The message that was answered: marked once the answer is sent and never before, however often that is killed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError, type ErrorCode } from '../../src/domain/errors.ts';
import { messageId, randomId, type MessageRef } from '../../src/domain/ids.ts';
import type { ReferenceAction } from '../../src/domain/reference.ts';
import { accept } from '../../src/domain/submission-orders.ts';
import { createMarkAnswered, type MarkAnsweredPorts } from '../../src/use-cases/mark-answered.ts';
import { plainMessage } from '../support/imap-account.ts';
import { openMailboxRig, type MailboxRig } from '../support/mailbox-rig.ts';
import { never, silent } from '../support/sending-rig.ts';

let on: MailboxRig;
let server: MailboxRig['server'];
let rig: MailboxRig['rig'];
let world: MailboxRig['world'];
let account: MailboxRig['account'];

beforeEach(async () => {
  on = await openMailboxRig();
  ({ server, rig, world, account } = on);
});
afterEach(() => on.close());

const question = '<question@elsewhere.example>';

async function arrived(): Promise<MessageRef> {
  const inbox = await world.imap.mailboxes.resolve(account, { by: 'special-use', use: 'inbox' }, never);
  const content = Buffer.from(plainMessage('question', { 'Message-ID': question }));
  const ref = await world.imap.writer.append(account, inbox, { content, flags: [] }, never);
  if (ref === null) throw new Error('not appended');
  return ref;
}

async function flagsOf(ref: MessageRef): Promise<readonly string[]> {
  const [message = null] = await world.imap.reader.read(
    account,
    [ref],
    { fields: ['flags'], bodyMaxBytes: 0 },
    never,
  );
  return message?.flags ?? [];
}

/** The id of a submission that is about the message, in a final state. */
async function answered(ref: MessageRef, action: ReferenceAction = 'reply'): Promise<string> {
  const submission = accept(
    {
      id: randomId('sub'),
      accountId: account.id,
      incarnation: account.incarnation,
      messageId: '<answer@postern.test>',
      subject: 'answer',
      envelope: { from: account.email, to: ['grace@example.org'] },
      mime: await rig.store.writeMime(
        [Buffer.from('Subject: answer\r\n\r\nHello.\r\n')],
        Date.now() + 60_000,
      ),
      sentCopy: 'none',
      refersTo: { message: messageId(account, ref), messageId: question, action },
      tags: [],
      metadata: {},
      traceparent: null,
    },
    null,
    Date.now(),
  );
  await rig.store.accept(submission, null);
  await rig.queue.submission(submission.id, 1, 0);
  await rig.awaitFinal(submission.id, 10_000, never);
  return submission.id;
}

function ports(change: Partial<MarkAnsweredPorts> = {}): MarkAnsweredPorts {
  return {
    submissions: rig.store,
    accounts: { get: () => Promise.resolve(account) },
    mailboxes: world.imap.mailboxes,
    messages: world.imap.writer,
    clock: { now: () => Date.now() },
    log: silent,
    ...change,
  };
}

const owed = async (id: string): Promise<string | undefined> => (await rig.store.get(id))?.reference?.mark;

const killed = (): never => {
  throw new Error('killed');
};
const flagging = (flag: MarkAnsweredPorts['messages']['flag']): Partial<MarkAnsweredPorts> => ({
  messages: { find: (...given) => world.imap.writer.find(...given), flag },
});
const failing = (code: ErrorCode): Partial<MarkAnsweredPorts> =>
  flagging(() => Promise.reject(new GatewayError(code, code)));

const kills: readonly (readonly [string, () => Partial<MarkAnsweredPorts>])[] = [
  ['before it marks', () => flagging(() => Promise.resolve().then(killed))],
  [
    'when it has marked',
    () =>
      flagging(async (...given) => {
        await world.imap.writer.flag(...given);
        return killed();
      }),
  ],
  [
    'when it has written that down',
    () => ({
      submissions: { ...rig.store, save: async (...given) => (await rig.store.save(...given)) && killed() },
    }),
  ],
];

describe('a mark that is killed', () => {
  it.each(kills)('%s is set by the next', async (_when, change) => {
    const ref = await arrived();
    const id = await answered(ref);
    await expect(createMarkAnswered(ports(change()))(id, 1, never)).rejects.toThrow('killed');
    expect(await createMarkAnswered(ports())(id, 2, never)).toBe('done');
    expect([await flagsOf(ref), await owed(id)]).toEqual([['\\Answered'], 'done']);
    // What its owner takes away again stays away.
    await world.imap.writer.flag(account, [ref], { add: [], remove: ['\\Answered'] }, null, never);
    expect(await createMarkAnswered(ports())(id, 3, never)).toBe('done');
    expect(await flagsOf(ref)).toEqual([]);
  });
});

it('what is answered by nobody is not marked', async () => {
  server.faults.arm({ at: 'recipient', kind: 'refuse', reply: { code: 550, text: '5.1.1 Nobody here' } });
  const ref = await arrived();
  const id = await answered(ref);
  expect(await createMarkAnswered(ports())(id, 1, never)).toBe('done');
  expect([await flagsOf(ref), await owed(id)]).toEqual([[], 'wanted']);
});

it('all copies of a message that was moved are marked, and one that is gone is given up', async () => {
  const [ref, other] = [await arrived(), await arrived()];
  const [archive, trash] = await Promise.all(
    (['archive', 'trash'] as const).map((use) =>
      world.imap.mailboxes.resolve(account, { by: 'special-use', use }, never),
    ),
  );
  if (archive === undefined || trash === undefined) throw new Error('no mailboxes');
  const id = await answered(ref, 'forward');
  const moved = await Promise.all([
    world.imap.writer.move(account, [ref], archive, never),
    world.imap.writer.move(account, [other], trash, never),
  ]);
  expect(await createMarkAnswered(ports())(id, 1, never)).toBe('done');
  const targets = moved.flat().flatMap((each) => (each.outcome === 'done' ? [each.target] : []));
  for (const target of targets) expect(target === null ? [] : await flagsOf(target)).toEqual(['$Forwarded']);
  expect([targets.length, await owed(id)]).toEqual([2, 'done']);

  const lost = await arrived();
  const late = await answered(lost);
  await world.imap.writer.expunge(account, [lost, ...targets.filter((each) => each !== null)], never);
  expect(await createMarkAnswered(ports())(late, 1, never)).toBe('done');
  expect(await owed(late)).toBe('none');
});

it('a server that is away is asked again and in the end no longer, one that does not keep the mark never', async () => {
  const id = await answered(await arrived());
  const again = await createMarkAnswered(ports(failing('account-unreachable')))(id, 1, never);
  expect([again, await owed(id)]).toEqual([{ again: expect.any(Number) as number }, 'wanted']);
  const clock = { now: () => Date.now() + 3 * 24 * 3_600_000 };
  const late = createMarkAnswered(ports({ ...failing('account-unreachable'), clock }));
  expect([await late(id, 99, never), await owed(id)]).toEqual(['done', 'none']);
  const other = await answered(await arrived());
  expect(await createMarkAnswered(ports(failing('refused-by-server')))(other, 1, never)).toBe('done');
  expect(await owed(other)).toBe('none');
});
