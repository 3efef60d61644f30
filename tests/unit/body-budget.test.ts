/** The room for bodies that all requests of a process share. */
import { describe, expect, it } from 'vitest';
import { createBodyBudget, type HeldBodies } from '../../src/imap-pool/body-budget.ts';

const mebi = 1024 * 1024;
const never = new AbortController().signal;

/** Tells in which order reads had their room. */
function turns() {
  const had: string[] = [];
  const failed: unknown[] = [];
  return {
    had,
    failed,
    async after(name: string, held: HeldBodies, octets: number): Promise<void> {
      held.grow(octets).then(
        () => had.push(name),
        (error: unknown) => failed.push(error),
      );
      await settled();
    },
  };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the room for bodies', () => {
  it('admits what fits and lets the others wait in the order they came', async () => {
    const budget = createBodyBudget(10 * mebi);
    const { had, after } = turns();
    const [first, second, third, fourth] = [0, 1, 2, 3].map(() => budget.hold('acc_a', never));
    if (!first || !second || !third || !fourth) throw new Error('four');
    await after('first', first, 6 * mebi);
    await after('second', second, 4 * mebi);
    await after('third', third, 8 * mebi);
    await after('fourth', fourth, mebi);
    expect(had).toEqual(['first', 'second']);
    second.release();
    await settled();
    // It would fit, but then what is long might wait for ever.
    expect(had).toEqual(['first', 'second']);
    first.release();
    await settled();
    expect(had).toEqual(['first', 'second', 'third', 'fourth']);
  });

  it('is taken alone by what is more than all of it', async () => {
    const budget = createBodyBudget(10 * mebi);
    const { had, after } = turns();
    const small = budget.hold('acc_a', never);
    const huge = budget.hold('acc_a', never);
    const next = budget.hold('acc_a', never);
    await after('small', small, mebi);
    await after('huge', huge, 30 * mebi);
    await after('next', next, mebi);
    expect(had).toEqual(['small']);
    small.release();
    await settled();
    expect(had).toEqual(['small', 'huge']);
    huge.release();
    await settled();
    expect(had).toEqual(['small', 'huge', 'next']);
  });

  it('is given to accounts in turn', async () => {
    const budget = createBodyBudget(10 * mebi);
    const { had, after } = turns();
    const holder = budget.hold('acc_a', never);
    await after('holder', holder, 10 * mebi);
    const busy = [1, 2].map(() => budget.hold('acc_a', never));
    const other = budget.hold('acc_b', never);
    for (const [index, held] of busy.entries()) await after(`a${index}`, held, 10 * mebi);
    await after('b', other, 10 * mebi);
    for (const held of [holder, busy[0], other]) {
      held?.release();
      await settled();
    }
    expect(had).toEqual(['holder', 'a0', 'b', 'a1']);
  });

  it('lets what is short pass while long ones wait', async () => {
    const budget = createBodyBudget(10 * mebi);
    const { had, after } = turns();
    await after('long', budget.hold('acc_a', never), 10 * mebi);
    await after('waiting', budget.hold('acc_a', never), 10 * mebi);
    await after('short', budget.hold('acc_b', never), 100 * 1024);
    expect(had).toEqual(['long', 'short']);
  });

  it('ends a wait with the reason of its request, and lets who stands behind it have the room', async () => {
    const budget = createBodyBudget(10 * mebi);
    const { had, failed, after } = turns();
    await after('holder', budget.hold('acc_a', never), 4 * mebi);
    const leaving = new AbortController();
    const gone = budget.hold('acc_a', leaving.signal);
    await after('gone', gone, 8 * mebi);
    await after('behind', budget.hold('acc_a', never), 6 * mebi);
    expect(had).toEqual(['holder']);
    const reason = new Error('too late');
    leaving.abort(reason);
    await settled();
    expect(failed).toEqual([reason]);
    expect(had).toEqual(['holder', 'behind']);
    gone.release();
    const late = createBodyBudget().hold('acc_a', leaving.signal);
    await expect(late.grow(1)).rejects.toBe(reason);
  });

  it('is given back whole by a read that grew, once', async () => {
    const budget = createBodyBudget(10 * mebi);
    const { had, after } = turns();
    const growing = budget.hold('acc_a', never);
    await growing.grow(4 * mebi);
    await growing.grow(6 * mebi);
    const next = budget.hold('acc_a', never);
    await after('next', next, 6 * mebi);
    expect(had).toEqual([]);
    growing.release();
    growing.release();
    await settled();
    await after('after', budget.hold('acc_a', never), 5 * mebi);
    expect(had).toEqual(['next']);
  });

  it('costs nothing to who has no bodies', async () => {
    const budget = createBodyBudget(10 * mebi);
    await budget.hold('acc_a', never).grow(10 * mebi);
    await expect(budget.hold('acc_a', never).grow(0)).resolves.toBeUndefined();
  });
});
