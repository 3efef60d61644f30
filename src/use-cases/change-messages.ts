/**
 * Flags, moves, copies, removal and new messages. Each change is one command per mailbox; what became of every message
 * is told for itself.
 */
import type { Account } from '../domain/account.ts';
import { flagsIn } from '../domain/draft.ts';
import { invalid } from '../domain/errors.ts';
import { messageId, readMessageId, type MessageRef } from '../domain/ids.ts';
import { requireSelectable, type Mailbox } from '../domain/mailbox.ts';
import {
  flagProblem,
  labelProblem,
  summaryFields,
  type LabelChange,
  type MarkChange,
  type MessageView,
} from '../domain/message.ts';
import type { Principal } from '../domain/principal.ts';
import { mailboxName } from './browse-mail.ts';
import type { CarryOut } from './carry-out.ts';
import type { OpenAccount } from './open-account.ts';
import type { ChangeResult, MailboxReader, MessageReader, MessageWriter } from './ports/mail.ts';

/**
 * `newId`: under which the message is found now (its own where it did not move), null when it is gone or not known.
 * `absent` also stands for ids that are forged or another account's, `modified` for a failed precondition.
 */
export type MessageChange =
  | { readonly id: string; readonly outcome: 'done'; readonly newId: string | null }
  | { readonly id: string; readonly outcome: 'absent' | 'modified' };

export interface ChangeMessages {
  /**
   * `unchangedSince`: decimal MODSEQ. Throws `invalid-request`, `precondition-unsupported`, `refused-by-server`, and for
   * labels `unsupported-by-server`.
   */
  flag(
    principal: Principal,
    accountId: string,
    ids: readonly string[],
    change: MarkChange,
    options: { readonly unchangedSince: string | null },
    signal: AbortSignal,
  ): Promise<readonly MessageChange[]>;
  move(
    principal: Principal,
    accountId: string,
    ids: readonly string[],
    mailbox: string,
    signal: AbortSignal,
  ): Promise<readonly MessageChange[]>;
  copy(
    principal: Principal,
    accountId: string,
    ids: readonly string[],
    mailbox: string,
    signal: AbortSignal,
  ): Promise<readonly MessageChange[]>;
  /** To Trash (where it is already: no change), or for good. Throws `no-such-special-use`, `unsupported-by-server`. */
  remove(
    principal: Principal,
    accountId: string,
    ids: readonly string[],
    options: { readonly permanent: boolean },
    signal: AbortSignal,
  ): Promise<readonly MessageChange[]>;
  /**
   * What goes to the mailbox for drafts gets `\Draft`. `message` is null when the server does not tell where it went and it
   * cannot be found.
   */
  append(
    principal: Principal,
    accountId: string,
    input: { readonly mailbox: string; readonly flags: readonly string[]; readonly content: Buffer },
    signal: AbortSignal,
  ): Promise<{ readonly message: MessageView | null }>;
}

export function createChangeMessages(ports: {
  readonly openAccount: OpenAccount;
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly reader: Pick<MessageReader, 'read'>;
  readonly writer: MessageWriter;
  readonly carryOut: CarryOut;
}): ChangeMessages {
  const { openAccount, mailboxes, reader, writer, carryOut } = ports;

  const targetOf = async (account: Account, name: string, signal: AbortSignal): Promise<Mailbox> => {
    const target = await mailboxes.resolve(account, mailboxName(name), signal);
    requireSelectable(target);
    return target;
  };

  return {
    async flag(principal, accountId, ids, change, { unchangedSince }, signal) {
      checkMarkChange(change);
      const account = await openAccount(principal, accountId, 'messages:write');
      const order = { kind: 'flag', change, unchangedSince } as const;
      return await changeEach(account, ids, (refs) => carryOut(account, refs, order, signal));
    },

    async move(principal, accountId, ids, mailbox, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const to = await targetOf(account, mailbox, signal);
      return await changeEach(account, ids, (refs) => carryOut(account, refs, { kind: 'move', to }, signal));
    },

    async copy(principal, accountId, ids, mailbox, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const to = await targetOf(account, mailbox, signal);
      return await changeEach(account, ids, (refs) => carryOut(account, refs, { kind: 'copy', to }, signal));
    },

    async remove(principal, accountId, ids, { permanent }, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const order = permanent
        ? ({ kind: 'expunge' } as const)
        : ({
            kind: 'move',
            to: await mailboxes.resolve(account, { by: 'special-use', use: 'trash' }, signal),
          } as const);
      return await changeEach(account, ids, (refs) => carryOut(account, refs, order, signal));
    },

    async append(principal, accountId, { mailbox, flags, content }, signal) {
      checkFlags(flags);
      const account = await openAccount(principal, accountId, 'messages:write');
      const target = await targetOf(account, mailbox, signal);
      const kept = { content, flags: flagsIn(target.specialUse, flags) };
      const ref = await writer.append(account, target, kept, signal);
      if (ref === null) return { message: null };
      const wanted = { fields: summaryFields, bodyMaxBytes: 0 };
      const [message = null] = await reader.read(account, [ref], wanted, signal);
      return { message };
    },
  };
}

/** In the order of `ids`. */
async function changeEach(
  account: Account,
  ids: readonly string[],
  change: (refs: readonly MessageRef[]) => Promise<readonly ChangeResult[]>,
): Promise<readonly MessageChange[]> {
  const outcomes = ids.map((id): MessageChange => ({ id, outcome: 'absent' }));
  const open: { readonly index: number; readonly id: string; readonly ref: MessageRef }[] = [];
  for (const [index, id] of ids.entries()) {
    const ref = readMessageId(account, id);
    if (ref !== null) open.push({ index, id, ref });
  }
  const results = open.length === 0 ? [] : await change(open.map(({ ref }) => ref));
  for (const [position, { index, id }] of open.entries()) {
    const result = results[position];
    if (result !== undefined) outcomes[index] = toChange(account, id, result);
  }
  return outcomes;
}

function toChange(account: Account, id: string, result: ChangeResult): MessageChange {
  if (result.outcome !== 'done') return { id, outcome: result.outcome };
  return { id, outcome: 'done', newId: result.target === null ? null : messageId(account, result.target) };
}

/** Throws `invalid-request`. */
export function checkMarkChange(change: MarkChange): void {
  if ('set' in change) {
    checkFlags(change.set, '/flags/set');
  } else {
    checkFlags(change.add, '/flags/add');
    checkFlags(change.remove, '/flags/remove');
  }
  if (change.labels !== undefined) checkLabels(change.labels);
}

function checkLabels(change: LabelChange): void {
  for (const [action, labels] of Object.entries<readonly string[]>({ ...change })) {
    for (const [index, label] of labels.entries()) {
      const problem = labelProblem(label);
      if (problem !== null) throw invalid(`/labels/${action}/${index}`, problem);
    }
  }
}

/** Throws `invalid-request`. */
export function checkFlags(flags: readonly string[], pointer = '/flags'): void {
  for (const [index, flag] of flags.entries()) {
    const problem = flagProblem(flag);
    if (problem !== null) throw invalid(`${pointer}/${index}`, problem);
  }
}
