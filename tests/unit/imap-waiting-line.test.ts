import { describe, expect, it } from 'vitest';
import { createWaitingLine } from '../../src/imap-pool/waiting-line.ts';

const entry = (caller: string, name: string) => ({ caller, name });
const drain = (line: { next(): { readonly name: string } | undefined }): string[] => {
  const names: string[] = [];
  for (let next = line.next(); next !== undefined; next = line.next()) names.push(next.name);
  return names;
};

describe('the waiting line', () => {
  it('serves one caller in the order of its requests', () => {
    const line = createWaitingLine<{ caller: string; name: string }>();
    for (const name of ['1', '2', '3']) line.join(entry('a', name));
    expect(line.size).toBe(3);
    expect(drain(line)).toEqual(['1', '2', '3']);
    expect(line.size).toBe(0);
  });

  it('lets callers take turns, however many requests one of them has', () => {
    const line = createWaitingLine<{ caller: string; name: string }>();
    for (const name of ['a1', 'a2', 'a3', 'a4']) line.join(entry('a', name));
    line.join(entry('b', 'b1'));
    line.join(entry('c', 'c1'));
    line.join(entry('b', 'b2'));
    expect(drain(line)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
  });

  it('puts who comes back from a broken connection in front of everybody', () => {
    const line = createWaitingLine<{ caller: string; name: string }>();
    line.join(entry('a', 'a1'));
    line.join(entry('a', 'a2'));
    const first = line.next();
    if (first !== undefined) line.rejoin(first);
    expect(drain(line)).toEqual(['a1', 'a2']);
  });

  it('forgets who leaves', () => {
    const line = createWaitingLine<{ caller: string; name: string }>();
    const [one, two] = [entry('a', '1'), entry('a', '2')];
    line.join(one);
    line.join(two);
    line.rejoin(entry('b', '0'));
    expect(line.leave(one)).toBe(true);
    expect(line.leave(one)).toBe(false);
    expect(line.dismiss().map(({ name }) => name)).toEqual(['0', '2']);
    expect(line.next()).toBeUndefined();
  });
});
