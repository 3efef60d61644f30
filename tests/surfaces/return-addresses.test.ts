/** Reports return to an address of the submission's own: what quotes nothing of the message is matched by it, unless it is forged. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const path = (): { readonly account: string } => ({ account: at.account.id });

async function send(...to: readonly string[]): Promise<Schemas['Submission']> {
  const { body } = await at.service.rest.call<Schemas['Submission']>('createSubmission', {
    path: path(),
    body: { to: to.map((address) => ({ address })), text: 'Here they are.', verp: true },
    headers: { prefer: 'wait=10' },
  });
  expect(body.status).toBe('sent');
  return body;
}

async function recipientsOf({ id }: Schemas['Submission']): Promise<Schemas['Submission']['recipients']> {
  const { body } = await at.service.rest.call<Schemas['Submission']>('getSubmission', {
    path: { ...path(), submission: id },
  });
  return body.recipients;
}

/** Handed in by LMTP, as a mail server's last hop does. */
async function arrives(
  at: string,
  name: string,
  {
    to = at,
    from = 'MAILER-DAEMON@mx.example',
    subject = 'failure notice',
    fields = [] as readonly string[],
  },
  ...body: readonly string[]
): Promise<void> {
  const raw = lines(
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Message-ID: <${name}@mx.example>`,
    ...fields,
    '',
    ...body,
  );
  await lmtp.deliver(raw, { from: '', to: [at] });
}

async function told(): Promise<readonly Schemas['SubmissionEvent'][]> {
  const { body } = await at.service.rest.call<{ data: readonly Schemas['SubmissionEvent'][] }>('listEvents', {
    query: { ...path(), types: 'submission.bounced,submission.replied' },
  });
  return body.data;
}

const words = ['Your message was not delivered.', 'The server said: 550 5.1.1 No such user here'];

describe('a submission to whose own address reports return', () => {
  it('has a sender of its own in whatever form it is handed in, and the same for all recipients', async () => {
    const { rest, submission } = at.service;
    const [local, domain] = at.account.email.split('@');
    const own = expect.stringMatching(new RegExp(`^${local}\\+ret-[0-9a-v]{16}@${domain}$`)) as string;
    const [ann, bob] = [freshUser(), freshUser()];
    const first = await send(ann, bob);
    const raw = `From: ${at.account.email}\r\nTo: ${ann}\r\n\r\nHello.\r\n`;
    const { body: second } = await rest.call<Schemas['Submission']>('createSubmission', {
      path: path(),
      query: { verp: true },
      body: raw,
      contentType: 'message/rfc822',
    });
    const message = { to: [{ address: ann }], text: 'Hello.', verp: true };
    const third = await at.graphql.change('createSubmission', {
      accountId: at.account.id,
      idempotencyKey: 'once',
      ...message,
    });
    expect(third.data).toMatchObject({ submission: { envelope: { from: own } } });
    const shown = await rest.call('createSubmission', { path: path(), body: { ...message, dryRun: true } });
    expect(shown.body).toMatchObject({ envelope: { from: own } });
    expect([first.envelope.from, second.envelope.from]).toEqual([own, own]);
    expect(first.envelope.from).not.toBe(second.envelope.from);
    const onWire = submission.accepted.find(({ to }) => to.includes(bob));
    expect(onWire).toMatchObject({ from: first.envelope.from, to: [ann, bob] });
    expect(onWire?.raw.toString('latin1')).not.toContain('+ret-');
  });

  it('is bounced by what names neither the message nor the recipient', async () => {
    const [ann, bob] = [freshUser(), freshUser()];
    const [first, second] = [await send(ann), await send(bob)];
    await arrives(first.envelope.from, 'b1', {}, ...words);
    const noted = [`X-Original-To: <${second.envelope.from.toUpperCase()}>`];
    await arrives(at.account.email, 'b2', { fields: noted }, ...words);
    await eventually(async () => {
      const recipients = [...(await recipientsOf(first)), ...(await recipientsOf(second))];
      const report = { kind: 'dsn', status: '5.1.1', reason: 'no-such-mailbox' };
      expect(recipients).toMatchObject([
        { address: ann, status: 'bounced', report },
        { address: bob, status: 'bounced', report },
      ]);
    }, 15_000);
  });

  it('is left as it is by forged addresses, by warnings, and by what names none of several', async () => {
    const [ann, bob, both] = [freshUser(), freshUser(), [freshUser(), freshUser()] as const];
    const [first, last, several] = [await send(ann), await send(bob), await send(...both)];
    const other = await at.service.connect();
    const { from } = first.envelope;
    const forged = from.replace(/ret-.{16}/, `ret-${'0'.repeat(16)}`);
    await arrives(at.account.email, 'f1', { to: forged }, ...words);
    await arrives(other.email, 'f2', { to: from }, ...words);
    await arrives(from, 'w1', {}, 'Delivery is delayed; the server said 451 4.7.1 Later, please.');
    await arrives(several.envelope.from, 's1', {}, ...words);
    await arrives(from, 'n1', { from: 'Eve <eve@mx.example>', subject: 'Hello' }, ...words);
    await arrives(last.envelope.from, 'b3', {}, ...words);
    await eventually(async () => expect(await told()).toHaveLength(1), 15_000);
    expect(await recipientsOf(last)).toMatchObject([{ status: 'bounced' }]);
    const untouched = [...(await recipientsOf(first)), ...(await recipientsOf(several))];
    expect(untouched.map(({ status }) => status)).toEqual(['sent', 'sent', 'sent']);
  });

  it('is answered by the automatic reply of a recipient, which goes to that address', async () => {
    const ann = freshUser();
    const { envelope } = await send(ann);
    await arrives(envelope.from, 'v1', { from: `Ann <${ann}>` }, 'I am on holiday.');
    await eventually(async () =>
      expect(await told()).toMatchObject([
        { data: { cause: { kind: 'auto-reply' }, recipients: [{ address: ann }] } },
      ]),
    );
  });

  it('is refused for a sender that no such address can be made of, before it is accepted', async () => {
    const long = `${'l'.repeat(44)}@sender.example`;
    const account = await at.service.connect({
      identities: [{ address: long }, { address: '"a.b"@sender.example' }],
    });
    for (const address of [long, '"a.b"@sender.example']) {
      const to = [{ address: freshUser() }];
      for (const whom of [{ to }, { recipients: [{ to }] }]) {
        const body = { from: { address }, ...whom, subject: 'x', text: 'x', verp: true };
        const { status, body: problem } = await at.service.rest.call('createSubmission', {
          path: { account: account.id },
          body,
        });
        expect(problem).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/verp' }] });
        expect(status).toBe(400);
      }
    }
  });
});
