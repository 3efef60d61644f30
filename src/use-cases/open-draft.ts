/** A draft by its id, and its octets: what replaces and what sends one begin with. */
import type { Account } from '../domain/account.ts';
import { isMarkedDraft, notADraft } from '../domain/draft.ts';
import { notFound } from '../domain/errors.ts';
import { messageId, type MessageRef } from '../domain/ids.ts';
import { checkSize } from './check-size.ts';
import type { MessageReferences } from './message-reference.ts';
import type { MailboxReader, MessageReader } from './ports/mail.ts';

export interface Draft {
  readonly ref: MessageRef;
  readonly flags: readonly string[];
}

export interface OpenDraft {
  /** Throws `not-found`, `stale-reference`, `not-a-draft`, `ambiguous-reference`. */
  open(account: Account, id: string, signal: AbortSignal): Promise<Draft>;
  /** Its own id, whichever named it. The same, and `too-large` for more than could be sent. */
  read(
    account: Account,
    id: string,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly content: Buffer }>;
}

export function createOpenDraft(ports: {
  readonly mailboxes: Pick<MailboxReader, 'resolve'>;
  readonly reader: Pick<MessageReader, 'read' | 'raw'>;
  readonly references: Pick<MessageReferences, 'only'>;
}): OpenDraft {
  const { mailboxes, reader, references } = ports;

  const open: OpenDraft['open'] = async (account, id, signal) => {
    const [ref = null] = await references.only(account, [id], signal);
    if (ref === null) throw notFound('message');
    const wanted = { fields: ['flags'], bodyMaxBytes: 0 } as const;
    const [message = null] = await reader.read(account, [ref], wanted, signal);
    if (message === null) throw notFound('message');
    const { flags = [] } = message;
    const { specialUse } = await mailboxes.resolve(account, { by: 'id', id: ref.mailboxId }, signal);
    // In the mailbox of all mail Gmail would keep a new version that is no draft.
    if (specialUse === 'all' || !(specialUse === 'drafts' || isMarkedDraft(flags))) throw notADraft();
    return { ref, flags };
  };

  return {
    open,
    async read(account, id, signal) {
      const { ref } = await open(account, id, signal);
      const { stream } = await reader.raw(account, ref, 'all', signal);
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of stream) {
        const octets = chunk as Buffer;
        checkSize((size += octets.length));
        chunks.push(octets);
      }
      return { id: messageId(account, ref), content: Buffer.concat(chunks) };
    },
  };
}
