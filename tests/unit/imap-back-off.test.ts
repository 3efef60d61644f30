import { describe, expect, it } from 'vitest';
import { authSchedule, connectSchedule } from '../../src/domain/retry.ts';
import { createBackOff } from '../../src/imap-pool/back-off.ts';
import { createProcessBudget } from '../../src/imap-pool/connection-budget.ts';
import { createHostGates } from '../../src/imap-pool/host-gate.ts';

const minute = 60_000;

describe('the back-off', () => {
  it('waits longer after every failure, and not at all after a success', () => {
    const chance = { now: () => 0, random: () => 0.5 };
    const backOff = createBackOff(connectSchedule, chance);
    expect(backOff.waitMs()).toBe(0);
    const waits = Array.from({ length: 9 }, () => {
      backOff.failed();
      return backOff.waitMs();
    });
    expect(waits).toEqual([500, 1_000, 2_000, 5_000, 10_000, 30_000, minute, 2 * minute, 2 * minute]);
    backOff.succeeded();
    expect(backOff.waitMs()).toBe(0);
  });

  it('tries a refused login at most five times in an hour and then never again', () => {
    let now = 0;
    const backOff = createBackOff(authSchedule, { now: () => now, random: () => 0 });
    const tries: number[] = [];
    while (now < 24 * 60 * minute && Number.isFinite(backOff.waitMs())) {
      now += backOff.waitMs();
      tries.push(now);
      backOff.failed();
    }
    expect(tries.filter((at) => at < 60 * minute).length).toBeLessThanOrEqual(5);
    expect(tries.length).toBeLessThanOrEqual(5);
    expect(backOff.waitMs()).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves a number of failures free where it is told so', () => {
    const backOff = createBackOff(connectSchedule, { now: () => 0, random: () => 0.5 }, 2);
    backOff.failed();
    backOff.failed();
    expect(backOff.waitMs()).toBe(0);
    backOff.failed();
    expect(backOff.waitMs()).toBe(500);
  });
});

describe('the connection budget', () => {
  it('holds each account to its cap and all of them to the whole', async () => {
    const budget = createProcessBudget(3);
    let freed = 0;
    budget.onFreed(() => (freed += 1));
    const first = await budget.take('a', 2);
    expect(await budget.take('a', 2)).not.toBeNull();
    expect(await budget.take('a', 2)).toBeNull();
    expect(await budget.take('b', 2)).not.toBeNull();
    expect(await budget.take('b', 2)).toBeNull();
    first?.release();
    first?.release();
    expect(freed).toBe(1);
    expect(await budget.take('b', 2)).not.toBeNull();
    expect(await budget.take('a', 2)).toBeNull();
  });
});

describe('the gate of a mail server', () => {
  it('lets only so many log in at once, in the order they came, and forgets who gave up', async () => {
    const gate = createHostGates(1, { now: () => 0, random: () => 0 }).of('Mail.example', 993);
    const entered: string[] = [];
    const never = new AbortController().signal;
    const leave = await gate.enter(never);
    const impatient = new AbortController();
    const given = gate.enter(impatient.signal).catch((error: unknown) => error);
    const waiting = gate.enter(never).then((done) => {
      entered.push('second');
      done();
    });
    impatient.abort(new Error('enough'));
    expect(await given).toEqual(new Error('enough'));
    expect(entered).toEqual([]);
    leave();
    await waiting;
    expect(entered).toEqual(['second']);
  });
});
