import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdempotent } from '../../src/use-cases/idempotent.ts';
import type { Claim, IdempotencyStore } from '../../src/use-cases/ports/idempotency.ts';

const claim: Claim = { scope: 's', fingerprint: 'f', owner: 'o' };
const request = {
  scope: { principalId: 'key_a', operation: 'createSubmission', accountId: null, key: 'k' },
  fingerprint: 'f',
};

describe('a request with an Idempotency-Key', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(['ends well', 'fails'])(
    'holds its claim as long as it runs, and no longer when it %s',
    async (how) => {
      let extended = 0;
      const store: IdempotencyStore = {
        claim: () => Promise.resolve({ kind: 'claimed', claim }),
        extend: () => {
          extended += 1;
          return Promise.reject(new Error('the storage is away'));
        },
        finish: () => Promise.resolve(),
        abandon: () => Promise.resolve(),
      };
      const idempotent = createIdempotent({ store, accounts: { get: () => Promise.resolve(null) } });
      let end: () => void = () => undefined;
      const worked = new Promise<void>((resolve) => (end = resolve));
      const run = idempotent.run(request, async () => {
        await worked;
        if (how === 'fails') throw new Error('it failed');
        return { value: 1, answer: { status: 200, location: null, body: 1 } };
      });
      const ended = run.then(
        ({ kind }) => kind,
        (error: unknown) => String(error),
      );
      await vi.advanceTimersByTimeAsync(61_000);
      expect(extended).toBe(12);
      end();
      expect(await ended).toBe(how === 'fails' ? 'Error: it failed' : 'fresh');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(extended).toBe(12);
    },
  );
});
