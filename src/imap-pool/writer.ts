/**
 * Changes on the server: flags, moves, copies, removals, new messages. One command per mailbox and kind, whatever the
 * number of messages. A change is not sent a second time when its connection breaks: the caller is told.
 */
import { randomUUID } from 'node:crypto';
import type { Account } from '../domain/account.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import type { ChangeResult, MessageWriter } from '../use-cases/ports/mail.ts';
import type { MoveNotice } from '../use-cases/ports/move-notice.ts';
import { createAppend } from './append-message.ts';
import { readCopied, untaggedCode, type Copied } from './copied.ts';
import { readEnvelope } from './envelope.ts';
import { atom, sequence, type Completion, type Token } from './exchange.ts';
import { expungeByTrash } from './expunge-by-trash.ts';
import { expungeOnly, refuseIfOthersWouldGo } from './expunge.ts';
import { fetchByUid } from './fetch-rows.ts';
import { includingArrivals, type OwnChanges } from './freshness.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { wireName } from './mailbox-name.ts';
import { checkUidValidity, groupByMailbox, type OpenMailbox } from './open-mailbox.ts';
import type { Pool } from './pool.ts';
import { createReplace, type RemoveMessages } from './replace-message.ts';
import { searchUids } from './search.ts';
import type { Session } from './session.ts';
import { checkMarks, storeMarks } from './store-flags.ts';
import { createTurns } from './turns.ts';

export interface WriterPorts {
  readonly pool: Pick<Pool, 'lease'>;
  readonly directory: Pick<MailboxDirectory, 'locate' | 'resolve' | 'forget'>;
  readonly open: OpenMailbox;
  readonly changes: OwnChanges;
  readonly moves: Pick<MoveNotice, 'tell'>;
}

/** The messages that are there, with what was asked of them. */
type Present = ReadonlyMap<number, ReadonlyMap<string, Token>>;
/** What one command did to them. */
type Outcomes = ReadonlyMap<number, ChangeResult>;

export function createMessageWriter({ pool, directory, open, changes, moves }: WriterPorts): MessageWriter {
  const inTurn = createTurns();

  /** One round per mailbox: who is still there, then `change` on those. Results in the order of `refs`. */
  const perMailbox = async (
    account: Account,
    refs: readonly MessageRef[],
    signal: AbortSignal,
    items: (session: Session) => readonly Token[],
    change: (session: Session, present: Present, mailboxId: string) => Promise<Outcomes>,
  ): Promise<ChangeResult[]> => {
    const results = new Array<ChangeResult>(refs.length).fill({ outcome: 'absent' });
    for (const { mailboxId, members } of groupByMailbox(refs)) {
      const mailbox = await directory.locate(account, mailboxId, signal);
      let sent = false;
      const how = { fresh: false, repeatable: () => !sent };
      const outcomes = await open(
        account,
        mailbox,
        how,
        signal,
        async (session, place): Promise<Outcomes> => {
          checkUidValidity(
            place,
            members.map(({ ref }) => ref),
          );
          const rows = await fetchByUid(
            session,
            members.map(({ ref }) => ref.uid),
            [atom('UID'), ...items(session)],
          );
          if (rows.size === 0) return new Map();
          sent = true;
          const present = new Map([...rows].map(([uid, row]) => [uid, row.items]));
          return await change(session, present, mailboxId);
        },
      ).finally(() => changes.mark(account.id, mailbox.path));
      for (const { ref, index } of members) results[index] = outcomes.get(ref.uid) ?? { outcome: 'absent' };
    }
    return results;
  };

  const find: MessageWriter['find'] = async (account, mailbox, messageId, signal) => {
    const how = { fresh: true, repeatable: true };
    return await open(account, mailbox, how, signal, async (session, { uidValidity }) => {
      const filter = { header: { name: 'Message-ID', value: messageId } };
      const uids = await includingArrivals(session, () => searchUids(session, filter));
      return uids.map((uid) => ({ mailboxId: mailbox.id, uidValidity, uid })).reverse();
    });
  };

  /** For servers without UIDPLUS: what was copied is looked up by what it calls itself. */
  const lookUp = async (
    account: Account,
    to: Mailbox,
    results: readonly ChangeResult[],
    messageIds: readonly (string | null)[],
    signal: AbortSignal,
  ): Promise<ChangeResult[]> => {
    const found: ChangeResult[] = [];
    for (const [index, result] of results.entries()) {
      const messageId = messageIds[index] ?? null;
      const unknown = result.outcome === 'done' && result.target === null && messageId !== null;
      if (!unknown || index >= mostLookedUp) found.push(result);
      else found.push({ outcome: 'done', target: (await find(account, to, messageId, signal))[0] ?? null });
    }
    return found;
  };

  const transfer = async (
    account: Account,
    refs: readonly MessageRef[],
    to: Mailbox,
    signal: AbortSignal,
    send: (session: Session, set: string, present: readonly number[]) => Promise<Copied>,
  ): Promise<ChangeResult[]> => {
    const messageIds = new Map<string, string | null>();
    let told = true;
    // What so many call themselves is only of use where the server does not tell where they went.
    const items = (session: Session): readonly Token[] =>
      refs.length > mostLookedUp && session.can('UIDPLUS') ? [] : [atom('ENVELOPE')];
    const results = await perMailbox(account, refs, signal, items, async (session, present, mailboxId) => {
      const uids = [...present.keys()];
      const copied = await send(session, writeUidSet(uidSetOf(uids)), uids);
      told &&= copied.isWhole;
      for (const [uid, items] of present)
        messageIds.set(`${mailboxId} ${uid}`, readEnvelope(items.get('ENVELOPE')).messageId);
      return new Map(uids.map((uid) => [uid, transferred(copied, uid, to)]));
    });
    changes.mark(account.id, to.path);
    if (told) return results;
    return await lookUp(
      account,
      to,
      results,
      refs.map(({ mailboxId, uid }) => messageIds.get(`${mailboxId} ${uid}`) ?? null),
      signal,
    );
  };

  /** By id; without those that nobody finds any more. */
  const pathsOf = async (
    account: Account,
    refs: readonly MessageRef[],
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>> => {
    const paths: Record<string, string> = {};
    for (const { mailboxId } of groupByMailbox(refs)) {
      const mailbox = await directory.locate(account, mailboxId, signal).catch(() => null);
      if (mailbox !== null) paths[mailboxId] = mailbox.path;
    }
    return paths;
  };

  /** Who watches hears of it before the mail server can show it. */
  const announced = async (
    account: Account,
    refs: readonly MessageRef[],
    target: Mailbox,
    signal: AbortSignal,
    work: () => Promise<ChangeResult[]>,
  ): Promise<ChangeResult[]> => {
    const { id: accountId } = account;
    const move = randomUUID();
    const mailboxIds = [...new Set([target.id, ...refs.map(({ mailboxId }) => mailboxId)])];
    moves.tell({ kind: 'begun', accountId, move, mailboxIds });
    let results: readonly ChangeResult[] = [];
    try {
      return [...(results = await work())];
    } finally {
      const moved = refs.flatMap((from, index) => {
        const result = results[index];
        return result?.outcome === 'done' ? [{ from, to: result.target }] : [];
      });
      const paths = moved.length === 0 ? {} : await pathsOf(account, refs, signal);
      const { id, path } = target;
      moves.tell({ kind: 'ended', accountId, move, target: { id, path }, paths, moved });
    }
  };

  /** In turn: of moves at the same time Dovecot carries out each, and leaves as many copies. */
  const move: MessageWriter['move'] = async (account, refs, to, signal) =>
    await inTurn(account.id, () =>
      announced(account, refs, to, signal, () =>
        transfer(account, refs, to, signal, async (session, set, uids) => {
          if (session.can('MOVE')) return await copyOrMove(session, 'UID MOVE', set, to);
          await refuseIfOthersWouldGo(session, uids);
          const copied = await copyOrMove(session, 'UID COPY', set, to);
          await expungeOnly(session, uids);
          return copied;
        }),
      ),
    );

  const expunge = async (
    account: Account,
    refs: readonly MessageRef[],
    unchangedSince: string | null,
    signal: AbortSignal,
  ): Promise<ChangeResult[]> =>
    await perMailbox(account, refs, signal, nothingMore, async (session, present) => {
      const uids = [...present.keys()];
      await refuseIfOthersWouldGo(session, uids);
      return outcomesOf(uids, await expungeOnly(session, uids, unchangedSince));
    });

  /** The condition is not kept where mailboxes are labels: there a removal is a move. */
  const remove: RemoveMessages = async (account, refs, unchangedSince, signal) => {
    const labelled = await pool.lease(account, { repeatable: true }, signal, (session) =>
      Promise.resolve(session.can('X-GM-EXT-1')),
    );
    if (!labelled) return await expunge(account, refs, unchangedSince, signal);
    const plainly: MessageWriter['expunge'] = (of, those, until) => expunge(of, those, null, until);
    return await expungeByTrash({ directory, move, expunge: plainly }, account, refs, signal);
  };

  const append = createAppend({ pool, directory, changes, find });

  return {
    async flag(account, refs, change, unchangedSince, signal) {
      return await perMailbox(account, refs, signal, nothingMore, async (session, present) => {
        checkMarks(session, change);
        const modified = await storeMarks(session, [...present.keys()], change, unchangedSince);
        return outcomesOf([...present.keys()], modified);
      });
    },

    move,

    async copy(account, refs, to, signal) {
      return await transfer(account, refs, to, signal, (session, set) =>
        copyOrMove(session, 'UID COPY', set, to),
      );
    },

    expunge: (account, refs, signal) => remove(account, refs, null, signal),

    append,
    replace: createReplace({ directory, open, changes, append, remove, inTurn }),
    find,
  };
}

const nothingMore = (): readonly Token[] => [];

/** A search each: more than these are left without their new id. */
const mostLookedUp = 100;

function outcomesOf(uids: readonly number[], modified: ReadonlySet<number>): Outcomes {
  return new Map(
    uids.map((uid) => [uid, modified.has(uid) ? { outcome: 'modified' } : { outcome: 'done', target: null }]),
  );
}

/** Other clients may have been faster since the messages were seen. */
function transferred({ targets, isWhole }: Copied, uid: number, to: Mailbox): ChangeResult {
  const target = targets.get(uid);
  if (target !== undefined) return { outcome: 'done', target: { mailboxId: to.id, ...target } };
  return isWhole ? { outcome: 'absent' } : { outcome: 'done', target: null };
}

async function copyOrMove(
  session: Session,
  command: 'UID MOVE' | 'UID COPY',
  set: string,
  to: Mailbox,
): Promise<Copied> {
  const untagged: Completion[] = [];
  const completion = await session.command(command, [sequence(set), wireName(session, to.path)], {
    OK: (response) => void untagged.push(untaggedCode(response)),
  });
  // Of a message that has the label already Gmail may have nothing to tell.
  const tells = session.can('UIDPLUS') && !session.can('X-GM-EXT-1');
  return readCopied([...untagged, completion], tells);
}
