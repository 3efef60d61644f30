/** Cuts what a look gave into pieces that are written in one step each, so that no step grows with the mailbox. */
import type { SyncPosition } from '../domain/sync-position.ts';
import { intersectionOf, parseUidSet, uidCount } from '../domain/uid-set.ts';
import type { UidRange, UidSet } from '../domain/uid-set.ts';
import type { Observation } from './observation.ts';

/** So many messages are told in one step. */
export const batchSize = 500;

/** Observing the pieces in their order comes to the same as observing the whole at `position`. */
export function* inBatches(position: SyncPosition | null, observation: Observation): Generator<Observation> {
  switch (observation.kind) {
    case 'flags': {
      const { rows } = observation;
      for (let at = 0; at + batchSize < rows.length; at += batchSize) {
        yield { ...observation, rows: rows.slice(at, at + batchSize), highestModseq: null, rest: true };
      }
      // The last piece moves MODSEQ over all of them; what was told before is known by its own.
      yield observation;
      return;
    }
    case 'vanished': {
      const gone = intersectionOf(parseUidSet(position?.known ?? ''), observation.uids);
      for (const uids of cut(gone)) yield { kind: 'vanished', uids };
      return;
    }
    case 'arrivals':
    case 'whole':
    case 'modseq-lost':
      yield observation;
  }
}

export function* cut(set: UidSet, size = batchSize): Generator<UidSet> {
  let piece: UidRange[] = [];
  let room = size;
  for (const [first, last] of set) {
    for (let from = first; from <= last;) {
      const to = Math.min(last, from + room - 1);
      piece.push([from, to]);
      room = size - uidCount(piece);
      if (room === 0) {
        yield piece;
        piece = [];
        room = size;
      }
      from = to + 1;
    }
  }
  if (piece.length > 0) yield piece;
}
