import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type House, openHouse } from './house.ts';
import type { RawClient } from './raw-client.ts';

describe('a client that is logged in', () => {
  let house: House;
  let client: RawClient;
  beforeEach(async () => {
    house = await openHouse();
    house.fill(4);
    client = await house.enter();
  });
  afterEach(() => house.close());

  it('lists mailboxes by pattern, use and subscription, with their status', async () => {
    house.ann.create('Projects/Apollo/Moon');
    expect(await client.run('LIST "" Projects/%')).toEqual([
      '* LIST (\\HasChildren) "/" "Projects/Apollo"',
      'OK That is all.',
    ]);
    expect(await client.run('LIST (SPECIAL-USE) "" Tr* RETURN (SUBSCRIBED STATUS (MESSAGES))')).toEqual([
      '* LIST (\\HasNoChildren \\Subscribed \\Trash) "/" "Trash"',
      '* STATUS "Trash" (MESSAGES 0)',
      'OK That is all.',
    ]);
    await client.run('SUBSCRIBE Projects/Apollo/Moon');
    expect(await client.run('LIST (SUBSCRIBED RECURSIVEMATCH) "" Proj%')).toEqual([
      '* LIST (\\HasChildren) "/" "Projects" ("CHILDINFO" ("SUBSCRIBED"))',
      'OK That is all.',
    ]);
    expect(await client.run('LSUB "" Proj%')).toEqual([
      '* LSUB (\\Noselect) "/" "Projects"',
      'OK That is all.',
    ]);
    expect(await client.run('LIST "" ""')).toEqual([
      '* LIST (\\Noselect) "/" ""',
      'OK This is the delimiter.',
    ]);
  });

  it('asks for the root of a reference, and for parents of what is subscribed, there or not', async () => {
    house.ann.create('Projects/Apollo/Moon');
    await client.run('SUBSCRIBE Projects/Apollo/Moon');
    const root = (await client.run('LIST Projects/Apollo ""'))[0];
    expect(root).toBe('* LIST (\\Noselect) "/" "Projects/"');
    const ask = 'LIST (SUBSCRIBED RECURSIVEMATCH) "" Projects/% RETURN (STATUS (MESSAGES))';
    expect(await client.run(ask)).toEqual([
      '* LIST (\\HasChildren) "/" "Projects/Apollo" ("CHILDINFO" ("SUBSCRIBED"))',
      'OK That is all.',
    ]);
    house.ann.delete('Projects/Apollo/Moon');
    house.ann.delete('Projects/Apollo');
    expect(await client.run(ask)).toEqual([
      '* LIST (\\NonExistent) "/" "Projects/Apollo" ("CHILDINFO" ("SUBSCRIBED"))',
      'OK That is all.',
    ]);
  });

  it('stays in INBOX, which cannot be deleted', async () => {
    expect(await client.run('DELETE INBOX')).toEqual(['NO [CANNOT] INBOX cannot be deleted.']);
    expect(await client.run('FETCH 1 UID')).toEqual(['* 1 FETCH (UID 1)', 'OK Fetched.']);
    expect(await client.run('RENAME INBOX Old')).toEqual([
      ...Array<string>(4).fill('* 1 EXPUNGE'),
      'OK Renamed.',
    ]);
  });

  it('may give a string as a literal wherever one can stand', async () => {
    const literal = (text: string): string => `{${text.length}+}\r\n${text}`;
    const inbox = literal('INBOX');
    for (const command of [
      `SELECT ${inbox}`,
      `STATUS ${inbox} (MESSAGES)`,
      `LIST ${literal('')} ${literal('IN%')}`,
      `LIST "" (${inbox} ${literal('Sent')}) RETURN (STATUS (MESSAGES))`,
      `SEARCH CHARSET ${literal('UTF-8')} HEADER ${literal('Subject')} ${literal('2')} BEFORE ${literal('1-Jan-2040')}`,
      `SORT (SUBJECT) ${literal('UTF-8')} TEXT ${literal('Hi')}`,
      `FETCH 1 (BODY.PEEK[HEADER.FIELDS (${literal('Subject')} "To")]<0.5> UID)`,
      `COPY 1 ${literal('Sent')}`,
      `ID (${literal('name')} ${literal('me')})`,
      `GETQUOTAROOT ${inbox}`,
      `CREATE ${literal('New')}`,
      `RENAME ${literal('New')} ${literal('Newer')}`,
      `NOTIFY SET (mailboxes (${inbox} ${literal('Sent')}) (MessageNew MessageExpunge))`,
      `APPEND ${inbox} () " 1-Jan-2026 00:00:00 +0000" ${literal('A: b')}`,
    ]) {
      expect((await client.run(command)).at(-1), command).toMatch(/^OK /);
    }
  });

  it('names header fields that are no atoms, and gets them back in quotes', async () => {
    expect((await client.run('FETCH 1 BODY.PEEK[HEADER.FIELDS ("a\\"b" "x%y" "" Sub*)]')).at(-1)).toMatch(
      /^BAD /,
    );
    expect((await client.run('FETCH 1 BODY.PEEK[HEADER.FIELDS ("a\\"b" "x%y" "" Sub-ject)]'))[0]).toMatch(
      /^\* 1 FETCH \(BODY\[HEADER.FIELDS \("a\\"b" "x%y" "" Sub-ject\)\] \{2\}/,
    );
  });

  it('hears by NOTIFY of changed flags if it asked for them, else with its next command', async () => {
    await client.run('NOTIFY SET (selected (MessageNew MessageExpunge))');
    house.inbox.changeFlags([1], { add: ['\\Flagged'] });
    house.fill(1);
    expect(await client.response()).toBe('* 5 EXISTS');
    expect(await client.response()).toBe('* 5 RECENT');
    expect(await client.run('NOOP')).toEqual([
      '* 1 FETCH (UID 1 FLAGS (\\Flagged \\Recent))',
      'OK Nothing was done.',
    ]);
    await client.run('NOTIFY SET (selected-delayed (MessageNew MessageExpunge FlagChange))');
    house.inbox.expunge([2]);
    house.inbox.changeFlags([3], { add: ['\\Flagged'] });
    expect(await client.response()).toBe('* 3 FETCH (UID 3 FLAGS (\\Flagged \\Recent))');
    expect(await client.run('NOOP')).toEqual(['* 2 EXPUNGE', 'OK Nothing was done.']);
  });

  it.each([
    'NOTIFY',
    'NOTIFY SET',
    'NOTIFY SET (selected ())',
    'NOTIFY SET (selected (MessageNew))',
    'NOTIFY SET (selected (FlagChange))',
    'NOTIFY SET (selected (MessageNew MessageExpunge MailboxName))',
    'NOTIFY SET (personal (MessageNew (UID) MessageExpunge))',
    'NOTIFY SET (nobody (MessageNew MessageExpunge))',
    'NOTIFY SET (selected (MessageNew MessageExpunge)) (selected-delayed (MessageNew MessageExpunge))',
  ])('is told that %s is BAD', async (command) => {
    expect((await client.run(command)).at(-1)).toMatch(/^BAD /);
  });

  it('is told by NOTIFY of mailboxes and subscriptions, by the first group that names one', async () => {
    house.ann.create('Quiet/Inner');
    await client.run(
      'NOTIFY SET (subtree Quiet NONE) (mailboxes (Sent Trash) (MessageNew MessageExpunge FlagChange)) (personal (MailboxName SubscriptionChange))',
    );
    const [message] = house.ann.mailbox('Sent')?.append([{ raw: Buffer.from('\r\n') }]) ?? [];
    expect(await client.response()).toMatch(
      /^\* STATUS "Sent" \(MESSAGES 1 UIDNEXT 2 UIDVALIDITY \d+ UNSEEN 1 /,
    );
    house.ann.mailbox('Sent')?.changeFlags([message?.uid ?? 0], { add: ['\\Seen'] });
    expect(await client.response()).toMatch(/^\* STATUS "Sent" \(MESSAGES 1 .* UNSEEN 0 /);
    house.ann.mailbox('Sent')?.expunge([message?.uid ?? 0]);
    expect(await client.response()).toMatch(/^\* STATUS "Sent" \(MESSAGES 0 /);
    house.ann.mailbox('Quiet/Inner')?.append([{ raw: Buffer.from('\r\n') }]);
    house.ann.subscribe('Quiet/Inner', true);
    house.ann.mailbox('Junk')?.append([{ raw: Buffer.from('\r\n') }]);
    house.ann.subscribe('Junk', false);
    expect(await client.response()).toBe('* LIST () "/" "Junk"');
    house.ann.rename('Archive', 'Shelf');
    expect(await client.response()).toBe('* LIST () "/" "Shelf" ("OLDNAME" ("Archive"))');
    house.ann.delete('Shelf');
    expect(await client.response()).toBe('* LIST (\\NonExistent) "/" "Shelf"');
    await client.run('NOTIFY NONE');
    house.ann.create('Unheard');
    expect(await client.run('NOOP')).toEqual(['OK Nothing was done.']);
  });

  it('searches in old and in extended form', async () => {
    await client.run('STORE 2 +FLAGS.SILENT (\\Flagged)');
    expect((await client.run('SEARCH OR FLAGGED SUBJECT 4'))[0]).toBe('* SEARCH 2 4');
    expect((await client.run('UID SEARCH RETURN (MIN MAX COUNT ALL) NOT FLAGGED'))[0]).toMatch(
      /^\* ESEARCH \(TAG "T\d+"\) UID MIN 1 MAX 4 ALL 1,3:4 COUNT 3$/,
    );
    expect((await client.run('UID SEARCH RETURN (PARTIAL -1:-2) ALL'))[0]).toMatch(/PARTIAL \(-1:-2 3:4\)$/);
    expect((await client.run('SEARCH RETURN (COUNT) SUBJECT nothing'))[0]).toMatch(/COUNT 0$/);
    expect((await client.run('SEARCH MODSEQ 1')).at(-2)).toMatch(/^\* SEARCH 1 2 3 4 \(MODSEQ \d+\)$/);
    expect((await client.run('SEARCH NEW UNSEEN'))[0]).toBe('* SEARCH 1 2 3 4');
    expect(await client.run('SEARCH CHARSET X-NONE ALL')).toEqual([
      'NO [BADCHARSET (UTF-8 US-ASCII)] The charset is not known.',
    ]);
  });

  it('sorts and threads', async () => {
    expect((await client.run('SORT (REVERSE SUBJECT) UTF-8 ALL'))[0]).toBe('* SORT 4 3 2 1');
    const mail = (id: string, refs: string, date: string): { raw: Buffer } => ({
      raw: Buffer.from(
        `Message-ID: <${id}@x>\r\nReferences: ${refs}\r\nDate: 0${date} Jan 2026 00:00:00 +0000\r\n\r\n`,
      ),
    });
    const mailbox = house.ann.create('Talk');
    mailbox.append([
      mail('a', '', '1'),
      mail('b', '<a@x>', '2'),
      mail('c', '<a@x> <b@x>', '3'),
      mail('d', '<a@x>', '4'),
    ]);
    await client.run('SELECT Talk');
    expect((await client.run('THREAD REFERENCES UTF-8 ALL'))[0]).toBe('* THREAD (1 (2 3)(4))');
  });

  it('copies and moves, and is told the new UIDs', async () => {
    const { uidValidity } = house.ann.mailbox('Archive') ?? { uidValidity: 0 };
    expect(await client.run('COPY 1:2 Archive')).toEqual([`OK [COPYUID ${uidValidity} 1:2 1:2] Copied.`]);
    expect(await client.run('UID MOVE 3:4 Archive')).toEqual([
      `* OK [COPYUID ${uidValidity} 3:4 3:4] Moved to there.`,
      '* 3 EXPUNGE',
      '* 3 EXPUNGE',
      'OK Moved.',
    ]);
    expect((await client.run('COPY 1 Nowhere')).at(-1)).toBe('NO [TRYCREATE] There is no such mailbox.');
  });

  it('puts a message in place of another, in its own or another mailbox', async () => {
    const before = house.inbox.messages.length;
    const { uidValidity } = house.inbox;
    const uid = house.inbox.uidNext;
    expect(await client.run('UID REPLACE 2 INBOX (\\Draft) {17+}\r\nSubject: new\r\n\r\n.')).toEqual([
      `* OK [APPENDUID ${uidValidity} ${uid}] Put in place of it.`,
      '* 2 EXPUNGE',
      `* ${before} EXISTS`,
      `* ${before} RECENT`,
      'OK Replaced.',
    ]);
    expect(house.inbox.byUid(2)).toBeUndefined();
    expect([...(house.inbox.byUid(uid)?.flags ?? [])]).toEqual(['\\Draft']);
    expect((await client.run('UID REPLACE 2 INBOX {1+}\r\n.')).at(-1)).toMatch(/^NO/);
    expect((await client.run('REPLACE 1 Nowhere {1+}\r\n.')).at(-1)).toMatch(/^NO \[TRYCREATE\]/);
    expect(house.inbox.byUid(1)).toBeDefined();
  });

  it('changes nothing in a mailbox that it examines', async () => {
    expect((await client.run('EXAMINE INBOX')).at(-1)).toBe('OK [READ-ONLY] Selected, to be read only.');
    expect((await client.run('STORE 1 +FLAGS (\\Seen)')).at(-1)).toMatch(/^NO \[READ-ONLY\]/);
    expect(await client.run('FETCH 1 BODY[TEXT]')).toEqual([
      '* 1 FETCH (BODY[TEXT] {4}\r\nHi\r\n)',
      'OK Fetched.',
    ]);
    expect(house.inbox.unseen).toBe(4);
  });

  it('reads a body, which is then seen', async () => {
    expect((await client.run('FETCH 1 BODY[TEXT]'))[0]).toBe(
      '* 1 FETCH (BODY[TEXT] {4}\r\nHi\r\n FLAGS (\\Seen \\Recent))',
    );
    expect((await client.run('FETCH 1 (BODY.PEEK[HEADER.FIELDS (Subject)] RFC822.SIZE)'))[0]).toBe(
      '* 1 FETCH (BODY[HEADER.FIELDS (Subject)] {14}\r\nSubject: 1\r\n\r\n RFC822.SIZE 18)',
    );
  });

  it('deletes the mailbox that it is in, and goes on without; others are told BYE', async () => {
    house.ann.create('Gone');
    await client.run('SELECT Gone');
    const other = await house.enter();
    await other.run('SELECT Gone');
    expect((await client.run('DELETE Gone')).at(-1)).toBe('OK Deleted.');
    expect((await client.run('FETCH 1 UID')).at(-1)).toBe('BAD Select a mailbox first.');
    expect((await other.rest()).at(-1)).toMatch(/^\* BYE /);
  });

  it('is told of other mailboxes by NOTIFY, outside of any command', async () => {
    const told = await client.run(
      'NOTIFY SET STATUS (selected MessageNew (UID FLAGS) MessageExpunge) (subtree Archive (MessageNew MessageExpunge MailboxName))',
    );
    expect(told).toEqual(['BAD Expected "(".']);
    const right = await client.run(
      'NOTIFY SET STATUS (selected (MessageNew (UID FLAGS) MessageExpunge)) (subtree Archive (MessageNew MessageExpunge MailboxName))',
    );
    expect(right[0]).toMatch(/^\* STATUS "Archive" \(MESSAGES 0 UIDNEXT 1 /);
    house.ann.mailbox('Archive')?.append([{ raw: Buffer.from('\r\n') }]);
    expect(await client.response()).toMatch(/^\* STATUS "Archive" \(MESSAGES 1 UIDNEXT 2 /);
    house.fill(1);
    expect(await client.response()).toBe('* 5 EXISTS');
    expect(await client.response()).toBe('* 5 RECENT');
    expect(await client.response()).toBe('* 5 FETCH (UID 5 FLAGS (\\Recent))');
    house.ann.create('Archive/2026');
    expect(await client.response()).toBe('* LIST () "/" "Archive/2026"');
    expect(await client.run('NOTIFY SET (personal (AnnotationChange))')).toEqual([
      'NO [BADEVENT (MessageNew MessageExpunge FlagChange MailboxName SubscriptionChange)] This is not watched here.',
    ]);
  });

  it('asks for the quota', async () => {
    house.ann.setQuota({ storageKiB: 100, messages: 5 });
    expect((await client.run('GETQUOTAROOT INBOX')).slice(0, 2)).toEqual([
      '* QUOTAROOT "INBOX" ""',
      expect.stringMatching(/^\* QUOTA "" \(STORAGE \d+ 100 MESSAGE 4 5\)$/),
    ]);
    client.send('a APPEND INBOX {2+}\r\n\r\n\r\nb APPEND INBOX {2+}\r\n\r\n\r\n');
    expect((await client.until('b')).at(-1)).toMatch(/^b NO \[OVERQUOTA\]/);
  });

  it('that does not read is waited for, while others are answered', async () => {
    const mailbox = house.ann.create('Large');
    const raw = Buffer.alloc(1024 * 1024, 'x');
    mailbox.append(Array.from({ length: 300 }, () => ({ raw })));
    await client.run('SELECT Large');
    client.pause();
    client.send('a FETCH 1:* BODY.PEEK[]\r\n');
    const other = await house.enter();
    for (let round = 0; round < 50; round += 1) await other.run('NOOP');
    expect(house.told('FETCH')).toBeGreaterThan(0);
    expect(house.told('FETCH')).toBeLessThan(50);
  });
});
