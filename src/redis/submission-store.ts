/**
 * Submissions as documents with a revision. Whatever changes one writes document, due entries, lists and
 * journal in one script; the bytes of the message are elsewhere (`mime-chunks.ts`).
 */
import type { Redis } from 'ioredis';
import { dueAt, isFinal } from '../domain/sending.ts';
import { draftHeld, holdsDraft, owesFollowUp } from '../domain/sent-draft.ts';
import { submissionStatuses, type Submission, type SubmissionCounts } from '../domain/submission.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import type { SubmissionStore } from '../use-cases/ports/submissions.ts';
import { requireAccepted } from './acceptance.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import { dueKey, dueMember } from './due.ts';
import { idempotencyKey } from './idempotency-store.ts';
import { journalArguments, journalKey } from './journal-lua.ts';
import type { Keys } from './keys.ts';
import { createMimeChunks } from './mime-chunks.ts';
import { createPager } from './page.ts';
import { submissionScripts } from './submission-scripts.ts';

export interface RedisSubmissionStore extends SubmissionStore {
  /** Takes away everything kept for the account's submissions, in bounded steps; bytes that a crash leaves behind expire. */
  erase(accountId: string): Promise<void>;
  /** A key that is there as long as the account has submissions. */
  listKey(accountId: string): string;
}

/** How long a submission stays readable after its last change in a final state. */
const retentionMs = 30 * 24 * 3_600_000;

export function createSubmissionStore(redis: Redis, keys: Keys, cursors: CursorSeal): RedisSubmissionStore {
  const scripts = submissionScripts(redis);
  const pager = createPager(redis, cursors);
  const chunks = createMimeChunks(redis, keys);
  const document = (id: string): string => keys.of('submission', id);
  const lists = (accountId: string): string => keys.of('submissions', accountId);
  const due = dueKey(keys, 'submission');
  const copies = dueKey(keys, 'sent-copy');

  const written = (submission: Submission): readonly (string | number)[] => {
    const { id, turn, revision, status, messageId, draft, returnToken = '' } = submission;
    const next = dueAt(submission);
    const followUp = owesFollowUp(submission) ? Date.parse(submission.updatedAt) : null;
    const settled = isFinal(submission) && submission.status !== 'unknown' && followUp === null;
    return [
      revision,
      JSON.stringify(submission),
      status,
      next ?? '',
      dueMember(id, turn),
      followUp ?? '',
      dueMember(id, 1),
      settled ? retentionMs : '',
      messageId,
      draft ?? '',
      holdsDraft(submission) ? 1 : '',
      returnToken,
    ];
  };

  const load = async (ids: readonly string[]): Promise<readonly (Submission | null)[]> =>
    Promise.all(
      ids.map(async (id) => parseDocument<Submission>(await stored(() => redis.hget(document(id), 'j')))),
    );

  return {
    ...chunks,
    listKey: lists,

    async accept(submission, idempotency) {
      const { id, accountId, incarnation, tags, jobId } = submission;
      const further = [...tags.map((tag) => `tag:${tag}`), ...(jobId === undefined ? [] : [`job:${jobId}`])];
      const claim = idempotency?.claim;
      const record = claim === undefined ? document(id) : idempotencyKey(keys, claim.scope);
      const accepted = await scripts.accept.run(
        [document(id), due, copies, lists(accountId), accountKey(keys, accountId), record],
        [
          id,
          claim?.owner ?? '',
          claim?.fingerprint ?? '',
          JSON.stringify(idempotency?.answer ?? null),
          ...written(submission),
          further.length,
          ...further,
          incarnation,
        ],
      );
      if (accepted === 'there') return false;
      if (typeof accepted !== 'string') throw draftHeld(accepted[1]);
      requireAccepted(accepted);
      return true;
    },

    async get(id) {
      return (await load([id]))[0] ?? null;
    },

    async named(accountId, given) {
      if (given.length === 0) return [];
      const names = given.map((each) => `${lists(accountId)}:message:${each}`);
      const found = await stored(() => redis.mget(names));
      return [...new Set(found.flatMap((id) => (id === null ? [] : [id])))];
    },

    async list(accountId, filter, request) {
      const base = lists(accountId);
      const { status, tag, job } = filter;
      const purpose = JSON.stringify(['submissions', accountId, status ?? null, tag ?? null, job ?? null]);
      const named = [
        ...(status === undefined ? [] : [`${base}:status:${status}`]),
        ...(tag === undefined ? [] : [`${base}:tag:${tag}`]),
        ...(job === undefined ? [] : [`${base}:job:${job}`]),
      ];
      const [only = base] = named;
      if (named.length < 2) return pager.page({ key: only, purpose }, request, load);
      const flat = await stored(() => redis.zinter(named.length, named, 'AGGREGATE', 'MAX', 'WITHSCORES'));
      const entries = pairs(flat).map(([id, score]) => ({ id, ordinal: Number(score) }));
      return pager.pageOf(entries, purpose, request, load);
    },

    async countsOf(accountId, jobId) {
      const base = lists(accountId);
      const counts = await Promise.all(
        submissionStatuses.map(async (status) => {
          const both = [`${base}:job:${jobId}`, `${base}:status:${status}`];
          return [status, await stored(() => redis.zintercard(2, both))] as const;
        }),
      );
      return Object.fromEntries(counts) as SubmissionCounts;
    },

    async save(next, events) {
      const saved = await scripts.save.run(
        [document(next.id), due, copies, lists(next.accountId), journalKey(keys)],
        [next.id, ...written(next), ...journalArguments(events)],
      );
      if (typeof saved !== 'number') throw draftHeld(saved[1]);
      return saved === 1;
    },

    async erase(accountId) {
      const base = lists(accountId);
      for (;;) {
        const [count, ...erased] = await scripts.erase.run([base, due, copies], [document(''), 200]);
        if (count === 0) break;
        const bytes = erased.map((json) => (JSON.parse(json) as Submission).mime);
        // Many share one tail.
        const tails = new Map(bytes.flatMap(({ tail }) => (tail === undefined ? [] : [[tail.key, tail]])));
        await Promise.all([...bytes, ...tails.values()].map((mime) => chunks.dropMime(mime)));
      }
      const status = submissionStatuses.map((each) => `${base}:status:${each}`);
      await stored(() => redis.del(base, ...status));
    },
  };
}

function pairs(flat: readonly string[]): readonly (readonly [string, string])[] {
  return flat.flatMap((value, index): [string, string][] =>
    index % 2 === 0 ? [[value, flat[index + 1] ?? '0']] : [],
  );
}
