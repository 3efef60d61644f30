/** REST: flags, labels, moves, copies, deletion. Flags go first, then the move; a message that moves gets a new id. */
import { GatewayError, halfDone, notFound } from '../../domain/errors.ts';
import { summaryFields, type MarkChange, type MessageView } from '../../domain/message.ts';
import { hasScope, type Principal } from '../../domain/principal.ts';
import type { ChangeMessages, MessageChange } from '../../use-cases/change-messages.ts';
import type { DraftVersion, ReplaceDraft } from '../../use-cases/replace-draft.ts';
import type { ReadMessage } from '../../use-cases/read-message.ts';
import { markChangeOf } from '../bulk.ts';
import { tagHeaders } from '../entity-tag.ts';
import { messageTag, unchangedSince } from '../message-tag.ts';
import type { Call, Handlers } from '../operations.ts';
import { refuseBesideJson } from '../reading.ts';
import { messageOnWire } from '../wire.ts';
import type { components } from './contract.gen.ts';

type Schemas = components['schemas'];

export interface MessageChangePorts {
  readonly changeMessages: ChangeMessages;
  readonly replaceDraft: ReplaceDraft;
  readonly readMessage: Pick<ReadMessage, 'read'>;
}

interface Place {
  readonly principal: Principal;
  readonly path: { readonly account: string; readonly message: string };
  readonly signal: AbortSignal;
}

export function createMessageChangeHandlers({
  changeMessages,
  replaceDraft,
  readMessage,
}: MessageChangePorts): Pick<Handlers, 'updateMessage' | 'replaceDraft' | 'deleteMessage' | 'copyMessage'> {
  return {
    async updateMessage({ principal, path, header, body: { value }, signal }) {
      const place = { principal, path, signal };
      const ifMatch = header['If-Match'];
      if (ifMatch !== undefined && value.mailbox !== undefined) {
        throw new GatewayError(
          'precondition-unsupported',
          'Only a change of flags and labels can be made to depend on If-Match, a move cannot; nothing was done.',
        );
      }
      const since = ifMatch === undefined ? null : await sinceOf(place, ifMatch);
      const marks = marksNamed(value);
      const id = marks === null ? path.message : await mark(place, markChangeOf(value), since);
      if (value.mailbox === undefined) {
        const message = await readBack(place, id);
        if (message === null) return { status: 200, body: { id } };
        const tag = messageTag(message, { fields: summaryFields });
        return { status: 200, body: summaryOnWire(message), headers: tagHeaders(tag) };
      }
      const move = changeMessages.move(principal, path.account, [id], value.mailbox, signal);
      const changes = await (marks === null
        ? move
        : move.catch(halfDone(`The ${marks} are changed, the message is not moved`)));
      return { status: 200, body: await changed(place, changes) };
    },
    async replaceDraft(call) {
      const { principal, path, header, signal } = call;
      const ifMatch = header['If-Match'];
      const since = ifMatch === undefined ? null : await sinceOf({ principal, path, signal }, ifMatch);
      const { previousId, newId } = await replaceDraft.replace(
        principal,
        path.account,
        path.message,
        versionOf(call),
        since,
        signal,
      );
      const message = newId === null ? null : await readBack({ principal, path, signal }, newId);
      return { status: 200, body: { previousId, message: message === null ? null : summaryOnWire(message) } };
    },
    async deleteMessage({ principal, path, query, signal }) {
      const permanent = query.permanent ?? false;
      const changes = await changeMessages.remove(
        principal,
        path.account,
        [path.message],
        { permanent },
        signal,
      );
      const place = { principal, path, signal };
      if (!permanent) return { status: 200, body: await changed(place, changes) };
      requireDone(changes);
      return { status: 204 };
    },
    async copyMessage({ principal, path, body: { value }, signal }) {
      const changes = await changeMessages.copy(
        principal,
        path.account,
        [path.message],
        value.mailbox,
        signal,
      );
      return { status: 200, body: await changed({ principal, path, signal }, changes) };
    },
  };

  /** An entity tag is of a message, also where its email was named. */
  async function sinceOf({ principal, path, signal }: Place, ifMatch: string): Promise<string | null> {
    const id = await changeMessages.idOf(principal, path.account, path.message, signal);
    return unchangedSince(ifMatch, id);
  }

  /** The message's own id. */
  async function mark(
    { principal, path, signal }: Place,
    change: MarkChange,
    since: string | null,
  ): Promise<string> {
    const options = { unchangedSince: since };
    const changes = await changeMessages.flag(
      principal,
      path.account,
      [path.message],
      change,
      options,
      signal,
    );
    return requireDone(changes).id;
  }

  async function changed(place: Place, changes: readonly MessageChange[]): Promise<Schemas['MessageChange']> {
    const { id, newId } = requireDone(changes);
    const message = newId === null ? null : await readBack(place, newId);
    return { previousId: id, message: message === null ? null : summaryOnWire(message) };
  }

  /** null when it is gone already, or the key may change messages but not read them. */
  async function readBack({ principal, path, signal }: Place, id: string): Promise<MessageView | null> {
    if (!hasScope(principal, 'messages:read')) return null;
    const wanted = { fields: summaryFields, bodyMaxBytes: 0 };
    const [message = null] = await readMessage.read(principal, path.account, [id], wanted, signal);
    return message;
  }
}

/** What is to change beside the place; null for nothing. */
function marksNamed({ flags, labels }: Schemas['MessageUpdate']): string | null {
  if (flags === undefined) return labels === undefined ? null : 'labels';
  return labels === undefined ? 'flags' : 'flags and labels';
}

function versionOf({ body, query }: Pick<Call<'replaceDraft'>, 'body' | 'query'>): DraftVersion {
  if (body.type === 'message/rfc822') return { content: body.octets, flags: query.flags ?? null };
  refuseBesideJson(query);
  const { flags = null, ...content } = body.value;
  return { content, flags };
}

function summaryOnWire(message: MessageView): Schemas['Message'] {
  return messageOnWire(message, summaryFields);
}

/** `newId`: null when it is not known. */
function requireDone([change]: readonly MessageChange[]): Extract<MessageChange, { outcome: 'done' }> {
  if (change?.outcome === 'modified') {
    throw new GatewayError('precondition-failed', 'The message has changed since; nothing was done.');
  }
  if (change?.outcome !== 'done') throw notFound('message');
  return change;
}
