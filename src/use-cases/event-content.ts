/** Fetches the content of an event's message for webhooks of the payload level `full`. */
import { GatewayError } from '../domain/errors.ts';
import { hasContent, messageOf, type EventContent } from '../domain/event-payload.ts';
import type { JournalEvent } from '../domain/event.ts';
import { readMessageId } from '../domain/ids.ts';
import { bodyFields, type MessageView } from '../domain/message.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { MessageReader } from './ports/mail.ts';

/** null for events without content. Throws what the mail server's failure is; a message that is gone is no failure. */
export type ReadEventContent = (
  event: JournalEvent,
  maxBytes: number,
  signal: AbortSignal,
) => Promise<EventContent | null>;

const gone: EventContent = { kind: 'unavailable', reason: 'message-gone' };

export function createReadEventContent(ports: {
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly reader: Pick<MessageReader, 'read'>;
}): ReadEventContent {
  return async (event, maxBytes, signal) => {
    const message = messageOf(event);
    if (message === null || !hasContent(event)) return null;
    const account = event.accountId === null ? null : await ports.accounts.get(event.accountId);
    const ref = account === null ? null : readMessageId(account, message.id);
    if (account === null || ref === null) return gone;
    const wanted = { fields: bodyFields, bodyMaxBytes: maxBytes };
    try {
      const [view] = await ports.reader.read(account, [ref], wanted, signal);
      return view === null || view === undefined ? gone : { kind: 'content', message: contentOf(view) };
    } catch (error) {
      if (isAbsence(error)) return gone;
      throw error;
    }
  };
}

function contentOf({ text, html, headers, truncated, parseError }: MessageView): Partial<MessageView> {
  return {
    text: text ?? null,
    html: html ?? null,
    headers: headers ?? [],
    truncated: truncated ?? false,
    parseError: parseError ?? null,
  };
}

function isAbsence(error: unknown): boolean {
  return error instanceof GatewayError && (error.code === 'stale-reference' || error.code === 'not-found');
}
