/** How the queue of an account is steered, by REST and by GraphQL. */
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { connectedAccounts, type ConnectedAccount } from './connected-accounts.ts';

let at: ConnectedAccount;
connectedAccounts((connected) => (at = connected));

const later = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();

async function post(body: object): Promise<{ status: number; body: Schemas['Submission'] }> {
  return at.service.rest.call<Schemas['Submission']>('createSubmission', {
    path: { account: at.account.id },
    body: { to: [{ address: 'grace@example.org' }], text: 'Hello.', ...body },
  });
}

describe('a submission', () => {
  it('tells its priority and until when it is tried, on both surfaces', async () => {
    const times = { sendAt: later(600), expiresAt: later(900) };
    const { body } = await post({ ...times, priority: 'high' });
    expect(body).toMatchObject({ ...times, status: 'scheduled', priority: 'high' });
    expect(await get(body.id)).toEqual(body);
    const { data } = await at.graphql.ask<unknown>(
      `mutation ($input: CreateSubmissionInput!) { createSubmission(input: $input) {
         ... on CreateSubmissionPayload { submission { priority expiresAt recipients { reason nextAttemptAt } } } } }`,
      {
        input: {
          accountId: at.account.id,
          to: [{ address: 'grace@example.org' }],
          text: 'Hello.',
          ...times,
          priority: 'LOW',
        },
      },
    );
    expect(data).toEqual({
      createSubmission: {
        submission: {
          priority: 'LOW',
          expiresAt: times.expiresAt,
          recipients: [{ reason: null, nextAttemptAt: times.sendAt }],
        },
      },
    });
  });

  it('has them also where it is a finished message', async () => {
    const { status, body } = await at.service.rest.call<Schemas['Submission']>('createSubmission', {
      path: { account: at.account.id },
      query: { sendAt: later(600), expiresAt: later(900), priority: 'low' },
      body: `From: ${at.account.email}\r\nTo: grace@example.org\r\n\r\nHello.\r\n`,
      contentType: 'message/rfc822',
    });
    expect([status, body.priority]).toEqual([202, 'low']);
    expect(body.expiresAt).not.toBeNull();
  });

  it('that would expire before it is sent is refused with the place', async () => {
    const { status, body } = await post({ sendAt: later(600), expiresAt: later(500) });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/expiresAt' }] });
  });
});

describe('the queue of an account', () => {
  const patch = (body: object): Promise<{ status: number; body: Schemas['Account'] }> =>
    at.service.rest.call<Schemas['Account']>('updateAccount', { path: { account: at.account.id }, body });

  it('keeps to a rate that is set by REST, and goes when it is taken away by GraphQL', async () => {
    expect(at.account.limits).toMatchObject({ sendPerMinute: null, sendPerDay: null });
    expect((await patch({ limits: { sendPerMinute: 0 } })).status).toBe(400);
    expect((await patch({ limits: { sendPerMinute: 1, sendPerDay: 100 } })).body.limits).toEqual({
      ...at.account.limits,
      sendPerMinute: 1,
      sendPerDay: 100,
    });
    const ids = [(await post({})).body.id, (await post({})).body.id];
    const second = await eventually(async () => {
      const [first, other] = await Promise.all(ids.map(get));
      expect([first?.status, other?.status].toSorted()).toEqual(['queued', 'sent']);
      const waiting = first?.status === 'queued' ? first : other;
      expect(waiting?.nextAttemptAt).not.toBe(waiting?.createdAt);
      return waiting;
    });
    expect(Date.parse(second?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now() + 30_000);
    const { data } = await at.graphql.ask<unknown>(
      `mutation ($id: ID!) { updateAccount(input: { id: $id, limits: { sendPerMinute: null } }) {
         ... on UpdateAccountPayload { account { limits { sendPerMinute sendPerDay } } } } }`,
      { id: at.account.id },
    );
    expect(data).toEqual({
      updateAccount: { account: { limits: { sendPerMinute: null, sendPerDay: 100 } } },
    });
    await eventually(async () => expect((await get(second?.id ?? '')).status).toBe('sent'), 5_000);
  });

  it('is held and let go on request', async () => {
    expect((await patch({ sending: { paused: true } })).body.sending.state).toBe('paused');
    const taken = at.service.submission.accepted.length;
    const { status, body } = await post({});
    expect([status, body.status]).toEqual([202, 'queued']);
    expect((await patch({ sending: { paused: false } })).body.sending.state).toBe('ready');
    await eventually(async () => expect((await get(body.id)).status).toBe('sent'), 5_000);
    expect(at.service.submission.accepted.length).toBe(taken + 1);
  });
});

async function get(submission: string): Promise<Schemas['Submission']> {
  const { body } = await at.service.rest.call<Schemas['Submission']>('getSubmission', {
    path: { account: at.account.id, submission },
  });
  return body;
}
