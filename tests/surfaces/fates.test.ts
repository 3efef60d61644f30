/** What comes back to a watched mailbox tells the fate of what was sent, by REST and by GraphQL. */
import { describe, expect, it } from 'vitest';
import { beside, inWords, recipient, standard, type Bounce } from '../bounces/bounce.ts';
import { lines } from '../corpus/mime.ts';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { freshUser } from '../support/services.ts';
import { connectedAccounts, type ConnectedAccount } from './connected-accounts.ts';

let at: ConnectedAccount;
connectedAccounts((connected) => (at = connected));

async function send(...to: readonly string[]): Promise<Schemas['Submission']> {
  const { body } = await at.service.rest.call<Schemas['Submission']>('createSubmission', {
    path: { account: at.account.id },
    body: { to: to.map((address) => ({ address })), subject: 'The minutes', text: 'Here they are.' },
  });
  return await eventually(async () => {
    const submission = await get(body.id);
    expect(submission.status).toBe('sent');
    return submission;
  });
}

async function get(submission: string): Promise<Schemas['Submission']> {
  const { body } = await at.service.rest.call<Schemas['Submission']>('getSubmission', {
    path: { account: at.account.id, submission },
  });
  return body;
}

async function arrives(raw: Buffer): Promise<string> {
  const { status, body } = await at.service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: at.account.id },
    query: { mailbox: 'inbox' },
    body: raw.toString('latin1'),
    contentType: 'message/rfc822',
  });
  expect(status).toBe(201);
  return body.id;
}

/** The same report about what was really sent. */
const about = ({ raw }: Bounce, { messageId }: Schemas['Submission']): Buffer =>
  Buffer.from(raw.toString('latin1').replaceAll('<1.lost@sender.example>', messageId), 'latin1');

async function told(type: string): Promise<readonly Schemas['SubmissionEvent'][]> {
  const { body } = await at.service.rest.call<{ data: readonly Schemas['SubmissionEvent'][] }>('listEvents', {
    query: { account: at.account.id, types: type },
  });
  return body.data;
}

const bounceOf = (to: string): Bounce =>
  standard({
    name: 'bounce',
    recipients: [{ address: to }],
    words: ['Alas.'],
    machine: [
      'Reporting-MTA: dns; mx.example',
      ...recipient(to, 'failed', '5.1.1', '550 5.1.1 User unknown'),
    ],
  });

describe('a submission whose message', () => {
  it('bounces is told by an event, in its recipients and on both surfaces', async () => {
    const [ann, bob] = [freshUser(), freshUser()];
    const submission = await send(ann, bob);
    const message = await arrives(about(bounceOf(ann), submission));
    const [event] = await eventually(async () => {
      const events = await told('submission.bounced');
      expect(events).toHaveLength(1);
      return events;
    });
    const report = {
      kind: 'dsn',
      message,
      status: '5.1.1',
      diagnostic: '550 5.1.1 User unknown',
      reason: 'no-such-mailbox',
    };
    expect(event?.data).toMatchObject({
      submission: { id: submission.id },
      recipients: [{ address: ann, status: 'bounced', report }],
      cause: { kind: 'dsn', message },
    });
    const { status, recipients } = await get(submission.id);
    expect(status).toBe('sent');
    expect(recipients).toMatchObject([
      { address: ann, status: 'bounced', report },
      { address: bob, status: 'sent', report: null },
    ]);
    const { data, errors } = await at.graphql.ask<{ submission: unknown; events: unknown }>(
      `query($id: ID!, $account: [ID!]) {
        submission(id: $id) { recipients { status report { kind message status reason } } }
        events(first: 10, accounts: $account, types: ["submission.bounced"]) {
          edges { node { type ... on SubmissionEvent { cause { kind message } } } }
        }
      }`,
      { id: submission.id, account: [at.account.id] },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      submission: {
        recipients: [
          { status: 'BOUNCED', report: { kind: 'DSN', message, reason: 'NO_SUCH_MAILBOX' } },
          { status: 'SENT', report: null },
        ],
      },
      events: { edges: [{ node: { type: 'submission.bounced', cause: { kind: 'DSN', message } } }] },
    });
  });

  it('bounces in words, in HTML, with the message beside them, is told as well', async () => {
    const ann = freshUser();
    const submissions = [await send(ann), await send(ann), await send(ann)];
    const writing = { name: 'words', from: 'mailer-daemon@mx.example', recipients: [{ address: ann }] };
    const bounces = [
      inWords(
        writing,
        `<${ann}>:`,
        '550 5.1.1 User unknown',
        '',
        '--- Below this line is a copy of the message.',
        'Message-ID: <1.lost@sender.example>',
      ),
      beside(writing, `<${ann}>:`, '550 5.1.1 User unknown'),
      beside({ ...writing, type: 'text/html' }, `<p>${ann}</p><p>550 5.1.1 User unknown</p>`),
    ];
    for (const [index, bounce] of bounces.entries()) {
      const submission = submissions[index];
      if (submission !== undefined)
        await arrives(
          Buffer.from(
            about(bounce, submission).toString('latin1').replace('<bounce.1@', `<bounce.${index}@`),
            'latin1',
          ),
        );
    }
    await eventually(async () => {
      const now = await Promise.all(submissions.map(({ id }) => get(id)));
      expect(now.map(({ recipients }) => recipients[0]?.status)).toEqual(['bounced', 'bounced', 'bounced']);
    }, 15_000);
  });

  it('is answered tells who wrote, and a person from a program', async () => {
    const ann = freshUser();
    const submission = await send(ann);
    const answer = (id: string, ...fields: readonly string[]): Buffer =>
      lines(
        `From: Ann <${ann}>`,
        'Subject: Re: The minutes',
        `Message-ID: <${id}@ann>`,
        `In-Reply-To: ${submission.messageId}`,
        ...fields,
        '',
        'Thank you.',
      );
    await arrives(answer('auto', 'Auto-Submitted: auto-replied'));
    await arrives(answer('person'));
    await arrives(answer('person'));
    await eventually(async () => {
      const events = await told('submission.replied');
      expect(events.map(({ data }) => data.cause?.kind).sort()).toEqual(['auto-reply', 'reply']);
      expect(events[0]?.data.recipients).toMatchObject([{ address: ann, status: 'sent' }]);
    });
  });

  it('is not quoted by a bounce is left as it is', async () => {
    const [ann, other] = [freshUser(), freshUser()];
    const submission = await send(ann);
    await arrives(bounceOf(ann).raw);
    const second = await send(other);
    await arrives(about(bounceOf(other), second));
    await eventually(async () => expect(await told('submission.bounced')).toHaveLength(1));
    expect((await get(submission.id)).recipients).toMatchObject([{ status: 'sent', report: null }]);
  });
});

describe('an address that is suppressed', () => {
  it('is so by a bounce for good: what is sent afterwards goes to the others alone', async () => {
    const [ann, bob] = [freshUser(), freshUser()];
    const first = await send(ann);
    await arrives(about(bounceOf(ann), first));
    await eventually(async () => expect(await told('submission.bounced')).toHaveLength(1));
    const kept = { address: ann, reason: 'bounce', submission: first.id };
    expect(await listed()).toMatchObject([kept]);
    const second = await send(ann, bob);
    expect(second.recipients.map(({ status }) => status)).toEqual(['suppressed', 'sent']);
    const only = await create({ to: [{ address: ann }], text: 'Once more.' });
    expect(only).toMatchObject({ status: 'failed', recipients: [{ address: ann, status: 'suppressed' }] });
    const everybody = at.service.submission.accepted.flatMap(({ to }) => to);
    expect(everybody.filter((address) => address === ann)).toHaveLength(1);
  });

  it('is so when the server that sends refuses it for good', async () => {
    const [ann, bob] = [freshUser(), freshUser()];
    const reply = { code: 550, text: '5.1.1 No such user' };
    at.service.submission.faults.arm({ kind: 'refuse', at: 'recipient', address: ann, reply });
    const first = await send(ann, bob);
    at.service.submission.faults.clear();
    expect(first.recipients).toMatchObject([
      { status: 'failed', reason: 'no-such-mailbox', nextAttemptAt: null },
      { status: 'sent', reason: null, nextAttemptAt: null },
    ]);
    await eventually(async () =>
      expect(await listed()).toMatchObject([{ address: ann, reason: 'bounce', submission: first.id }]),
    );
    expect((await send(ann, bob)).recipients.map(({ status }) => status)).toEqual(['suppressed', 'sent']);
  });

  it('is not so by a full mailbox', async () => {
    const ann = freshUser();
    const full = standard({
      name: 'full',
      recipients: [{ address: ann }],
      words: ['Alas.'],
      machine: [
        'Reporting-MTA: dns; mx.example',
        ...recipient(ann, 'failed', '5.2.2', '552 5.2.2 Over quota'),
      ],
    });
    await arrives(about(full, await send(ann)));
    await eventually(async () => expect(await told('submission.bounced')).toHaveLength(1));
    expect(await listed()).toEqual([]);
  });

  it('is put there and taken out by hand, by REST', async () => {
    const ann = freshUser();
    const path = { account: at.account.id };
    const made = await at.service.rest.call('createSuppression', {
      path,
      body: { address: ann.toUpperCase() },
    });
    expect(made).toMatchObject({ status: 201, body: { address: ann, reason: 'manual', submission: null } });
    expect(await create({ to: [{ address: ann }], text: 'x' })).toMatchObject({ status: 'failed' });
    const out = { path: { ...path, address: ann } };
    expect((await at.service.rest.call('deleteSuppression', out)).status).toBe(204);
    expect((await at.service.rest.call('deleteSuppression', out)).body).toMatchObject({ code: 'not-found' });
    expect((await send(ann)).recipients).toMatchObject([{ status: 'sent' }]);
    const bad = await at.service.rest.call('createSuppression', { path, body: { address: 'no address' } });
    expect(bad.body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/address' }] });
  });

  it('is put there and taken out by hand, by GraphQL', async () => {
    const ann = freshUser();
    const named = { accountId: at.account.id, address: ann };
    const made = await at.graphql.change('createSuppression', { ...named, idempotencyKey: 'once' });
    expect(made.data).toMatchObject({ suppression: { address: ann, reason: 'MANUAL' }, replayed: false });
    const { data } = await at.graphql.ask(
      'query($id: ID!) { account(id: $id) { suppressions(first: 5) { totalCount edges { node { address } } } } }',
      { id: at.account.id },
    );
    expect(data).toMatchObject({ account: { suppressions: { edges: [{ node: { address: ann } }] } } });
    const out = await at.graphql.change('deleteSuppression', named);
    expect(out.data).toMatchObject({ deletedAddress: ann });
    expect(await listed()).toEqual([]);
  });
});

async function listed(): Promise<readonly Schemas['Suppression'][]> {
  const { body } = await at.service.rest.call<{ data: readonly Schemas['Suppression'][] }>(
    'listSuppressions',
    { path: { account: at.account.id } },
  );
  return body.data;
}

async function create(body: object): Promise<Schemas['Submission']> {
  const answer = await at.service.rest.call<Schemas['Submission']>('createSubmission', {
    path: { account: at.account.id },
    body,
  });
  return answer.body;
}
