/**
 * Looking at the selected mailbox: what is asked of the server to find out what is new, changed and gone. Only
 * asks; what follows from the answers is `changes.ts`.
 */
import type { Account } from '../domain/account.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { summaryFields } from '../domain/message.ts';
import type { MessageField, MessageView } from '../domain/message.ts';
import { uidSetOf } from '../domain/uid-set.ts';
import type { UidSet } from '../domain/uid-set.ts';

import { atom, isList, numberOf, openMailbox, rememberMailbox, sequence, textOf } from './exchange.ts';
import type { Untagged } from './exchange.ts';
import { abilitiesOf } from './abilities.ts';
import { planFetch } from './fetch-plan.ts';
import { fetchRows, pairsOf } from './fetch-rows.ts';
import { wireName } from './mailbox-name.ts';
import { overAll } from './message-limit.ts';
import type { FlagRow } from './observation.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import { readFlags, toMessage } from './to-message.ts';

/** A mailbox as EXAMINE showed it. */
export interface Opened {
  readonly mailbox: Mailbox;
  readonly uidValidity: number;
  /** null where the server does not say it (RFC 3501 §6.3.1 leaves that open). */
  readonly uidNext: number | null;
  /** Decimal; null without CONDSTORE. */
  readonly highestModseq: string | null;
}

/** Asks the server anew also when the mailbox is open: UIDVALIDITY may have changed. Read-only, so that nothing is no longer `\Recent` by it. */
export async function examine(session: Session, mailbox: Mailbox): Promise<Opened> {
  rememberMailbox(session.client, mailbox.path, mailbox.delimiter);
  const name = wireName(session, mailbox.path);
  const opened = await session.within(() => openMailbox(session.client, mailbox.path, name, true));
  const modseq = session.hasModseq ? opened.highestModseq : undefined;
  return {
    mailbox,
    uidValidity: Number(opened.uidValidity),
    uidNext: Number.isSafeInteger(opened.uidNext) ? opened.uidNext : null,
    highestModseq: modseq === undefined ? null : modseq.toString(),
  };
}

const announcedFields: readonly MessageField[] = [...summaryFields, 'parseError'];
const bareFields: readonly MessageField[] = ['flags', 'unread', 'modseq'];

/**
 * The messages of a UID set as their events tell them, in ascending order; those that are gone are missing.
 * `bare` asks for flags only, for a message whose description the server cannot give.
 */
export async function fetchArrivals(
  session: Session,
  account: Account,
  { mailbox, uidValidity }: Opened,
  uids: string,
  bare = false,
): Promise<readonly MessageView[]> {
  const plan = planFetch(bare ? bareFields : announcedFields, 0, abilitiesOf(session));
  const place = { account, authservIds: [], mailboxId: mailbox.id, mailboxPath: mailbox.path, uidValidity };
  const rows = await fetchRows(session, 'uid', uids, plan.items);
  // A row with nothing but flags answers no question of ours: the server told of a change meanwhile.
  const needed = bare ? 'FLAGS' : 'INTERNALDATE';
  return rows
    .filter(({ items }) => items.has(needed))
    .map((row) => toMessage(row, place, plan))
    .map((message) =>
      bare ? { ...message, parseError: 'The server could not describe this message.' } : message,
    )
    .sort((a, b) => a.uid - b.uid);
}

/**
 * Flags of a UID set, or only of what changed since a MODSEQ; VANISHED answers come as expunge events where the
 * server has QRESYNC (RFC 7162 §3.2.6). `unnamed` is called for a change of a message whose UID the server did not say.
 */
export async function fetchFlags(
  session: Session,
  uids: string,
  changedSince: string | null,
  unnamed: () => void,
): Promise<readonly FlagRow[]> {
  const modseq = session.hasModseq;
  const items = [atom('UID'), atom('FLAGS'), ...(modseq ? [atom('MODSEQ')] : [])];
  const vanished = session.client.enabled.has('QRESYNC') ? [atom('VANISHED')] : [];
  const since =
    changedSince === null ? [] : [[atom('CHANGEDSINCE'), atom(changedSince), ...vanished] as const];
  const rows = new Map<number, FlagRow>();
  const onFetch = (response: Untagged): void => {
    const found = pairsOf(response.attributes?.[1]);
    const uid = numberOf(found.get('UID'));
    if (uid === null) unnamed();
    else if (found.has('FLAGS')) {
      const list = found.get('MODSEQ');
      const row = {
        uid,
        flags: readFlags(found.get('FLAGS')),
        modseq: textOf(isList(list) ? list[0] : list),
      };
      rows.set(uid, row);
    }
  };
  await overAll(uids, (set) =>
    session.command('UID FETCH', [sequence(set), items, ...since], { FETCH: onFetch }),
  );
  return [...rows.values()];
}

/** The UIDs that are there: all, or those of `within`. */
export async function listUids(session: Session, within: string | null = null): Promise<UidSet> {
  return uidSetOf(await searchUids(session, null, within));
}
