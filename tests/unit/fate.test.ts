/** What reports and replies make of a submission that was sent. */
import { describe, expect, it } from 'vitest';
import { learn, type News } from '../../src/domain/fate.ts';
import { emptyReport, type Report, type ReportedRecipient } from '../../src/domain/report.ts';
import { accept, retry } from '../../src/domain/submission-orders.ts';
import type { RecipientStatus } from '../../src/domain/recipient.ts';
import type { Submission } from '../../src/domain/submission.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const [ann, bob] = ['ann@example.org', 'bob@example.org'] as const;

function sent(statuses: Readonly<Record<string, RecipientStatus>>): Submission {
  const accepted = accept(
    {
      id: 'sub_1',
      accountId: 'acc_1',
      incarnation: '00',
      messageId: '<1@example.com>',
      subject: 'Hello',
      envelope: { from: 'me@example.com', to: Object.keys(statuses) },
      mime: { key: 'k', size: 100, chunks: 1 },
      sentCopy: 'none',
      tags: [],
      metadata: {},
      traceparent: null,
    },
    null,
    now,
  );
  return {
    ...accepted,
    status: 'sent',
    nextAttemptAt: null,
    recipients: accepted.recipients.map((each) => ({ ...each, status: statuses[each.address] ?? 'sent' })),
  };
}

const about = (address: string, more: Partial<ReportedRecipient> = {}): ReportedRecipient => ({
  address,
  action: null,
  status: null,
  diagnostic: null,
  reason: null,
  ...more,
});
const failed = (address: string): ReportedRecipient =>
  about(address, {
    action: 'failed',
    status: '5.1.1',
    diagnostic: '550 5.1.1 User unknown',
    reason: 'no-such-mailbox',
  });
const news = (report: Partial<Report> & Pick<Report, 'kind'>, name = '<n@mx>'): News => ({
  kind: report.kind,
  message: 'msg_1',
  name,
  from: ['mailer-daemon@mx.example'],
  report: { ...emptyReport(report.kind), ...report },
});
const reply = (from: string): News => ({
  kind: 'reply',
  message: 'msg_1',
  name: '<n@mx>',
  from: [from],
  report: null,
});
const states = (submission: Submission | undefined): readonly string[] =>
  submission?.recipients.map(({ status }) => status) ?? [];

describe('a bounce', () => {
  it('is told of the recipients that it names, with its reason, and only once', () => {
    const bounce = news({ kind: 'dsn', recipients: [failed('Ann@Example.org')] });
    const move = learn(sent({ [ann]: 'sent', [bob]: 'sent' }), bounce, now);
    expect(states(move?.next)).toEqual(['bounced', 'sent']);
    expect(move?.next).toMatchObject({
      status: 'sent',
      recipients: [
        {
          report: {
            kind: 'dsn',
            message: 'msg_1',
            status: '5.1.1',
            diagnostic: '550 5.1.1 User unknown',
            reason: 'no-such-mailbox',
          },
        },
        { report: null },
      ],
    });
    expect(move?.events).toMatchObject([
      {
        type: 'submission.bounced',
        accountId: 'acc_1',
        data: { recipients: [{ address: ann }], cause: { kind: 'dsn', message: 'msg_1' } },
      },
    ]);
    expect(move === null ? 'none' : learn(move.next, bounce, now)).toBeNull();
  });

  it('that names another address is about the only recipient, and about nobody among several', () => {
    const bounce = news({ kind: 'dsn', recipients: [failed('ann@backend.example.org')] });
    expect(states(learn(sent({ [ann]: 'sent' }), bounce, now)?.next)).toEqual(['bounced']);
    expect(learn(sent({ [ann]: 'sent', [bob]: 'sent' }), bounce, now)).toBeNull();
  });

  it.each(['queued', 'deferred', 'failed', 'cancelled'] as const)(
    'is not believed of one to whom nothing was sent: %s',
    (status) => {
      const bounce = news({ kind: 'dsn', recipients: [failed(ann)] });
      expect(learn(sent({ [ann]: status, [bob]: 'sent' }), bounce, now)).toBeNull();
    },
  );

  it('of one whose fate was unknown ends the waiting for it', () => {
    const before: Submission = {
      ...sent({ [ann]: 'unknown' }),
      status: 'unknown',
      nextAttemptAt: '2026-11-20T11:00:00.000Z',
    };
    const move = learn(before, news({ kind: 'dsn', recipients: [failed(ann)] }), now);
    expect(move?.next).toMatchObject({ status: 'sent', nextAttemptAt: null, turn: before.turn + 1 });
  });

  it('of one recipient leaves the others to be tried again', () => {
    const before: Submission = { ...sent({ [ann]: 'bounced', [bob]: 'deferred' }), status: 'deferred' };
    const again = retry(before, now);
    expect('next' in again ? states(again.next) : again).toEqual(['bounced', 'queued']);
  });

  it('may come after a delivery, but not the other way round', () => {
    const delivered = news({ kind: 'dsn', recipients: [about(ann, { action: 'delivered' })] }, '<d@mx>');
    const bounce = news({ kind: 'dsn', recipients: [failed(ann)] });
    const first = learn(sent({ [ann]: 'sent' }), delivered, now);
    expect(first?.events.map(({ type }) => type)).toEqual(['submission.delivered']);
    const second = first === null ? null : learn(first.next, bounce, now);
    expect(states(second?.next)).toEqual(['bounced']);
    expect(second === null ? null : learn(second.next, { ...delivered, name: '<e@mx>' }, now)).toBeNull();
  });

  it('that is only late tells nothing', () => {
    const late = news({ kind: 'dsn', recipients: [about(ann, { action: 'delayed', status: '4.4.1' })] });
    expect(learn(sent({ [ann]: 'sent' }), late, now)).toBeNull();
  });
});

describe('other news', () => {
  it('of a complaint is told also where the provider hides who complained', () => {
    const complaint = news({ kind: 'arf', feedbackType: 'abuse' });
    expect(states(learn(sent({ [ann]: 'sent' }), complaint, now)?.next)).toEqual(['complained']);
    const hidden = learn(sent({ [ann]: 'sent', [bob]: 'sent' }), complaint, now);
    expect(hidden?.events).toMatchObject([{ type: 'submission.complained', data: { recipients: [] } }]);
  });

  it('of mail that is no spam is no complaint', () => {
    expect(learn(sent({ [ann]: 'sent' }), news({ kind: 'arf', feedbackType: 'not-spam' }), now)).toBeNull();
  });

  it('of a reader shows that the message was delivered', () => {
    const read = news({ kind: 'mdn', recipients: [about(ann)], disposition: 'displayed' });
    expect(states(learn(sent({ [ann]: 'sent' }), read, now)?.next)).toEqual(['delivered']);
  });

  it('of a reply names the recipient who wrote it, and leaves all states as they are', () => {
    const move = learn(sent({ [ann]: 'sent', [bob]: 'sent' }), reply('BOB@example.org'), now);
    expect(states(move?.next)).toEqual(['sent', 'sent']);
    expect(move?.events).toMatchObject([
      {
        type: 'submission.replied',
        data: { recipients: [{ address: bob }], cause: { kind: 'reply', message: 'msg_1' } },
      },
    ]);
  });
});
