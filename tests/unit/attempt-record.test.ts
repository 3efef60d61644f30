import { expect, it } from 'vitest';
import { GatewayError } from '../../src/domain/errors.ts';
import { beginAttempt, type Begun } from '../../src/domain/sending.ts';
import type { Submission } from '../../src/domain/submission.ts';
import { createAttemptRecord } from '../../src/use-cases/attempt-record.ts';
import { waitingSubmission } from '../support/waiting-submission.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const clock = { now: () => now };

const waiting = waitingSubmission(now);
function begin(): Begun {
  const begun = beginAttempt(waiting, 'hold', now);
  if (begun === null) throw new Error('nobody to send to');
  return begun;
}

/** `answers`: to each write, the last one repeating. */
function recordOn(...answers: readonly (boolean | 'away')[]) {
  return recordOver(waiting, ...answers);
}

/** `stored`: what is read of the record. */
function recordOver(
  stored: Submission | ((writes: readonly Submission[]) => Submission | null),
  ...answers: readonly (boolean | 'away')[]
) {
  const writes: Submission[] = [];
  const save = (next: Submission): Promise<boolean> => {
    const answer = answers[Math.min(writes.length, answers.length - 1)] ?? true;
    writes.push(next);
    return answer === 'away'
      ? Promise.reject(new GatewayError('storage-unavailable', 'Away.'))
      : Promise.resolve(answer);
  };
  const settle = async (
    at: Submission,
    move: (submission: Submission) => { readonly next: Submission } | null,
  ): Promise<Submission | null> => {
    const made = move(at);
    return made !== null && (await save(made.next)) ? made.next : null;
  };
  const get = (): Promise<Submission | null> =>
    Promise.resolve(typeof stored === 'function' ? stored(writes) : stored);
  const record = createAttemptRecord({ submissions: { get, save }, moves: { settle }, clock }, begin());
  return { record, writes, phases: () => writes.map(({ running }) => running?.phase) };
}

it('an attempt that comes to its end at once is one write', async () => {
  const { record, writes, phases } = recordOn(true);
  expect(await record.markEnd()).toBe(true);
  expect(phases()).toEqual(['data-sent']);
  expect(writes[0]).toMatchObject({ revision: waiting.revision + 1, status: 'sending' });
  expect(record.current).toEqual(writes[0]);
  expect(await record.begin()).toBe(true);
  expect(writes).toHaveLength(1);
});

it('an attempt that was shown before is written twice, in this order', async () => {
  const { record, writes, phases } = recordOn(true);
  await Promise.all([record.begin(), record.begin(), record.markEnd()]);
  expect(phases()).toEqual(['started', 'data-sent']);
  expect(writes.map(({ revision }) => revision)).toEqual([waiting.revision + 1, waiting.revision + 2]);
  expect(record.current).toEqual(writes[1]);
});

it('the end of a message does not leave where somebody else was faster', async () => {
  expect(await recordOn(false).record.markEnd()).toBe(false);

  const shown = recordOn(false);
  await shown.record.begin();
  expect(await shown.record.markEnd()).toBe(false);
  expect(shown.writes).toHaveLength(1);
  expect(shown.record.marked).toBe(false);

  const overtaken = recordOn(true, false);
  await overtaken.record.begin();
  expect(await overtaken.record.markEnd()).toBe(false);
});

it('a mark whose writing was not heard may stand', async () => {
  const { record } = recordOn('away');
  await expect(record.markEnd()).rejects.toThrow('Away.');
  expect(record.marked).toBe(true);
  expect(record.current.running?.phase).toBe('data-sent');
});

it('a mark that was written and asked for again, its answer lost, lets the message leave', async () => {
  const { record, writes } = recordOver((all) => all[0] ?? null, false);
  expect(await record.markEnd()).toBe(true);
  expect(await record.standing()).toEqual(writes[0]);
});

it('where the same revision is another attempt’s, nothing is built on what was not heard of', async () => {
  const other: Begun = begin();
  const { record } = recordOver(other, 'away');
  await expect(record.markEnd()).rejects.toThrow('Away.');
  expect(await record.standing()).toBe(other);
  expect(record.current).toMatchObject({ revision: other.revision });
  expect(record.current.running?.fence).not.toBe(other.running.fence);
  expect(await recordOver(other, false).record.markEnd()).toBe(false);
});
