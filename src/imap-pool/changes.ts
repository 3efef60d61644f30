/**
 * From how far a mailbox has been told and what a look at it gave: what happened, and how far it has been told
 * then. Pure; asking the server is `look.ts`, writing it down `WatchSink`. Feeding the same observation twice
 * tells nothing twice.
 */
import { withinBudget } from '../domain/event.ts';
import type { NewEvent } from '../domain/event.ts';
import type { MessageView } from '../domain/message.ts';
import type { SyncPosition } from '../domain/sync-position.ts';
import type { Instant } from '../domain/time.ts';
import {
  differenceOf,
  hasUid,
  intersectionOf,
  parseUidSet,
  unionOf,
  uidSetOf,
  uidsOf,
  writeUidSet,
} from '../domain/uid-set.ts';
import type { UidSet } from '../domain/uid-set.ts';
import { mailboxAt, mailboxEvent, messageEvent, messagePlace, missed } from './mailbox-news.ts';
import type { Place } from './mailbox-news.ts';
import type { Observation } from './observation.ts';
import { flagsOfNewest, sameFlags, splitFlags } from './remembered-flags.ts';

export interface Step {
  readonly events: readonly NewEvent[];
  /** With the number of the position that it follows when nothing has to be written for it: it may wait for the next step. */
  readonly next: SyncPosition;
}

/** `whole` fits any position, null included; every other observation belongs to the UIDVALIDITY of `position`. */
export function changesOf(
  place: Place,
  position: SyncPosition | null,
  observation: Observation,
  at: Instant,
): Step {
  if (observation.kind === 'whole') return sighted(place, position, observation, at);
  if (position === null) throw new Error('A mailbox is seen whole before its changes are told');
  switch (observation.kind) {
    case 'arrivals':
      return arrived(place, position, observation, at);
    case 'flags':
      return flagged(place, position, observation, at);
    case 'vanished':
      return gone(place, position, intersectionOf(parseUidSet(position.known), observation.uids), at);
    case 'modseq-lost': {
      const { highestModseq } = observation;
      const event = missed(place, position, position, 'changes-unavailable', at);
      return stepTo(position, at, [event], { highestModseq, fresh: {}, flags: {} });
    }
  }
}

function sighted(
  place: Place,
  position: SyncPosition | null,
  seen: Extract<Observation, { kind: 'whole' }>,
  at: Instant,
): Step {
  const number = (position?.number ?? 0) + 1;
  const next: SyncPosition = {
    uidValidity: seen.uidValidity,
    uidNext: seen.uidNext,
    highestModseq: seen.highestModseq,
    known: writeUidSet(intersectionOf(seen.uids, [[1, seen.uidNext - 1]])),
    fresh: {},
    flags: seen.highestModseq === null ? flagsOfNewest(seen.flags.map((row) => [row.uid, row.flags])) : {},
    number,
    updatedAt: at,
    ...(seen.backlog ? { backlog: seen.backlog } : {}),
  };
  if (position === null) return { events: [], next };
  const reset = mailboxEvent(place, 'mailbox.reset', number, {
    mailbox: mailboxAt(place, next),
    previous: mailboxAt(place, position),
  });
  return { events: [reset, missed(place, position, next, 'uidvalidity-changed', at)], next };
}

function arrived(
  place: Place,
  position: SyncPosition,
  seen: Extract<Observation, { kind: 'arrivals' }>,
  at: Instant,
): Step {
  const byUid = new Map(
    seen.messages
      .filter(({ uid }) => uid >= position.uidNext && uid < seen.before)
      .map((message) => [message.uid, message]),
  );
  const messages = [...byUid.values()].sort((a, b) => a.uid - b.uid);
  const { backlog = null } = position;
  const isOld = ({ uid, receivedAt }: MessageView): boolean =>
    backlog !== null && uid < backlog.before && typeof receivedAt === 'string' && receivedAt < backlog.since;
  const news = messages.filter((message) => !isOld(message));
  const events = news.map((message) =>
    messageEvent(place, position, 'message.received', message.uid, {
      message: withinBudget(message),
      flags: { now: message.flags ?? [], added: null, removed: null },
    }),
  );
  const fresh = { ...position.fresh };
  for (const { uid, modseq } of messages) {
    if (typeof modseq === 'string' && isAbove(modseq, position.highestModseq)) fresh[uid] = modseq;
  }
  return stepTo(position, at, events, {
    uidNext: Math.max(position.uidNext, seen.before),
    known: writeUidSet(unionOf(parseUidSet(position.known), uidSetOf(byUid.keys()))),
    fresh,
    ...(backlog !== null && seen.before >= backlog.before ? { backlog: null } : {}),
    ...(position.highestModseq === null
      ? {
          flags: flagsOfNewest(
            messages.map((message) => [message.uid, message.flags ?? []]),
            position.flags,
          ),
        }
      : {}),
  });
}

function flagged(
  place: Place,
  position: SyncPosition,
  seen: Extract<Observation, { kind: 'flags' }>,
  at: Instant,
): Step {
  const known = parseUidSet(position.known);
  const rows = [...new Map(seen.rows.map((row) => [row.uid, row])).values()].filter(({ uid }) =>
    hasUid(known, uid),
  );
  const changed = rows.filter((row) =>
    position.highestModseq === null
      ? position.flags[row.uid] !== undefined && !sameFlags(position.flags[row.uid], row.flags)
      : row.modseq !== null &&
        isAbove(row.modseq, position.highestModseq) &&
        isAbove(row.modseq, position.fresh[row.uid] ?? null),
  );
  const events = changed
    .sort((a, b) => a.uid - b.uid)
    .map((row) => {
      const before = position.flags[row.uid];
      const was = before === undefined ? null : splitFlags(before);
      const message = {
        flags: row.flags,
        unread: !row.flags.includes('\\Seen'),
        ...(row.modseq === null ? {} : { modseq: row.modseq }),
      };
      return messageEvent(
        place,
        position,
        'message.updated',
        row.uid,
        {
          message: { ...messagePlace(place, position, row.uid), ...message },
          flags: {
            now: row.flags,
            added: was === null ? null : row.flags.filter((flag) => !was.includes(flag)),
            removed: was === null ? null : was.filter((flag) => !row.flags.includes(flag)),
          },
        },
        row.modseq ?? position.number + 1,
      );
    });
  if (position.highestModseq === null) {
    const flags = flagsOfNewest(
      rows.map((row) => [row.uid, row.flags]),
      position.flags,
    );
    return stepTo(position, at, events, { flags });
  }
  const told = Object.fromEntries(changed.map((row) => [row.uid, row.modseq ?? '0']));
  const fresh = { ...position.fresh, ...told };
  if (seen.rest) return stepTo(position, at, events, { fresh });
  let highestModseq = position.highestModseq;
  for (const modseq of [seen.highestModseq, ...seen.rows.map((row) => row.modseq)]) {
    if (modseq !== null && isAbove(modseq, highestModseq)) highestModseq = modseq;
  }
  return stepTo(position, at, events, {
    highestModseq,
    fresh: Object.fromEntries(Object.entries(fresh).filter(([, modseq]) => isAbove(modseq, highestModseq))),
  });
}

function gone(place: Place, position: SyncPosition, uids: UidSet, at: Instant): Step {
  const list = [...uidsOf(uids)];
  if (list.length === 0) return { events: [], next: position };
  const events = list.map((uid) => {
    const flags = position.flags[uid];
    return messageEvent(place, position, 'message.deleted', uid, {
      message: messagePlace(place, position, uid),
      flags: { now: flags === undefined ? null : splitFlags(flags), added: null, removed: null },
    });
  });
  const left = (map: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(map).filter(([uid]) => !hasUid(uids, Number(uid))));
  return stepTo(position, at, events, {
    known: writeUidSet(differenceOf(parseUidSet(position.known), uids)),
    fresh: left(position.fresh),
    flags: left(position.flags),
  });
}

function stepTo(
  position: SyncPosition,
  at: Instant,
  events: readonly NewEvent[],
  moved: Partial<SyncPosition>,
): Step {
  if (events.length > 0) {
    return { events, next: { ...position, ...moved, number: position.number + 1, updatedAt: at } };
  }
  const same = (Object.keys(moved) as (keyof SyncPosition)[]).every((key) =>
    isSame(moved[key], position[key]),
  );
  return { events, next: same ? position : { ...position, ...moved } };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Compares MODSEQs, which have 63 bits (RFC 7162 §3.1). */
function isAbove(modseq: string, than: string | null): boolean {
  return than === null || BigInt(modseq) > BigInt(than);
}
