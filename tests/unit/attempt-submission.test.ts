/** When what is asked of the storage happens, beside the server's part of an attempt. */
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import type { Outcome, Standing } from '../../src/domain/outcome.ts';
import { beginAttempt } from '../../src/domain/sending.ts';
import type { Submission } from '../../src/domain/submission.ts';
import { createAttemptSubmission } from '../../src/use-cases/attempt-submission.ts';
import { createMoveSubmission } from '../../src/use-cases/move-submission.ts';
import { accountFor, never } from '../support/sending-rig.ts';
import { silentTelemetry } from '../support/silent-telemetry.ts';
import { waitingSubmission } from '../support/waiting-submission.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const account = accountFor('acc_1', { smtp: { host: '127.0.0.1', port: 25, password: '' } });
const submission = waitingSubmission(now, account.incarnation);

const accepted: Outcome = {
  kind: 'answered',
  recipients: [
    { address: 'grace@example.org', accepted: true, reply: { code: 250, enhanced: null, text: 'Ok' } },
  ],
  response: '250 Ok',
};

/** Carries out an attempt; `server` is what its server does once the conversation has begun. */
async function attemptOn(isQuick: boolean, server: () => Promise<Outcome>) {
  const writes: Submission[] = [];
  const seen: { atStart: readonly unknown[]; standing: Standing | null | undefined } = {
    atStart: [],
    standing: undefined,
  };
  const clock = { now: () => now };
  const submissions = {
    save: (next: Submission) => Promise.resolve(writes.push(next) > 0),
    get: () => Promise.resolve(writes.at(-1) ?? submission),
  };
  const retention = {
    secure: () => Promise.resolve(true),
    keepFor: () => Promise.resolve(),
    settle: () => Promise.resolve(),
  };
  const queue = { submission: () => Promise.resolve(), sentCopy: () => Promise.resolve() };
  const attempt = createAttemptSubmission({
    submissions,
    moves: createMoveSubmission({ submissions, queue, retention, log: silentTelemetry.log }),
    retention,
    suppressions: { add: () => Promise.resolve() },
    sender: {
      async send(_account, _envelope, _message, beforeFinalDot) {
        seen.atStart = writes.map(({ running }) => running?.phase);
        const outcome = await server();
        await beforeFinalDot();
        return outcome;
      },
    },
    reportSending: () => Promise.resolve(),
    policyOf: () => ({ onUnknown: 'hold', random: 0 }),
    clock,
    telemetry: silentTelemetry,
  });
  const begun = beginAttempt(submission, 'hold', now);
  if (begun === null) throw new Error('nobody to send to');
  const place = { isQuick, leave: (standing: Standing | null) => void (seen.standing = standing) };
  await attempt(account, begun, () => Readable.from([]), place, never);
  return { seen, last: writes.at(-1), phases: writes.map(({ running }) => running?.phase ?? null) };
}

it('a server that takes messages within milliseconds does not wait for the storage after the envelope', async () => {
  const { seen, phases } = await attemptOn(true, () => Promise.resolve(accepted));
  expect(seen.atStart).toEqual(['data-sent']);
  expect(phases).toEqual(['data-sent', null]);
});

it('of any other the record says that the end may leave only when it may', async () => {
  const { seen, phases } = await attemptOn(false, () => Promise.resolve(accepted));
  expect(seen.atStart).toEqual([]);
  expect(phases).toEqual(['data-sent', null]);
});

it('a link that breaks in the envelope is put off, though the record said that the end may leave', async () => {
  const { last } = await attemptOn(true, () =>
    Promise.resolve({ kind: 'not-sent', reason: 'unreachable', response: 'The connection broke.' }),
  );
  expect(last).toMatchObject({ status: 'deferred', running: null });
});

it('what fails on this side says nothing of the account’s server', async () => {
  const { seen, last } = await attemptOn(false, () => Promise.reject(new Error('unsealed')));
  expect(seen.standing).toBeNull();
  expect(last).toMatchObject({ status: 'deferred' });
});
