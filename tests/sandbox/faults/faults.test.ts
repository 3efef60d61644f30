import { describe, expect, it } from 'vitest';
import { createFaults, type Fault } from '../../../src/sandbox/faults/faults.ts';
import { matchesPattern } from '../../../src/sandbox/faults/pattern.ts';
import { createTokens } from '../../../src/sandbox/faults/tokens.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const somebody = { user: null, command: null, mailbox: null };
const dropAtLogin: Fault = { protocol: 'imap', kind: 'drop', at: 'login' };

function clock(): { now: () => Date; advance(ms: number): void } {
  let ms = Date.UTC(2026, 0, 1);
  return { now: () => new Date(ms), advance: (more) => void (ms += more) };
}

describe('the fault script', () => {
  it('strikes as often as it was armed for, and tells what struck whom', () => {
    const { now } = clock();
    const faults = createFaults({ now });
    const id = faults.arm(dropAtLogin, 2);
    const strikes = [1, 2, 3].map(() => faults.imap.strike('login', { ...somebody, user: 'ann' }).length);
    expect(strikes).toEqual([1, 1, 0]);
    expect(faults.struck).toBe(2);
    expect(faults.armed()).toEqual([]);
    expect(faults.log).toEqual(
      [1, 2].map(() => ({ at: now(), id, fault: dropAtLogin, session: { ...somebody, user: 'ann' } })),
    );
  });

  it('strikes without end until it is disarmed, in the order of arming', () => {
    const faults = createFaults();
    const first = faults.arm({ protocol: 'imap', kind: 'delay', at: 'command', ms: 1 });
    faults.arm({ protocol: 'imap', kind: 'silence', at: 'command' });
    const kinds = (): string[] => faults.imap.strike('command', somebody).map(({ kind }) => kind);
    expect([kinds(), kinds()]).toEqual([
      ['delay', 'silence'],
      ['delay', 'silence'],
    ]);
    expect(faults.armed()).toMatchObject([
      { id: first, left: null, struck: 2 },
      { left: null, struck: 2 },
    ]);
    expect([faults.disarm(first), faults.disarm(first), kinds()]).toEqual([true, false, ['silence']]);
    faults.clear();
    expect(kinds()).toEqual([]);
  });

  it('strikes only whom and what it is meant for', () => {
    const faults = createFaults();
    faults.arm({
      protocol: 'imap',
      kind: 'drop',
      at: 'reply',
      user: 'Ann',
      command: 'fetch',
      mailbox: 'inbox',
    });
    const strikes = (user: string, command: string, mailbox: string | null): number =>
      faults.imap.strike('reply', { user, command, mailbox }).length;
    expect([
      strikes('ann', 'FETCH', 'INBOX'),
      strikes('bob', 'FETCH', 'INBOX'),
      strikes('ann', 'SEARCH', 'INBOX'),
      strikes('ann', 'FETCH', null),
    ]).toEqual([1, 0, 0, 0]);
    expect(faults.smtp.strike('login', { user: 'ann' })).toEqual([]);
  });

  it('swallows only untagged responses of its name, and counts no other', () => {
    const faults = createFaults();
    faults.arm({ protocol: 'imap', kind: 'swallow', at: 'untagged', untagged: 'exists' }, 1);
    const swallowed = ['FETCH', 'EXISTS', 'EXISTS'].map(
      (untagged) => faults.imap.strike('untagged', { ...somebody, untagged }).length,
    );
    expect(swallowed).toEqual([0, 1, 0]);
  });

  it('greylists each pair of sender and recipient until its time is over', () => {
    const { now, advance } = clock();
    const faults = createFaults({ now });
    faults.arm({ protocol: 'smtp', kind: 'greylist', at: 'recipient', address: '*@slow.test', ms: 1_000 });
    const isDelayed = (sender: string, recipient: string): boolean =>
      faults.smtp.strike('recipient', { user: 'ann', sender, recipient }).length > 0;
    expect(isDelayed('a@x.test', 'b@quick.test')).toBe(false);
    expect(isDelayed('a@x.test', 'b@slow.test')).toBe(true);
    advance(999);
    expect(isDelayed('A@x.test', 'b@slow.test')).toBe(true);
    advance(1);
    expect([isDelayed('a@x.test', 'B@slow.test'), isDelayed('c@x.test', 'b@slow.test')]).toEqual([
      false,
      true,
    ]);
  });

  it('keeps the last thousand strikes', () => {
    const faults = createFaults();
    faults.arm(dropAtLogin);
    for (let each = 0; each < 1_005; each += 1)
      faults.imap.strike('login', { ...somebody, user: `u${each}` });
    expect([faults.struck, faults.log.length]).toEqual([1_005, 1_000]);
    expect(faults.log[0]?.session.user).toBe('u5');
  });
});

describe('an address pattern', () => {
  it.each([
    ['bounce@*', 'Bounce@down.test', true],
    ['bounce@*', 'rebounce@down.test', false],
    ['*@full.test', 'ann@full.test', true],
    ['*@full.test', 'ann@fuller.test', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'ac', false],
    ['ab*ba', 'aba', false],
    ['ann@x.test', 'ann@x.test', true],
    ['a.n@x.test', 'ann@x.test', false],
    ['*', '', true],
  ])('%s and %s: %s', (pattern, address, matches) => {
    expect(matchesPattern(pattern, address)).toBe(matches);
  });

  it('costs little, whatever the pattern', () => {
    const startedAt = cpuMs();
    expect(matchesPattern(`${'a*'.repeat(5_000)}b`, 'a'.repeat(50_000))).toBe(false);
    expect(cpuMs() - startedAt).toBeLessThan(200);
  });
});

describe('access tokens', () => {
  it('are good for their user until they expire or are ended', () => {
    const { now, advance } = clock();
    const tokens = createTokens({ now, nameOf: (user) => user.replace(/@.*/, '') });
    const { token } = tokens.issue('ann', { ttlMs: 1_000 });
    expect([tokens.check('Ann@example.org', token), tokens.check('bob', token)]).toEqual(['ok', 'unknown']);
    advance(1_000);
    expect(tokens.check('ann', token)).toBe('expired');

    tokens.issue('ann', { token: 'one' });
    tokens.issue('ann', { token: 'two' });
    expect([tokens.expire({ token: 'one' }), tokens.check('ann', 'one'), tokens.check('ann', 'two')]).toEqual(
      [1, 'expired', 'ok'],
    );
    expect([tokens.expire({ user: 'ann@example.org' }), tokens.check('ann', 'two')]).toEqual([1, 'expired']);
  });
});
