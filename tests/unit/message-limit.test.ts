import { describe, expect, it } from 'vitest';
import type { Completion } from '../../src/imap-pool/exchange.ts';
import { overAll } from '../../src/imap-pool/message-limit.ts';

const upTo = (lowest: number): Completion => ({
  code: 'MESSAGELIMIT',
  codeArguments: [
    { type: 'ATOM', value: '1000' },
    { type: 'ATOM', value: String(lowest) },
  ],
});
const done: Completion = { code: null, codeArguments: [] };

async function asked(set: string, ...answers: readonly Completion[]): Promise<readonly string[]> {
  const sets: string[] = [];
  await overAll(set, (part) => {
    sets.push(part);
    return Promise.resolve(answers[sets.length - 1] ?? done);
  });
  return sets;
}

describe('a command on a UID set', () => {
  it('is given once where the server goes over all of it', async () => {
    expect(await asked('1:*')).toEqual(['1:*']);
  });

  it('is given again for what lies below, until nothing is left', async () => {
    expect(await asked('1:*', upTo(1_501), upTo(501))).toEqual(['1:*', '1:1500', '1:500']);
    expect(await asked('3,7:20,40:*', upTo(40), upTo(15))).toEqual(['3,7:20,40:*', '3,7:20', '3,7:14']);
    expect(await asked('5:*', upTo(5))).toEqual(['5:*']);
  });

  it('is not given again to a server that comes no further', async () => {
    expect(await asked('1:*', upTo(10), upTo(10))).toEqual(['1:*', '1:9']);
  });
});
