import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImapBehaviour } from '../../../src/sandbox/imap/behaviour.ts';
import { eventually } from '../../support/eventually.ts';
import { type House, openHouse } from './house.ts';

const MIB = 1024 * 1024;

/** Octets in buffers that something still holds. */
function heldOctets(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

describe('the server outlives its clients', () => {
  let house: House;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await house.close();
  });

  async function reopen(behaviour: Partial<ImapBehaviour>): Promise<void> {
    await house.close();
    house = await openHouse(behaviour);
  }

  function dial(port: number): Socket {
    const socket = connectPlain(port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  }

  async function nobodyIsLeft(): Promise<void> {
    await eventually(() => {
      expect(house.server.connections()).toBe(0);
    }, 8_000);
  }

  it('counts each connection of a user once, however it ends', async () => {
    await reopen({ maxConnectionsPerUser: 3 });
    const clients = [await house.enter(), await house.enter(), await house.enter()];
    clients[0]?.reset();
    await clients[1]?.run('LOGOUT');
    await clients[1]?.rest();
    await eventually(() => {
      expect(house.server.connections()).toBe(1);
    });
    await house.enter();
    await house.enter();
    const tooMany = await house.connect();
    expect(await tooMany.run('LOGIN ann secret')).toEqual(['NO [LIMIT] Too many connections of this user.']);
  });

  it('does not count one that was gone before its login was done', async () => {
    await reopen({ maxConnectionsPerUser: 1 });
    house.script.arm({ protocol: 'imap', kind: 'delay', at: 'login', ms: 3_600_000 }, 1);
    const early = await house.connect();
    early.send('a LOGIN ann secret\r\n');
    await eventually(() => {
      expect(house.script.struck).toBe(1);
    });
    early.reset();
    await nobodyIsLeft();
    const next = await house.connect();
    expect((await next.run('LOGIN ann secret')).at(-1)).toMatch(/^OK /);
  });

  it('when 2,000 of them come at once and vanish, some in the middle of a word', async () => {
    const words = [
      '',
      'a LOG',
      'a LOGIN {3}\r\na',
      'a LOGIN {3+}\r\nann {6+}\r\nsec',
      'a STARTTLS\r\n\x16\x03',
    ];
    for (let wave = 0; wave < 10; wave += 1) {
      const some = Array.from({ length: 200 }, () => dial(house.server.port));
      await Promise.all(
        some.map(async (socket, index) => {
          await new Promise((resolve) => socket.once('connect', resolve));
          socket.write(words[index % words.length] ?? '', 'latin1');
          if (index % 2 === 0) socket.resetAndDestroy();
          else socket.end();
        }),
      );
    }
    expect(await (await house.connect()).run('NOOP')).toEqual(['OK Nothing was done.']);
    await eventually(() => {
      // One that is reset at once may never have been accepted.
      expect(house.server.opened).toBeGreaterThan(1_000);
      expect(house.server.connections()).toBeLessThanOrEqual(1);
    }, 8_000);
  }, 30_000);

  it('that begin a handshake and never end it', async () => {
    await reopen({ idleTimeoutMs: 150 });
    dial(house.server.tlsPort);
    dial(house.server.tlsPort).write(Buffer.from([0x16, 0x03, 0x01]));
    const upgrading = await house.connect();
    upgrading.send('a STARTTLS\r\n');
    expect(await upgrading.response()).toBe('a OK Begin TLS now.');
    await nobodyIsLeft();
  });

  it('that speak no TLS where TLS is spoken, and is served on', async () => {
    for (const text of ['GET / HTTP/1.1\r\n\r\n', 'a NOOP\r\n', '\0'.repeat(5_000), 'x'])
      dial(house.server.tlsPort).end(text);
    await nobodyIsLeft();
    const secure = connectTls({ port: house.server.tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    await new Promise((resolve) => secure.once('data', resolve));
    secure.destroy();
  });

  it('that stop reading in the middle of an answer', async () => {
    await reopen({ idleTimeoutMs: 200 });
    house.inbox.append(Array.from({ length: 40 }, () => ({ raw: Buffer.alloc(MIB, 'x') })));
    const client = await house.enter();
    client.pause();
    client.send('a FETCH 1:* BODY.PEEK[]\r\n');
    await nobodyIsLeft();
    expect(house.told('FETCH')).toBeLessThan(40);
  });

  it('and hears out a slow farewell before it closes', async () => {
    const client = await house.enter();
    house.script.arm({ protocol: 'imap', kind: 'throttle', at: 'command', octetsPerSecond: 200 }, 1);
    client.send('a LOGOUT\r\n');
    expect(await client.rest()).toEqual(['* BYE Until next time.', 'a OK Logged out.']);
  });

  it('whose largest literals break off, and gives their memory back', async () => {
    await reopen({ maxLiteral: 8 * MIB });
    const before = heldOctets();
    const clients = await Promise.all(Array.from({ length: 20 }, () => house.enter()));
    const most = Buffer.alloc(7 * MIB, 'x');
    for (const client of clients) {
      client.send(`a APPEND INBOX {${8 * MIB}+}\r\n`);
      client.send(most);
    }
    // The last that was sent has arrived when the server holds about all of it.
    await eventually(() => {
      expect(heldOctets() - before).toBeGreaterThan(100 * MIB);
    }, 8_000);
    for (const client of clients) client.reset();
    await nobodyIsLeft();
    expect(house.inbox.messages).toHaveLength(0);
    await eventually(() => {
      expect(heldOctets() - before).toBeLessThan(20 * MIB);
    });
  }, 30_000);

  it('that send without end and without reading, and holds little of it', async () => {
    const before = heldOctets();
    const client = await house.enter();
    client.pause();
    const line = Buffer.from(`a NOOP\r\n`.repeat(10_000));
    for (let times = 0; times < 200; times += 1) client.send(line);
    const other = await house.enter();
    for (let round = 0; round < 50; round += 1) await other.run('NOOP');
    // What the client itself could not send yet lies in this process as well: one buffer, named 200 times.
    expect(heldOctets() - before).toBeLessThan(30 * MIB);
  });
});
