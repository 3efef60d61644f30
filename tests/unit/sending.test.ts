import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/domain/outcome.ts';
import {
  abandonAttempt,
  beginAttempt,
  concernedOf,
  dueAt,
  finishAttempt,
  hold,
  loseAttempt,
  markDataSent,
  pendingOf,
  type Begun,
  type Move,
  type Policy,
} from '../../src/domain/sending.ts';
import { expire } from '../../src/domain/expiry.ts';
import { owesCopy } from '../../src/domain/sent-copy.ts';
import { accept, cancel, reschedule, retry, type Outline } from '../../src/domain/submission-orders.ts';
import { viewOf, type Submission } from '../../src/domain/submission.ts';
import { instant } from '../../src/domain/time.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const minute = 60_000;
const [a, b, c] = ['a@example.org', 'b@example.org', 'c@example.org'] as const;

const draft: Outline = {
  id: 'sub_1',
  accountId: 'acc_1',
  incarnation: '00',
  messageId: '<1@example.com>',
  subject: 'Hello',
  envelope: { from: 'me@example.com', to: [a, b, c] },
  mime: { key: 'k', size: 100, chunks: 1 },
  sentCopy: 'wanted',
  tags: [],
  metadata: {},
  traceparent: null,
};
const resend: Policy = { onUnknown: 'resend', random: 0.5 };
const held: Policy = { onUnknown: 'hold', random: 0.5 };
const ok = { code: 250, enhanced: '2.0.0', text: 'Ok' };
const later = { code: 451, enhanced: '4.3.0', text: 'Later' };
const no = { code: 550, enhanced: '5.1.1', text: 'No' };

const answered = (...replies: readonly (readonly [string, typeof ok])[]): Outcome => ({
  kind: 'answered',
  recipients: replies.map(([address, reply]) => ({ address, accepted: reply.code < 300, reply })),
  response: 'as told',
});
const unreachable: Outcome = { kind: 'not-sent', reason: 'unreachable', response: 'gone' };
const unknown: Outcome = { kind: 'unknown', refused: [], response: 'silence' };

function begun(submission: Submission, policy: Policy = resend, at = now): Begun {
  const next = beginAttempt(submission, policy.onUnknown, at);
  if (next === null) throw new Error('nobody to send to');
  return next;
}
function finished(submission: Begun, outcome: Outcome, policy: Policy = resend, at = now + 1_000): Move {
  const move = finishAttempt(submission, submission.running, outcome, policy, at);
  if (move === null) throw new Error('overtaken');
  return move;
}
function must<T>(value: T | null): T {
  if (value === null) throw new Error('refused');
  return value;
}
const statuses = (submission: Submission): readonly string[] =>
  submission.recipients.map(({ status }) => status);

describe('a submission that is accepted', () => {
  it('is queued and due at once without a time', () => {
    const submission = accept(draft, null, now);
    expect(submission).toMatchObject({ status: 'queued', sendAt: null, revision: 1 });
    expect(dueAt(submission)).toBe(now);
  });
  it('is scheduled for its time, and queued when that has passed', () => {
    expect(accept(draft, now + minute, now)).toMatchObject({ status: 'scheduled' });
    expect(dueAt(accept(draft, now + minute, now))).toBe(now + minute);
    expect(accept(draft, now - minute, now)).toMatchObject({ status: 'queued' });
    expect(dueAt(accept(draft, now - minute, now))).toBe(now);
  });
});

describe('an attempt', () => {
  it('sends once to each recipient that is taken, and tells three events of three fates', () => {
    const { next, events } = finished(
      begun(accept(draft, null, now)),
      answered([a, ok], [b, later], [c, no]),
    );
    expect(next).toMatchObject({ status: 'deferred', running: null });
    expect(statuses(next)).toEqual(['sent', 'deferred', 'failed']);
    expect(next.attempts).toMatchObject([{ number: 1, outcome: 'partial', durationMs: 1_000 }]);
    expect(events.map(({ type }) => type)).toEqual([
      'submission.sent',
      'submission.deferred',
      'submission.failed',
    ]);
    expect(events.map(({ data }) => data['recipients'])).toMatchObject([
      [{ address: a }],
      [{ address: b }],
      [{ address: c }],
    ]);
    expect(pendingOf(next, true).map(({ address }) => address)).toEqual([b]);
  });

  it('mints the same event ids when it is finished again', () => {
    const first = begun(accept(draft, null, now));
    const ids = (at: number): readonly string[] =>
      finished(first, answered([a, ok], [b, ok], [c, ok]), resend, at).events.map(({ id }) => id);
    expect(ids(now)).toEqual(ids(now + 5_000));
  });

  it('waits a minute after the first failure and gives up after two days', () => {
    const first = finished(begun(accept(draft, null, now)), unreachable, resend, now);
    expect(statuses(first.next)).toEqual(['deferred', 'deferred', 'deferred']);
    expect(dueAt(first.next)).toBe(now + minute);
    const late = now + 48 * 60 * minute;
    const last = finished(begun(first.next, resend, late), unreachable, resend, late);
    expect(last.next).toMatchObject({ status: 'failed', nextAttemptAt: null });
    expect(statuses(last.next)).toEqual(['failed', 'failed', 'failed']);
    expect(last.events.map(({ type }) => type)).toEqual(['submission.failed']);
  });

  it('waits for each recipient by what the server said of it, and sends to those whose time has come', () => {
    const [grey, full] = [
      { code: 450, enhanced: '4.2.0', text: 'Greylisted' },
      { code: 452, enhanced: '4.2.2', text: 'Mailbox full' },
    ];
    const first = finished(
      begun(accept(draft, null, now)),
      answered([a, ok], [b, grey], [c, full]),
      resend,
      now,
    ).next;
    expect(first.recipients).toMatchObject([
      { nextAttemptAt: null, reason: null },
      { nextAttemptAt: instant(now + minute), reason: 'rate-limited' },
      { nextAttemptAt: instant(now + 60 * minute), reason: 'mailbox-full' },
    ]);
    expect(dueAt(first)).toBe(now + minute);

    const second = begun(first, resend, now + minute);
    expect(concernedOf(second).map(({ address }) => address)).toEqual([b]);
    const after = finished(second, answered([b, grey]), resend, now + minute).next;
    expect(statuses(after)).toEqual(['sent', 'deferred', 'deferred']);
    // The second time in a row, and the other one's time is as it was.
    expect(after.recipients.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([
      null,
      instant(now + 6 * minute),
      instant(now + 60 * minute),
    ]);
    const third = finished(begun(after, resend, dueAt(after) ?? 0), answered([b, no])).next;
    expect(third).toMatchObject({ status: 'deferred', nextAttemptAt: instant(now + 60 * minute) });
  });

  it('gives up on one recipient while another still waits', () => {
    const full = { code: 452, enhanced: '4.2.2', text: 'Mailbox full' };
    const first = finished(begun(accept(draft, null, now)), answered([a, ok], [b, later], [c, full]));
    const late = now + 47 * 60 * minute;
    const last = finished(begun(first.next, resend, late), answered([b, later], [c, full]), resend, late);
    expect(statuses(last.next)).toEqual(['sent', 'deferred', 'failed']);
    expect(last.events.map(({ type }) => type)).toEqual(['submission.deferred', 'submission.failed']);
  });

  it('is for all who wait in a record of before there were different times', () => {
    const first = finished(begun(accept(draft, null, now)), unreachable).next;
    const recipients = first.recipients.map(({ address, status, smtp, report, updatedAt }) => ({
      ...{ address, status, smtp, report, updatedAt },
    }));
    const old = { ...first, recipients };
    expect(concernedOf(begun(old, resend, dueAt(old) ?? 0))).toHaveLength(3);
    expect(viewOf(old).recipients[0]).toMatchObject({ reason: null, nextAttemptAt: old.nextAttemptAt });
  });

  it('marks its last octets only while it is the one that runs', () => {
    const first = begun(accept(draft, null, now));
    const second = begun(first);
    expect(second.running.number).toBe(1);
    expect(markDataSent(second, first.running.fence, now)).toBeNull();
    expect(markDataSent(second, second.running.fence, now)?.running?.phase).toBe('data-sent');
    expect(finishAttempt(second, first.running, answered([a, ok]), resend, now)).toBeNull();
  });

  it('leaves no trace when it is broken off before its last octets', () => {
    const first = begun(accept(draft, null, now));
    const left = must(abandonAttempt(first, first.running.fence, now));
    expect(left).toMatchObject({ status: 'queued', attempts: [], running: null });
    expect(dueAt(left)).toBe(now);
  });

  it('keeps somebody due while it runs, long enough for any server', () => {
    expect(dueAt(begun(accept(draft, null, now)))).toBeGreaterThan(now + 10 * minute);
  });
});

describe('an attempt whose fate is unknown', () => {
  const sent = begun(accept(draft, null, now));
  const gone = must(markDataSent(sent, sent.running.fence, now)) as Begun;

  it('is sent again later under resend', () => {
    const { next, events } = finished(gone, unknown, resend, now);
    expect(next).toMatchObject({ status: 'unknown' });
    expect(dueAt(next)).toBe(now + minute);
    expect(events.map(({ type }) => type)).toEqual(['submission.unknown']);
    expect(pendingOf(begun(next), true)).toHaveLength(3);
  });

  it('stays under hold, and is not begun again', () => {
    const { next } = finished(gone, unknown, held, now);
    expect(next).toMatchObject({ status: 'unknown', nextAttemptAt: null });
    expect(beginAttempt(next, 'hold', now)).toBeNull();
    expect(dueAt(hold(next, now))).toBeNull();
  });

  it('waits for its owner under hold, while others wait for their time', () => {
    const outcome: Outcome = { kind: 'unknown', refused: [{ address: c, reply: later }], response: '' };
    const waiting = finished(gone, outcome, resend, now).next;
    const kept = hold(waiting, now);
    expect(kept).toMatchObject({ status: 'deferred', nextAttemptAt: instant(now + minute) });
    expect(pendingOf(kept, false).map(({ address }) => address)).toEqual([c]);
  });

  it('knows what was refused before', () => {
    const outcome: Outcome = { kind: 'unknown', refused: [{ address: c, reply: no }], response: '' };
    expect(statuses(finished(gone, outcome, held).next)).toEqual(['unknown', 'unknown', 'failed']);
  });

  it('is what a killed worker leaves behind its last octets', () => {
    expect(must(loseAttempt(gone, held, now)).next).toMatchObject({
      status: 'unknown',
      attempts: [{ number: 1, outcome: 'unknown' }],
    });
  });

  it('is settled by the late word of the worker that was thought dead', () => {
    const lost = must(loseAttempt(gone, held, now)).next;
    const late = must(
      finishAttempt(lost, gone.running, answered([a, ok], [b, ok], [c, ok]), held, now + 2_000),
    );
    expect(late.next).toMatchObject({ status: 'sent', attempts: [{ number: 1, outcome: 'accepted' }] });
    expect(late.events.map(({ type }) => type)).toEqual(['submission.sent']);
    // Another worker's, which had begun on the same record and never came to its end.
    const other = begun(accept(draft, null, now), held, now + 1).running;
    expect(
      finishAttempt(lost, other, answered([a, later], [b, later], [c, later]), held, now + 1),
    ).toBeNull();
    expect(finishAttempt(lost, gone.running, unknown, held, now)).toBeNull();
  });

  it('is not settled once it is sent again', () => {
    const lost = must(loseAttempt(gone, resend, now)).next;
    expect(finishAttempt(begun(lost), gone.running, answered([a, ok]), resend, now)).toBeNull();
  });

  it('is sent again to all of unknown fate on demand', () => {
    const again = retry(finished(gone, unknown, held).next, now);
    expect(again).toMatchObject({ next: { status: 'queued' } });
    expect('next' in again && dueAt(again.next)).toBe(now);
    expect('next' in again && pendingOf(again.next, false)).toHaveLength(3);
  });
});

describe('a submission that expires', () => {
  const limited = accept({ ...draft, expiresAt: instant(now + 2 * minute) }, null, now);

  it('ends at its time, with a reason for all who were not reached', () => {
    expect(expire(limited, now + minute)).toBeNull();
    const { next, events } = must(expire(limited, now + 2 * minute));
    expect(next).toMatchObject({ status: 'failed', nextAttemptAt: null });
    expect(next.recipients.map(({ reason }) => reason)).toEqual(['expired', 'expired', 'expired']);
    expect(events.map(({ type }) => type)).toEqual(['submission.failed']);
    expect(expire(next, now + 3 * minute)).toBeNull();
  });

  it('is not begun for an attempt that would come too late', () => {
    const first = finished(begun(limited), answered([a, ok], [b, later], [c, no]), resend, now).next;
    expect(first).toMatchObject({ status: 'deferred', nextAttemptAt: instant(now + minute) });
    const second = finished(begun(first), answered([b, later]), resend, now + minute);
    expect(second.next).toMatchObject({ status: 'sent', nextAttemptAt: null });
    expect(second.next.recipients[1]).toMatchObject({ status: 'failed', reason: 'expired', smtp: later });
    expect(second.events.map(({ type }) => type)).toEqual(['submission.failed']);
  });

  it('tells its end apart from what an attempt told before', () => {
    const first = finished(begun(limited), answered([a, ok], [b, later], [c, no]), resend, now);
    const last = must(expire(first.next, now + 2 * minute));
    const ids = [...first.events, ...last.events].flatMap(({ id, type }) =>
      type === 'submission.failed' ? [id] : [],
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('leaves unknown what is unknown, and whoever sends its last octets to its attempt', () => {
    const first = begun(limited);
    const gone = must(markDataSent(first, first.running.fence, now)) as Begun;
    expect(expire(gone, now + 2 * minute)).toBeNull();
    const held = { status: 'unknown', nextAttemptAt: null };
    expect(finished(gone, unknown, resend, now + minute).next).toMatchObject(held);
    const lost = finished(gone, unknown, resend, now).next;
    expect(lost).toMatchObject({ nextAttemptAt: instant(now + minute) });
    expect(must(expire(lost, now + 2 * minute))).toMatchObject({ next: held, events: [] });
  });
});

describe('the orders of the owner', () => {
  const queued = accept(draft, null, now);
  const scheduled = accept(draft, now + minute, now);
  const sending = begun(queued);
  const sent = finished(sending, answered([a, ok], [b, ok], [c, no])).next;
  const deferred = finished(sending, answered([a, ok], [b, later], [c, later])).next;
  const failed = finished(sending, answered([a, no], [b, no], [c, no])).next;
  const resending = finished(sending, unknown, resend).next;
  const unknownHeld = finished(sending, unknown, held).next;
  const cancelled = (cancel(queued, now) as Move).next;

  const of = (made: ReturnType<typeof cancel>): string =>
    'refused' in made ? made.refused : made.next.status;

  it.each([
    ['scheduled', scheduled, 'cancelled', 'scheduled', 'not-cancellable'],
    ['queued', queued, 'cancelled', 'scheduled', 'queued'],
    ['sending', sending, 'not-cancellable', 'not-cancellable', 'sending'],
    ['sent', sent, 'already-sent', 'already-sent', 'already-sent'],
    ['deferred', deferred, 'cancelled', 'not-cancellable', 'queued'],
    ['failed', failed, 'not-cancellable', 'not-cancellable', 'queued'],
    ['unknown, to be sent again', resending, 'not-cancellable', 'not-cancellable', 'queued'],
    ['unknown and held', unknownHeld, 'cancelled', 'not-cancellable', 'queued'],
    ['cancelled', cancelled, 'not-cancellable', 'not-cancellable', 'not-cancellable'],
  ])('on what is %s come out as they are documented', (_name, submission, onCancel, onTime, onRetry) => {
    expect(of(cancel(submission, now))).toBe(onCancel);
    expect(of(reschedule(submission, now + 5 * minute, now))).toBe(onTime);
    expect(of(retry(submission, now))).toBe(onRetry);
  });

  it('cancel only whom no server has taken, and tell whom', () => {
    const made = cancel(deferred, now) as Move;
    expect(statuses(made.next)).toEqual(['sent', 'cancelled', 'cancelled']);
    expect(made.events).toMatchObject([
      { type: 'submission.cancelled', data: { recipients: [{ address: b }, { address: c }] } },
    ]);
    expect(dueAt(made.next)).toBeNull();
  });

  it('send now what was scheduled', () => {
    const made = reschedule(scheduled, null, now) as Move;
    expect(made.next).toMatchObject({ status: 'queued', sendAt: null });
    expect(dueAt(made.next)).toBe(now);
    expect(made.next.turn).toBeGreaterThan(scheduled.turn);
  });

  it('owe a copy as soon as one server took it', () => {
    expect([queued, failed, cancelled, unknownHeld].map(owesCopy)).toEqual([false, false, false, false]);
    expect([sent, deferred].map(owesCopy)).toEqual([true, true]);
    expect(owesCopy({ ...sent, sentCopy: 'none' })).toBe(false);
  });
});

it('an event about a thousand recipients stays small and says that it was cut', () => {
  const to = Array.from({ length: 1_000 }, (_, index) => `user${index}@example.org`);
  const many = begun(accept({ ...draft, envelope: { from: 'me@example.com', to } }, null, now));
  const { events } = finished(many, answered(...to.map((each) => [each, ok] as const)));
  expect(events[0]?.data['truncated']).toBe(true);
  expect(JSON.stringify(events).length).toBeLessThan(32_000);
});
