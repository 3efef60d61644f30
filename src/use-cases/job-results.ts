/** Pages of what became of a job's messages, chunk by chunk as they were changed; ids that were no message's come first. */
import type { AccountIdentity } from '../domain/account.ts';
import type { BulkOutcome } from '../domain/bulk.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Job } from '../domain/job.ts';
import type { Direction, Page, PageRequest } from '../domain/page.ts';
import { bulkMessage, unknownMessage, type BulkMessage } from './bulk-message.ts';
import type { JobStore } from './ports/jobs.ts';
import type { CursorSeal } from './ports/service.ts';

export interface JobResultsPorts {
  readonly jobs: Pick<JobStore, 'plan' | 'chunk'>;
  readonly cursors: CursorSeal;
}

interface Row {
  readonly ordinal: number;
  readonly message: BulkMessage;
}

/** Above all rows that a chunk can have, unknown ids included. */
const ordinalsPerChunk = 16_384;

/** `outcome` null: all. Throws `invalid-cursor`. A page of a job that goes on has no next one until it comes so far. */
export async function jobResults(
  { jobs, cursors }: JobResultsPorts,
  account: AccountIdentity,
  job: Job,
  outcome: BulkOutcome | null,
  request: PageRequest,
): Promise<Page<BulkMessage>> {
  const purpose = `job-results ${job.id} ${outcome ?? ''}`;

  const chunk = async (number: number): Promise<readonly BulkMessage[]> => {
    if (number > 0)
      return ((await jobs.chunk(job.id, number - 1)) ?? []).map((each) => bulkMessage(account, each));
    const plan = await jobs.plan(job.id);
    return plan?.kind === 'bulk' ? plan.unknown.map(unknownMessage) : [];
  };

  const rowsOf = async (number: number): Promise<readonly Row[]> =>
    (await chunk(number))
      .map((message, index) => ({ ordinal: number * ordinalsPerChunk + index, message }))
      .filter(({ message }) => outcome === null || message.outcome === outcome);

  /** Nearest first, at most `count`, beyond `ordinal`. */
  const beyond = async (ordinal: number, direction: Direction, count: number): Promise<readonly Row[]> => {
    const step = direction === 'next' ? 1 : -1;
    const rows: Row[] = [];
    let number = Math.min(Math.max(0, Math.floor(ordinal / ordinalsPerChunk)), job.ended);
    for (; number >= 0 && number <= job.ended && rows.length < count; number += step) {
      const found = (await rowsOf(number)).filter((row) => step * (row.ordinal - ordinal) > 0);
      rows.push(...(step === 1 ? found : [...found].reverse()));
    }
    return rows.slice(0, count);
  };

  const anchor = anchorOf(cursors, purpose, request);
  const direction = request.direction ?? anchor?.direction ?? 'next';
  const outside = direction === 'next' ? -1 : Number.MAX_SAFE_INTEGER;
  const found = await beyond(anchor?.ordinal ?? outside, direction, request.limit + 1);
  const nearest = found.slice(0, request.limit);
  const rows = direction === 'next' ? nearest : [...nearest].reverse();
  const sealed = (row: Row | undefined, to: Direction): string =>
    cursors.seal(purpose, [row?.ordinal ?? 0, to]);
  const goesOn = found.length > request.limit;
  const came = anchor !== null && rows.length > 0;
  const [hasPrevious, hasNext] = direction === 'next' ? [came, goesOn] : [goesOn, came];
  return {
    items: rows.map(({ message }) => message),
    next: hasNext ? sealed(rows.at(-1), 'next') : null,
    previous: hasPrevious ? sealed(rows[0], 'previous') : null,
    cursorAt: (index) => sealed(rows[index], 'next'),
  };
}

function anchorOf(
  cursors: CursorSeal,
  purpose: string,
  { cursor }: PageRequest,
): { readonly ordinal: number; readonly direction: Direction } | null {
  if (cursor === undefined) return null;
  const opened = cursors.open(purpose, cursor);
  if (!Array.isArray(opened) || typeof opened[0] !== 'number') {
    throw new GatewayError('invalid-cursor', 'The cursor was not made for this list.');
  }
  return { ordinal: opened[0], direction: opened[1] === 'previous' ? 'previous' : 'next' };
}
