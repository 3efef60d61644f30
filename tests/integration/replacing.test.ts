/** A message in place of another where the server has no REPLACE: what others do in between, and what a cut leaves. */
import { afterEach, expect, it } from 'vitest';
import type { MessageRef } from '../../src/domain/ids.ts';
import type { PersonaName } from '../../src/sandbox/personas/personas.ts';
import type { StoredMessage } from '../../src/sandbox/store/model.ts';
import type { ChangeResult } from '../../src/use-cases/ports/mail.ts';
import { never, plainMessage, testPool, type TestPool } from '../support/imap-account.ts';
import { startPersona, type PersonaServer } from '../support/persona.ts';

let server: PersonaServer;
let world: TestPool;

afterEach(async () => {
  await world.pool.close(1_000);
  await server.sandbox.stop();
});

/** The inbox holds one message that is to be replaced. */
async function start(persona: PersonaName): Promise<MessageRef> {
  server = await startPersona(persona);
  world = testPool();
  server.fill(1, 'old');
  const inbox = await world.imap.mailboxes.resolve(
    server.account,
    { by: 'special-use', use: 'inbox' },
    never,
  );
  return { mailboxId: inbox.id, uidValidity: server.mailbox('INBOX').uidValidity, uid: 1 };
}

const replace = (ref: MessageRef, unchangedSince: string | null = null): Promise<ChangeResult> =>
  world.imap.writer.replace(
    server.account,
    ref,
    { content: Buffer.from(plainMessage('new')), flags: ['\\Draft'] },
    unchangedSince,
    never,
  );

const subjects = (): readonly string[] =>
  server.mailbox('INBOX').messages.map(({ raw }) => /^Subject: (.*?)\r?$/m.exec(raw.toString())?.[1] ?? '');

/** Does it once, in the moment in which the new version comes. */
function meanwhile(act: (old: StoredMessage | undefined) => void): void {
  const stop = server.mailbox('INBOX').onChange(({ kind }) => {
    if (kind !== 'added') return;
    stop();
    act(server.mailbox('INBOX').byUid(1));
  });
}

it.each(['cyrus', 'minimal', 'gmail'] as const)(
  'the old one goes, and the new one is found (%s)',
  async (persona) => {
    const ref = await start(persona);
    expect(await replace(ref)).toEqual({ outcome: 'done', target: { ...ref, uid: 2 } });
    expect(subjects()).toEqual(['new']);
    expect([...(server.mailbox('INBOX').byUid(2)?.flags ?? [])]).toEqual(['\\Draft']);
    expect(await replace(ref)).toEqual({ outcome: 'absent' });
    expect(subjects()).toEqual(['new']);
  },
);

it('flags that somebody sets meanwhile do not matter, unless the caller wants nothing changed', async () => {
  const ref = await start('cyrus');
  const { modseq = 0 } = server.mailbox('INBOX').byUid(1) ?? {};
  const flag = (): void => void server.mailbox('INBOX').changeFlags([1], { add: ['\\Seen'] });
  meanwhile(flag);
  expect(await replace(ref, String(modseq))).toEqual({ outcome: 'modified' });
  expect(subjects()).toEqual(['old 1']);
  expect(await replace(ref, String(modseq))).toEqual({ outcome: 'modified' });
  meanwhile(() => server.mailbox('INBOX').changeFlags([1], { remove: ['\\Seen'] }));
  expect(await replace(ref)).toMatchObject({ outcome: 'done' });
  expect(subjects()).toEqual(['new']);
});

it.each<[string, () => void]>([
  ['removes', () => void server.mailbox('INBOX').expunge([1])],
  ['is about to remove', () => void server.mailbox('INBOX').changeFlags([1], { add: ['\\Deleted'] })],
])('who %s the old one meanwhile is not overruled', async (_what, act) => {
  const ref = await start('cyrus');
  meanwhile(act);
  expect(await replace(ref)).toEqual({ outcome: 'absent' });
  expect(subjects()).not.toContain('new');
});

it('nothing is done where a removal would take others along', async () => {
  const ref = await start('minimal');
  server.fill(1, 'other');
  server.mailbox('INBOX').changeFlags([2], { add: ['\\Deleted'] });
  await expect(replace(ref)).rejects.toMatchObject({ code: 'unsupported-by-server' });
  expect(subjects()).toEqual(['old 1', 'other 1']);
});

it('nothing depends on a state that the server does not keep', async () => {
  const ref = await start('minimal');
  await expect(replace(ref, '5')).rejects.toMatchObject({ code: 'precondition-unsupported', status: 412 });
  expect(subjects()).toEqual(['old 1']);
});

it('a connection that is cut before the old one goes leaves both, and says so', async () => {
  const ref = await start('cyrus');
  server.sandbox.faults.arm({ protocol: 'imap', kind: 'drop', at: 'command', command: 'STORE' });
  await expect(replace(ref)).rejects.toThrow(/^The new version is there, and the old one still is as well: /);
  expect(subjects()).toEqual(['old 1', 'new']);
});

it.each(['minimal', 'gmail'] as const)('of several at the same time one is done (%s)', async (persona) => {
  const ref = await start(persona);
  const results = await Promise.all(Array.from({ length: 4 }, () => replace(ref)));
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['absent', 'absent', 'absent', 'done']);
  expect(subjects()).toEqual(['new']);
});
