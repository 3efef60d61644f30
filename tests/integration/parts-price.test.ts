/** What reading the parts of one message costs: as `attachments.zip` does, one after the other. */
import type { ImapFlow } from 'imapflow';
import { expect, it, vi } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import { freshAccounts } from '../support/fresh-accounts.ts';
import { never, plainMessage } from '../support/imap-account.ts';

let account: Account;
let client: ImapFlow;
let inbox: Mailbox;

const world = freshAccounts(
  (fresh) => {
    ({ account, client, inbox } = fresh);
  },
  { connections: 1 },
);

async function octets(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk.toString();
  return text;
}

it('the parts of a message are read by one FETCH each, its structure only with the first', async () => {
  const parts = Array.from({ length: 40 }, (_, at) => `--b\r\nContent-Type: text/csv\r\n\r\nrow ${at}\r\n`);
  const type = 'multipart/mixed; boundary=b';
  const headers = { 'MIME-Version': '1.0', 'Content-Type': type };
  await client.append('INBOX', plainMessage('many', headers, `${parts.join('')}--b--`));
  const page = { filter: null, anchor: null, limit: 1, bodyMaxBytes: 0, fields: ['uid'] } as const;
  const { places } = await world.imap.reader.slice(account, inbox, page, never);
  const [place] = places;
  if (place === undefined) throw new Error('No message.');

  const session = await world.pool.lease(account, {}, never, (leased) => Promise.resolve(leased));
  const command = vi.spyOn(session, 'command');
  for (const at of parts.keys()) {
    const { stream } = await world.imap.reader.part(account, place, `${at + 1}`, 'all', never);
    expect((await octets(stream)).trim()).toBe(`row ${at}`);
  }
  const asked = command.mock.calls.map((call) => JSON.stringify(call));
  expect(asked).toHaveLength(40);
  expect(asked.filter((each) => each.includes('BODYSTRUCTURE'))).toHaveLength(1);
});

it('a part that is not there is told so, also when the structure is known', async () => {
  await client.append('INBOX', plainMessage('one'));
  const page = { filter: null, anchor: null, limit: 1, bodyMaxBytes: 0, fields: ['uid'] } as const;
  const { places } = await world.imap.reader.slice(account, inbox, page, never);
  const [place] = places;
  if (place === undefined) throw new Error('No message.');
  const { stream } = await world.imap.reader.part(account, place, '1', 'none', never);
  stream.resume();
  const refused = { code: 'not-found' };
  await expect(world.imap.reader.part(account, place, '9', 'all', never)).rejects.toMatchObject(refused);
  await client.mailboxOpen('INBOX');
  await client.messageDelete('1:*', { uid: true });
  await world.imap.reader.slice(account, inbox, page, never);
  await expect(world.imap.reader.part(account, place, '1', 'all', never)).rejects.toMatchObject(refused);
});
