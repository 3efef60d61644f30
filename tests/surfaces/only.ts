/** The one item of a list; fails the test when there are none or more. */
import { expect } from 'vitest';

export function only<T>(items: readonly T[]): T {
  const [first, ...others] = items;
  if (first === undefined || others.length > 0)
    expect.fail(`one item is expected, there are ${items.length}`);
  return first;
}
