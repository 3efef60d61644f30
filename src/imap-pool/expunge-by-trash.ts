/**
 * Removing messages for good where mailboxes are labels (Gmail): EXPUNGE takes a label off and keeps the message, except
 * in the mailboxes for trash and junk. So they go to trash first, which takes all labels off, and are expunged there. A
 * crash in between leaves them in trash.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { ChangeResult, MessageWriter } from '../use-cases/ports/mail.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';

export interface TrashPorts {
  readonly directory: Pick<MailboxDirectory, 'locate' | 'resolve'>;
  readonly move: MessageWriter['move'];
  readonly expunge: MessageWriter['expunge'];
}

/** Results in the order of `refs`. Throws `unsupported-by-server` where trash is not shown by IMAP. */
export async function expungeByTrash(
  { directory, move, expunge }: TrashPorts,
  account: Account,
  refs: readonly MessageRef[],
  signal: AbortSignal,
): Promise<readonly ChangeResult[]> {
  const going = new Map<MessageRef, MessageRef>();
  const labelled: MessageRef[] = [];
  for (const ref of refs) {
    const { specialUse } = await directory.locate(account, ref.mailboxId, signal);
    if (specialUse === 'trash' || specialUse === 'junk') going.set(ref, ref);
    else labelled.push(ref);
  }
  if (labelled.length > 0) {
    const trash = await directory
      .resolve(account, { by: 'special-use', use: 'trash' }, signal)
      .catch((error: unknown) => {
        if (error instanceof GatewayError && error.code === 'no-such-special-use') throw noTrash();
        throw error;
      });
    const moved = await move(account, labelled, trash, signal);
    for (const [index, ref] of labelled.entries()) {
      const result = moved[index];
      if (result?.outcome === 'done' && result.target !== null) going.set(ref, result.target);
    }
  }
  const sources = [...going.keys()];
  const removed = await expunge(account, [...going.values()], signal);
  const results = new Map(sources.map((ref, index) => [ref, removed[index]]));
  return refs.map((ref) => results.get(ref) ?? { outcome: 'absent' });
}

function noTrash(): GatewayError {
  return new GatewayError(
    'unsupported-by-server',
    'The mail server removes messages for good only from trash, which it does not show.',
  );
}
