/**
 * A merge: one message to each of many recipients, with values of their own. All of them are checked before any is
 * accepted; then a job makes the submissions one by one.
 */
import { hashedId } from './ids.ts';
import type { Person } from './outgoing.ts';
import type { OutgoingHeader, OutgoingList } from './outgoing-headers.ts';
import { settledOf, type SubmissionCounts } from './submission.ts';

export const mostMerged = 10_000;

/** What the texts of all messages of a merge may take together, in octets: they are kept until they are sent. */
export const largestMerge = 256 * 1024 * 1024;

/** Placeholders and turns of loops that all its messages take together: they are rendered while the caller waits. */
export const mostMergeSteps = 20_000_000;

/** Submissions that are made before the record of the job tells of them. */
export const mergedAtOnce = 100;

/** One of the messages: who gets it, and what differs from the others. */
export interface MergeRecipient {
  readonly to: readonly Person[];
  readonly cc?: readonly Person[] | null;
  readonly bcc?: readonly Person[] | null;
  /** An object of JSON; its values win over those of the template's use. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** Added to those that all have. */
  readonly headers?: readonly OutgoingHeader[] | null;
  /** Instead of that of all: such as an address of their own at which they unsubscribe. */
  readonly list?: OutgoingList | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
}

/** Made again after a crash, a submission has the id that it had. */
export function mergedId(jobId: string, index: number): string {
  return hashedId('sub', jobId, index);
}

/** How many may still be sent. */
export function waitingOf(counts: SubmissionCounts): number {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return all - settledOf(counts);
}
