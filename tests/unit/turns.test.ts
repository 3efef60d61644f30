/** What follows one another and what does not. */
import { expect, it } from 'vitest';
import { createTurns } from '../../src/imap-pool/turns.ts';

it('follows one another where it concerns the same thing, also after a failure, and else waits for nothing', async () => {
  const inTurn = createTurns();
  const begun: string[] = [];
  let release: (error: Error) => void = () => undefined;
  const first = inTurn('a', async () => {
    begun.push('first');
    await new Promise((_, reject) => (release = reject));
  });
  const second = inTurn('a', () => Promise.resolve(begun.push('second')));
  const third = inTurn('a', () => Promise.resolve(begun.push('third')));
  await inTurn('b', () => Promise.resolve(begun.push('other')));
  expect(begun).toEqual(['first', 'other']);
  release(new Error('of the first alone'));
  await expect(first).rejects.toThrow('of the first alone');
  await Promise.all([second, third]);
  expect(begun).toEqual(['first', 'other', 'second', 'third']);
});
