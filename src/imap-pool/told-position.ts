/**
 * How far a watched mailbox has been told, here and in the store. A position and its events are written together;
 * while that is impossible it waits, so that nothing piles up in memory.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { SyncPosition } from '../domain/sync-position.ts';
import { instant } from '../domain/time.ts';
import { parseUidSet, type UidSet } from '../domain/uid-set.ts';
import type { CommitResult, WatchSink } from '../use-cases/ports/news.ts';
import { inBatches } from './batches.ts';
import { changesOf } from './changes.ts';
import type { KnownMoves } from './moves.ts';
import type { Observation } from './observation.ts';
import { untilStored } from './until-stored.ts';

/** `again`: the position had moved meanwhile, so that another look is needed. `fenced`: the account is another's now. */
export type LookResult = 'done' | 'again' | 'fenced';

export interface ToldPositionOptions {
  readonly account: Account;
  readonly sink: WatchSink;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly moves: KnownMoves;
}

export class ToldPosition {
  readonly #mailbox: Mailbox;
  readonly #options: ToldPositionOptions;
  #position: SyncPosition | null = null;
  /** The one in the store; `#position` may be ahead of it by what no event tells. */
  #written: SyncPosition | null = null;
  #known: UidSet = [];
  #loaded = false;

  constructor(mailbox: Mailbox, options: ToldPositionOptions) {
    this.#mailbox = mailbox;
    this.#options = options;
  }

  /** null until something has been told. */
  get current(): SyncPosition | null {
    return this.#position;
  }

  /** The UIDs that have been told and are not gone. */
  get known(): UidSet {
    return this.#known;
  }

  /** Reads it from the store, at first and after a conflict. */
  async load(): Promise<void> {
    if (this.#loaded) return;
    await untilStored(this.#options.signal, async () =>
      this.#moveTo(await this.#options.sink.position(this.#mailbox), true),
    );
    this.#loaded = true;
  }

  /** Tells what was observed, in as many steps as it takes. */
  async apply(observation: Observation): Promise<LookResult> {
    for (const part of inBatches(this.#position, observation)) {
      const { account, now, moves } = this.#options;
      const before = this.#position;
      const { events, next } = changesOf(
        { account, mailbox: this.#mailbox, moves },
        before,
        part,
        instant(now()),
      );
      if (next.number === before?.number) {
        this.#moveTo(next, false);
        continue;
      }
      const result = await this.#write(next, events);
      if (result !== 'done') return result;
    }
    return 'done';
  }

  /** Takes the position of a mailbox that was told under another name. */
  async takeOver(position: SyncPosition): Promise<LookResult> {
    return await this.#write(position, []);
  }

  /** Writes what moved without an event: otherwise it would be found out anew after a restart. */
  async keep(): Promise<LookResult> {
    const position = this.#position;
    if (position === null || position === this.#written) return 'done';
    return await this.#write({ ...position, number: position.number + 1 }, []);
  }

  async #write(next: SyncPosition, events: Parameters<WatchSink['commit']>[3]): Promise<LookResult> {
    const result = await this.#commit(this.#position, next, events);
    if (result === 'fenced') return 'fenced';
    if (result === 'conflict') this.#loaded = false;
    if (result !== 'committed') return 'again';
    this.#moveTo(next, true);
    return 'done';
  }

  #moveTo(position: SyncPosition | null, written: boolean): void {
    if (position?.known !== this.#position?.known) this.#known = parseUidSet(position?.known ?? '');
    this.#position = position;
    if (written) this.#written = position;
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
      if (!first && (await sink.position(this.#mailbox))?.number === next.number) return 'committed';
      first = false;
      return await sink.commit(this.#mailbox, expected, next, events);
    });
  }
}
