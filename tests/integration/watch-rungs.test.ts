/** How a watching connection hears of the mailboxes that it has not selected: by NOTIFY, by a sweep in one command, or one by one. */
import { afterEach, describe, expect, it } from 'vitest';
import type { MessageView } from '../../src/domain/message.ts';
import type { ImapMoment, ImapStage } from '../../src/sandbox/faults/imap.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { ANN, startMailSandbox, type MailSandbox } from '../support/mail-sandbox.ts';
import { freshKeys, redisClient } from '../support/redis-client.ts';
import { freshUser } from '../support/services.ts';
import { letter, mailClient, watching } from '../support/watching.ts';
import type { Server, Watching, WatchingOptions } from '../support/watching.ts';

const redis = redisClient();
const blocking = redisClient();
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

interface Scene {
  readonly mail: MailSandbox;
  readonly watched: Watching;
  /** Commands so far, each with the mailbox that is selected. */
  readonly said: string[];
  bring(mailbox: string, ...subjects: readonly string[]): void;
  /** `mailbox uid` of every message told as received. */
  received(): Promise<readonly string[]>;
}

/** Nothing is asked by the clock unless a test says so. */
const hearingOnly = { sweepMs: 60_000, renewMs: 60_000, pollMs: 60_000 };

async function scene(
  sandbox: Partial<SandboxOptions>,
  options: Partial<WatchingOptions>,
  through: (mail: MailSandbox) => Promise<Server> = (mail) => Promise.resolve({ ...mail.imap }),
): Promise<Scene> {
  const said: string[] = [];
  const onImapStage = (at: ImapStage, moment: { command: string | null; mailbox: string | null }): void => {
    if (at === 'reply') said.push(`${moment.command} ${moment.mailbox}`);
  };
  const mail = await startMailSandbox({ onImapStage, ...sandbox });
  endings.push(() => mail.stop());
  for (const name of ['Sent', 'Work', 'Lists']) {
    if (mail.store.user(ANN)?.mailbox(name) === null) mail.store.user(ANN)?.create(name);
  }
  const server = { ...(await through(mail)), password: 'pass' };
  const watched = watching({
    user: ANN,
    redis,
    blocking,
    keys: freshKeys(),
    watch: 'all',
    settings: hearingOnly,
    ...options,
    server,
  });
  endings.push(() => watched.leases.close());
  endings.push(await watched.start());
  return {
    mail,
    watched,
    said,
    bring(mailbox, ...subjects) {
      const found = mail.store.user(ANN)?.mailbox(mailbox);
      found?.append(subjects.map((subject) => ({ raw: Buffer.from(letter(subject)) })));
    },
    async received() {
      const events = await watched.events('message.received');
      return events
        .map((event) => event.data['message'] as MessageView)
        .map(({ mailboxPath, uid }) => `${mailboxPath} ${uid}`)
        .sort();
    },
  };
}

describe('a server with NOTIFY', () => {
  it('tells by itself of every mailbox, those that come later included', async () => {
    const { mail, bring, received, watched } = await scene({}, {});
    bring('Work', 'one');
    await eventually(async () => expect(await received()).toEqual(['Work 1']));
    mail.store.user(ANN)?.create('Later');
    bring('Later', 'two');
    await eventually(async () => expect(await received()).toEqual(['Later 1', 'Work 1']));
    expect((await watched.report())?.mode).toBe('notify');
    bring('Later', 'three');
    bring('INBOX', 'four');
    mail.store
      .user(ANN)
      ?.mailbox('Work')
      ?.changeFlags([1], { add: ['\\Seen'] }, {});
    await eventually(async () =>
      expect(await received()).toEqual(['INBOX 1', 'Later 1', 'Later 2', 'Work 1']),
    );
    await eventually(async () => expect(await watched.told()).toContain('updated 1'));
    expect(mail.imap.opened).toBe(1);
  });

  it('tells of the mailbox that was waited on until more arrived in another one, though Dovecot says only what changed', async () => {
    const user = freshUser();
    const watched = watching({
      user,
      redis,
      blocking,
      keys: freshKeys(),
      watch: 'all',
      settings: hearingOnly,
    });
    endings.push(() => watched.leases.close());
    endings.push(await watched.start());
    const client = await mailClient(user);
    endings.push(() => client.close());
    const arrive = async (mailbox: string, count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) await client.append(mailbox, letter(`to ${mailbox}`));
      await eventually(async () => {
        const events = await watched.events('message.received');
        const paths = events.map((event) => (event.data['message'] as MessageView).mailboxPath);
        expect(paths.filter((path) => path === mailbox)).toHaveLength(count);
      });
    };
    await arrive('Archive', 8);
    await arrive('INBOX', 1);
  });

  it('tells of the mailboxes that were named, and of one of them that comes later', async () => {
    const { mail, bring, received } = await scene({}, { watch: ['inbox', 'Work', 'Later'] });
    bring('Lists', 'unwatched');
    bring('Work', 'one');
    await eventually(async () => expect(await received()).toEqual(['Work 1']));
    mail.store.user(ANN)?.create('Later');
    await eventually(async () => {
      bring('Later', 'two');
      expect((await received()).filter((place) => place.startsWith('Later'))).not.toEqual([]);
    });
    expect(await received()).not.toContain('Lists 1');
    expect(mail.imap.opened).toBe(1);
  });

  it('is asked by a sweep once it says that there is too much to tell', async () => {
    const proxies: Awaited<ReturnType<typeof startFaultProxy>>[] = [];
    const settings = { ...hearingOnly, sweepMs: 50 };
    const { bring, received } = await scene({}, { settings }, async ({ imap }) => {
      const proxy = await startFaultProxy(imap);
      endings.push(() => proxy.stop());
      proxies.push(proxy);
      return proxy;
    });
    const replaceBy = 'OK [NOTIFICATIONOVERFLOW] Too much.';
    proxies[0]?.atLine('to-client', { match: /STATUS "?Work.*/, action: { replaceBy } });
    proxies[0]?.atLine('to-client', { match: /^\* STATUS.*/, action: 'swallow' }, 1);
    bring('Work', 'one');
    await eventually(async () => expect(await received()).toEqual(['Work 1']));
    bring('Lists', 'two');
    await eventually(async () => expect(await received()).toEqual(['Lists 1', 'Work 1']));
  });

  it('that will not do it is watched like one without', async () => {
    const settings = { ...hearingOnly, sweepMs: 50 };
    const { bring, received, watched } = await scene({}, { settings }, async ({ imap }) => {
      const proxy = await startFaultProxy(imap);
      endings.push(() => proxy.stop());
      proxy.atLine('to-server', { match: /NOTIFY SET.*/, action: { replaceBy: 'NOTIFY WHAT' } });
      return proxy;
    });
    bring('Work', 'one');
    await eventually(async () => expect(await received()).toEqual(['Work 1']));
    expect(await watched.report()).toMatchObject({ mode: 'idle', quirks: ['notify-refused'] });
  });
});

describe('what is said of a mailbox in the moment in which it is left', () => {
  it('is told, though nobody says it again', async () => {
    const scenes: Scene[] = [];
    const left: string[] = [];
    const onImapStage = (at: ImapStage, { command, mailbox }: ImapMoment): void => {
      // The last thing that is asked of it before the next one is selected.
      if (at !== 'reply' || command !== 'FETCH' || mailbox !== 'Work' || left.length === 2) return;
      left.push(mailbox);
      scenes[0]?.bring('Work', `while it is left ${left.length}`);
    };
    scenes.push(await scene({ onImapStage }, {}));
    scenes[0]?.bring('Work', 'one');
    await eventually(async () => expect(await scenes[0]?.received()).toEqual(['Work 1', 'Work 2', 'Work 3']));
  });
});

describe('a server without NOTIFY', () => {
  const sweeping = { ...hearingOnly, sweepMs: 50 };

  it('is asked for the counts of all that it does not wait on in one command', async () => {
    const watch = ['inbox', 'Work', 'Lists', 'Sent'];
    const { bring, received, said } = await scene({ as: 'cyrus' }, { watch, settings: sweeping });
    bring('Lists', 'one');
    await eventually(async () => expect(await received()).toEqual(['Lists 1']));
    const before = said.length;
    await eventually(() => expect(said.length).toBeGreaterThan(before + 6));
    const asked = said
      .slice(before + 2)
      .filter((command) => !/^(IDLE|NOOP|EXAMINE|SEARCH|FETCH)/.test(command));
    expect(new Set(asked)).toEqual(new Set(['LIST INBOX']));
  });

  it('is waited on where most arrives, once that has shown itself', async () => {
    const { bring, received, said } = await scene({ as: 'cyrus' }, { settings: sweeping });
    for (let n = 1; n <= 8; n += 1) bring('Work', `message ${n}`);
    await eventually(async () => expect(await received()).toHaveLength(8));
    await eventually(() => expect(said.at(-1)).toMatch(/^(LIST|IDLE) Work$/));
  });

  it('with many mailboxes and no LIST-STATUS is asked for some of them at a time, and for all in turn', async () => {
    const names = Array.from({ length: 70 }, (_, index) => `Box ${index}`);
    const { mail, bring, received, said } = await scene(
      { as: 'minimal' },
      { settings: { ...sweeping, pollMs: 10 } },
    );
    for (const name of names) mail.store.user(ANN)?.create(name);
    bring('Box 69', 'there from the beginning');
    await eventually(async () => expect(await received()).toEqual(['Box 69 1']));
    const from = said.length;
    for (const box of ['Box 3', 'Box 50']) bring(box, `to ${box}`);
    await eventually(async () => expect(await received()).toEqual(['Box 3 1', 'Box 50 1', 'Box 69 1']));
    const runs = said
      .slice(from)
      .join('\n')
      .split(/^(?!STATUS).*$/m);
    expect(Math.max(...runs.map((run) => run.trim().split('\n').length))).toBeLessThanOrEqual(50);
  });
});
