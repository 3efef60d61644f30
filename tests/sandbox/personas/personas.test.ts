/** What each persona says on the wire where it differs from an honest server. */
import { connect as connectTls } from 'node:tls';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { HONEST } from '../../../src/sandbox/imap/behaviour.ts';
import { PERSONAS, type PersonaName } from '../../../src/sandbox/personas/personas.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts';
import { RawClient } from '../imap/raw-client.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(as: PersonaName): Promise<Sandbox> {
  const sandbox = await startSandbox({ as, users: [{ name: 'ann', password: 'secret' }] });
  endings.push(() => sandbox.stop());
  return sandbox;
}

async function connect(sandbox: Sandbox): Promise<RawClient> {
  const client = await RawClient.connect(sandbox.imap.port);
  endings.push(() => client.close());
  return client;
}

/** Logged in, with INBOX selected. */
async function enter(sandbox: Sandbox): Promise<RawClient> {
  const client = await connect(sandbox);
  await client.run('LOGIN ann secret');
  await client.run('SELECT INBOX');
  return client;
}

function fill(sandbox: Sandbox, count: number): void {
  const raw = (n: number): Buffer => Buffer.from(`Subject: number ${n}\r\n\r\nHi.\r\n`);
  const messages = Array.from({ length: count }, (_, index) => ({ raw: raw(index + 1) }));
  sandbox.store.user('ann')?.mailbox('INBOX')?.append(messages);
}

describe.each(Object.keys(PERSONAS) as PersonaName[])('%s', (name) => {
  it('lists nothing that the sandbox has not', () => {
    const { beforeLogin, afterLogin } = PERSONAS[name].imap.capabilities;
    const known = new Set([
      ...HONEST.capabilities.beforeLogin,
      ...HONEST.capabilities.afterLogin,
      ...['IMAP4', 'IMAP4rev2', 'LITERAL-', 'LOGINDISABLED', 'X-GM-EXT-1', 'XAPPLEPUSHSERVICE'],
    ]);
    const isKnown = (each: string): boolean =>
      known.has(each) || /^(APPENDLIMIT|MESSAGELIMIT)=\d+$/.test(each);
    expect([...beforeLogin, ...afterLogin].filter((each) => !isKnown(each))).toEqual([]);
  });

  it('offers STARTTLS on its plain port and tells its own capabilities before login', async () => {
    const client = await connect(await start(name));
    const [line = ''] = await client.run('CAPABILITY');
    expect(line.split(' ').slice(2)).toEqual([...PERSONAS[name].imap.capabilities.beforeLogin]);
    expect(line).toContain(' STARTTLS');
  });
});

describe('gmail', () => {
  it('tells and searches message ids, threads and labels', async () => {
    const sandbox = await start('gmail');
    fill(sandbox, 2);
    const client = await enter(sandbox);
    expect(await client.run('STORE 1 +X-GM-LABELS (\\Important "Two Words")')).toEqual([
      '* 1 FETCH (UID 1 X-GM-LABELS (\\Important "Two Words"))',
      'OK Stored.',
    ]);
    const [fetched = ''] = await client.run('FETCH 1 (X-GM-MSGID X-GM-THRID X-GM-LABELS)');
    const [, id = '', thread = ''] =
      /^\* 1 FETCH \(X-GM-MSGID (\d+) X-GM-THRID (\d+) X-GM-LABELS \(\\Important "Two Words"\)\)$/.exec(
        fetched,
      ) ?? [];
    expect(id).not.toBe('');
    const found = async (keys: string): Promise<string | undefined> =>
      (await client.run(`SEARCH ${keys}`))[0];
    expect(await found(`X-GM-MSGID ${id}`)).toBe('* SEARCH 1');
    expect(await found(`X-GM-THRID ${thread}`)).toBe('* SEARCH 1');
    expect(await found('X-GM-LABELS "Two Words"')).toBe('* SEARCH 1');
    expect(await found('NOT X-GM-LABELS \\Important')).toBe('* SEARCH 2');
    expect(await found('X-GM-RAW "in:inbox -label:important subject:number"')).toBe('* SEARCH 2');
    expect(await client.run('SEARCH X-GM-RAW "(a"')).toEqual(['BAD The brackets of the query do not fit.']);
    await client.run('SELECT "[Gmail]/All Mail"');
    expect((await client.run(`SEARCH X-GM-MSGID ${id}`))[0]).toBe('* SEARCH 1');
    expect((await client.run('FETCH 1:2 X-GM-LABELS')).slice(0, 2)).toEqual([
      '* 1 FETCH (X-GM-LABELS (\\Inbox \\Important "Two Words"))',
      '* 2 FETCH (X-GM-LABELS (\\Inbox))',
    ]);
  });

  it('takes a label off where a message is expunged, and keeps the message', async () => {
    const sandbox = await start('gmail');
    fill(sandbox, 1);
    const client = await enter(sandbox);
    await client.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
    expect(await client.run('EXPUNGE')).toEqual(['* 1 EXPUNGE', 'OK Expunged.']);
    expect((await client.run('STATUS "[Gmail]/All Mail" (MESSAGES)'))[0]).toContain('(MESSAGES 1)');
  });

  it('lists [Gmail] as a name only, above mailboxes with their uses', async () => {
    const client = await enter(await start('gmail'));
    expect(await client.run('LIST "" "[Gmail]*"')).toEqual(
      expect.arrayContaining([
        '* LIST (\\Noselect \\HasChildren) "/" "[Gmail]"',
        '* LIST (\\HasNoChildren \\All) "/" "[Gmail]/All Mail"',
      ]),
    );
  });

  it('takes fifteen connections of a user', async () => {
    const sandbox = await start('gmail');
    const clients = await Promise.all(Array.from({ length: 16 }, () => connect(sandbox)));
    const replies: string[] = [];
    for (const client of clients) replies.push((await client.run('LOGIN ann secret')).at(-1) ?? '');
    expect(replies.filter((reply) => reply.startsWith('OK'))).toHaveLength(15);
    expect(replies.at(-1)).toBe('NO [ALERT] Too many simultaneous connections. (Failure)');
  });
});

describe('outlook', () => {
  it('takes tokens under TLS and no password, not even the right one', async () => {
    const sandbox = await start('outlook');
    const { token } = sandbox.tokens.issue('ann');
    const socket = connectTls({
      port: sandbox.imap.tlsPort,
      host: '127.0.0.1',
      ca: sandbox.ca,
      servername: 'localhost',
    });
    endings.push(() => socket.destroy());
    const answers: string[] = [];
    socket.setEncoding('latin1').on('data', (text: string) => answers.push(...text.split('\r\n')));
    const reply = async (tag: string): Promise<string> => {
      for (;;) {
        const found = answers.find((each) => each.startsWith(`${tag} `));
        if (found !== undefined) return found;
        await once(socket, 'data');
      }
    };
    const sasl = Buffer.from(`user=ann\x01auth=Bearer ${token}\x01\x01`).toString('base64');
    socket.write('a CAPABILITY\r\n');
    await reply('a');
    expect(answers.join()).toContain('LOGINDISABLED');
    socket.write('b LOGIN ann secret\r\n');
    expect(await reply('b')).toBe('b NO LOGIN failed.');
    socket.write(`c AUTHENTICATE XOAUTH2 ${sasl}\r\n`);
    expect(await reply('c')).toMatch(/^c OK /);
  });
});

describe('yahoo', () => {
  it('goes over a thousand messages and says how far it came', async () => {
    const sandbox = await start('yahoo');
    fill(sandbox, 1_200);
    const client = await enter(sandbox);
    const fetched = await client.run('UID FETCH 1:* FLAGS');
    expect(fetched).toHaveLength(1_001);
    expect(fetched.at(-1)).toBe('OK [MESSAGELIMIT 1000 201] Fetched.');
    const [, searched] = await client.run('UID SEARCH ALL');
    expect(searched).toBe('OK [MESSAGELIMIT 1000 201] Searched.');
    expect((await client.run('UID SEARCH UID 1:200')).at(-1)).toBe('OK Searched.');
    expect((await client.run('UID STORE 1:* +FLAGS.SILENT (\\Seen)')).at(-1)).toBe(
      'OK [MESSAGELIMIT 1000 201] Stored.',
    );
    expect((await client.run('UID COPY 1:* Trash')).at(-1)).toMatch(/^NO \[MESSAGELIMIT 1000\] /);
    expect((await client.run('LIST "" Bulk'))[0]).toBe('* LIST (\\HasNoChildren \\Junk) "/" "Bulk"');
  });
});

describe('icloud', () => {
  it('only counts, enables in silence, and understands no BINARY', async () => {
    const sandbox = await start('icloud');
    fill(sandbox, 3);
    const client = await enter(sandbox);
    expect((await client.run('UID SEARCH RETURN (ALL) ALL'))[0]).toMatch(
      /^\* ESEARCH \(TAG "T\d+"\) UID COUNT 3$/,
    );
    expect(await client.run('ENABLE QRESYNC')).not.toContainEqual(expect.stringContaining('ENABLED'));
    await client.run('UID STORE 1 +FLAGS.SILENT (\\Deleted)');
    expect((await client.run('EXPUNGE'))[0]).toBe('* VANISHED 1');
    expect(await client.run('FETCH 1 BINARY.SIZE[1]')).toEqual(['BAD Unknown item BINARY.SIZE.']);
  });
});

describe('strato', () => {
  it('finds nothing any more once IMAP4rev2 is enabled', async () => {
    const sandbox = await start('strato');
    fill(sandbox, 3);
    const client = await enter(sandbox);
    expect((await client.run('UID SEARCH ALL'))[0]).toBe('* SEARCH 1 2 3');
    expect((await client.run('ENABLE IMAP4rev2'))[0]).toBe('* ENABLED IMAP4REV2');
    expect((await client.run('UID SEARCH ALL'))[0]).toMatch(/^\* ESEARCH \(TAG "T\d+"\) UID$/);
  });
});

describe('courier', () => {
  it('keeps all mailboxes below INBOX, with dots between the levels', async () => {
    const sandbox = await start('courier');
    const client = await enter(sandbox);
    expect((await client.run('NAMESPACE'))[0]).toBe('* NAMESPACE (("INBOX." ".")) NIL NIL');
    expect((await client.run('LIST "" ""'))[0]).toBe('* LIST (\\Noselect) "." ""');
    expect((await client.run('CREATE INBOX.Projects.Apollo')).at(-1)).toMatch(/^OK /);
    expect(sandbox.store.user('ann')?.mailbox('Projects/Apollo')?.name).toBe('Projects/Apollo');
    expect(await client.run('LIST "" INBOX.%')).toEqual([
      '* LIST (\\HasNoChildren) "." "INBOX.Drafts"',
      '* LIST (\\HasChildren) "." "INBOX.Projects"',
      '* LIST (\\HasNoChildren) "." "INBOX.Sent"',
      '* LIST (\\HasNoChildren) "." "INBOX.Trash"',
      'OK That is all.',
    ]);
    expect((await client.run('LIST INBOX. *.Apollo'))[0]).toBe(
      '* LIST (\\HasNoChildren) "." "INBOX.Projects.Apollo"',
    );
    expect((await client.run('STATUS INBOX.Projects.Apollo (MESSAGES)'))[0]).toBe(
      '* STATUS "INBOX.Projects.Apollo" (MESSAGES 0)',
    );
    expect((await client.run('CREATE Outside')).at(-1)).toMatch(/^NO /);
    expect((await client.run('SELECT Projects')).at(-1)).toMatch(/^NO \[NONEXISTENT\] /);
  });
});

describe('minimal', () => {
  it.each([
    'IDLE',
    'ENABLE CONDSTORE',
    'UID MOVE 1 INBOX',
    'NAMESPACE',
    'UNSELECT',
    'ID NIL',
    'SORT (DATE) UTF-8 ALL',
  ])('does not know %s', async (command) => {
    const client = await enter(await start('minimal'));
    expect(await client.run(command)).toEqual(['BAD Unknown command.']);
  });
});
