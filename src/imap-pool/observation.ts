/** What a look at a mailbox gave, in the terms in which changes are told (`changes.ts`). */
import type { MessageView } from '../domain/message.ts';
import type { Backlog } from '../domain/sync-position.ts';
import type { UidSet } from '../domain/uid-set.ts';

export interface FlagRow {
  readonly uid: number;
  /** Without `\Recent`, which belongs to a session and not to a message. */
  readonly flags: readonly string[];
  /** Decimal; null without CONDSTORE. */
  readonly modseq: string | null;
}

/**
 * What a look gave.
 * `whole`: all there is, where nothing is known yet or UIDVALIDITY changed; what has a UID from `uidNext` on comes as
 * `arrivals` then, of which `backlog` says what is news.
 * `arrivals`: every message with UIDs from the position's `uidNext` up to but not including `before`.
 * `flags`: with CONDSTORE all that changed since the position's MODSEQ, and `highestModseq` where the server told
 * one before; without, the rows of any messages. `rest`: more of the same look follows, so MODSEQ stays.
 * `vanished`: these are gone.
 * `modseq-lost`: the server's MODSEQ has fallen behind the position's, as after a restored backup, or is no more.
 */
export type Observation =
  | {
      readonly kind: 'whole';
      readonly uidValidity: number;
      readonly uidNext: number;
      readonly highestModseq: string | null;
      readonly uids: UidSet;
      readonly flags: readonly FlagRow[];
      readonly backlog?: Backlog | null;
    }
  | { readonly kind: 'arrivals'; readonly messages: readonly MessageView[]; readonly before: number }
  | {
      readonly kind: 'flags';
      readonly rows: readonly FlagRow[];
      readonly highestModseq: string | null;
      readonly rest: boolean;
    }
  | { readonly kind: 'vanished'; readonly uids: UidSet }
  | { readonly kind: 'modseq-lost'; readonly highestModseq: string | null };
