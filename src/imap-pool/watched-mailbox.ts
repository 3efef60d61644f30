/** One watched mailbox: a look that tells what lies beyond what has been told of it. It outlives connections. */
import type { Mailbox } from '../domain/mailbox.ts';
import type { MessageView } from '../domain/message.ts';
import {
  differenceOf,
  hasUid,
  intersectionOf,
  newestUids,
  uidCount,
  uidSetOf,
  unionOf,
  writeUidSet,
} from '../domain/uid-set.ts';
import type { UidSet } from '../domain/uid-set.ts';
import { firstUidSince } from './backlog.ts';
import { batchSize, cut } from './batches.ts';
import { hasFallen } from './hierarchy-difference.ts';
import { fetchArrivals, fetchFlags, listUids } from './look.ts';
import type { Opened } from './look.ts';
import type { Found, Moves } from './moves.ts';
import type { Nudges } from './nudges.ts';
import { rememberedMessages } from './remembered-flags.ts';
import type { Session } from './session.ts';
import type { ToldMailboxes } from './told-mailboxes.ts';
import { ToldPosition, type LookResult, type ToldPositionOptions } from './told-position.ts';

export interface WatchedMailboxOptions extends ToldPositionOptions {
  readonly moves: Moves;
  readonly told: Pick<ToldMailboxes, 'originOf'>;
}

/** After so many attempts without a step forward a message is told without its description (failures.md §5). */
const patience = 4;

const fewMailboxes = 10;

interface Pending {
  readonly gone: UidSet;
  /** Of what came, all up to this UID. */
  readonly below: number;
  /** How many sweeps there had been then. */
  readonly sweeps: number;
}

export class WatchedMailbox {
  readonly mailbox: Mailbox;
  readonly #options: WatchedMailboxOptions;
  readonly #position: ToldPosition;
  /** Looks in a row that failed while arrivals were fetched: the next one is more careful. */
  #spoilt = 0;
  /** What waits to be told until the other mailboxes have been looked at, which may show where it went or came from. */
  #pending: Pending | null = null;
  /** What is gone and has waited. */
  #ripe: UidSet = [];
  /** What came below this UID has waited. */
  #awaited = 0;

  constructor(mailbox: Mailbox, options: WatchedMailboxOptions) {
    this.mailbox = mailbox;
    this.#options = options;
    this.#position = new ToldPosition(mailbox, options);
  }

  /** Every UID below it has been told; null until something has. */
  get uidNext(): number | null {
    return this.#position.current?.uidNext ?? null;
  }

  /** Whether there is something to be told by the next look that waits for one at the other mailboxes. */
  get waits(): boolean {
    return this.#pending !== null;
  }

  isKnown(uid: number): boolean {
    return hasUid(this.#position.known, uid);
  }

  /** True when what STATUS says is what has been told, so that no look is needed; a change of flags shows only with CONDSTORE. */
  async isTold(counts: NonNullable<Mailbox['counts']>): Promise<boolean> {
    await this.#position.load();
    const position = this.#position.current;
    return (
      position !== null &&
      position.uidValidity === counts.uidValidity &&
      position.uidNext >= counts.uidNext &&
      position.highestModseq !== null &&
      position.highestModseq === counts.highestModseq &&
      uidCount(this.#position.known) === counts.total
    );
  }

  /**
   * `opened` is the mailbox as selected on `session`; `fresh` right after that, when nothing has been told of what
   * changed before.
   */
  async look(session: Session, opened: Opened, nudges: Nudges, fresh: boolean): Promise<LookResult> {
    await this.#position.load();
    this.#ripen(nudges);
    if (this.#position.current === null) {
      const result = await this.#begin(opened);
      if (result !== 'done') return result;
    }
    let position = this.#position.current;
    if (position?.uidValidity !== opened.uidValidity) {
      const result = await this.#seeWhole(session, opened);
      position = this.#position.current;
      if (result !== 'done' || position === null) return result;
    } else if (fresh && hasFallen(position, opened)) {
      const { highestModseq } = opened;
      const result = await this.#position.apply({ kind: 'modseq-lost', highestModseq });
      if (result !== 'done') return result;
    }
    for (const step of [
      () => this.#seeVanished(session, nudges),
      () => this.#seeArrivals(session, opened, nudges, fresh),
      () => this.#seeFlags(session, opened, nudges, fresh),
      () => this.#seeVanished(session, nudges),
      () => this.#seePresent(session, nudges),
      () => this.#keep(session, fresh),
    ]) {
      const result = await step();
      if (result !== 'done') return result;
    }
    return 'done';
  }

  /** Where nothing was told of it under this name: how much of it has been told all the same. */
  async #begin(opened: Opened): Promise<LookResult> {
    const origin = await this.#options.told.originOf(opened);
    switch (origin.kind) {
      case 'first-sight':
        return 'done';
      case 'appeared': {
        const { uidValidity, highestModseq } = opened;
        const none = { uidNext: 1, uids: [], flags: [] };
        return await this.#position.apply({ kind: 'whole', uidValidity, highestModseq, ...none });
      }
      case 'moved':
        return await this.#position.takeOver(origin.position);
    }
  }

  async #seeWhole(session: Session, opened: Opened): Promise<LookResult> {
    this.#options.moves.forget(this.mailbox.id);
    this.#pending = null;
    this.#ripe = [];
    this.#awaited = 0;
    const uids = await listUids(session);
    const { uidValidity, highestModseq } = opened;
    const before = opened.uidNext ?? (uids.at(-1)?.[1] ?? 0) + 1;
    const { since = null } = this.#options.account.watch;
    // After a change of UIDVALIDITY nothing is announced anew.
    const asked = since !== null && this.#position.current === null;
    const from = asked ? await firstUidSince(session, since) : null;
    const uidNext = Math.min(from ?? before, before);
    const backlog = asked && from !== null ? { since, before } : null;
    const newest = newestUids(uids, rememberedMessages);
    const remembers = highestModseq === null && newest.length > 0;
    const flags = remembers ? await fetchFlags(session, writeUidSet(newest), null, () => undefined) : [];
    const seen = { uidValidity, uidNext, highestModseq, uids, flags, backlog };
    return await this.#position.apply({ kind: 'whole', ...seen });
  }

  /** One FETCH for a few, which is the rule; a list first where there may be many or the last attempt failed. */
  async #seeArrivals(session: Session, opened: Opened, nudges: Nudges, fresh: boolean): Promise<LookResult> {
    const { account } = this.#options;
    const from = this.#position.current?.uidNext ?? 1;
    if (session.mailbox.exists === 0) return 'done';
    const many = fresh || session.mailbox.exists - uidCount(this.#position.known) > batchSize;
    const careful = this.#spoilt > 1;
    this.#spoilt += 1;
    if (!many && !careful) {
      const messages = await fetchArrivals(session, account, opened, `${from}:*`);
      const before = Math.max(from, (messages.at(-1)?.uid ?? 0) + 1);
      const result = await this.#tellArrivals(session, messages, before, nudges);
      if (result !== 'done') return result;
    } else {
      const uids = await listUids(session, `${from}:*`);
      // "n:*" names the last message also when its UID is below n (RFC 9051 §9, seq-range).
      for (const piece of cut(fromUid(uids, from), careful ? 1 : batchSize)) {
        const bare = careful && this.#spoilt > patience;
        const messages = await fetchArrivals(session, account, opened, writeUidSet(piece), bare);
        const before = (piece.at(-1)?.[1] ?? 0) + 1;
        const result = await this.#tellArrivals(session, messages, before, nudges);
        if (result !== 'done') return result;
        this.#spoilt = 0;
        if (this.waits) return 'done';
      }
    }
    this.#spoilt = 0;
    return 'done';
  }

  async #seeFlags(session: Session, opened: Opened, nudges: Nudges, fresh: boolean): Promise<LookResult> {
    const position = this.#position.current;
    const touched = nudges.takeFlagged();
    if (position === null || this.#position.known.length === 0) return 'done';
    const { highestModseq } = position;
    if (highestModseq === null && !touched && !fresh) return 'done';
    const uids =
      highestModseq === null
        ? writeUidSet(newestUids(this.#position.known, rememberedMessages))
        : `1:${Math.max(1, position.uidNext - 1)}`;
    const rows = await fetchFlags(session, uids, highestModseq, () => nudges.nudge());
    // What was announced before the question is covered by its answer.
    const announced = fresh ? opened.highestModseq : null;
    return await this.#position.apply({ kind: 'flags', rows, highestModseq: announced, rest: false });
  }

  /** All that came from the position on and below `before`. */
  async #tellArrivals(
    session: Session,
    messages: readonly MessageView[],
    before: number,
    nudges: Nudges,
  ): Promise<LookResult> {
    const { moves } = this.#options;
    const from = this.#position.current?.uidNext ?? 1;
    const awaited = this.#awaited;
    const found = messages.filter(({ uid }) => uid >= Math.max(from, awaited));
    if (found.length > 0) await moves.settled(this.mailbox.id);
    const mayHaveMoved = moves.comes(this.#found(), found) && this.#mayWait(session);
    const waits = mayHaveMoved || (this.#pending !== null && this.#pending.below > awaited);
    if (waits) this.#wait(nudges, [], before);
    // What has waited is told, whatever else comes meanwhile.
    const until = waits ? awaited : before;
    if (until <= from) return 'done';
    const news = messages.filter(({ uid }) => uid < until);
    const result = await this.#position.apply({ kind: 'arrivals', messages: news, before: until });
    if (result === 'done') moves.hasTold(this.#found(), news);
    return result;
  }

  async #seeVanished(session: Session, nudges: Nudges): Promise<LookResult> {
    const vanished = nudges.takeVanished();
    const ripe = this.#ripe;
    this.#ripe = [];
    if (vanished.length === 0 && ripe.length === 0) return 'done';
    const gone = intersectionOf(uidSetOf(vanished), this.#position.known);
    return await this.#tellGone(session, differenceOf(gone, ripe), ripe, nudges);
  }

  /** `ripe` has waited already. */
  async #tellGone(session: Session, gone: UidSet, ripe: UidSet, nudges: Nudges): Promise<LookResult> {
    const { moves } = this.#options;
    if (gone.length > 0) await moves.settled(this.mailbox.id);
    const waits = moves.goes(this.#found(), gone) && this.#mayWait(session);
    if (waits) this.#wait(nudges, gone, 0);
    const uids = waits ? ripe : unionOf(ripe, gone);
    if (uids.length === 0) return 'done';
    const result = await this.#position.apply({ kind: 'vanished', uids });
    if (result === 'done') moves.hasLost(this.#found(), uids);
    return result;
  }

  /** Not where the look at the others would take a command for each of many: nothing else is told meanwhile. */
  #mayWait(session: Session): boolean {
    const { mailboxes } = this.#options.account.watch;
    return session.can('LIST-STATUS') || (mailboxes !== 'all' && mailboxes.length <= fewMailboxes);
  }

  #wait(nudges: Nudges, gone: UidSet, below: number): void {
    const { sweeps } = this.#options.moves;
    const before = this.#pending ?? { gone: [], below: 0, sweeps };
    this.#pending = {
      gone: unionOf(before.gone, gone),
      below: Math.max(before.below, below),
      sweeps: before.sweeps,
    };
    nudges.nudge();
    nudges.nudgeElsewhere();
  }

  /** Once the others have been looked at, whatever waits has waited long enough. */
  #ripen(nudges: Nudges): void {
    const pending = this.#pending;
    if (pending === null) return;
    if (this.#options.moves.sweeps > pending.sweeps) {
      this.#pending = null;
      this.#ripe = pending.gone;
      this.#awaited = Math.max(this.#awaited, pending.below);
    } else this.#wait(nudges, [], 0);
  }

  #found(): Found {
    return { mailbox: this.mailbox, uidValidity: this.#position.current?.uidValidity ?? 0 };
  }

  async #keep(session: Session, fresh: boolean): Promise<LookResult> {
    if (!fresh) return 'done';
    const result = await this.#position.keep();
    if (result === 'done') await this.#options.moves.remember(session, this.mailbox.id, this.#position.known);
    return result;
  }

  /** Where there are not as many messages as are known, the list tells which are gone: all that servers without QRESYNC offer. */
  async #seePresent(session: Session, nudges: Nudges): Promise<LookResult> {
    const position = this.#position.current;
    // What waits is not counted among the known, or still is.
    if (position === null || this.waits) return 'done';
    if (uidCount(this.#position.known) === session.mailbox.exists) return 'done';
    const uids = session.mailbox.exists === 0 ? [] : await listUids(session);
    const looked = intersectionOf(this.#position.known, [[1, position.uidNext - 1]]);
    const result = await this.#tellGone(session, differenceOf(looked, uids), [], nudges);
    if (uidCount(this.#position.known) < session.mailbox.exists) nudges.nudge();
    return result;
  }
}

function fromUid(uids: UidSet, from: number): UidSet {
  return uids.flatMap(([first, last]) => (last < from ? [] : [[Math.max(first, from), last] as const]));
}
