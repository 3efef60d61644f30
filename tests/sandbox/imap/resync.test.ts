import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('refuse QRESYNC to a client that has not enabled it', async () => {
    const client = await house.enter();
    expect((await client.run('SELECT INBOX (QRESYNC (1 1))')).at(-1)).toMatch(/^BAD /);
  });
});
