/** Python's imaplib reads every message of a seeded sandbox octet by octet. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { runProgram } from './programs.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ users: [{ name: 'ann' }], seed: 7, messages: 300 });
});
afterAll(() => sandbox.stop());

/** Prints mailbox, UID, size and hash of each message, and how the walk through it went. */
const READ_ALL = `
import hashlib, imaplib, re, ssl, sys
host, port, security = sys.argv[1], int(sys.argv[2]), sys.argv[3]
context = ssl._create_unverified_context()
if security == 'tls':
    imap = imaplib.IMAP4_SSL(host, port, ssl_context=context)
else:
    imap = imaplib.IMAP4(host, port)
    if security == 'starttls':
        imap.starttls(context)
imap.login('ann', 'pass')
status, names = imap.list()
assert status == 'OK', status
for line in names:
    name = re.search(rb'"/" (?:"([^"]*)"|(\\S+))$', line)
    mailbox = (name.group(1) or name.group(2)).decode()
    status, count = imap.select('"' + mailbox + '"', readonly=True)
    assert status == 'OK', (mailbox, count)
    status, found = imap.uid('SEARCH', None, 'ALL')
    uids = found[0].split()
    assert len(uids) == int(count[0]), (mailbox, len(uids), count)
    for uid in uids:
        status, data = imap.uid('FETCH', uid, '(RFC822.SIZE BODY.PEEK[])')
        assert status == 'OK', (mailbox, uid, data)
        head, body = data[0]
        size = int(re.search(rb'RFC822.SIZE (\\d+)', head).group(1))
        assert size == len(body), (mailbox, uid, size, len(body))
        print(mailbox, uid.decode(), len(body), hashlib.sha256(body).hexdigest())
imap.close()
imap.logout()
`;

function stored(): readonly string[] {
  const [ann] = sandbox.users;
  return (ann?.mailboxes() ?? [])
    .flatMap(({ name, messages }) =>
      messages.map(
        ({ uid, raw }) => `${name} ${uid} ${raw.length} ${createHash('sha256').update(raw).digest('hex')}`,
      ),
    )
    .sort();
}

it.each(['none', 'starttls', 'tls'] as const)(
  'reads every message of a seeded user byte-exact (security: %s)',
  async (security) => {
    const port = security === 'tls' ? sandbox.imap.tlsPort : sandbox.imap.port;
    const printed = await runProgram('python3', ['-c', READ_ALL, sandbox.imap.host, String(port), security]);
    const read = printed.trim().split('\n').sort();
    expect(read.length).toBeGreaterThanOrEqual(300);
    expect(read).toEqual(stored());
  },
  30_000,
);

it('appends, marks, copies and removes', async () => {
  const user = sandbox.addUser({ name: 'carl' });
  const script = `
import imaplib, sys, time
imap = imaplib.IMAP4(sys.argv[1], int(sys.argv[2]))
imap.login('carl', 'pass')
def ok(answer):
    assert answer[0] == 'OK', answer
    return answer[1]
ok(imap.create('Work'))
for number in range(3):
    ok(imap.append('Work', '(\\\\Flagged)', imaplib.Time2Internaldate(0), b'Subject: %d\\r\\n\\r\\ntext\\r\\n' % number))
ok(imap.select('Work'))
ok(imap.store('2', '+FLAGS', '(\\\\Deleted)'))
ok(imap.copy('1', 'Archive'))
print(ok(imap.expunge()), ok(imap.search(None, 'FLAGGED'))[0].decode())
imap.logout()
`;
  expect(
    (await runProgram('python3', ['-c', script, sandbox.imap.host, String(sandbox.imap.port)])).trim(),
  ).toBe("[b'2'] 1 2");
  const subjects = (mailbox: string): readonly string[] =>
    (user.mailbox(mailbox)?.messages ?? []).map(({ raw }) => raw.toString().slice(9, 10));
  expect([subjects('Work'), subjects('Archive')]).toEqual([['0', '2'], ['0']]);
});
