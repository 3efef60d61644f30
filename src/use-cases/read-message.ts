/** Messages by their ids, or by that of their email: fields of them, their source, their attachments. Reading never marks them as seen. */
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import { readAttachmentId, type MessageRef } from '../domain/ids.ts';
import { contentFields, type HtmlForm, type MessageField, type MessageView } from '../domain/message.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import type { MessageReferences } from './message-reference.ts';
import type { OpenAccount } from './open-account.ts';
import type { BodyRoom, ContentStream, MessageReader, PartStream, WantedOctets } from './ports/mail.ts';

export interface WantedFields {
  readonly fields: readonly MessageField[];
  readonly bodyMaxBytes: number;
  /** As it was sent when absent. */
  readonly html?: HtmlForm;
  /** Of an answer that reads more than this. */
  readonly room?: BodyRoom | null;
}

export interface ReadMessage {
  /** In the order of `ids`; null for what is absent, forged, another account's or of a mailbox state that is gone. */
  read(
    principal: Principal,
    accountId: string,
    ids: readonly string[],
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<readonly (MessageView | null)[]>;
  /** Throws `not-found`, `stale-reference`. */
  get(
    principal: Principal,
    accountId: string,
    id: string,
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<MessageView>;
  /** What `get` with the same fields would answer, reduced to its MODSEQ (null without CONDSTORE); refuses what `get` refuses. */
  version(
    principal: Principal,
    accountId: string,
    id: string,
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<MessageView>;
  /** Throws `range-not-satisfiable`, as `attachment` does. */
  raw(
    principal: Principal,
    accountId: string,
    id: string,
    wanted: WantedOctets,
    signal: AbortSignal,
  ): Promise<ContentStream>;
  /** Throws `not-found` also for an attachment of another message. */
  attachment(
    principal: Principal,
    accountId: string,
    messageId: string,
    attachmentId: string,
    wanted: WantedOctets,
    signal: AbortSignal,
  ): Promise<PartStream>;
}

export function createReadMessage(ports: {
  readonly openAccount: OpenAccount;
  readonly messages: Pick<MessageReader, 'read' | 'raw' | 'part'>;
  readonly references: Pick<MessageReferences, 'all'>;
}): ReadMessage {
  const { openAccount, messages, references } = ports;

  /** Of copies the one that came first; their content is the same. */
  const refOf = async (account: Account, id: string, signal: AbortSignal): Promise<MessageRef> => {
    const [[ref] = []] = await references.all(account, [id], signal);
    if (ref === undefined) throw notFound('message');
    return ref;
  };

  const openFor = async (
    principal: Principal,
    accountId: string,
    fields: readonly MessageField[],
  ): Promise<Account> => {
    const account = await openAccount(principal, accountId, 'messages:read');
    checkFields(principal, fields);
    return account;
  };

  const readOne = async (
    account: Account,
    id: string,
    wanted: WantedFields,
    signal: AbortSignal,
  ): Promise<MessageView> => {
    const ref = await refOf(account, id, signal);
    const [message = null] = await messages.read(account, [ref], wanted, signal);
    if (message === null) throw notFound('message');
    return message;
  };

  return {
    async read(principal, accountId, ids, wanted, signal) {
      const account = await openFor(principal, accountId, wanted.fields);
      const found = new Array<MessageView | null>(ids.length).fill(null);
      const refs = (await references.all(account, ids, signal)).map(([ref = null]) => ref);
      for (const group of byMailboxState(refs)) {
        const members = group.map(({ ref }) => ref);
        const share = group.length / ids.length;
        const views = await messages
          .read(account, members, { ...wanted, share }, signal)
          .catch(nothingIfStale);
        for (const [position, { index }] of group.entries()) found[index] = views[position] ?? null;
      }
      return found;
    },

    async get(principal, accountId, id, wanted, signal) {
      return await readOne(await openFor(principal, accountId, wanted.fields), id, wanted, signal);
    },

    async version(principal, accountId, id, { fields }, signal) {
      const account = await openFor(principal, accountId, fields);
      return await readOne(account, id, { fields: ['modseq'], bodyMaxBytes: 0 }, signal);
    },

    async raw(principal, accountId, id, wanted, signal) {
      const account = await openFor(principal, accountId, contentFields);
      return await messages.raw(account, await refOf(account, id, signal), wanted, signal);
    },

    async attachment(principal, accountId, messageId, attachmentId, wanted, signal) {
      const account = await openFor(principal, accountId, contentFields);
      const [copies = []] = await references.all(account, [messageId], signal);
      if (copies.length === 0) throw notFound('message');
      const attachment = readAttachmentId(account, attachmentId);
      const ref = copies.find((copy) => attachment !== null && isSame(attachment.message, copy));
      if (attachment === null || ref === undefined) throw notFound('attachment');
      return await messages.part(account, ref, attachment.section, wanted, signal);
    },
  };
}

/** Throws `forbidden` for fields that show content without `bodies:read`. */
export function checkFields(principal: Principal, fields: readonly MessageField[]): void {
  if (fields.some((field) => contentFields.includes(field))) requireScope(principal, 'bodies:read');
}

interface Member {
  readonly ref: MessageRef;
  readonly index: number;
}

/** Apart by UIDVALIDITY, so that one that is gone takes nothing with it. */
function byMailboxState(refs: readonly (MessageRef | null)[]): readonly (readonly Member[])[] {
  const groups = new Map<string, Member[]>();
  for (const [index, ref] of refs.entries()) {
    if (ref === null) continue;
    const key = `${ref.mailboxId} ${ref.uidValidity}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ ref, index }]);
    else group.push({ ref, index });
  }
  return [...groups.values()];
}

function nothingIfStale(error: unknown): readonly null[] {
  if (error instanceof GatewayError && error.code === 'stale-reference') return [];
  throw error;
}

function isSame(a: MessageRef, b: MessageRef): boolean {
  return a.mailboxId === b.mailboxId && a.uidValidity === b.uidValidity && a.uid === b.uid;
}
