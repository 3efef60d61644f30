import { describe, expect, it } from 'vitest';
import type { AccountStatus } from '../../src/domain/account.ts';
import { initialStatus, observed, reconfigured } from '../../src/domain/account-status.ts';
import type { Observation } from '../../src/domain/account-status.ts';
import { sampleAccount, sampleServer } from '../support/samples.ts';

const account = sampleAccount({ id: 'ada', smtp: sampleServer({ port: 465 }) });
const [first, then, later] = [1, 2, 3].map((hour) => `2026-01-31T0${hour}:00:00.000Z`) as [
  string,
  string,
  string,
];
const nothing = { imap: false, smtp: false };

const imap = (
  state: 'connected' | 'auth-failed' | 'unreachable',
  detail: string | null = null,
): Observation => ({
  side: 'imap',
  state,
  detail,
});

/** The types of the events that a sequence of observations tells. */
function told(observations: readonly Observation[], from = initialStatus(account, first)): readonly string[] {
  let status: AccountStatus = from;
  return observations.flatMap((observation, number) => {
    const change = observed(account, { ...status, number }, observation, then);
    if (change === null) return [];
    status = change.status;
    return change.event === null ? [] : [change.event.type];
  });
}

describe('the state of an account', () => {
  it('begins as connecting, or paused', () => {
    expect(initialStatus(account, first)).toEqual({
      imap: { state: 'connecting', lastError: null, since: first },
      sending: { state: 'ready', lastError: null, since: first },
    });
    expect(initialStatus({ ...account, paused: true }, first)).toMatchObject({
      imap: { state: 'paused' },
      sending: { state: 'paused' },
    });
    expect(initialStatus({ ...account, smtp: null }, first).sending.state).toBe('none');
    expect(initialStatus({ ...account, sendingPaused: true }, first).sending.state).toBe('paused');
  });

  it('is told once for every change and not for every try', () => {
    const down = imap('unreachable', 'refused');
    expect(told([imap('connected'), imap('connected'), down, down, down, imap('connected')])).toEqual([
      'account.connected',
      'account.unreachable',
      'account.recovered',
    ]);
    expect(told([imap('auth-failed', 'no'), imap('connected'), imap('auth-failed', 'no')])).toEqual([
      'account.auth-failed',
      'account.recovered',
      'account.auth-failed',
    ]);
  });

  it('keeps the newest error without an event and without a new beginning', () => {
    const status = initialStatus(account, first);
    const down = observed(account, { ...status, number: 0 }, imap('unreachable', 'a'), then);
    const next = observed(
      account,
      { ...(down?.status ?? status), number: 1 },
      imap('unreachable', 'b'),
      later,
    );
    expect(next).toEqual({
      status: { ...status, imap: { state: 'unreachable', lastError: 'b', since: then } },
      event: null,
    });
  });

  it('gives the event of each change an id of its own, the same however often it is made', () => {
    const status = initialStatus(account, first);
    const id = (number: number): string | undefined =>
      observed(account, { ...status, number }, imap('connected'), then)?.event?.id;
    expect(id(4)).toBe(id(4));
    expect(id(4)).not.toBe(id(5));
    expect(observed(account, { ...status, number: 4 }, imap('connected'), then)?.event).toMatchObject({
      accountId: 'ada',
      data: { account: { id: 'ada', email: account.email, state: 'connected', lastError: null } },
    });
  });

  it('changes for the sending side without an event', () => {
    const status = { ...initialStatus(account, first), number: 0 };
    const change = observed(account, status, { side: 'smtp', state: 'auth-failed', detail: '535' }, then);
    expect(change).toMatchObject({
      event: null,
      status: { sending: { state: 'auth-failed', lastError: '535', since: then } },
    });
  });

  it('does not change by what is observed of a paused side', () => {
    const paused = { ...initialStatus({ ...account, paused: true }, first), number: 0 };
    expect(observed(account, paused, imap('connected'), then)).toBeNull();
    expect(observed(account, paused, { side: 'smtp', state: 'ready', detail: null }, then)).toBeNull();
  });

  it('tells that it was paused, and connected and not recovered after it was resumed', () => {
    const status = { ...initialStatus(account, first), number: 1 };
    const paused = reconfigured({ ...account, paused: true }, status, nothing, then);
    expect(paused?.event?.type).toBe('account.paused');
    const resumed = reconfigured(account, { ...(paused?.status ?? status), number: 2 }, nothing, later);
    expect(resumed).toMatchObject({ event: null, status: { imap: { state: 'connecting', since: later } } });
    expect(told([imap('connected')], resumed?.status)).toEqual(['account.connected']);
  });

  it('begins anew with new credentials, and only on the side that they are for', () => {
    const failed: AccountStatus = {
      imap: { state: 'auth-failed', lastError: 'no', since: first },
      sending: { state: 'auth-failed', lastError: '535', since: first },
    };
    const renewed = reconfigured(account, { ...failed, number: 3 }, { imap: true, smtp: false }, then);
    expect(renewed?.status.imap).toEqual({ state: 'connecting', lastError: null, since: then });
    expect(renewed?.status.sending).toEqual(failed.sending);
    expect(told([imap('connected')], renewed?.status)).toEqual(['account.connected']);
  });

  it('stays as it is when something else of the account is changed', () => {
    const status = { ...initialStatus(account, first), number: 1 };
    expect(reconfigured({ ...account, name: 'Ada' }, status, nothing, then)).toBeNull();
  });
});
