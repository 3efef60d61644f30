/**
 * One watched mailbox: how far it has been told, and a look that tells what lies beyond. It outlives connections.
 * A position and its events are written together; while that is impossible it waits and looks no further, so
 * that nothing piles up in memory.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { SyncPosition } from '../domain/sync-position.ts';
import { instant } from '../domain/time.ts';
import { hasUid, parseUidSet, uidCount, uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import type { UidSet } from '../domain/uid-set.ts';
import type { CommitResult, WatchSink } from '../use-cases/ports/news.ts';
import { batchSize, cut, inBatches } from './batches.ts';
import { changesOf } from './changes.ts';
import type { Observation } from './observation.ts';
import { fetchArrivals, fetchFlags, listUids } from './look.ts';
import type { Opened } from './look.ts';
import type { Nudges } from './nudges.ts';
import { rememberedMessages } from './remembered-flags.ts';
import type { Session } from './session.ts';
import type { ToldMailboxes } from './told-mailboxes.ts';
import { untilStored } from './until-stored.ts';

/** `again`: the position had moved meanwhile, so that another look is needed. `fenced`: the account is another's now. */
export type LookResult = 'done' | 'again' | 'fenced';

export interface WatchedMailboxOptions {
  readonly account: Account;
  readonly sink: WatchSink;
  readonly told: Pick<ToldMailboxes, 'originOf'>;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** After so many attempts without a step forward a message is told without its description (failures.md §5). */
const patience = 4;

export class WatchedMailbox {
  readonly mailbox: Mailbox;
  readonly #options: WatchedMailboxOptions;
  #position: SyncPosition | null = null;
  /** The one in the store; `#position` may be ahead of it by what no event tells. */
  #written: SyncPosition | null = null;
  #known: UidSet = [];
  #loaded = false;
  /** Looks in a row that failed while arrivals were fetched: the next one is more careful. */
  #spoilt = 0;

  constructor(mailbox: Mailbox, options: WatchedMailboxOptions) {
    this.mailbox = mailbox;
    this.#options = options;
  }

  isKnown(uid: number): boolean {
    return hasUid(this.#known, uid);
  }

  /** True when what STATUS says is what has been told, so that no look is needed; a change of flags shows only with CONDSTORE. */
  async isTold(counts: NonNullable<Mailbox['counts']>): Promise<boolean> {
    await this.#load();
    const position = this.#position;
    return (
      position !== null &&
      position.uidValidity === counts.uidValidity &&
      position.uidNext >= counts.uidNext &&
      position.highestModseq !== null &&
      position.highestModseq === counts.highestModseq &&
      uidCount(this.#known) === counts.total
    );
  }

  /**
   * `opened` is the mailbox as selected on `session`; `fresh` right after that, when nothing has been told of what
   * changed before.
   */
  async look(session: Session, opened: Opened, nudges: Nudges, fresh: boolean): Promise<LookResult> {
    await this.#load();
    if (this.#position === null) {
      const result = await this.#begin(session, opened);
      if (result !== 'done') return result;
    }
    let position = this.#position;
    if (position?.uidValidity !== opened.uidValidity) {
      const result = await this.#seeWhole(session, opened);
      position = this.#position;
      if (result !== 'done' || position === null) return result;
    } else if (fresh && hasFallen(position, opened)) {
      const { highestModseq } = opened;
      const result = await this.#apply({ kind: 'modseq-lost', highestModseq });
      if (result !== 'done') return result;
    }
    for (const step of [
      () => this.#seeVanished(nudges),
      () => this.#seeArrivals(session, opened, fresh),
      () => this.#seeFlags(session, opened, nudges, fresh),
      () => this.#seeVanished(nudges),
      () => this.#seePresent(session, nudges),
      () => this.#keep(fresh),
    ]) {
      const result = await step();
      if (result !== 'done') return result;
    }
    return 'done';
  }

  /** Where nothing was told of it under this name: how much of it has been told all the same. */
  async #begin(session: Session, opened: Opened): Promise<LookResult> {
    const origin = await this.#options.told.originOf(opened, session.mailbox.exists);
    switch (origin.kind) {
      case 'first-sight':
        return 'done';
      case 'appeared': {
        const { uidValidity, highestModseq } = opened;
        const none = { uidNext: 1, uids: [], flags: [] };
        return await this.#apply({ kind: 'whole', uidValidity, highestModseq, ...none });
      }
      case 'moved': {
        const result = await this.#commit(null, origin.position, []);
        if (result === 'committed') this.#moveTo(origin.position, true);
        if (result === 'conflict') this.#loaded = false;
        if (result !== 'committed') return result === 'fenced' ? 'fenced' : 'again';
        return 'done';
      }
    }
  }

  async #seeWhole(session: Session, opened: Opened): Promise<LookResult> {
    const uids = await listUids(session);
    const { uidValidity, highestModseq } = opened;
    const uidNext = opened.uidNext ?? (uids.at(-1)?.[1] ?? 0) + 1;
    const newest = newestOf(uids);
    const remembers = highestModseq === null && newest.length > 0;
    const flags = remembers ? await fetchFlags(session, writeUidSet(newest), null, () => undefined) : [];
    return await this.#apply({ kind: 'whole', uidValidity, uidNext, highestModseq, uids, flags });
  }

  /** One FETCH for a few, which is the rule; a list first where there may be many or the last attempt failed. */
  async #seeArrivals(session: Session, opened: Opened, fresh: boolean): Promise<LookResult> {
    const { account } = this.#options;
    const from = this.#position?.uidNext ?? 1;
    if (session.mailbox.exists === 0) return 'done';
    const many = fresh || session.mailbox.exists - uidCount(this.#known) > batchSize;
    const careful = this.#spoilt > 1;
    this.#spoilt += 1;
    if (!many && !careful) {
      const messages = await fetchArrivals(session, account, opened, `${from}:*`);
      const before = Math.max(from, (messages.at(-1)?.uid ?? 0) + 1);
      const result = await this.#apply({ kind: 'arrivals', messages, before });
      if (result !== 'done') return result;
    } else {
      const uids = await listUids(session, `${from}:*`);
      // "n:*" names the last message also when its UID is below n (RFC 9051 §9, seq-range).
      for (const piece of cut(fromUid(uids, from), careful ? 1 : batchSize)) {
        const bare = careful && this.#spoilt > patience;
        const messages = await fetchArrivals(session, account, opened, writeUidSet(piece), bare);
        const before = (piece.at(-1)?.[1] ?? 0) + 1;
        const result = await this.#apply({ kind: 'arrivals', messages, before });
        if (result !== 'done') return result;
        this.#spoilt = 0;
      }
    }
    this.#spoilt = 0;
    return 'done';
  }

  async #seeFlags(session: Session, opened: Opened, nudges: Nudges, fresh: boolean): Promise<LookResult> {
    const position = this.#position;
    const touched = nudges.takeFlagged();
    if (position === null || this.#known.length === 0) return 'done';
    const { highestModseq } = position;
    if (highestModseq === null && !touched && !fresh) return 'done';
    const uids =
      highestModseq === null ? writeUidSet(newestOf(this.#known)) : `1:${Math.max(1, position.uidNext - 1)}`;
    const rows = await fetchFlags(session, uids, highestModseq, () => nudges.nudge());
    // What was announced before the question is covered by its answer.
    const announced = fresh ? opened.highestModseq : null;
    return await this.#apply({ kind: 'flags', rows, highestModseq: announced, rest: false });
  }

  async #seeVanished(nudges: Nudges): Promise<LookResult> {
    const uids = nudges.takeVanished();
    return uids.length === 0 ? 'done' : await this.#apply({ kind: 'vanished', uids: uidSetOf(uids) });
  }

  /** Where there are not as many messages as are known, the list tells which are gone: all that servers without QRESYNC offer. */
  async #seePresent(session: Session, nudges: Nudges): Promise<LookResult> {
    if (this.#position === null || uidCount(this.#known) === session.mailbox.exists) return 'done';
    const before = this.#position.uidNext;
    const uids = session.mailbox.exists === 0 ? [] : await listUids(session);
    const result = await this.#apply({ kind: 'present', uids, before });
    if (uidCount(this.#known) < session.mailbox.exists) nudges.nudge();
    return result;
  }

  /** Writes what moved without an event, now and then: otherwise it would be found out anew after a restart. */
  async #keep(fresh: boolean): Promise<LookResult> {
    const position = this.#position;
    if (!fresh || position === null || position === this.#written) return 'done';
    const next = { ...position, number: position.number + 1 };
    const result = await this.#commit(position, next, []);
    if (result === 'committed') {
      this.#moveTo(next, true);
      return 'done';
    }
    if (result === 'conflict') this.#loaded = false;
    return result === 'fenced' ? 'fenced' : 'again';
  }

  async #load(): Promise<void> {
    if (this.#loaded) return;
    await untilStored(this.#options.signal, async () =>
      this.#moveTo(await this.#options.sink.position(this.mailbox), true),
    );
    this.#loaded = true;
  }

  #moveTo(position: SyncPosition | null, written: boolean): void {
    if (position?.known !== this.#position?.known) this.#known = parseUidSet(position?.known ?? '');
    this.#position = position;
    if (written) this.#written = position;
  }

  async #apply(observation: Observation): Promise<LookResult> {
    for (const part of inBatches(this.#position, observation)) {
      const { account, now } = this.#options;
      const place = { account, mailbox: this.mailbox };
      const before = this.#position;
      const { events, next } = changesOf(place, before, part, instant(now()));
      const toWrite = next.number !== before?.number;
      if (toWrite) {
        const result = await this.#commit(before, next, events);
        if (result === 'conflict') this.#loaded = false;
        if (result !== 'committed') return result === 'fenced' ? 'fenced' : 'again';
      }
      this.#moveTo(next, toWrite);
    }
    return 'done';
  }

  async #commit(
    expected: SyncPosition | null,
    next: SyncPosition,
    events: Parameters<WatchSink['commit']>[3],
  ): Promise<CommitResult> {
    const { sink } = this.#options;
    let first = true;
    return await untilStored(this.#options.signal, async () => {
      // An answer that got lost may have been a yes; a second one would then be a conflict.
      if (!first && (await sink.position(this.mailbox))?.number === next.number) return 'committed';
      first = false;
      return await sink.commit(this.mailbox, expected, next, events);
    });
  }
}

function hasFallen(position: SyncPosition, opened: Opened): boolean {
  if (position.highestModseq === null) return false;
  return opened.highestModseq === null || BigInt(opened.highestModseq) < BigInt(position.highestModseq);
}

function fromUid(uids: UidSet, from: number): UidSet {
  return uids.flatMap(([first, last]) => (last < from ? [] : [[Math.max(first, from), last] as const]));
}

/** The highest UIDs, as many as flags are remembered of. */
function newestOf(uids: UidSet): UidSet {
  const newest: [number, number][] = [];
  let room = rememberedMessages;
  for (const [first, last] of [...uids].reverse()) {
    if (room === 0) break;
    const from = Math.max(first, last - room + 1);
    newest.unshift([from, last]);
    room -= last - from + 1;
  }
  return newest;
}
