/**
 * What has changed in a mailbox since a state that was given out. A step tells exactly what lies between two points; a
 * step of several pages keeps both its points, so that nothing is told twice or left out while others go on changing.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { messageId } from '../domain/ids.ts';
import { requireSelectable, type Mailbox } from '../domain/mailbox.ts';
import {
  changesBetween,
  firstChanges,
  messagesOf,
  type Snapshot,
  type UidChanges,
} from '../domain/mailbox-changes.ts';
import type { Principal } from '../domain/principal.ts';
import { intersectionOf, uidsOf, type UidSet } from '../domain/uid-set.ts';
import { mailboxName } from './browse-mail.ts';
import { openState, sealState, type MailboxState, type RememberedPoint } from './mailbox-state.ts';
import type { OpenAccount } from './open-account.ts';
import type { ChangeLook, ChangeReader, SnapshotStore } from './ports/changes.ts';
import type { MailboxReader } from './ports/mail.ts';
import type { CursorSeal } from './ports/service.ts';

/** Ids of messages, each in one of the lists, by ascending UID. What came and went in between is not told. */
export interface MailboxChanges {
  readonly created: readonly string[];
  /** Flags or labels are others. */
  readonly updated: readonly string[];
  /** Expunged, or moved away. */
  readonly destroyed: readonly string[];
  /** What to ask from next. */
  readonly newState: string;
  /** More is known to have changed already. */
  readonly hasMore: boolean;
}

export interface FollowMailbox {
  /**
   * Without `since` nothing but the state of now. Throws `invalid-cursor` for the state of another mailbox, `cursor-expired`
   * when what it stands for can no longer be told: the caller lists anew.
   */
  changes(
    principal: Principal,
    accountId: string,
    mailbox: string,
    asked: { readonly since: string | null; readonly limit: number },
    signal: AbortSignal,
  ): Promise<MailboxChanges>;
}

export function createFollowMailbox(ports: {
  readonly openAccount: OpenAccount;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly reader: ChangeReader;
  readonly snapshots: SnapshotStore;
  readonly cursors: CursorSeal;
}): FollowMailbox {
  const { openAccount, mailboxes, reader, snapshots, cursors } = ports;

  /** null also where it is kept no longer and the server may still tell by itself. */
  const load = async (account: Account, point: RememberedPoint): Promise<Snapshot | null> => {
    const found = point.snapshot === null ? null : await snapshots.load(account, point.snapshot);
    if (found !== null || point.highestModseq !== null) return found;
    throw new GatewayError(
      'cursor-expired',
      'What the mailbox held at this state is kept no longer; list it anew.',
    );
  };

  const remember = async (account: Account, look: ChangeLook): Promise<RememberedPoint> => ({
    ...look.to,
    snapshot: look.snapshot === null ? null : await snapshots.save(account, look.snapshot),
  });

  /** From `state` to where its step ends, or to now. */
  const step = async (
    account: Account,
    mailbox: Mailbox,
    state: MailboxState,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ readonly changes: UidChanges; readonly to: RememberedPoint }> => {
    const { from, after } = state;
    const before = await load(account, from);
    const end = state.to === null ? null : await load(account, state.to);
    const present = end === null ? null : messagesOf(end);
    const span = { ...state, remembered: before !== null, limit, present };
    const look = await reader.look(account, mailbox, span, signal);
    if (look.unchanged) {
      // It is given out once more, so what it needs is kept from now on.
      if (before !== null) await snapshots.save(account, before);
      return { changes: look.told, to: from };
    }
    const to = state.to ?? (await remember(account, look));
    const now = end ?? look.snapshot;
    if (before === null || now === null) return { changes: look.told, to };
    const above = (uids: UidSet): UidSet => intersectionOf(uids, [[after + 1, Number.MAX_SAFE_INTEGER]]);
    const { created, updated, destroyed } = changesBetween(before, now);
    const isTold = from.highestModseq !== null;
    const stayed = (uids: UidSet): UidSet =>
      intersectionOf(intersectionOf(uids, messagesOf(before)), messagesOf(now));
    return {
      changes: {
        created: above(created),
        updated: isTold ? stayed(look.told.updated) : above(updated),
        destroyed: above(destroyed),
      },
      to,
    };
  };

  return {
    async changes(principal, accountId, name, { since, limit }, signal) {
      const account = await openAccount(principal, accountId, 'messages:read');
      const mailbox = await mailboxes.resolve(account, mailboxName(name), signal);
      requireSelectable(mailbox);
      const seal = (state: MailboxState): string => sealState(cursors, [account, mailbox.id], state);
      if (since === null) {
        const look = await reader.look(account, mailbox, null, signal);
        const from = await remember(account, look);
        const newState = seal({ uidValidity: look.uidValidity, from, to: null, after: 0 });
        return { created: [], updated: [], destroyed: [], newState, hasMore: false };
      }
      const state = openState(cursors, [account, mailbox.id], since);
      const { uidValidity } = state;
      const { changes: left, to } = await step(account, mailbox, state, limit, signal);
      const { changes, more, last } = firstChanges(left, limit);
      const ids = (uids: UidSet): readonly string[] =>
        Array.from(uidsOf(uids), (uid) => messageId(account, { mailboxId: mailbox.id, uidValidity, uid }));
      return {
        created: ids(changes.created),
        updated: ids(changes.updated),
        destroyed: ids(changes.destroyed),
        newState: seal(more ? { ...state, to, after: last } : { uidValidity, from: to, to: null, after: 0 }),
        hasMore: more,
      };
    },
  };
}
