/** Changes to many messages: which ones, in what steps, and what became of each. How they are carried out is not said here. */
import type { ErrorCode, Upstream } from './errors.ts';
import type { MessageRef } from './ids.ts';
import type { MarkChange } from './message.ts';
import { uidCount, uidSetOf, uidsOf, type UidSet } from './uid-set.ts';

/** What a caller asks for; mailboxes by id, special-use word or exact path. */
export type BulkAction =
  | { readonly action: 'flag'; readonly marks: MarkChange; readonly unchangedSince: string | null }
  | { readonly action: 'move' | 'copy'; readonly targetMailbox: string }
  /** To Trash, or for good. */
  | { readonly action: 'delete'; readonly permanent: boolean };

/** So many messages are changed while the caller waits; more become a job. */
export const largestAtOnce = 1_000;

/**
 * Messages of one command: their UIDs are at most 2.8 kB of a command line, of which every server takes 8 kB
 * (RFC 7162 §4), and fewer than the least that a server is known to take in one command.
 */
export const chunkSize = 250;

/** Messages of one mailbox under one UIDVALIDITY. */
export interface MessageSet {
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly uids: UidSet;
}

/** In the order in which their mailboxes are named first. */
export function messageSetsOf(refs: Iterable<MessageRef>): readonly MessageSet[] {
  const groups = new Map<
    string,
    { readonly mailboxId: string; readonly uidValidity: number; uids: number[] }
  >();
  for (const { mailboxId, uidValidity, uid } of refs) {
    const key = `${mailboxId} ${uidValidity}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { mailboxId, uidValidity, uids: [uid] });
    else group.uids.push(uid);
  }
  return [...groups.values()].map((group) => ({ ...group, uids: uidSetOf(group.uids) }));
}

export function countOf(sets: readonly MessageSet[]): number {
  return sets.reduce((sum, { uids }) => sum + uidCount(uids), 0);
}

export function* refsOf(sets: readonly MessageSet[]): Generator<MessageRef> {
  for (const { mailboxId, uidValidity, uids } of sets) {
    for (const uid of uidsOf(uids)) yield { mailboxId, uidValidity, uid };
  }
}

/** None is empty, none spans two mailboxes; the same sets give the same chunks in the same order. */
export function* chunksOf(sets: readonly MessageSet[]): Generator<readonly MessageRef[]> {
  for (const set of sets) {
    let chunk: MessageRef[] = [];
    for (const ref of refsOf([set])) {
      chunk.push(ref);
      if (chunk.length < chunkSize) continue;
      yield chunk;
      chunk = [];
    }
    if (chunk.length > 0) yield chunk;
  }
}

/** Why a message was not changed. */
export interface BulkFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly upstream: Upstream | null;
}

/**
 * `absent`: not there, or no longer; `modified`: changed since the state that the caller named, and left alone; `refused`:
 * the server said no, or could not be asked.
 */
export const bulkOutcomes = ['done', 'absent', 'modified', 'refused'] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];

/** What became of one message. */
export interface BulkChange {
  readonly ref: MessageRef;
  readonly outcome: BulkOutcome;
  /** Where it, or its copy, lies now; null when it is gone or the server does not tell. */
  readonly target: MessageRef | null;
  /** Of what was refused. */
  readonly error: BulkFailure | null;
}
