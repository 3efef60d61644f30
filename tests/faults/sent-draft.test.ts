/** The draft that was sent: removed once it is sent and never before, however often its removal is killed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/domain/errors.ts';
import { messageId, randomId, type MessageRef } from '../../src/domain/ids.ts';
import { accept } from '../../src/domain/submission-orders.ts';
import { createRemoveSentDraft, type RemoveSentDraftPorts } from '../../src/use-cases/remove-sent-draft.ts';
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

async function kept(subject = 'draft'): Promise<MessageRef> {
  const { mailboxes, writer } = world.imap;
  const drafts = await mailboxes.resolve(account, { by: 'special-use', use: 'drafts' }, never);
  const content = Buffer.from(plainMessage(subject));
  const ref = await writer.append(account, drafts, { content, flags: ['\\Draft'] }, never);
  if (ref === null) throw new Error('not appended');
  return ref;
}

const isThere = async (ref: MessageRef): Promise<boolean> => {
  const wanted = { fields: ['id'], bodyMaxBytes: 0 } as const;
  const [message = null] = await world.imap.reader.read(account, [ref], wanted, never);
  return message !== null;
};

/** The id of a submission of the draft, in a final state. */
async function submitted(ref: MessageRef): Promise<string> {
  const content = Buffer.from('Subject: draft\r\n\r\nHello.\r\n');
  const submission = accept(
    {
      id: randomId('sub'),
      accountId: account.id,
      incarnation: account.incarnation,
      messageId: '<draft@postern.test>',
      subject: 'draft',
      envelope: { from: account.email, to: ['grace@example.org'] },
      mime: await rig.store.writeMime([content], Date.now() + 60_000),
      sentCopy: 'none',
      draft: messageId(account, ref),
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

function ports(change: Partial<RemoveSentDraftPorts> = {}): RemoveSentDraftPorts {
  return {
    submissions: rig.store,
    accounts: { get: () => Promise.resolve(account) },
    messages: world.imap.writer,
    clock: { now: () => Date.now() },
    log: silent,
    ...change,
  };
}

const owed = async (id: string): Promise<string | undefined> => (await rig.store.get(id))?.draftRemoval;

const killed = (): never => {
  throw new Error('killed');
};

const kills: readonly (readonly [string, () => Partial<RemoveSentDraftPorts>])[] = [
  ['before it removes', () => ({ messages: { expunge: () => Promise.resolve().then(killed) } })],
  [
    'when it has removed',
    () => ({
      messages: {
        expunge: async (...given) => {
          await world.imap.writer.expunge(...given);
          return killed();
        },
      },
    }),
  ],
  [
    'when it has written that down',
    () => ({
      submissions: { ...rig.store, save: async (...given) => (await rig.store.save(...given)) && killed() },
    }),
  ],
];

describe('a removal that is killed', () => {
  it.each(kills)('%s is ended by the next, and takes nothing else', async (_when, change) => {
    const [draft, other] = [await kept(), await kept('other')];
    const id = await submitted(draft);
    await expect(createRemoveSentDraft(ports(change()))(id, 1, never)).rejects.toThrow('killed');
    expect(await createRemoveSentDraft(ports())(id, 2, never)).toBe('done');
    expect(await createRemoveSentDraft(ports())(id, 3, never)).toBe('done');
    expect([await isThere(draft), await isThere(other), await owed(id)]).toEqual([false, true, 'done']);
  });
});

it('a draft that nobody took stays', async () => {
  server.faults.arm({ at: 'recipient', kind: 'refuse', reply: { code: 550, text: '5.1.1 Nobody here' } });
  const draft = await kept();
  const id = await submitted(draft);
  expect((await rig.store.get(id))?.status).toBe('failed');
  expect(await createRemoveSentDraft(ports())(id, 1, never)).toBe('done');
  expect([await isThere(draft), await owed(id)]).toEqual([true, 'wanted']);
});

it('a version that took its place stays', async () => {
  const draft = await kept();
  const version = { content: Buffer.from(plainMessage('later')), flags: ['\\Draft'] };
  const id = await submitted(draft);
  const replaced = await world.imap.writer.replace(account, draft, version, null, never);
  expect(await createRemoveSentDraft(ports())(id, 1, never)).toBe('done');
  const later = replaced.outcome === 'done' ? replaced.target : null;
  expect(later).not.toBeNull();
  expect(later === null ? false : await isThere(later)).toBe(true);
});

it('a server that is away is asked again, and in the end no longer', async () => {
  const draft = await kept();
  const id = await submitted(draft);
  const away = {
    expunge: () => Promise.reject(new GatewayError('account-unreachable', 'away')),
  };
  const again = await createRemoveSentDraft(ports({ messages: away }))(id, 1, never);
  expect(again).toMatchObject({ again: expect.any(Number) as number });
  expect(await owed(id)).toBe('wanted');
  const clock = { now: () => Date.now() + 3 * 24 * 3_600_000 };
  expect(await createRemoveSentDraft(ports({ messages: away, clock }))(id, 99, never)).toBe('done');
  expect([await isThere(draft), await owed(id)]).toEqual([true, 'none']);
});

it('a mailbox that is gone has taken its draft along', async () => {
  const id = await submitted(await kept());
  const gone = { expunge: () => Promise.reject(new GatewayError('stale-reference', 'gone')) };
  expect(await createRemoveSentDraft(ports({ messages: gone }))(id, 1, never)).toBe('done');
  expect(await owed(id)).toBe('done');
});
