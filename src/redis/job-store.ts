/**
 * Jobs. A document is a hash: `r` revision, `j` JSON, `p` the plan, `d` its due entry; beside it a list of what became of
 * each chunk. All of it goes a day after the job has ended, or with its account.
 */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, type InputType } from 'node:zlib';
import type { Redis } from 'ioredis';
import { bulkOutcomes, type BulkChange, type BulkFailure, type MessageSet } from '../domain/bulk.ts';
import type { Job } from '../domain/job.ts';
import type { MessageRef } from '../domain/ids.ts';
import { parseUidSet, writeUidSet } from '../domain/uid-set.ts';
import type { BulkPlan, JobPlan, JobStore } from '../use-cases/ports/jobs.ts';
import type { MergePlan } from '../use-cases/merge-plan.ts';
import { requireAccepted } from './acceptance.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import { parseDocument } from './document.ts';
import { dueKey, dueMember } from './due.ts';
import { idempotencyKey } from './idempotency-store.ts';
import { jobScripts } from './job-scripts.ts';
import type { Keys } from './keys.ts';

export interface RedisJobStore extends JobStore {
  /** Everything of the account's jobs, in bounded steps. */
  erase(accountId: string): Promise<void>;
  /** A key that is there as long as the account has jobs. */
  listKey(accountId: string): string;
}

const keptMs = 24 * 3_600_000;
const perStep = 100;

const compress: (plain: InputType) => Promise<Buffer> = promisify(deflateRaw);
const expand: (compressed: InputType) => Promise<Buffer> = promisify(inflateRaw);

export function createJobStore(redis: Redis, keys: Keys): RedisJobStore {
  const scripts = jobScripts(redis);
  const document = (id: string): string => keys.of('job', id);
  const chunks = (id: string): string => `${document(id)}:chunks`;
  const listKey = (accountId: string): string => keys.of('jobs', accountId);
  const due = dueKey(keys, 'job');

  return {
    listKey,

    async accept(job, plan, idempotency) {
      const { id, accountId, incarnation, createdAt } = job;
      const claim = idempotency?.claim;
      const record = claim === undefined ? document(id) : idempotencyKey(keys, claim.scope);
      const accepted = await scripts.accept.run(
        [document(id), due, listKey(accountId), accountKey(keys, accountId), record],
        [
          id,
          JSON.stringify(job),
          await packed(planOnDisk(plan)),
          Date.parse(createdAt),
          dueMember(id, 1),
          incarnation,
          claim?.owner ?? '',
          claim?.fingerprint ?? '',
          JSON.stringify(idempotency?.answer ?? null),
        ],
      );
      requireAccepted(accepted);
    },

    async get(id) {
      const job = parseDocument<JobOnDisk>(await stored(() => redis.hget(document(id), 'j')));
      return job === null ? null : { type: 'bulk', ...job };
    },

    async plan(id) {
      const text = await stored(() => redis.hget(document(id), 'p'));
      return text === null ? null : planFromDisk(await unpacked<PlanOnDisk>(text));
    },

    async save(next, chunk) {
      const saved = await scripts.save.run(
        [document(next.id), due, chunks(next.id), listKey(next.accountId)],
        [
          next.id,
          next.revision,
          JSON.stringify(next),
          chunk === null ? '' : await packed(chunkOnDisk(chunk)),
          next.finishedAt === null ? '' : Date.parse(next.finishedAt) + keptMs,
        ],
      );
      return saved === 1;
    },

    async chunk(id, index) {
      const text = await stored(() => redis.lindex(chunks(id), index));
      return text === null ? null : chunkFromDisk(await unpacked<ChunkOnDisk>(text));
    },

    async erase(accountId) {
      while ((await scripts.erase.run([listKey(accountId), due], [document(''), perStep])) > 0);
    },
  };
}

async function packed(value: unknown): Promise<string> {
  return (await compress(JSON.stringify(value))).toString('base64');
}

/** What stands under our own keys was written by `packed`: the caller names the type. */
async function unpacked<T>(text: string): Promise<T> {
  return JSON.parse((await expand(Buffer.from(text, 'base64'))).toString('utf8')) as T;
}

type SetOnDisk = Omit<MessageSet, 'uids'> & { readonly uids: string };
/** Of jobs that an older version made the type is not told: they were all of one. */
type JobOnDisk = Omit<Job, 'type'> & Partial<Pick<Job, 'type'>>;
type BulkPlanOnDisk = Omit<BulkPlan, 'kind' | 'sets'> & {
  readonly kind?: 'bulk';
  readonly sets: readonly SetOnDisk[];
};
type PlanOnDisk = BulkPlanOnDisk | MergePlan;

function planOnDisk(plan: JobPlan): PlanOnDisk {
  if (plan.kind === 'merge') return plan;
  return { ...plan, sets: plan.sets.map((set) => ({ ...set, uids: writeUidSet(set.uids) })) };
}

function planFromDisk(plan: PlanOnDisk): JobPlan {
  if (plan.kind === 'merge') return plan;
  const sets = plan.sets.map((set) => ({ ...set, uids: parseUidSet(set.uids) }));
  return { ...plan, kind: 'bulk', sets };
}

type Place = readonly [mailboxId: string, uidValidity: number];

/** Rows of UID, outcome, place and UID of the target, error; -1 stands for none. A chunk has few places and errors. */
interface ChunkOnDisk {
  readonly places: readonly Place[];
  readonly errors: readonly BulkFailure[];
  readonly rows: readonly (readonly [
    place: number,
    uid: number,
    outcome: number,
    targetPlace: number,
    targetUid: number,
    error: number,
  ])[];
}

function chunkOnDisk(changes: readonly BulkChange[]): ChunkOnDisk {
  const places: Place[] = [];
  const errors: BulkFailure[] = [];
  const placeOf = ({ mailboxId, uidValidity }: MessageRef): number => {
    const known = places.findIndex(([id, validity]) => id === mailboxId && validity === uidValidity);
    return known === -1 ? places.push([mailboxId, uidValidity]) - 1 : known;
  };
  const errorOf = (error: BulkFailure | null): number => {
    if (error === null) return -1;
    const known = errors.indexOf(error);
    return known === -1 ? errors.push(error) - 1 : known;
  };
  const rows = changes.map(
    ({ ref, outcome, target, error }) =>
      [
        placeOf(ref),
        ref.uid,
        bulkOutcomes.indexOf(outcome),
        target === null ? -1 : placeOf(target),
        target?.uid ?? -1,
        errorOf(error),
      ] as const,
  );
  return { places, errors, rows };
}

function chunkFromDisk({ places, errors, rows }: ChunkOnDisk): readonly BulkChange[] {
  const refOf = (place: number, uid: number): MessageRef => {
    const [mailboxId = '', uidValidity = 0] = places[place] ?? [];
    return { mailboxId, uidValidity, uid };
  };
  return rows.map(([place, uid, outcome, targetPlace, targetUid, error]) => ({
    ref: refOf(place, uid),
    outcome: bulkOutcomes[outcome] ?? 'absent',
    target: targetPlace === -1 ? null : refOf(targetPlace, targetUid),
    error: errors[error] ?? null,
  }));
}
