import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cpuMs } from '../../support/cpu-time.ts';
import { type House, openHouse } from './house.ts';

describe('CONDSTORE and QRESYNC', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
    house.fill(5);
  });
  afterEach(() => house.close());

  it('tell a client that comes back what went and what changed', async () => {
    const before = await house.enter('QRESYNC');
    const { uidValidity, highestModseq } = house.inbox;
    before.close();
    house.inbox.expunge([2, 3]);
    house.inbox.changeFlags([5], { add: ['\\Flagged'] });
    const client = await house.connect();
    await client.run('LOGIN ann secret');
    await client.run('ENABLE QRESYNC');
    const told = await client.run(`SELECT INBOX (QRESYNC (${uidValidity} ${highestModseq} 1:5))`);
    expect(told).toContain('* VANISHED (EARLIER) 2:3');
    expect(told).toContain(`* 3 FETCH (UID 5 FLAGS (\\Flagged) MODSEQ (${house.inbox.highestModseq}))`);
    expect(told.filter((line) => line.includes(' FETCH '))).toHaveLength(1);
  });

  it('tell nothing to a client that knows another UIDVALIDITY', async () => {
    const client = await house.enter('QRESYNC');
    house.inbox.expunge([1]);
    const told = await client.run(`SELECT INBOX (QRESYNC (1 1))`);
    expect(told[0]).toBe('* OK [CLOSED] The mailbox of before is closed.');
    expect(told.join('\n')).not.toContain('VANISHED');
  });

  it('say VANISHED instead of EXPUNGE once QRESYNC is enabled', async () => {
    const client = await house.enter('QRESYNC');
    await client.run('STORE 1:2 +FLAGS.SILENT (\\Deleted)');
    expect(await client.run('EXPUNGE')).toEqual([
      '* VANISHED 1:2',
      `OK [HIGHESTMODSEQ ${house.inbox.highestModseq}] Expunged.`,
    ]);
  });

  it('leave alone what was changed meanwhile, and say which', async () => {
    const client = await house.enter('CONDSTORE');
    const known = house.inbox.highestModseq;
    house.inbox.changeFlags([2], { add: ['\\Answered'] });
    const told = await client.run(`UID STORE 1:2 (UNCHANGEDSINCE ${known}) +FLAGS.SILENT (\\Seen)`);
    expect(told.at(-1)).toBe('OK [MODIFIED 2] Some were changed by others.');
    expect(house.inbox.byUid(1)?.flags.has('\\Seen')).toBe(true);
    expect(house.inbox.byUid(2)?.flags.has('\\Seen')).toBe(false);
  });

  it('say which were changed by others also when some are gone', async () => {
    const client = await house.enter('CONDSTORE');
    const known = house.inbox.highestModseq;
    house.inbox.changeFlags([2], { add: ['\\Answered'] });
    house.inbox.expunge([4]);
    const told = await client.run(`STORE 1,2,4 (UNCHANGEDSINCE ${known}) +FLAGS.SILENT (\\Seen)`);
    expect(told.at(-1)).toBe('NO [MODIFIED 2] Some were changed by others, and some are gone.');
    expect(house.inbox.byUid(1)?.flags.has('\\Seen')).toBe(true);
  });

  it.each([
    'ENABLE CONDSTORE',
    'FETCH 1 (MODSEQ)',
    'FETCH 1 (UID) (CHANGEDSINCE 1)',
    'SEARCH MODSEQ 1',
    'STATUS Sent (HIGHESTMODSEQ)',
    'STORE 1 (UNCHANGEDSINCE 9) +FLAGS (x)',
  ])('begin with how far the selected mailbox is: %s', async (command) => {
    const client = await house.enter();
    const highest = house.inbox.highestModseq;
    expect((await client.run(command))[0]).toBe(`* OK [HIGHESTMODSEQ ${highest}] The highest so far.`);
    expect((await client.run(command))[0]).not.toContain('HIGHESTMODSEQ ${highest}]');
    house.inbox.changeFlags([5], { add: ['\\Flagged'] });
    expect((await client.run('NOOP'))[0]).toContain(`MODSEQ (${house.inbox.highestModseq})`);
  });

  it('take mod-sequences of 63 bits, and none of more', async () => {
    const client = await house.enter('CONDSTORE');
    const most = '9223372036854775807';
    expect(await client.run(`FETCH 1:* (UID) (CHANGEDSINCE ${most})`)).toEqual(['OK Fetched.']);
    expect(await client.run(`SEARCH MODSEQ ${most}`)).toEqual(['* SEARCH', 'OK Searched.']);
    expect((await client.run(`STORE 1 (UNCHANGEDSINCE ${most}) +FLAGS (\\Seen)`)).at(-1)).toBe('OK Stored.');
    expect((await client.run('SEARCH MODSEQ 9223372036854775808')).at(-1)).toMatch(/^BAD /);
  });

  it('tell a removal once: as one of before only where it has no number any more', async () => {
    const client = await house.enter('QRESYNC');
    const known = house.inbox.highestModseq;
    house.inbox.expunge([2]);
    await client.run('NOOP');
    house.inbox.expunge([4]);
    expect(await client.run(`UID FETCH 1:* (UID) (CHANGEDSINCE ${known} VANISHED)`)).toEqual([
      '* VANISHED (EARLIER) 2',
      '* VANISHED 4',
      'OK Fetched.',
    ]);
  });

  it('pass over which numbers a client knows, in all its forms', async () => {
    const before = await house.enter();
    const { uidValidity, highestModseq } = house.inbox;
    before.close();
    house.inbox.expunge([2, 4]);
    const client = await house.enter('QRESYNC');
    for (const [known, vanished] of [
      ['', '2,4'],
      [' 1:5', '2,4'],
      [' 3:900', '4'],
      [' (1,3 1,3)', '2,4'],
      [' 1:3 (1,3 1,3)', '2'],
    ] as const) {
      const told = await client.run(`SELECT INBOX (QRESYNC (${uidValidity} ${highestModseq}${known}))`);
      expect(told).toContain(`* VANISHED (EARLIER) ${vanished}`);
    }
  });

  it('take sets of thousands of ranges over a long history in no time', async () => {
    house.fill(40_000);
    house.inbox.expunge(house.inbox.messages.filter(({ uid }) => uid % 2 === 0).map(({ uid }) => uid));
    const client = await house.enter('QRESYNC');
    const odd = Array.from({ length: 10_000 }, (_, index) => 4 * index + 2).join(',');
    const began = cpuMs();
    const told = await client.run(`UID FETCH ${odd} (UID) (CHANGEDSINCE 1 VANISHED)`);
    expect(told[0]?.split(',')).toHaveLength(10_000);
    expect(cpuMs() - began).toBeLessThan(2_000);
  });

  it('refuse QRESYNC to a client that has not enabled it', async () => {
    const client = await house.enter();
    expect((await client.run('SELECT INBOX (QRESYNC (1 1))')).at(-1)).toMatch(/^BAD /);
  });
});
