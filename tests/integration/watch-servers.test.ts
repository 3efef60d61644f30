import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImapFlow } from 'imapflow';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDovecot } from '../support/dovecot.ts';
import type { Dovecot } from '../support/dovecot.ts';
import type { EventType } from '../../src/domain/event.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { eventually } from '../support/eventually.ts';
import { startMailServer } from '../support/mail-servers.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { freshUser } from '../support/services.ts';
import { letter, mailClient, watching } from '../support/watching.ts';
import type { Watching } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function begin(watched: Watching): Promise<() => Promise<void>> {
  endings.push(() => watched.leases.close().catch(() => undefined));
  const stop = await watched.start();
  endings.push(stop);
  return stop;
}

let watched: Watching;
let other: ImapFlow;

/** The whole job on servers that can do less than Dovecot. */
describe.each([
  { name: 'with CONDSTORE but without QRESYNC', capability: 'IMAP4rev1 IDLE UIDPLUS MOVE ENABLE CONDSTORE' },
  { name: 'without CONDSTORE', capability: 'IMAP4rev1 IDLE UIDPLUS MOVE' },
  { name: 'without anything, IDLE included', capability: 'IMAP4rev1' },
])('a server $name', ({ capability }) => {
  let folder: string;
  let dovecot: Dovecot;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pt-'));
    dovecot = await startDovecot({ folder, capability });
  });
  afterAll(async () => {
    await dovecot.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const prepare = async (count: number, watch: readonly string[] = ['inbox']): Promise<void> => {
    const user = freshUser();
    const server = { host: dovecot.host, port: dovecot.imapPort };
    const settings = { pollMs: 200, renewMs: 60_000 };
    watched = watching({ user, redis, blocking, keys: freshKeys(), server, settings, watch });
    other = await mailClient(user, dovecot);
    endings.push(() => other.close());
    for (let n = 0; n < count; n += 1) await other.append('INBOX', letter(`message ${n}`));
  };
  const toldIsNow = (expected: readonly string[]): Promise<void> =>
    eventually(async () => expect([...(await watched.told())].sort()).toEqual([...expected].sort()));

  it('is watched like any other', async () => {
    await prepare(6);
    await begin(watched);
    await other.append('INBOX', letter('news'));
    await toldIsNow(['received 7']);
    await other.messageFlagsAdd('3', ['\\Seen'], { uid: true });
    await toldIsNow(['received 7', 'updated 3']);
    await other.messageDelete('2', { uid: true });
    await toldIsNow(['received 7', 'updated 3', 'deleted 2']);
    await other.messageDelete('7', { uid: true });
    await other.append('INBOX', letter('one for one'));
    await toldIsNow(['received 7', 'updated 3', 'deleted 2', 'deleted 7', 'received 8']);
  });

  it('is asked at the start what changed while nobody watched', async () => {
    await prepare(60);
    const stop = await begin(watched);
    await stop();
    await other.messageFlagsAdd('1:20', ['\\Flagged'], { uid: true });
    await other.messageDelete('15:30', { uid: true });
    await other.append('INBOX', letter('news'));
    await begin(watched);
    const range = (type: string, from: number, to: number): string[] =>
      Array.from({ length: to - from + 1 }, (_, index) => `${type} ${from + index}`);
    await toldIsNow([...range('updated', 1, 14), ...range('deleted', 15, 30), 'received 61']);
  });

  it('is told where messages went, and at once which mailbox the gateway renamed', async () => {
    await prepare(3, ['inbox', 'Work']);
    await other.mailboxCreate('Work');
    await begin(watched);
    const move = async (uid: string, to: string): Promise<void> => {
      await other.messageCopy(uid, to, { uid: true });
      await other.messageDelete(uid, { uid: true });
    };
    await move('2', 'Work');
    const paths = async (side: 'movedTo' | 'movedFrom', type: EventType): Promise<readonly unknown[]> =>
      (await watched.events(type)).map(
        ({ data }) => (data[side] as { mailboxPath: string } | null)?.mailboxPath,
      );
    await eventually(async () => expect(await paths('movedTo', 'message.deleted')).toEqual(['Work']));

    await other.mailboxRename('Work', 'Jobs');
    await other.append('Jobs', letter('to the renamed one'));
    watched.mailboxesChanged({ gone: { path: 'Work', delimiter: '/' }, now: 'Jobs' });
    await eventually(async () => {
      expect(await watched.events('mailbox.renamed')).toHaveLength(1);
      expect((await watched.events('message.received')).at(-1)?.data).toMatchObject({
        message: { mailboxPath: 'Jobs', uid: 2 },
      });
    });
  });
});

describe('all mailboxes of Cyrus', () => {
  it('are told of: what comes, changes and goes in any of them, those that come later included', async (context) => {
    const server = await startMailServer('Cyrus');
    if (typeof server === 'string') return context.skip(server);
    endings.push(() => server.stop());
    const { user, host, imapPort: port, password } = server;
    const settings = { sweepMs: 200 };
    const keys = freshKeys();
    other = await mailClient(user, server);
    endings.push(() => other.close());
    await other.mailboxCreate('Old');
    await other.append('Old', letter('was there'));
    watched = watching({
      user,
      redis,
      blocking,
      keys,
      watch: 'all',
      server: { host, port, password },
      settings,
    });
    await begin(watched);
    await other.mailboxCreate('Later');
    await other.append('Later', letter('news'));
    await other.append('INBOX', letter('more news'));
    await other.mailboxOpen('Old');
    await other.messageFlagsAdd('1', ['\\Seen'], { uid: true });
    const told = async (): Promise<readonly string[]> =>
      (await watched.events()).map(({ type, data }) => {
        const { message, mailbox } = data as { message?: MessageView; mailbox?: { path: string } };
        return `${type} ${message?.mailboxPath ?? mailbox?.path ?? ''}`;
      });
    const expected = ['mailbox.created Later', 'message.received INBOX', 'message.received Later'];
    await eventually(async () =>
      expect([...(await told())].sort()).toEqual([...expected, 'message.updated Old']),
    );
    expect((await watched.report())?.mode).toBe('idle');
  });
});
