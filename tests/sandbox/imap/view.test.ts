import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';

describe('a session sees its mailbox', () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
    house.fill(3);
  });
  afterEach(() => house.close());

  it('with numbers that stay while it fetches, stores and searches, and change with NOOP', async () => {
    const client = await house.enter();
    house.inbox.expunge([1]);
    expect(await client.run('FETCH 3 (UID)')).toEqual(['* 3 FETCH (UID 3)', 'OK Fetched.']);
    expect(await client.run('SEARCH ALL')).toEqual(['* SEARCH 2 3', 'OK Searched.']);
    expect(await client.run('STORE 3 +FLAGS (\\Seen)')).toEqual([
      '* 3 FETCH (UID 3 FLAGS (\\Seen \\Recent))',
      'OK Stored.',
    ]);
    expect(await client.run('NOOP')).toEqual(['* 1 EXPUNGE', 'OK Nothing was done.']);
    expect(await client.run('FETCH 2 (UID)')).toEqual(['* 2 FETCH (UID 3)', 'OK Fetched.']);
  });

  it('and is told that a message it names by number is gone', async () => {
    const client = await house.enter();
    house.inbox.expunge([2]);
    expect(await client.run('FETCH 1:3 (UID)')).toEqual([
      '* 1 FETCH (UID 1)',
      '* 3 FETCH (UID 3)',
      'NO [EXPUNGEISSUED] Some of the messages are gone.',
    ]);
    expect(await client.run('UID FETCH 2:3 (FLAGS)')).toEqual([
      '* 3 FETCH (UID 3 FLAGS (\\Recent))',
      '* 2 EXPUNGE',
      'OK Fetched.',
    ]);
  });

  it('and counts down while several go at once', async () => {
    const client = await house.enter();
    await client.run('STORE 1:2 +FLAGS.SILENT (\\Deleted)');
    expect(await client.run('EXPUNGE')).toEqual(['* 1 EXPUNGE', '* 1 EXPUNGE', 'OK Expunged.']);
  });

  it('in IDLE at once: what came, what changed, what went', async () => {
    const client = await house.enter();
    client.send('I IDLE\r\n');
    expect(await client.response()).toBe('+ idling');
    house.fill(2);
    expect(await client.response()).toBe('* 5 EXISTS');
    expect(await client.response()).toBe('* 5 RECENT');
    house.inbox.changeFlags([2], { add: ['$Work'] });
    expect(await client.response()).toBe('* 2 FETCH (UID 2 FLAGS ($Work \\Recent))');
    house.inbox.expunge([1, 3]);
    expect(await client.response()).toBe('* 1 EXPUNGE');
    expect(await client.response()).toBe('* 2 EXPUNGE');
    client.send('DONE\r\n');
    expect(await client.response()).toBe('I OK Idle no more.');
  });

  it('and never hears of a message that came and went in between', async () => {
    const client = await house.enter();
    house.fill(1);
    house.inbox.expunge([4]);
    expect(await client.run('NOOP')).toEqual(['OK Nothing was done.']);
    house.fill(1);
    expect(await client.run('NOOP')).toEqual(['* 4 EXISTS', '* 4 RECENT', 'OK Nothing was done.']);
    expect(await client.run('FETCH 4 UID')).toEqual(['* 4 FETCH (UID 5)', 'OK Fetched.']);
  });

  it('until its UIDVALIDITY changes', async () => {
    const client = await house.enter();
    house.inbox.resetUidValidity();
    expect(await client.rest()).toEqual(['* BYE The mailbox is not the one that was selected any more.']);
  });

  it('with commands that were sent all at once answered one after the other', async () => {
    const client = await house.enter();
    client.send('a FETCH 1 UID\r\nb STORE 1 +FLAGS (\\Seen)\r\nc FETCH 1 FLAGS\r\nd NOOP\r\n');
    expect(await client.until('d')).toEqual([
      '* 1 FETCH (UID 1)',
      'a OK Fetched.',
      '* 1 FETCH (UID 1 FLAGS (\\Seen \\Recent))',
      'b OK Stored.',
      '* 1 FETCH (FLAGS (\\Seen \\Recent))',
      'c OK Fetched.',
      'd OK Nothing was done.',
    ]);
  });
});
