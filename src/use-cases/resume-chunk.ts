/**
 * A chunk that one process began and another ends. Before it is begun it is written down what was there, from which it is
 * told later what the dead process did of it: that is neither done again nor taken for a change of somebody else.
 */
import type { Account } from '../domain/account.ts';
import type { BulkChange } from '../domain/bulk.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { BegunChunk } from '../domain/job.ts';
import type { FlagChange, MarkChange, MessageView } from '../domain/message.ts';
import { hasUid, parseUidSet, uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { allOf, type CarryOutChunk } from './bulk-chunk.ts';
import type { MessageOrder } from './carry-out.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

export interface ResumeChunkPorts {
  readonly mailboxes: Pick<MailboxReader, 'get'>;
  readonly reader: Pick<MessageReader, 'read' | 'retrace'>;
  readonly carryOutChunk: CarryOutChunk;
}

export interface ResumeChunk {
  /** What the outcome will have to be told from. Throws `stale-reference` when the mailbox is gone. */
  survey(
    account: Account,
    refs: readonly MessageRef[],
    order: MessageOrder,
    signal: AbortSignal,
  ): Promise<BegunChunk>;
  /** Does the rest. In the order of `refs`, as though one process had done all of it. */
  resume(
    account: Account,
    refs: readonly MessageRef[],
    order: MessageOrder,
    begun: BegunChunk,
    signal: AbortSignal,
  ): Promise<readonly BulkChange[]>;
}

export function createResumeChunk({ mailboxes, reader, carryOutChunk }: ResumeChunkPorts): ResumeChunk {
  const presentOf = async (
    account: Account,
    refs: readonly MessageRef[],
    signal: AbortSignal,
  ): Promise<readonly MessageRef[]> => {
    const views = await reader.read(account, refs, { fields: ['id'], bodyMaxBytes: 0 }, signal);
    return refs.filter((_, index) => (views[index] ?? null) !== null);
  };

  const survey: ResumeChunk['survey'] = async (account, refs, order, signal) => {
    const uidNext =
      'to' in order
        ? ((await mailboxes.get(account, { by: 'id', id: order.to.id }, signal)).counts?.uidNext ?? null)
        : null;
    const present = await presentOf(account, refs, signal);
    return { present: writeUidSet(uidSetOf(present.map(({ uid }) => uid))), uidNext };
  };

  const resumeTransfer = async (
    account: Account,
    refs: readonly MessageRef[],
    order: Exclude<MessageOrder, { kind: 'flag' }>,
    begun: BegunChunk,
    signal: AbortSignal,
  ): Promise<readonly BulkChange[]> => {
    const copies =
      'to' in order && begun.uidNext !== null
        ? await reader.retrace(account, refs, order.to, begun.uidNext, signal)
        : [];
    const copied = new Map(refs.map((ref, index) => [ref, copies[index] ?? null]));
    const open = refs.filter((ref) => (copied.get(ref) ?? null) === null);
    const left = refs.filter((ref) => (copied.get(ref) ?? null) !== null);
    // A move without MOVE (RFC 6851) that was cut off between its COPY and its EXPUNGE.
    const ended =
      order.kind === 'move' && left.length > 0
        ? await carryOutChunk(account, left, { kind: 'expunge' }, signal)
        : allOf(left, 'done', null);
    const carriedOut = open.length === 0 ? [] : await carryOutChunk(account, open, order, signal);
    const changes = new Map(
      [...ended, ...carriedOut].map((each) => [
        each.ref,
        { ...each, target: copied.get(each.ref) ?? each.target },
      ]),
    );
    const wasThere = parseUidSet(begun.present);
    return refs.map((ref) => {
      const made = changes.get(ref) ?? { ref, outcome: 'absent' as const, target: null, error: null };
      const byTheDead = made.outcome === 'absent' && order.kind !== 'copy' && hasUid(wasThere, ref.uid);
      return byTheDead ? { ...made, outcome: 'done' as const } : made;
    });
  };

  /** Where flags depend on a state, what a dead process changed has left it, and looks as was wished. */
  const resumeFlags = async (
    account: Account,
    refs: readonly MessageRef[],
    order: Extract<MessageOrder, { kind: 'flag' }>,
    signal: AbortSignal,
  ): Promise<readonly BulkChange[]> => {
    const changes = await carryOutChunk(account, refs, order, signal);
    const modified = changes.filter(({ outcome }) => outcome === 'modified').map(({ ref }) => ref);
    if (modified.length === 0) return changes;
    const wanted = { fields: ['flags', 'labels'], bodyMaxBytes: 0 } as const;
    const views = await reader.read(account, modified, wanted, signal);
    const asWished = new Set(modified.filter((_, index) => isAsWished(views[index] ?? null, order.change)));
    return changes.map((each) =>
      asWished.has(each.ref) ? { ...each, outcome: 'done' as const, target: each.ref } : each,
    );
  };

  return {
    survey,
    resume: async (account, refs, order, begun, signal) =>
      order.kind === 'flag'
        ? await resumeFlags(account, refs, order, signal)
        : await resumeTransfer(account, refs, order, begun, signal),
  };
}

function isAsWished(view: MessageView | null, change: MarkChange): boolean {
  if (view?.flags === undefined) return false;
  return (
    hasAll(view.flags, change) && (change.labels === undefined || hasAll(view.labels ?? [], change.labels))
  );
}

function hasAll(marks: readonly string[], change: FlagChange): boolean {
  const held = withoutCase(marks);
  const holds = (mark: string): boolean => held.has(mark.toLowerCase());
  if ('set' in change) return change.set.every(holds) && held.size === withoutCase(change.set).size;
  return change.add.every(holds) && !change.remove.some(holds);
}

function withoutCase(flags: readonly string[]): ReadonlySet<string> {
  return new Set(flags.map((flag) => flag.toLowerCase()));
}
