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

  it('in which `*` is the last that it knows, there or not', async () => {
    const client = await house.enter();
    house.inbox.expunge([3]);
    expect((await client.run('SEARCH *'))[0]).toBe('* SEARCH');
    expect((await client.run('SEARCH 2:*'))[0]).toBe('* SEARCH 2');
    expect((await client.run('FETCH * UID')).at(-1)).toMatch(/^NO \[EXPUNGEISSUED\]/);
    await client.run('NOOP');
    expect((await client.run('SEARCH *'))[0]).toBe('* SEARCH 2');
  });

  it('and is told of what it copies and moves into it itself', async () => {
    const client = await house.enter();
    expect((await client.run('COPY 1 INBOX')).slice(0, 2)).toEqual(['* 4 EXISTS', '* 4 RECENT']);
    expect((await client.run('MOVE 1:2 INBOX')).slice(1)).toEqual([
      '* 1 EXPUNGE',
      '* 1 EXPUNGE',
      '* 4 EXISTS',
      '* 4 RECENT',
      'OK Moved.',
    ]);
    expect(await client.run('FETCH 1:* UID')).toEqual(
      [3, 4, 5, 6].map((uid, index) => `* ${index + 1} FETCH (UID ${uid})`).concat('OK Fetched.'),
    );
  });

  it('as another leaves it behind: moved, renamed, closed', async () => {
    const client = await house.enter();
    const other = await house.enter();
    await other.run('UID MOVE 2 Archive');
    expect(await client.run('NOOP')).toEqual(['* 2 EXPUNGE', 'OK Nothing was done.']);
    await other.run('STORE 2 +FLAGS.SILENT (\\Deleted)');
    await other.run('UNSELECT');
    expect((await client.run('NOOP'))[0]).toBe('* 2 FETCH (UID 3 FLAGS (\\Deleted \\Recent))');
    await other.run('SELECT INBOX');
    expect(await other.run('CLOSE')).toEqual(['OK Closed, and expunged.']);
    expect(await client.run('NOOP')).toEqual(['* 2 EXPUNGE', 'OK Nothing was done.']);
    await client.run('SELECT Archive');
    await other.run('RENAME Archive Shelf/Old');
    expect(await client.run('FETCH 1 UID')).toEqual(['* 1 FETCH (UID 1)', 'OK Fetched.']);
    expect((await client.run('STATUS Shelf/Old (MESSAGES)'))[0]).toBe('* STATUS "Shelf/Old" (MESSAGES 1)');
  });

  it('when DONE and the next commands come in one piece', async () => {
    const client = await house.enter();
    client.send('a IDLE\r\nDONE\r\nb SEARCH ALL\r\nc IDLE\r\n');
    expect(await client.until('b')).toEqual([
      '+ idling',
      'a OK Idle no more.',
      '* SEARCH 1 2 3',
      'b OK Searched.',
    ]);
    expect(await client.response()).toBe('+ idling');
    house.inbox.expunge([1]);
    expect(await client.response()).toBe('* 1 EXPUNGE');
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
