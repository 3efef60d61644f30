import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImapFault, ImapStage } from '../../../src/sandbox/faults/imap.ts';
import { eventually } from '../../support/eventually.ts';
import { type House, openHouse } from './house.ts';
import type { RawClient } from './raw-client.ts';

/** What a client sends to come to a stage, and what it is told there when nothing is wrong. */
interface Way {
  readonly from: 'outside' | 'connected' | 'selected';
  readonly sends: string;
  readonly told: RegExp;
}

const WAYS: Readonly<Record<ImapStage, Way>> = {
  connect: { from: 'outside', sends: '', told: /^\* OK \[CAPABILITY / },
  greeting: { from: 'outside', sends: '', told: /^\* OK \[CAPABILITY / },
  starttls: { from: 'connected', sends: 'x STARTTLS\r\n', told: /^x OK Begin TLS now\.$/ },
  login: { from: 'connected', sends: 'x LOGIN ann secret\r\n', told: /^x OK \[CAPABILITY / },
  command: { from: 'selected', sends: 'x NOOP\r\n', told: /^x OK Nothing was done\.$/ },
  literal: { from: 'selected', sends: 'x APPEND INBOX {4}\r\n', told: /^\+ Go ahead\.$/ },
  untagged: { from: 'selected', sends: 'x SEARCH ALL\r\n', told: /^\* SEARCH 1 2$/ },
  reply: { from: 'selected', sends: 'x NOOP\r\n', told: /^x OK Nothing was done\.$/ },
  idle: { from: 'selected', sends: 'x IDLE\r\n', told: /^\+ idling$/ },
};
const STAGES = Object.keys(WAYS) as ImapStage[];
const ANSWERED = STAGES.filter((stage) => stage !== 'untagged');
/** Octets per second at which the answer takes a few tenths of one; 60 for the short answers. */
const RATES: Readonly<Partial<Record<ImapStage, number>>> = { connect: 400, greeting: 400, login: 2_000 };
const LATER = { code: 'UNAVAILABLE', text: 'Later.' };

type Harm = ImapFault extends infer Each ? (Each extends ImapFault ? Omit<Each, 'at'> : never) : never;

describe('a fault', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
    house.fill(2);
  });
  afterEach(() => house.close());

  /** A client that is at the stage, where the fault strikes once. */
  async function struck(at: ImapStage, harm: Harm): Promise<RawClient> {
    const { from, sends } = WAYS[at];
    const arm = (): number => house.script.arm({ protocol: 'imap', ...harm, at } as never, 1);
    if (from === 'outside') {
      arm();
      return house.dial();
    }
    const client = from === 'connected' ? await house.connect() : await house.enter();
    arm();
    client.send(sends);
    return client;
  }

  it.each(ANSWERED)('refuses at %s', async (at) => {
    const client = await struck(at, { kind: 'refuse', reply: { condition: 'NO', ...LATER } });
    if (WAYS[at].from === 'outside') expect(await client.rest()).toEqual(['* BYE [UNAVAILABLE] Later.']);
    else expect(await client.response()).toBe('x NO [UNAVAILABLE] Later.');
    expect(house.script.struck).toBe(1);
  });

  it.each(ANSWERED)('says goodbye at %s', async (at) => {
    const client = await struck(at, { kind: 'refuse', reply: { condition: 'BYE', ...LATER } });
    expect(await client.rest()).toEqual(['* BYE [UNAVAILABLE] Later.']);
  });

  it.each(STAGES)('drops the connection without a word at %s', async (at) => {
    const client = await struck(at, { kind: 'drop' });
    expect(await client.octets()).toBe('');
  });

  it.each(STAGES)('drops the connection in the middle of what is said next at %s', async (at) => {
    const client = await struck(at, { kind: 'drop', afterOctets: 4 });
    const octets = await client.octets();
    expect(octets).toHaveLength(4);
    expect(WAYS[at].told.source.replaceAll('\\', '')).toContain(octets);
  });

  it.each(STAGES)('delays at %s, and then all goes on', async (at) => {
    const began = performance.now();
    const client = await struck(at, { kind: 'delay', ms: 80 });
    expect(await client.response()).toMatch(WAYS[at].told);
    expect(performance.now() - began).toBeGreaterThan(75);
  });

  it.each(STAGES)('is silent from %s on, keeps the connection, and serves others', async (at) => {
    const client = await struck(at, { kind: 'silence' });
    await eventually(() => {
      expect(house.script.struck).toBe(1);
    });
    client.send('y NOOP\r\n');
    const other = await house.enter();
    for (let round = 0; round < 20; round += 1) await other.run('NOOP');
    expect(client.unread).toBe(0);
    expect(house.server.connections()).toBe(2);
  });

  it.each(STAGES.filter((at) => at !== 'starttls'))(
    'says what is wrong before what comes at %s',
    async (at) => {
      const client = await struck(at, { kind: 'garbage', line: '* 99 EXISTS' });
      expect(await client.response()).toBe('* 99 EXISTS');
      expect(await client.response()).toMatch(WAYS[at].told);
    },
  );

  it('slips a line in behind the OK of STARTTLS, in one segment, and then begins TLS', async () => {
    house.script.arm({ protocol: 'imap', kind: 'garbage', at: 'starttls', line: '* CAPABILITY AUTH=EVIL' });
    const plain = connectPlain(house.server.port, '127.0.0.1');
    await once(plain, 'data');
    plain.write('a STARTTLS\r\n');
    const [octets] = (await once(plain, 'data')) as [Buffer];
    expect(octets.toString()).toBe('a OK Begin TLS now.\r\n* CAPABILITY AUTH=EVIL\r\n');
    const secure = connectTls({ socket: plain, rejectUnauthorized: false });
    await once(secure, 'secureConnect');
    secure.write('b NOOP\r\n');
    const [answer] = (await once(secure, 'data')) as [Buffer];
    expect(answer.toString()).toBe('b OK Nothing was done.\r\n');
    secure.destroy();
  });

  it('strips STARTTLS off a connection, and off no other', async () => {
    house.script.arm({ protocol: 'imap', kind: 'strip-starttls', at: 'connect' }, 1);
    const stripped = house.dial();
    expect(await stripped.response()).not.toContain('STARTTLS');
    expect(await stripped.run('CAPABILITY')).toEqual([
      expect.not.stringContaining('STARTTLS'),
      'OK These are the capabilities.',
    ]);
    expect(await stripped.run('STARTTLS')).toEqual(['BAD Unknown command.']);
    expect(await house.dial().response()).toContain('STARTTLS');
  });

  it.each(ANSWERED)('floods at %s so often as it is told to, and then all goes on', async (at) => {
    const text = '* OK again\r\n';
    const client = await struck(at, { kind: 'flood', text, repeat: 3 });
    expect(await client.octets(3 * text.length)).toBe(text.repeat(3));
    expect(await client.response()).toMatch(WAYS[at].told);
  });

  it('floods without end until the client has gone', async () => {
    const client = await struck('command', { kind: 'flood', text: 'x'.repeat(10_000) });
    await client.octets(3_000_000);
    client.close();
    await eventually(() => {
      expect(house.server.connections()).toBe(0);
    });
  });

  it.each(STAGES)('lets answers through from %s on no faster than it is told to', async (at) => {
    const octetsPerSecond = RATES[at] ?? 60;
    const began = performance.now();
    const client = await struck(at, { kind: 'throttle', octetsPerSecond });
    const response = await client.response();
    expect(response).toMatch(WAYS[at].told);
    // The first portion, of a twentieth of a second, does not wait.
    const least = ((response?.length ?? 0) / octetsPerSecond) * 1_000 - 60;
    expect(least).toBeGreaterThan(30);
    expect(performance.now() - began).toBeGreaterThan(least);
  });

  it.each([
    ['SEARCH', 'SEARCH ALL', ['OK Searched.']],
    ['FETCH', 'FETCH 1:2 UID', ['OK Fetched.']],
    ['EXISTS', 'COPY 1 INBOX', ['* 3 RECENT', expect.stringMatching(/^OK \[COPYUID/)]],
    ['STATUS', 'STATUS Sent (MESSAGES)', ['OK This is its status.']],
  ] as const)('leaves out %s', async (untagged, command, told) => {
    const client = await house.enter();
    house.script.arm({ protocol: 'imap', kind: 'swallow', at: 'untagged', untagged });
    expect(await client.run(command)).toEqual(told);
  });

  it('strikes before the handshake of the TLS port, and the next client is served', async () => {
    house.script.arm({ protocol: 'imap', kind: 'drop', at: 'connect' }, 1);
    const refused = connectTls({ port: house.server.tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    refused.on('error', () => undefined);
    await new Promise((resolve) => refused.once('close', resolve));
    const served = connectTls({ port: house.server.tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    const [greeting] = (await once(served, 'data')) as [Buffer];
    expect(greeting.toString()).toMatch(/^\* OK /);
    served.destroy();
  });

  it('delays the handshake of the TLS port, which then goes on', async () => {
    house.script.arm({ protocol: 'imap', kind: 'delay', at: 'connect', ms: 80 }, 1);
    const began = performance.now();
    const delayed = connectTls({ port: house.server.tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    const [greeting] = (await once(delayed, 'data')) as [Buffer];
    expect(greeting.toString()).toMatch(/^\* OK /);
    expect(performance.now() - began).toBeGreaterThan(75);
    delayed.destroy();
  });

  it('that delays for an hour holds up nobody else, nor the end', async () => {
    const client = await struck('reply', { kind: 'delay', ms: 3_600_000 });
    const other = await house.enter();
    expect(await other.run('NOOP')).toEqual(['OK Nothing was done.']);
    client.reset();
    other.reset();
    await eventually(() => {
      expect(house.server.connections()).toBe(0);
    });
  });
});
