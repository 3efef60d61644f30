/** A client that goes away is no failure of the service: it wakes nobody who watches the log. */
import { describe, expect, it } from 'vitest';
import { translate } from '../../src/api/errors.ts';

describe('a request whose client went away', () => {
  const gone = new Error('The client went away.');
  const signal = AbortSignal.abort(gone);
  const told = (error: unknown, by: AbortSignal = signal): readonly [string, number] => {
    const errors: unknown[] = [];
    const quiet = (): void => undefined;
    const log = { debug: quiet, info: quiet, warn: quiet, error: (found: object) => void errors.push(found) };
    return [translate(error, log, 'req_1', by).code, errors.length];
  };

  it.each([
    ['by itself', gone],
    ['within what a stream makes of it', new Error('The operation was aborted', { cause: gone })],
  ])('is told as broken off, %s', (_how, error) => {
    expect(told(error)).toEqual(['invalid-request', 0]);
  });

  it('still tells what else fails', () => {
    expect(told(new Error('a defect'))).toEqual(['internal', 1]);
    expect(told(new Error('a defect', { cause: undefined }), new AbortController().signal)).toEqual([
      'internal',
      1,
    ]);
  });
});
