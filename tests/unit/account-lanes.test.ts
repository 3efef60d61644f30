import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '../../src/domain/account.ts';
import type { SendingPlace } from '../../src/use-cases/send-submission.ts';
import { createAccountLanes } from '../../src/workers/account-lanes.ts';
import { accountFor } from '../support/sending-rig.ts';

const never = new AbortController().signal;
const at = (id: string, host: string): Account => accountFor(id, { smtp: { host, port: 587, password: '' } });
const [ann, bob, eve] = [at('acc_ann', 'smtp.one'), at('acc_bob', 'SMTP.one'), at('acc_eve', 'smtp.two')];

type Place = Extract<SendingPlace, { kind: 'entered' }>;
const lanes = () => createAccountLanes(20);
let places: Map<string, Place[]>;

/** Asks for so many places; those that are given, now or later, are in `places`. */
async function ask(from: ReturnType<typeof lanes>, account: Account, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    void from
      .enter(account, n, new AbortController().signal, () => undefined)
      .then((place) => {
        if (place.kind === 'entered') places.set(account.id, [...(places.get(account.id) ?? []), place]);
      });
  }
  await vi.advanceTimersByTimeAsync(0);
}
const held = (...accounts: readonly Account[]): number =>
  accounts.reduce((sum, { id }) => sum + (places.get(id)?.length ?? 0), 0);
async function leave(account: Account, standing: 'ready' | 'busy', crowded = false): Promise<void> {
  places.get(account.id)?.shift()?.leave(standing, crowded);
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  places = new Map();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the accounts that send by one host', () => {
  it('share what it takes once it has said that it is too much, and other hosts are given as before', async () => {
    const shared = lanes();
    for (const account of [ann, bob, eve]) await ask(shared, account, 10);
    expect([held(ann), held(bob), held(eve)]).toEqual([5, 5, 5]);
    await leave(ann, 'busy', true);
    // Ten were too many, so five it is: nobody follows whoever leaves until no more than that are left.
    for (let n = 0; n < 4; n += 1) await leave(bob, 'ready');
    expect(held(ann, bob)).toBe(5);
    await leave(bob, 'ready');
    expect(held(ann, bob)).toBe(5);
    expect(held(eve)).toBe(5);
  });

  it('are given more again, little by little', async () => {
    const shared = lanes();
    await ask(shared, bob, 4);
    await leave(bob, 'busy', true);
    await vi.advanceTimersByTimeAsync(2_500);
    while (held(bob) > 0) await leave(bob, 'ready');
    await ask(shared, ann, 10);
    expect(held(ann)).toBe(2);
    await vi.advanceTimersByTimeAsync(31_000);
    await leave(ann, 'ready');
    expect(held(ann)).toBe(3);
  });

  it('wait together where one at a time is too many', async () => {
    const shared = lanes();
    await ask(shared, ann, 1);
    await leave(ann, 'busy', true);
    expect(await shared.enter(bob, 0, never, () => undefined)).toMatchObject({ kind: 'full' });
    expect(await shared.enter(eve, 0, never, () => undefined)).toMatchObject({ kind: 'entered' });
    await vi.advanceTimersByTimeAsync(2_500);
    expect(await shared.enter(bob, 0, never, () => undefined)).toMatchObject({ kind: 'entered' });
  });

  it('do not wait for one that is told to send less itself', async () => {
    const shared = lanes();
    await ask(shared, ann, 2);
    await leave(ann, 'busy');
    expect(await shared.enter(ann, 0, never, () => undefined)).toMatchObject({ kind: 'full' });
    await ask(shared, bob, 10);
    expect(held(bob)).toBe(5);
  });
});

it('a server counts as quick once a message has shown it, while more wait for it, and no longer when it slows down', async () => {
  const one = lanes();
  await ask(one, ann, 30);
  const isQuick = (): boolean | undefined => places.get(ann.id)?.at(-1)?.isQuick;
  expect(isQuick()).toBe(false);
  await vi.advanceTimersByTimeAsync(8);
  await leave(ann, 'ready');
  expect(isQuick()).toBe(true);
  await vi.advanceTimersByTimeAsync(2_000);
  await leave(ann, 'ready');
  expect(isQuick()).toBe(false);
});
