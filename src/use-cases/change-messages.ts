/**
 * Flags, moves, copies, removal and new messages. Each change is one command per mailbox; what became of every message
 * is told for itself.
 */
import type { Account } from '../domain/account.ts';
import { flagsIn } from '../domain/draft.ts';
import { invalid, notFound } from '../domain/errors.ts';
import { messageId } from '../domain/ids.ts';
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
import type { CarryOut, MessageOrder } from './carry-out.ts';
import type { MessageReferences } from './message-reference.ts';
import type { OpenAccount } from './open-account.ts';
import type { ChangeResult, MailboxReader, MessageReader, MessageWriter } from './ports/mail.ts';

/**
 * `id`: that the message had, as it was named where it is absent; `newId`: under which the message is found now (its own where it did not move), null when it is gone or not known.
 * `absent` also stands for ids that are forged or another account's, `modified` for a failed precondition.
 */
export type MessageChange =
  | { readonly id: string; readonly outcome: 'done'; readonly newId: string | null }
  | { readonly id: string; readonly outcome: 'absent' | 'modified' };

/** Ids may be those of emails too. Throws `ambiguous-reference` for one with several copies, before anything is done. */
export interface ChangeMessages {
  /** The `msg_` id of the message that an id names. Throws `not-found`. */
  idOf(principal: Principal, accountId: string, id: string, signal: AbortSignal): Promise<string>;
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
  readonly references: Pick<MessageReferences, 'only'>;
}): ChangeMessages {
  const { openAccount, mailboxes, reader, writer, carryOut, references } = ports;

  const targetOf = async (account: Account, name: string, signal: AbortSignal): Promise<Mailbox> => {
    const target = await mailboxes.resolve(account, mailboxName(name), signal);
    requireSelectable(target);
    return target;
  };

  /** In the order of `ids`. */
  const changeEach = async (
    account: Account,
    ids: readonly string[],
    order: MessageOrder,
    signal: AbortSignal,
  ): Promise<readonly MessageChange[]> => {
    const named = await references.only(account, ids, signal);
    const refs = new Map(named.flatMap((ref) => (ref === null ? [] : [[messageId(account, ref), ref]])));
    const results = refs.size === 0 ? [] : await carryOut(account, [...refs.values()], order, signal);
    const changes = new Map([...refs.keys()].map((id, index) => [id, results[index]]));
    return ids.map((asNamed, index) => {
      const ref = named[index] ?? null;
      const id = ref === null ? asNamed : messageId(account, ref);
      const result = changes.get(id);
      return result === undefined ? { id, outcome: 'absent' } : toChange(account, id, result);
    });
  };

  return {
    async idOf(principal, accountId, id, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const [ref = null] = await references.only(account, [id], signal);
      if (ref === null) throw notFound('message');
      return messageId(account, ref);
    },

    async flag(principal, accountId, ids, change, { unchangedSince }, signal) {
      checkMarkChange(change);
      const account = await openAccount(principal, accountId, 'messages:write');
      const order = { kind: 'flag', change, unchangedSince } as const;
      return await changeEach(account, ids, order, signal);
    },

    async move(principal, accountId, ids, mailbox, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const to = await targetOf(account, mailbox, signal);
      return await changeEach(account, ids, { kind: 'move', to }, signal);
    },

    async copy(principal, accountId, ids, mailbox, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const to = await targetOf(account, mailbox, signal);
      return await changeEach(account, ids, { kind: 'copy', to }, signal);
    },

    async remove(principal, accountId, ids, { permanent }, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      const order = permanent
        ? ({ kind: 'expunge' } as const)
        : ({
            kind: 'move',
            to: await mailboxes.resolve(account, { by: 'special-use', use: 'trash' }, signal),
          } as const);
      return await changeEach(account, ids, order, signal);
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
    checkApart(change.add, change.remove);
  }
  if (change.labels !== undefined) checkLabels(change.labels);
}

/** Flags are the same in any case of letters (RFC 9051 §2.3.2). */
function checkApart(added: readonly string[], removed: readonly string[]): void {
  const names = new Set(added.map((flag) => flag.toLowerCase()));
  const both = removed.findIndex((flag) => names.has(flag.toLowerCase()));
  if (both !== -1) throw invalid(`/flags/remove/${both}`, 'A flag is added or removed, not both.');
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
