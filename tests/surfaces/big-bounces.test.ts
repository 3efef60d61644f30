/** What the big mail servers send back, delivered to a watched mailbox: each tells the fate of its submission, and nothing else does. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BounceReason } from '../../src/domain/report.ts';
import { recipient, standard, type Bounce } from '../bounces/bounce.ts';
import { reports } from '../bounces/bounces.ts';
import { lines } from '../corpus/mime.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { createLmtpClient, type LmtpClient } from '../support/lmtp-client.ts';
import { freshUser, services } from '../support/services.ts';
import { connectedAccounts, type ConnectedAccount } from './connected-accounts.ts';

let at: ConnectedAccount;
connectedAccounts((connected) => (at = connected));

let lmtp: LmtpClient;
beforeAll(() => {
  const { host, lmtpPort: port } = services().dovecot;
  lmtp = createLmtpClient({ host, port });
});
afterAll(() => lmtp?.close());

const ann = 'ann@receiver.example';
const lost = '<1.lost@sender.example>';

function named(name: string): Buffer {
  const found = reports.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no report ${name}`);
  return found.raw;
}

const notice = (action: string, status: string): Bounce =>
  standard({
    name: action,
    subject: 'Successful Mail Delivery Report',
    recipients: [{ address: ann }],
    words: ['This is the mail system at host mx.example.'],
    machine: ['Reporting-MTA: dns; mx.example', ...recipient(ann, action, status, '250 2.0.0 Ok')],
  });

const person = lines(
  `From: Ann <${ann}>`,
  'To: me@sender.example',
  'Subject: Re: The minutes of Monday',
  'Message-ID: <person@receiver.example>',
  `In-Reply-To: ${lost}`,
  '',
  'Thank you. My neighbour got: 550 5.1.1 no such user.',
);

type Row = readonly [
  name: string,
  raw: Buffer,
  status: Schemas['RecipientStatus'],
  told: string | null,
  reason?: BounceReason,
];
const bounced = (name: string, reason: BounceReason): Row => [
  name,
  named(name),
  'bounced',
  'bounced dsn',
  reason,
];
const rows: readonly Row[] = [
  bounced('Sendmail: unknown user', 'no-such-mailbox'),
  bounced('Sendmail: host unknown', 'no-such-domain'),
  bounced('Exim: its report, whose status says nothing and whose words say all', 'no-such-mailbox'),
  bounced('Exim in words: refused', 'no-such-mailbox'),
  bounced('Exchange Online: recipient not found', 'no-such-mailbox'),
  bounced('Exchange Online: a mailbox that is full', 'mailbox-full'),
  bounced('Exchange 2000 in words', 'no-such-mailbox'),
  bounced('Gmail: no such account', 'no-such-mailbox'),
  bounced('Gmail: unauthenticated', 'authentication'),
  bounced('qmail: no mailbox here', 'no-such-mailbox'),
  bounced('Yahoo: no account', 'no-such-mailbox'),
  bounced('Outlook.com: refused for its network', 'spam'),
  bounced('GMX: mailbox unavailable', 'no-such-mailbox'),
  bounced('Amazon SES: unknown user', 'no-such-mailbox'),
  bounced('an appliance that writes only HTML', 'no-such-mailbox'),
  ['a warning of Sendmail', named('Sendmail: a warning after four hours'), 'sent', null],
  ['a warning of Exim', named('Exim in words: delayed'), 'sent', null],
  ['a delivery', notice('delivered', '2.0.0').raw, 'delivered', 'delivered dsn'],
  ['a handing over to servers that tell no more', notice('relayed', '2.0.0').raw, 'sent', null],
  ['a receipt', named('MDN: of Thunderbird'), 'delivered', 'delivered mdn'],
  ['a complaint', named('ARF: a complaint with its recipient'), 'complained', 'complained arf'],
  [
    'a complaint that hides who',
    named('ARF: a complaint that hides its recipient'),
    'complained',
    'complained arf',
  ],
  ['a vacation', named('auto-reply: of a vacation filter (RFC 5230)'), 'sent', 'replied auto-reply'],
  ['an absence', named('auto-reply: of Exchange'), 'sent', 'replied auto-reply'],
  ['a person', person, 'sent', 'replied reply'],
];

async function send(to: string, account: string): Promise<Schemas['Submission']> {
  const { body } = await at.service.rest.call<Schemas['Submission']>('createSubmission', {
    path: { account },
    body: {
      to: [{ address: to }],
      subject: 'The minutes of Monday',
      text: 'Here they are.',
      saveToSent: false,
    },
    headers: { prefer: 'wait=20' },
  });
  expect(body.status).toBe('sent');
  return body;
}

/** The same about what was really sent, to whom it was sent. */
const about = (raw: Buffer, messageId: string, to: string): Buffer =>
  Buffer.from(raw.toString('latin1').replaceAll(lost, messageId).replaceAll(ann, to), 'latin1');

it('tells the fate of each submission, and of no other', async () => {
  const { rest } = at.service;
  const { id, email } = at.account;
  const other = await at.service.connect();
  const foreign = await send(freshUser(), other.id);
  const sent = await Promise.all(
    rows.map(async (row) => {
      const to = freshUser();
      return { row, to, submission: await send(to, id) };
    }),
  );
  const bounce = named('Gmail: no such account');
  // Before the others, so that their end shows that nothing came of these.
  for (const [messageId, to] of [
    [foreign.messageId, foreign.envelope.to[0] ?? ''],
    ['<guessed@sender.example>', sent[0]?.to ?? ''],
  ] as const) {
    await lmtp.deliver(about(bounce, messageId, to), { from: '', to: [email] });
  }
  await Promise.all(
    sent.map(({ row: [, raw], to, submission }) =>
      lmtp.deliver(about(raw, submission.messageId, to), { from: '', to: [email] }),
    ),
  );

  const events = async (): Promise<readonly Schemas['SubmissionEvent'][]> => {
    const types = ['bounced', 'delivered', 'complained', 'replied']
      .map((type) => `submission.${type}`)
      .join(',');
    const { body } = await rest.call<{ data: readonly Schemas['SubmissionEvent'][] }>('listEvents', {
      query: { types, limit: 100 },
    });
    return body.data;
  };
  const expected = rows.map(([name, , status, told, reason]) => ({
    name,
    status,
    reason: reason ?? null,
    told: told === null ? [] : [told],
  }));
  await eventually(async () => {
    const told = await events();
    const now = await Promise.all(
      sent.map(async ({ row: [name], submission }) => {
        const path = { account: id, submission: submission.id };
        const { body } = await rest.call<Schemas['Submission']>('getSubmission', { path });
        const [whom] = body.recipients;
        const mine = told.filter(({ data }) => data.submission.id === submission.id);
        return {
          name,
          status: whom?.status,
          reason: whom?.reason,
          told: mine.map(({ type, data }) => `${type.replace('submission.', '')} ${data.cause?.kind}`),
        };
      }),
    );
    expect(now).toEqual(expected);
    expect(told).toHaveLength(expected.flatMap((each) => each.told).length);
  }, 25_000);

  const untouched = await rest.call('getSubmission', { path: { account: other.id, submission: foreign.id } });
  expect(untouched.body).toMatchObject({ recipients: [{ status: 'sent', report: null }] });
  const { body } = await rest.call<{ data: readonly Schemas['Suppression'][] }>('listSuppressions', {
    path: { account: id },
    query: { limit: 100 },
  });
  const lasting = sent.filter(
    ({ row: [, , status, , reason] }) =>
      status === 'complained' || reason === 'no-such-mailbox' || reason === 'no-such-domain',
  );
  expect(body.data.map(({ address }) => address).sort()).toEqual(lasting.map(({ to }) => to).sort());
}, 60_000);
