import type { ImapFlow } from 'imapflow';
import { afterEach, describe, expect, it } from 'vitest';
import type { SyncPosition } from '../../src/domain/sync-position.ts';
import { mailboxId, readMessageId } from '../../src/domain/ids.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { MessageLocation } from '../../src/imap-pool/moves.ts';
import { syncKey } from '../../src/redis/sync-store.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { never, testPool } from '../support/imap-account.ts';
import { deliver } from '../support/lmtp.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { freshUser, services } from '../support/services.ts';
import { letter, mailClient, watching } from '../support/watching.ts';
import type { Watching, WatchingOptions } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Scene {
  readonly user: string;
  readonly watched: Watching;
  readonly other: ImapFlow;
  /** Watches until the test's end or until it is called. */
  start(): Promise<() => Promise<void>>;
}

async function scene(options: Partial<WatchingOptions> = {}): Promise<Scene> {
  const user = options.user ?? freshUser();
  const watched = watching({ redis, blocking, keys: freshKeys(), ...options, user });
  endings.push(() => watched.leases.close());
  const other = await mailClient(user);
  endings.push(() => other.close());
  const start = async (): Promise<() => Promise<void>> => {
    const stop = await watched.start();
    endings.push(stop);
    return stop;
  };
  return { user, watched, other, start };
}

async function fill(other: ImapFlow, count: number, mailbox = 'INBOX'): Promise<void> {
  for (let n = 0; n < count; n += 1) await other.append(mailbox, letter(`message ${n}`));
}

const uids = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a watched inbox', () => {
  it('tells of mail that comes, is flagged, moved and expunged by others, each once', async () => {
    const { user, watched, other, start } = await scene();
    await fill(other, 2);
    await start();
    await deliver(user, letter('first news'));
    await eventually(async () => expect(await watched.told()).toEqual(['received 3']));
    const [event] = await watched.events('message.received');
    expect(event?.data).toMatchObject({
      message: {
        subject: 'first news',
        from: [{ name: 'Bob', address: 'bob@example.org' }],
        mailboxPath: 'INBOX',
      },
      flags: { now: [], added: null, removed: null },
      movedTo: null,
      movedFrom: null,
    });

    await other.messageFlagsAdd('1', ['\\Seen'], { uid: true });
    await eventually(async () => expect(await watched.told()).toEqual(['received 3', 'updated 1']));
    expect((await watched.events('message.updated'))[0]?.data).toMatchObject({
      message: { uid: 1, flags: ['\\Seen'], unread: false },
      flags: { now: ['\\Seen'] },
    });

    await other.messageMove('2', 'Archive', { uid: true });
    await other.messageDelete('3', { uid: true });
    await eventually(async () =>
      expect(await watched.told()).toEqual(['received 3', 'updated 1', 'deleted 2', 'deleted 3']),
    );
    await deliver(user, letter('the marker behind it all'));
    await eventually(async () => expect((await watched.told()).slice(4)).toEqual(['received 4']));
  });

  it('tells what is there already and came since the time that was asked for, and nothing older', async () => {
    const { watched, other, start } = await scene({ since: '2026-03-01T12:00:00.000Z' });
    const at = [
      '2026-02-01T00:00:00Z',
      '2026-03-01T12:00:00Z',
      '2026-03-01T11:59:59Z',
      '2026-04-01T00:00:00Z',
    ];
    for (const time of at) await other.append('INBOX', letter(time), [], new Date(time));
    const stop = await start();
    expect(await watched.told()).toEqual(['received 2', 'received 4']);
    await stop();
    await other.append('INBOX', letter('moved in, and old'), [], new Date('2026-01-01T00:00:00Z'));
    await start();
    expect(await watched.told()).toEqual(['received 2', 'received 4', 'received 5']);
  });

  it('tells at its start what changed while nobody watched, each change once', async () => {
    const { watched, other, start } = await scene();
    await fill(other, 700);
    const stop = await start();
    await stop();
    await other.messageFlagsAdd(uids(1, 500), ['\\Flagged'], { uid: true });
    await other.messageDelete(uids(451, 550), { uid: true });
    await other.messageMove(uids(551, 600), 'Archive', { uid: true });
    await fill(other, 5);
    expect(await watched.told()).toEqual([]);
    const stopAgain = await start();
    const expected = [
      ...uids(701, 705).map((uid) => `received ${uid}`),
      ...uids(1, 450).map((uid) => `updated ${uid}`),
      ...uids(451, 600).map((uid) => `deleted ${uid}`),
    ];
    expect([...(await watched.told())].sort()).toEqual(expected.sort());
    await stopAgain();
    await start();
    expect(await watched.told()).toHaveLength(expected.length);
  });

  it('tells a thousand messages that come at once as a thousand events', async () => {
    const { watched, other, start, user } = await scene();
    await start();
    const second = await mailClient(user);
    endings.push(() => second.close());
    await Promise.all([fill(other, 500), fill(second, 500)]);
    await eventually(async () => expect(await watched.told()).toHaveLength(1000), 15_000);
    expect(await watched.told()).toEqual(uids(1, 1000).map((uid) => `received ${uid}`));
  });

  it('says that it was reset when its UIDVALIDITY changed, and goes on with what comes then', async () => {
    const { watched, other, start } = await scene({ watch: ['Work'] });
    await other.mailboxCreate('Work');
    await fill(other, 3, 'Work');
    const stop = await start();
    await stop();
    await other.mailboxDelete('Work');
    await other.mailboxCreate('Work');
    await fill(other, 2, 'Work');
    await start();
    expect((await watched.events()).map(({ type }) => type)).toEqual(['mailbox.reset', 'events.missed']);
    await fill(other, 1, 'Work');
    await eventually(async () => expect(await watched.told()).toEqual(['received 3']));
  });

  it('says what it cannot know when the server has fallen behind what was told, and goes on', async () => {
    const keys = freshKeys();
    const { user, watched, other, start } = await scene({ keys });
    await fill(other, 3);
    const stop = await start();
    await stop();
    // As after a backup was restored on the server: its MODSEQ is lower than the one that was told.
    const positions = syncKey(keys, watched.account);
    const field = `j:${mailboxId(watched.account, 'INBOX')}`;
    const position = JSON.parse((await redis.hget(positions, field)) ?? '{}') as SyncPosition;
    await redis.hset(positions, field, JSON.stringify({ ...position, highestModseq: '9000000000' }));
    await start();
    const [missed, ...others] = await watched.events();
    expect(others).toEqual([]);
    expect(missed).toMatchObject({ type: 'events.missed', data: { reason: 'changes-unavailable' } });
    await other.messageFlagsAdd('1', ['\\Seen'], { uid: true });
    await deliver(user, letter('news'));
    await eventually(async () =>
      expect([...(await watched.told())].sort()).toEqual(['received 4', 'updated 1']),
    );
  });

  it('tells of a message that makes no sense like of any other', async () => {
    const { user, watched, start } = await scene();
    await start();
    await deliver(user, 'no header at all\r\n');
    await deliver(
      user,
      'Subject: =?utf-8?b?!!?=\r\nContent-Type: multipart/mixed; boundary="b"\r\nFrom: <<>>,@;\r\n\r\n--b\r\n',
    );
    await deliver(user, letter('the one behind'));
    await eventually(async () =>
      expect(await watched.told()).toEqual(uids(1, 3).map((uid) => `received ${uid}`)),
    );
  });
});

describe('several watched mailboxes', () => {
  const settings = { sweepMs: 200 };

  it('are all told of, on one connection', async () => {
    const { user, watched, other, start } = await scene({ watch: ['inbox', 'archive', 'Work'], settings });
    await other.mailboxCreate('Work');
    await fill(other, 1, 'Archive');
    await start();
    await fill(other, 1, 'Work');
    await fill(other, 1, 'Archive');
    await deliver(user, letter('into the inbox'));
    const places = async (): Promise<readonly string[]> =>
      (await watched.events('message.received'))
        .map((event) => event.data['message'] as MessageView)
        .map(({ mailboxPath, uid }) => `${mailboxPath} ${uid}`);
    await eventually(async () =>
      expect([...(await places())].sort()).toEqual(['Archive 2', 'INBOX 1', 'Work 1']),
    );
    await other.noop();
    expect(await other.messageMove('1', 'Work', { uid: true })).toBeTruthy();
    await eventually(async () => {
      expect(await watched.told()).toContain('deleted 1');
      expect(await places()).toContain('Work 2');
    });
    expect(await moves(watched)).toEqual(['deleted INBOX 1 > Work 2', 'received Work 2 < INBOX 1']);
  });

  /** What events say of where messages went and came from, in the order of the events' places. */
  const moves = async (watched: Watching): Promise<readonly string[]> => {
    const told = await watched.events('message.received', 'message.deleted');
    const placed = ({ message, movedTo, movedFrom }: Moved, type: string): string[] => {
      const sign = movedTo === null ? '<' : '>';
      const other = movedTo ?? movedFrom;
      if (other === null) return [];
      const { uid = '?' } = other.id === null ? {} : (readMessageId(watched.account, other.id) ?? {});
      return [`${type.slice(8)} ${message.mailboxPath} ${message.uid} ${sign} ${other.mailboxPath} ${uid}`];
    };
    return told.flatMap(({ type, data }) => placed(data as unknown as Moved, type)).sort();
  };
  interface Moved {
    readonly message: { readonly mailboxPath: string; readonly uid: number };
    readonly movedTo: MessageLocation | null;
    readonly movedFrom: MessageLocation | null;
  }

  it('tell where messages went that were there before they were watched, in both directions and many at once', async () => {
    const { watched, other, start } = await scene({ watch: ['inbox', 'Work'], settings });
    await other.mailboxCreate('Work');
    await fill(other, 30);
    await fill(other, 2, 'Work');
    await start();
    await other.messageMove('1:20', 'Work', { uid: true });
    const there = uids(1, 20).flatMap((uid) => [
      `deleted INBOX ${uid} > Work ${uid + 2}`,
      `received Work ${uid + 2} < INBOX ${uid}`,
    ]);
    await eventually(async () => expect(await moves(watched)).toEqual(there.sort()));
    await other.mailboxOpen('Work');
    await other.messageMove('1', 'INBOX', { uid: true });
    const back = ['deleted Work 1 > INBOX 31', 'received INBOX 31 < Work 1'];
    await eventually(async () => expect(await moves(watched)).toEqual([...there, ...back].sort()));
  });

  it('do not take a copy for a move, nor what is only deleted', async () => {
    const { watched, other, start } = await scene({ watch: ['inbox', 'Work'], settings });
    await other.mailboxCreate('Work');
    await fill(other, 3);
    await start();
    await other.messageCopy('1', 'Work', { uid: true });
    await eventually(async () => expect(await places(watched)).toEqual(['Work 1']));
    await other.messageDelete('2', { uid: true });
    await eventually(async () => expect(await watched.told()).toContain('deleted 2'));
    expect(await moves(watched)).toEqual([]);
  });

  it('tell where the gateway itself moved a message, also to and from mailboxes that are not watched', async () => {
    const { watched, other, start } = await scene();
    await fill(other, 3);
    await start();
    const world = testPool({}, undefined, 0, { tell: watched.messagesMoved });
    endings.push(() => world.pool.close(1_000));
    const { account } = watched;
    const named = (path: string): Promise<Mailbox> =>
      world.imap.mailboxes.resolve(account, { by: 'path', path }, never);
    const [inbox, archive] = [await named('INBOX'), await named('Archive')];
    const uidValidity = Number(other.mailbox === false ? 0 : other.mailbox.uidValidity);
    const refs = [1, 3].map((uid) => ({ mailboxId: inbox.id, uidValidity, uid }));
    const [first] = await world.imap.writer.move(account, refs, archive, never);
    const there = ['deleted INBOX 1 > Archive 1', 'deleted INBOX 3 > Archive 2'];
    await eventually(async () => expect(await moves(watched)).toEqual(there));
    if (first?.outcome !== 'done' || first.target === null) throw new Error('It was not told where it went.');
    await world.imap.writer.move(account, [first.target], inbox, never);
    await eventually(async () =>
      expect(await moves(watched)).toEqual([...there, 'received INBOX 4 < Archive 1']),
    );
  });

  it('are looked at again when the server would not open one of them', async () => {
    const { dovecot } = services();
    const proxy = await startFaultProxy({ host: dovecot.host, port: dovecot.imapPort });
    endings.push(() => proxy.stop());
    const { watched, other, start } = await scene({ watch: ['inbox', 'Work'], settings, server: proxy });
    await other.mailboxCreate('Work');
    await start();
    proxy.atLine('to-server', { match: /EXAMINE "?Work"?/, action: { replaceBy: 'EXAMINE Nowhere' } });
    await fill(other, 1, 'Work');
    await eventually(async () => expect(await watched.told()).toEqual(['received 1']));
    expect(proxy.opened).toBe(1);
  });

  const places = async (watched: Watching): Promise<readonly string[]> =>
    (await watched.events('message.received'))
      .map((event) => event.data['message'] as MessageView)
      .map(({ mailboxPath, uid }) => `${mailboxPath} ${uid}`)
      .sort();
  const everything = { watch: 'all', settings } as const;

  it('that were there when all were looked at for the first time are no news', async () => {
    const { watched, other, start } = await scene(everything);
    await other.mailboxCreate('Old');
    await fill(other, 3, 'Old');
    const stop = await start();
    await stop();
    await start();
    await fill(other, 1, 'Old');
    await eventually(async () => expect(await places(watched)).toEqual(['Old 4']));
  });

  it('that come later are told with all that they hold, also when they came while nobody watched', async () => {
    const { watched, other, start } = await scene(everything);
    const stop = await start();
    const brought = async (path: string): Promise<void> => {
      await other.mailboxCreate(path);
      await fill(other, 3, path);
    };
    await brought('Later');
    await eventually(async () => expect(await places(watched)).toEqual(['Later 1', 'Later 2', 'Later 3']));
    await stop();
    await brought('Unseen');
    const stopAgain = await start();
    const all = ['Later 1', 'Later 2', 'Later 3', 'Unseen 1', 'Unseen 2', 'Unseen 3'];
    expect(await places(watched)).toEqual(all);
    await stopAgain();
    await start();
    expect(await places(watched)).toEqual(all);
  });

  it('that come later and would not open at first are told all the same', async () => {
    const { dovecot } = services();
    const proxy = await startFaultProxy({ host: dovecot.host, port: dovecot.imapPort });
    endings.push(() => proxy.stop());
    const { watched, other, start } = await scene({ ...everything, server: proxy });
    const stop = await start();
    await stop();
    await other.mailboxCreate('Shy');
    await fill(other, 2, 'Shy');
    proxy.atLine('to-server', { match: /EXAMINE "?Shy"?/, action: { replaceBy: 'EXAMINE Nowhere' } });
    await start();
    await eventually(async () => expect(await places(watched)).toEqual(['Shy 1', 'Shy 2']));
  });

  it.each(['while they are watched', 'while nobody watches'])(
    'that are renamed %s are not told anew, and what comes then is',
    async (when) => {
      const { watched, other, start } = await scene(everything);
      await other.mailboxCreate('Project');
      await other.mailboxCreate('Project/Inner');
      await fill(other, 4, 'Project');
      await fill(other, 2, 'Project/Inner');
      const stop = await start();
      if (when === 'while nobody watches') await stop();
      await other.mailboxRename('Project', 'Done');
      if (when === 'while nobody watches') await start();
      // The listing that shows the first may be older than the rename, and the second be told before the mailbox is seen.
      const markers = ['Drafts 1', 'Drafts 2', 'Drafts 3'];
      for (const [index] of markers.entries()) {
        await fill(other, 1, 'Drafts');
        await eventually(async () => expect(await places(watched)).toEqual(markers.slice(0, index + 1)));
      }
      await fill(other, 1, 'Done');
      await fill(other, 1, 'Done/Inner');
      await eventually(async () =>
        expect(await places(watched)).toEqual(['Done 5', 'Done/Inner 3', ...markers]),
      );
      const { renamed = [], ...rest } = await mailboxEvents(watched);
      expect(renamed.sort()).toEqual(['Project > Done', 'Project/Inner > Done/Inner']);
      expect(rest).toEqual({});
      const [event] = await watched.events('mailbox.renamed');
      const { mailbox, previous } = event?.data as Record<
        'mailbox' | 'previous',
        { id: string; uidValidity: number }
      >;
      expect(previous.id).not.toBe(mailbox.id);
      expect(previous.uidValidity).toBe(mailbox.uidValidity);
    },
  );

  /** The paths of mailbox events, by what is behind the dot of their type. */
  const mailboxEvents = async (watched: Watching): Promise<Partial<Record<string, string[]>>> => {
    const told: Partial<Record<string, string[]>> = {};
    for (const { type, data } of await watched.events(
      'mailbox.created',
      'mailbox.renamed',
      'mailbox.deleted',
    )) {
      const { mailbox, previous } = data as { mailbox: { path: string }; previous: { path: string } | null };
      const path = previous === null ? mailbox.path : `${previous.path} > ${mailbox.path}`;
      (told[type.slice('mailbox.'.length)] ??= []).push(path);
    }
    return told;
  };

  it('are told as made and deleted, each once, and one made anew with all that it holds', async () => {
    const { watched, other, start } = await scene(everything);
    await other.mailboxCreate('Old');
    await fill(other, 2, 'Old');
    const stop = await start();
    expect(await mailboxEvents(watched)).toEqual({});
    await other.mailboxDelete('Old');
    await eventually(async () => expect(await mailboxEvents(watched)).toEqual({ deleted: ['Old'] }));
    await other.mailboxCreate('Old');
    await fill(other, 1, 'Old');
    const expected = { deleted: ['Old'], created: ['Old'] };
    await eventually(async () => {
      expect(await mailboxEvents(watched)).toEqual(expected);
      expect(await places(watched)).toEqual(['Old 1']);
    });
    await stop();
    await other.mailboxCreate('Unseen');
    await start();
    expect(await mailboxEvents(watched)).toEqual({ deleted: ['Old'], created: ['Old', 'Unseen'] });
    const types = (await watched.events()).map(({ type }) => type);
    expect(types).toEqual(['mailbox.deleted', 'mailbox.created', 'message.received', 'mailbox.created']);
  });

  it('are told at once when the gateway changed them, and one that is watched by its path stays so', async () => {
    const { watched, other, start } = await scene({ watch: ['inbox', 'Work'] });
    await other.mailboxCreate('Work');
    await fill(other, 2, 'Work');
    const stop = await start();
    await other.mailboxRename('Work', 'Jobs');
    await fill(other, 1, 'Jobs');
    watched.mailboxesChanged({ gone: { path: 'Work', delimiter: '/' }, now: 'Jobs' });
    await eventually(async () => {
      expect(await mailboxEvents(watched)).toEqual({ renamed: ['Work > Jobs'] });
      expect(await places(watched)).toEqual(['Jobs 3']);
    });
    await stop();
    await fill(other, 1, 'Jobs');
    await start();
    expect(await places(watched)).toEqual(['Jobs 3', 'Jobs 4']);
  });

  it('that were not watched before are no news when they are from now on', async () => {
    const keys = freshKeys();
    const user = freshUser();
    const first = await scene({ ...everything, keys, user });
    await (
      await first.start()
    )();
    const narrow = await scene({ keys, user, settings });
    await (
      await narrow.start()
    )();
    await first.other.mailboxCreate('Meanwhile');
    await fill(first.other, 2, 'Meanwhile');
    const wide = await scene({ ...everything, keys, user });
    await wide.start();
    await fill(first.other, 1, 'Meanwhile');
    await eventually(async () => expect(await places(wide.watched)).toEqual(['Meanwhile 3']));
  });

  it('may be all there are, those included that are made later', async () => {
    const { watched, other, start } = await scene({ watch: 'all', settings });
    await start();
    await other.mailboxCreate('Later/on');
    await fill(other, 1, 'Sent');
    await eventually(async () => expect(await watched.told()).toEqual(['received 1']));
    await eventually(async () => {
      await other.append('Later/on', letter('more'));
      expect((await watched.told()).length).toBeGreaterThan(1);
    });
  });
});
