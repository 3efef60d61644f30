/** Whose turn it is where only a few can be served at once. */
import { expect, it } from 'vitest';
import { createAccountTurns } from '../../src/use-cases/account-turns.ts';

const never = new AbortController().signal;

it('serves one of each account and a few at once; who goes away leaves the line', async () => {
  const turns = createAccountTurns(2);
  const served: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (accountId: string, name: string, signal = never): Promise<void> =>
    turns.take(accountId, signal).then((end) => {
      served.push(name);
      ends.set(name, end);
    });
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    ends.get(name)?.();
    await Promise.resolve();
    await Promise.resolve();
  };

  const impatient = new AbortController();
  const all = [ask('a', 'a1'), ask('a', 'a2'), ask('b', 'b1'), ask('a', 'a3')];
  const gone = ask('c', 'c1', impatient.signal);
  all.push(ask('c', 'c2'));
  await all[2];
  expect(served).toEqual(['a1', 'b1']);
  impatient.abort(new Error('gone'));
  await expect(gone).rejects.toThrow('gone');
  await end('b1');
  expect(served).toEqual(['a1', 'b1', 'c2']);
  await end('a1');
  expect(served).toEqual(['a1', 'b1', 'c2', 'a2']);
  await end('c2');
  expect(served).toHaveLength(4);
  await end('a2');
  await Promise.all(all);
  expect(served.at(-1)).toBe('a3');
  await expect(turns.take('d', AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
});
