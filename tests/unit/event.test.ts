import { describe, expect, it } from 'vitest';
import {
  isTypePattern,
  messageEventId,
  stateEventId,
  summaryBudgetBytes,
  typeMatches,
  withinBudget,
} from '../../src/domain/event.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { waitAfter, webhookSchedule } from '../../src/domain/retry.ts';

const place = { incarnation: 'aa', mailboxId: 'mbx_1', uidValidity: 1, uid: 7 };

describe('event ids', () => {
  it('are the same for the same happening and differ for every other', () => {
    const received = messageEventId('message.received', place);
    expect(messageEventId('message.received', place)).toBe(received);
    const others = [
      messageEventId('message.deleted', place),
      messageEventId('message.received', { ...place, uid: 8 }),
      messageEventId('message.received', { ...place, uidValidity: 2 }),
      messageEventId('message.received', { ...place, incarnation: 'bb' }),
      messageEventId('message.updated', place, '17'),
      messageEventId('message.updated', place, '18'),
      stateEventId('aa', 'acc_1', 'account.connected', 1),
      stateEventId('aa', 'acc_1', 'account.connected', 2),
    ];
    expect(new Set([received, ...others]).size).toBe(others.length + 1);
  });
});

describe('type patterns', () => {
  it('match a type, a family, or all', () => {
    expect(typeMatches('message.received', 'message.received')).toBe(true);
    expect(typeMatches('message.*', 'message.deleted')).toBe(true);
    expect(typeMatches('message.*', 'mailbox.reset')).toBe(false);
    expect(typeMatches('*', 'events.missed')).toBe(true);
    expect(['mess*', 'message', 'nothing.*', ''].filter(isTypePattern)).toEqual([]);
  });
});

describe('a summary in the journal', () => {
  const address = { address: 'someone@example.com', name: 'Someone With A Name' };
  const small: MessageView = {
    id: 'msg_1',
    mailboxId: 'mbx_1',
    mailboxPath: 'INBOX',
    uid: 1,
    subject: 'Hi',
    to: [address],
  };

  it('stays as it is when it is small', () => {
    expect(withinBudget(small)).toBe(small);
  });

  it('is cut to the budget and says so, however large its parts', () => {
    const many: MessageView = {
      ...small,
      to: Array.from({ length: 1000 }, () => address),
      subject: 'x'.repeat(100_000),
    };
    const cut = withinBudget(many);
    expect(cut).toMatchObject({ id: 'msg_1', uid: 1, truncated: true });
    expect(Buffer.byteLength(JSON.stringify(cut))).toBeLessThanOrEqual(summaryBudgetBytes);
    expect(cut.to?.length).toBe(20);
  });
});

describe('retry schedules', () => {
  it('lengthen, spread by a fifth, and end after about three days for webhooks', () => {
    let elapsed = 0;
    let attempt = 1;
    for (let wait = waitAfter(webhookSchedule, attempt, elapsed, 0.5); wait !== null; attempt += 1) {
      elapsed += wait;
      wait = waitAfter(webhookSchedule, attempt + 1, elapsed, 0.5);
    }
    expect(elapsed / 86_400_000).toBeGreaterThan(2.5);
    expect(elapsed / 86_400_000).toBeLessThanOrEqual(3);
    expect(waitAfter(webhookSchedule, 1, 0, 0)).toBe(4_000);
    expect(waitAfter(webhookSchedule, 1, 0, 0.999)).toBeLessThanOrEqual(6_000);
  });
});
