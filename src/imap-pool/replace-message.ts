/**
 * A new message in place of another: REPLACE (RFC 8508) where the server has it, else APPEND before the old one goes. Then
 * the old one goes only as it was seen: who changes or removes it meanwhile is not overruled, and the new one is taken back.
 */
import type { Account } from '../domain/account.ts';
import { halfDone } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { ChangeResult, MessageWriter } from '../use-cases/ports/mail.ts';
import { messageTokens, requireRoom } from './append-message.ts';
import { readAppendUid, untaggedCode } from './copied.ts';
import { atom, isList, sequence, textOf, type Token } from './exchange.ts';
import { refuseIfOthersWouldGo } from './expunge.ts';
import { fetchByUid } from './fetch-rows.ts';
import type { OwnChanges } from './freshness.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { wireName } from './mailbox-name.ts';
import { checkUidValidity, type OpenMailbox } from './open-mailbox.ts';
import type { Session } from './session.ts';
import { requireModseq } from './store-flags.ts';
import type { InTurn } from './turns.ts';

export type RemoveMessages = (
  account: Account,
  refs: readonly MessageRef[],
  unchangedSince: string | null,
  signal: AbortSignal,
) => Promise<readonly ChangeResult[]>;

export interface ReplacePorts {
  readonly directory: Pick<MailboxDirectory, 'locate'>;
  readonly open: OpenMailbox;
  readonly changes: OwnChanges;
  readonly append: MessageWriter['append'];
  readonly remove: RemoveMessages;
  /** Not every server can tell of two who replace one message at the same time. */
  readonly inTurn: InTurn;
}

/** How a message stands: its MODSEQ where the server keeps them, and whether somebody is about to remove it. */
interface Standing {
  readonly modseq: string | null;
  readonly deleted: boolean;
}

/** `standing`: the old one is there and REPLACE is not. */
type Begun = ChangeResult | { readonly outcome: 'standing'; readonly modseq: string | null };

/** So often somebody may flag the old one while it is being replaced before that no longer counts. */
const mostLooks = 3;

export function createReplace({
  directory,
  open,
  changes,
  append,
  remove,
  inTurn,
}: ReplacePorts): MessageWriter['replace'] {
  /** All that can be refused is refused here, before anything is changed. */
  const begin = async (
    account: Account,
    mailbox: Mailbox,
    ref: MessageRef,
    message: Parameters<MessageWriter['replace']>[2],
    unchangedSince: string | null,
    signal: AbortSignal,
  ): Promise<Begun> => {
    let sent = false;
    const how = { fresh: true, repeatable: () => !sent };
    return await open(account, mailbox, how, signal, async (session, place): Promise<Begun> => {
      checkUidValidity(place, [ref]);
      if (unchangedSince !== null) requireModseq(session);
      const standing = await standingOf(session, ref.uid);
      if (standing === null) return { outcome: 'absent' };
      if (unchangedSince !== null && BigInt(standing.modseq ?? 0) > BigInt(unchangedSince))
        return { outcome: 'modified' };
      requireRoom(session, message);
      if (!session.can('REPLACE')) {
        if (!session.can('X-GM-EXT-1')) await refuseIfOthersWouldGo(session, [ref.uid]);
        return { outcome: 'standing', modseq: standing.modseq };
      }
      sent = true;
      let told = null as ReturnType<typeof readAppendUid>;
      const completion = await session
        .command(
          'UID REPLACE',
          [sequence(String(ref.uid)), wireName(session, mailbox.path), ...messageTokens(message)],
          { OK: (response) => (told = readAppendUid(untaggedCode(response)) ?? told) },
        )
        .finally(() => changes.mark(account.id, mailbox.path));
      const at = readAppendUid(completion) ?? told;
      return { outcome: 'done', target: at === null ? null : { mailboxId: mailbox.id, ...at } };
    });
  };

  const look = async (
    account: Account,
    mailbox: Mailbox,
    ref: MessageRef,
    signal: AbortSignal,
  ): Promise<Standing | null> =>
    await open(account, mailbox, { fresh: true, repeatable: true }, signal, (session) =>
      standingOf(session, ref.uid),
    );

  const replace: MessageWriter['replace'] = async (account, ref, message, unchangedSince, signal) => {
    const mailbox = await directory.locate(account, ref.mailboxId, signal);
    const begun = await begin(account, mailbox, ref, message, unchangedSince, signal);
    if (begun.outcome !== 'standing') return begun;
    const target = await append(account, mailbox, message, signal);

    const removeOld = async (): Promise<ChangeResult> => {
      let condition = begun.modseq;
      for (let looks = 0; ; looks += 1) {
        const [removed = { outcome: 'absent' } as const] = await remove(account, [ref], condition, signal);
        if (removed.outcome !== 'modified' || unchangedSince !== null) return removed;
        // Only its flags can have changed; who marks it as deleted has replaced it as well.
        const standing = await look(account, mailbox, ref, signal);
        if (standing === null || standing.deleted) return { outcome: 'absent' };
        condition = looks < mostLooks ? standing.modseq : null;
      }
    };
    const removed = await removeOld().catch(
      halfDone('The new version is there, and the old one still is as well'),
    );
    if (removed.outcome === 'done') return { outcome: 'done', target };
    if (target !== null) await remove(account, [target], null, signal);
    return removed;
  };

  return (account, ref, ...rest) =>
    inTurn(`${account.id} ${ref.mailboxId} ${ref.uid}`, () => replace(account, ref, ...rest));
}

async function standingOf(session: Session, uid: number): Promise<Standing | null> {
  const items = ['UID', 'FLAGS', ...(session.hasModseq ? ['MODSEQ'] : [])].map(atom);
  const row = (await fetchByUid(session, [uid], items)).get(uid);
  if (row === undefined) return null;
  const flags = listOf(row.items.get('FLAGS')).map((flag) => textOf(flag)?.toLowerCase());
  const modseq = textOf(listOf(row.items.get('MODSEQ'))[0]);
  return { modseq, deleted: flags.includes('\\deleted') };
}

function listOf(token: Token | undefined): readonly Token[] {
  return isList(token) ? token : [];
}
