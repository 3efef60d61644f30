/** The state of a mailbox as callers carry it: where it stood and how that can be told again, sealed. The same state is the same text. */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { MailboxPoint } from './ports/changes.ts';
import type { CursorSeal } from './ports/service.ts';

export interface RememberedPoint extends MailboxPoint {
  /** Of the snapshot; null where the server itself tells removals and flags (QRESYNC). */
  readonly snapshot: string | null;
}

export interface MailboxState {
  readonly uidValidity: number;
  readonly from: RememberedPoint;
  /** Within a step that has more: where it ends, and the last UID that was told of. */
  readonly to: RememberedPoint | null;
  readonly after: number;
}

/** A mailbox with the state that `changes` takes; null where having one costs a snapshot. */
export type StatefulMailbox = Mailbox & { readonly state: string | null };

type Place = readonly [account: Pick<Account, 'incarnation'>, mailboxId: string];

const purpose = 'mailbox-state';

export function sealState(cursors: CursorSeal, place: Place, state: MailboxState): string {
  const [{ incarnation }, mailboxId] = place;
  const { uidValidity, from, to, after } = state;
  return cursors.seal(purpose, {
    incarnation,
    mailboxId,
    uidValidity,
    from: written(from),
    to: to === null ? null : written(to),
    after,
  });
}

/** Throws `invalid-cursor` for the state of another mailbox, or of none. */
export function openState(cursors: CursorSeal, place: Place, text: string): MailboxState {
  const [{ incarnation }, mailboxId] = place;
  const opened = cursors.open(purpose, text) as (MailboxState & Readonly<Record<string, unknown>>) | null;
  if (opened?.['incarnation'] !== incarnation || opened['mailboxId'] !== mailboxId) {
    throw new GatewayError('invalid-cursor', 'This was not given out as a state of this mailbox.');
  }
  return opened;
}

export function stateful(cursors: CursorSeal, account: Account, mailbox: Mailbox): StatefulMailbox {
  const { counts } = mailbox;
  if (!counts?.tellsRemovals || counts.highestModseq === null) return { ...mailbox, state: null };
  const { uidValidity, uidNext, highestModseq, total } = counts;
  const from = { uidNext, highestModseq, total, snapshot: null };
  return {
    ...mailbox,
    state: sealState(cursors, [account, mailbox.id], { uidValidity, from, to: null, after: 0 }),
  };
}

function written({ uidNext, highestModseq, total, snapshot }: RememberedPoint): RememberedPoint {
  return { uidNext, highestModseq, total, snapshot };
}
