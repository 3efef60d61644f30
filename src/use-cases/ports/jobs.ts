/** Keeping jobs: how far each is, what it is to do, and what became of every message. */
import type { BulkChange, MessageSet } from '../../domain/bulk.ts';
import type { Job } from '../../domain/job.ts';
import type { MarkChange } from '../../domain/message.ts';
import type { MergePlan } from '../merge-plan.ts';
import type { Claim, StoredAnswer } from './idempotency.ts';

/** What is to be done; the target is fixed when the job is made, by its id. */
export type PlannedOrder =
  | { readonly kind: 'flag'; readonly change: MarkChange; readonly unchangedSince: string | null }
  | { readonly kind: 'move'; readonly to: string }
  | { readonly kind: 'copy'; readonly to: string }
  | { readonly kind: 'expunge' };

/** Never changes: what arrives after the job was made is not touched. */
export interface BulkPlan {
  readonly kind: 'bulk';
  readonly order: PlannedOrder;
  readonly sets: readonly MessageSet[];
  /** Named ids that are no message's of this account. */
  readonly unknown: readonly string[];
}

export type JobPlan = BulkPlan | MergePlan;

export interface JobStore {
  /**
   * One step: job, plan, due entry and, with a claim, the idempotent answer. Durable when it resolves. Throws `not-found`
   * when the account is gone.
   */
  accept(
    job: Job,
    plan: JobPlan,
    idempotency: { readonly claim: Claim; readonly answer: StoredAnswer } | null,
  ): Promise<void>;
  /** null also for one that ended more than a day ago. */
  get(id: string): Promise<Job | null>;
  plan(id: string): Promise<JobPlan | null>;
  /**
   * Compare-and-set on `next.revision - 1`, with what became of a chunk in the same step. False: somebody was faster,
   * nothing was written.
   */
  save(next: Job, chunk: readonly BulkChange[] | null): Promise<boolean>;
  /** What became of the messages of the chunk that ended as the `index`th; null when there is none. */
  chunk(id: string, index: number): Promise<readonly BulkChange[] | null>;
}
