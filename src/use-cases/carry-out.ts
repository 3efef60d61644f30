/** One change to messages of an account that is already open: what every verb that changes messages is made of. */
import type { Account } from '../domain/account.ts';
import type { MessageRef } from '../domain/ids.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import type { MarkChange } from '../domain/message.ts';
import type { ChangeResult, MessageReader, MessageWriter } from './ports/mail.ts';

export type MessageOrder =
  | { readonly kind: 'flag'; readonly change: MarkChange; readonly unchangedSince: string | null }
  /** What lies in `to` already stays what it is. */
  | { readonly kind: 'move'; readonly to: Mailbox }
  | { readonly kind: 'copy'; readonly to: Mailbox }
  | { readonly kind: 'expunge' };

/** Results in the order of `refs`; `target` of a flagged message is itself. */
export type CarryOut = (
  account: Account,
  refs: readonly MessageRef[],
  order: MessageOrder,
  signal: AbortSignal,
) => Promise<readonly ChangeResult[]>;

export const absent: ChangeResult = { outcome: 'absent' };

export function createCarryOut(ports: {
  readonly reader: Pick<MessageReader, 'read'>;
  readonly writer: Pick<MessageWriter, 'flag' | 'move' | 'copy' | 'expunge'>;
}): CarryOut {
  const { reader, writer } = ports;

  const flag = async (
    account: Account,
    refs: readonly MessageRef[],
    { change, unchangedSince }: Extract<MessageOrder, { kind: 'flag' }>,
    signal: AbortSignal,
  ): Promise<readonly ChangeResult[]> => {
    const results = await writer.flag(account, refs, change, unchangedSince, signal);
    return refs.map((ref, index) => {
      const result = results[index] ?? absent;
      return result.outcome === 'done' ? { outcome: 'done', target: ref } : result;
    });
  };

  const move = async (
    account: Account,
    refs: readonly MessageRef[],
    to: Mailbox,
    signal: AbortSignal,
  ): Promise<readonly ChangeResult[]> => {
    const lies = (ref: MessageRef): boolean => ref.mailboxId === to.id;
    const [there, elsewhere] = [refs.filter(lies), refs.filter((ref) => !lies(ref))];
    const wanted = { fields: ['id'], bodyMaxBytes: 0 } as const;
    const seen = there.length === 0 ? [] : await reader.read(account, there, wanted, signal);
    const moved = elsewhere.length === 0 ? [] : await writer.move(account, elsewhere, to, signal);
    const results = new Map<MessageRef, ChangeResult>();
    for (const [index, ref] of there.entries()) {
      results.set(ref, (seen[index] ?? null) === null ? absent : { outcome: 'done', target: ref });
    }
    for (const [index, ref] of elsewhere.entries()) results.set(ref, moved[index] ?? absent);
    return refs.map((ref) => results.get(ref) ?? absent);
  };

  return async (account, refs, order, signal) => {
    switch (order.kind) {
      case 'flag':
        return await flag(account, refs, order, signal);
      case 'move':
        return await move(account, refs, order.to, signal);
      case 'copy':
        return await writer.copy(account, refs, order.to, signal);
      case 'expunge':
        return await writer.expunge(account, refs, signal);
    }
  };
}
