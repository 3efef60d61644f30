import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { eventually } from '../../support/eventually.ts';
import { RawClient } from '../imap/raw-client.ts';

let sandbox: Sandbox;
let client: RawClient;
beforeEach(async () => {
  sandbox = await startSandbox();
  client = await RawClient.connect(sandbox.imap.port);
  await client.run('LOGIN ann pass');
});
afterEach(() => sandbox.stop());

describe('a flood', () => {
  it('says its text so many times, and then what it would have said', async () => {
    const text = '* 1 EXISTS\r\n* 2 EXISTS\r\n';
    sandbox.faults.arm({ protocol: 'imap', kind: 'flood', at: 'command', command: 'NOOP', text, repeat: 2 });
    const said = await client.run('NOOP');
    expect(said.slice(0, -1)).toEqual(['* 1 EXISTS', '* 2 EXISTS', '* 1 EXISTS', '* 2 EXISTS']);
    expect(said.at(-1)).toMatch(/^OK /);
  });

  it('without end goes no faster than the client reads, lets others be served, and ends with it', async () => {
    const text = 'x'.repeat(1024 * 1024);
    sandbox.faults.arm({ protocol: 'imap', kind: 'flood', at: 'command', command: 'NOOP', text });
    const slow = await new Promise<Socket>((resolve) => {
      const socket = connect(sandbox.imap.port, '127.0.0.1', () => resolve(socket));
    });
    slow.pause().write('a NOOP\r\n');
    await eventually(() => expect(sandbox.faults.struck).toBe(1));
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 200; n += 1) await client.run('CAPABILITY');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
    slow.destroy();
    await eventually(() => expect(sandbox.imap.connections()).toBe(1));
  });
});

describe('a cut', () => {
  it('ends every connection that is open, and no later one', async () => {
    const { opened } = sandbox.imap;
    sandbox.imap.cut();
    expect(await client.response()).toBeNull();
    const later = await RawClient.connect(sandbox.imap.port);
    expect(await later.run('NOOP')).toHaveLength(1);
    expect(sandbox.imap.opened).toBe(opened + 1);
  });

  it('is there for the control API', async () => {
    const answer = await fetch(`${sandbox.control.url}/connections`, { method: 'DELETE' });
    expect(await answer.json()).toEqual({ cut: 1 });
    expect(await client.response()).toBeNull();
  });
});

describe('what is switched off', () => {
  it('is neither told nor understood', async () => {
    const capabilities = { beforeLogin: ['IMAP4rev1'], afterLogin: ['IMAP4rev1'] };
    const bare = await startSandbox({ imap: { capabilities } });
    try {
      const other = await RawClient.connect(bare.imap.port);
      await other.run('LOGIN ann pass');
      expect((await other.run('CAPABILITY'))[0]).toBe('* CAPABILITY IMAP4rev1');
      expect((await other.run('IDLE'))[0]).toMatch(/^BAD /);
    } finally {
      await bare.stop();
    }
  });
});
