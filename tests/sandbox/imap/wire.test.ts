import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import type { RawClient } from './raw-client.ts';

describe('on the wire', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse({ maxLiteral: 100_000 });
  });
  afterEach(() => house.close());

  async function authenticated(): Promise<RawClient> {
    const client = await house.connect();
    await client.run('LOGIN ann secret');
    return client;
  }

  it('literals wait for the go-ahead, and those of LITERAL+ do not', async () => {
    const client = await house.connect();
    client.send('a LOGIN {3}\r\n');
    expect(await client.response()).toBe('+ Go ahead.');
    client.send('ann {6+}\r\nsecret\r\n');
    expect((await client.until('a')).at(-1)).toMatch(/^a OK \[CAPABILITY IMAP4rev1 /);
  });

  it('a message comes back octet for octet, whole and in parts', async () => {
    const client = await authenticated();
    const octets = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
      .join('')
      .repeat(40);
    const raw = `Subject: all\r\n\r\n${octets}`;
    client.send(`a APPEND INBOX (\\Seen) {${raw.length}+}\r\n${raw}\r\n`);
    expect(await client.until('a')).toEqual([expect.stringMatching(/^a OK \[APPENDUID \d+ 1\] /)]);
    await client.run('SELECT INBOX');
    expect((await client.run('FETCH 1 BODY[]'))[0]).toBe(`* 1 FETCH (BODY[] {${raw.length}}\r\n${raw})`);
    expect((await client.run('FETCH 1 BODY.PEEK[TEXT]<10.5>'))[0]).toBe(
      `* 1 FETCH (BODY[TEXT]<10> {5}\r\n${octets.slice(10, 15)})`,
    );
    expect((await client.run('FETCH 1 BODY.PEEK[TEXT]<99999.5>'))[0]).toBe(
      '* 1 FETCH (BODY[TEXT]<99999> {0}\r\n)',
    );
  });

  it('a literal that is too large is refused before it is sent, and skipped if it was', async () => {
    const client = await authenticated();
    client.send('a APPEND INBOX {100001}\r\n');
    expect(await client.response()).toMatch(/^a NO \[TOOBIG\]/);
    client.send(`b APPEND INBOX {100001+}\r\n${'x'.repeat(100_001)}\r\nc NOOP\r\n`);
    expect(await client.response()).toMatch(/^b NO \[TOOBIG\]/);
    expect(await client.response()).toMatch(/^c OK/);
    client.send('d APPEND INBOX {99999999999999999999}\r\n');
    expect(await client.response()).toMatch(/^d NO \[TOOBIG\]/);
    expect(house.inbox.messages).toHaveLength(0);
  });

  it('a line that is too long is refused, and the next one is understood', async () => {
    const client = await authenticated();
    client.send(`a SEARCH ${'x'.repeat(200_000)}\r\nb NOOP\r\n`);
    expect(await client.response()).toBe('a BAD The line is too long.');
    expect(await client.response()).toMatch(/^b OK/);
  });

  it('a literal behind a line that is too long is no command', async () => {
    const client = await authenticated();
    const long = 'x'.repeat(100_000);
    client.send(`a SEARCH ${long} {17+}\r\nx DELETE Drafts\r\n TEXT {6}\r\nb NOOP\r\n`);
    expect(await client.response()).toBe('a BAD The line is too long.');
    expect(await client.response()).toMatch(/^b OK/);
    expect(house.ann.mailbox('Drafts')).not.toBeNull();
  });

  it.each([
    '',
    ' ',
    'a',
    'a LIST',
    'a LIST "" "unterminated',
    'a LIST "" %)',
    'a SELECT',
    'a SELECT "&bad"',
    'a FETCH 1 FLAGS',
    'a UID',
    'a UID NOOP',
    'a APPEND INBOX "no literal"',
    'a CREATE a b',
    'a LOGIN ann secret',
    'a STATUS INBOX ()',
    'a STATUS INBOX (NOTHING)',
    `a SEARCH ${'('.repeat(5_000)}`,
    `a NOOP ${'x'.repeat(100)}`,
    'a XYZZY',
    'a ENABLE',
    'a NOOP\0',
  ])('%j is BAD, and the session goes on', async (line) => {
    const client = await authenticated();
    client.send(`${line}\r\n`);
    expect(await client.response()).toMatch(/^(a|\*) BAD /);
    expect(await client.run('NOOP')).toEqual(['OK Nothing was done.']);
  });

  it('whoever is never understood is told goodbye', async () => {
    const client = await house.connect();
    client.send('nonsense\r\n'.repeat(100));
    const told = await client.rest();
    expect(told).toHaveLength(51);
    expect(told.at(-1)).toMatch(/^\* BYE /);
  });

  it('an extension that is switched off is unknown', async () => {
    await house.close();
    const only = { beforeLogin: ['IMAP4rev1'], afterLogin: ['IMAP4rev1'] };
    house = await openHouse({ capabilities: only });
    house.fill(1);
    const client = await house.enter();
    const commands = [
      'IDLE',
      'MOVE 1 Trash',
      'ENABLE CONDSTORE',
      'UID EXPUNGE 1',
      'UNSELECT',
      'NAMESPACE',
      'ID NIL',
    ];
    const more = [
      'SORT (DATE) UTF-8 ALL',
      'NOTIFY NONE',
      'GETQUOTA ""',
      'SEARCH RETURN () ALL',
      'FETCH 1 (MODSEQ)',
    ];
    const last = [
      'FETCH 1 PREVIEW',
      'LIST (SUBSCRIBED) "" *',
      'LIST "" * RETURN (CHILDREN)',
      'STATUS INBOX (SIZE)',
    ];
    for (const command of [...commands, ...more, ...last]) {
      expect((await client.run(command)).at(-1), command).toMatch(/^BAD /);
    }
    client.send('x LOGIN {3+}\r\nann secret\r\n');
    expect(await client.response()).toBe('x BAD Literals wait for the go-ahead here.');
  });

  it('names beyond ASCII are modified UTF-7', async () => {
    const client = await authenticated();
    house.ann.create('Entwürfe & 日本');
    expect(await client.run('LIST "" Entw*')).toEqual([
      '* LIST (\\HasNoChildren) "/" "Entw&APw-rfe &- &ZeVnLA-"',
      'OK That is all.',
    ]);
    expect((await client.run('SELECT "Entw&APw-rfe &- &ZeVnLA-"')).at(-1)).toBe('OK [READ-WRITE] Selected.');
  });
});

describe('faults', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
    house.fill(2);
  });
  afterEach(() => house.close());

  it('cut the answer in the middle of a literal', async () => {
    const client = await house.enter();
    house.faults.push({ kind: 'drop', at: 'command', afterOctets: 30 });
    client.send('a FETCH 1 BODY[]\r\n');
    expect(await client.rest()).toEqual([]);
  });

  it('leave out an untagged response, say a wrong one, refuse a reply', async () => {
    const client = await house.enter();
    house.faults.push({ kind: 'swallow', at: 'untagged', untagged: 'SEARCH' });
    house.faults.push({ kind: 'garbage', at: 'reply', line: '* 99 EXISTS' });
    house.faults.push({
      kind: 'refuse',
      at: 'reply',
      reply: { condition: 'NO', code: 'UNAVAILABLE', text: 'Later.' },
    });
    expect(await client.run('SEARCH ALL')).toEqual(['* 99 EXISTS', 'NO [UNAVAILABLE] Later.']);
  });

  it('throttle what is said', async () => {
    const client = await house.enter();
    house.faults.push({ kind: 'throttle', at: 'command', octetsPerSecond: 1_000 });
    const began = performance.now();
    await client.run('FETCH 1:2 (UID BODY[] ENVELOPE)');
    expect(performance.now() - began).toBeGreaterThan(150);
  });
});
