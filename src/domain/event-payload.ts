/**
 * What a webhook is sent of an event: the envelope of Standard Webhooks, the message at the webhook's payload level
 * (api.md §5 "Events"), and never more octets than it takes. Pure.
 */
import type { EventData, JournalEvent } from './event.ts';
import type { MessageView } from './message.ts';
import type { PayloadLevel } from './webhook.ts';

/** Content that is fetched for the level `full`; or why it cannot be. */
export type EventContent =
  | { readonly kind: 'content'; readonly message: Partial<MessageView> }
  | { readonly kind: 'unavailable'; readonly reason: 'message-gone' | 'account-unreachable' };

/** The message that an event is about as the journal keeps it; null for events about something else. */
export function messageOf(event: Pick<JournalEvent, 'data'>): MessageView | null {
  const { message } = event.data;
  // What stands in the journal was put there as a NewEvent.
  return typeof message === 'object' && message !== null ? (message as MessageView) : null;
}

/** The same data with its message reduced to its place. */
function minimalData(data: EventData): EventData {
  const message = messageOf({ data });
  if (message === null) return data;
  const { id, mailboxId, mailboxPath, uid } = message;
  return { ...data, message: { id, mailboxId, mailboxPath, uid } };
}

/** True for events whose message may still have content to be fetched. */
export function hasContent(event: JournalEvent): boolean {
  return messageOf(event) !== null && event.type !== 'message.deleted';
}

export interface PayloadOptions {
  readonly cursor: string;
  readonly level: PayloadLevel;
  /** Only for the level `full`. */
  readonly content: EventContent | null;
  readonly maxBytes: number;
  /** Nothing of it happened: the body says so. */
  readonly isTest?: boolean;
}

/** The body of the request: JSON of at most `maxBytes` octets, `truncated` where something was left out for it. */
export function payloadOf(event: JournalEvent, options: PayloadOptions): string {
  const { type, timestamp, id, accountId } = event;
  const { cursor, isTest = false } = options;
  const render = (data: EventData): string =>
    JSON.stringify({ type, timestamp, data, id, accountId, cursor, ...(isTest ? { test: true } : {}) });
  let body = '';
  for (const data of lessAndLess(dataOf(event, options), options.maxBytes, render)) {
    body = render(data);
    if (Buffer.byteLength(body) <= options.maxBytes) break;
  }
  return body;
}

function dataOf(event: JournalEvent, { level, content }: PayloadOptions): EventData {
  const message = messageOf(event);
  if (message === null || level === 'summary') return event.data;
  if (level === 'minimal') return minimalData(event.data);
  if (content?.kind === 'content')
    return { ...event.data, message: { ...message, ...contentOf(message, content) } };
  return content === null ? event.data : { ...event.data, bodyUnavailable: content.reason };
}

function contentOf(
  message: MessageView & { readonly truncated?: boolean },
  { message: fetched }: Extract<EventContent, { readonly kind: 'content' }>,
): Partial<MessageView> {
  return { ...fetched, truncated: (fetched.truncated ?? false) || (message.truncated ?? false) };
}

/** The data, and then ever less of it: the body's end first, then what can be fetched again, then all but the place. */
function* lessAndLess(
  data: EventData,
  maxBytes: number,
  render: (data: EventData) => string,
): Generator<EventData, void, undefined> {
  yield data;
  const message = messageOf({ data });
  if (message === null) {
    yield* shorterParts(data);
    return;
  }
  const cut = (change: Partial<MessageView>): EventData => ({
    ...data,
    message: { ...message, ...change, truncated: true },
  });
  if (message.text !== undefined || message.html !== undefined) {
    const { text = null, html = null } = message;
    const room = (change: Partial<MessageView>): number => maxBytes - Buffer.byteLength(render(cut(change)));
    const shortHtml = shortened(html, room({ html: '' }));
    yield cut({ html: shortHtml });
    yield cut({ html: '', text: shortened(text, room({ html: '', text: '' })) });
    yield cut({ html: '', headers: [], text: shortened(text, room({ html: '', headers: [], text: '' })) });
    yield cut({ html: '', headers: [], text: '', attachments: [], references: [], inReplyTo: [] });
  }
  const { id, mailboxId, mailboxPath, uid } = message;
  const placed = { ...data, message: { id, mailboxId, mailboxPath, uid, truncated: true } };
  yield placed;
  // Keywords, of which some servers take any number.
  for (const most of listSteps) yield withShortLists(placed, most);
}

const listSteps = [256, 64, 16, 4, 1] as const;

/** For events about submissions: their lists of recipients can be long, what the sender keeps with them, and then texts. */
function* shorterParts(data: EventData): Generator<EventData, void, undefined> {
  for (const most of listSteps) {
    yield { ...withShortLists(data, most), truncated: true };
  }
  for (const octets of [200, 50]) {
    yield { ...withShortTexts(withShortLists(data, 1), octets), truncated: true };
  }
}

function withShortTexts(value: EventData, octets: number): EventData {
  const cut = (part: unknown): unknown => {
    if (typeof part === 'string') return shortened(part, octets);
    if (Array.isArray(part)) return part.map(cut);
    return isObject(part) ? withShortTexts(part, octets) : part;
  };
  // Half an id is none.
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, /^id$|Id$/.test(name) ? part : cut(part)]),
  );
}

function withShortLists(value: EventData, most: number): EventData {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (Array.isArray(part)) return [name, part.slice(0, most)];
      if (name === 'metadata' && isObject(part))
        return [name, Object.fromEntries(Object.entries(part).slice(0, most))];
      return [name, isObject(part) ? withShortLists(part, most) : part];
    }),
  );
}

function isObject(value: unknown): value is EventData {
  return typeof value === 'object' && value !== null;
}

/** The longest beginning that takes no more than `octets` inside a JSON string. */
function shortened(text: string | null, octets: number): string | null {
  if (text === null) return null;
  let [low, high] = [0, Math.min(text.length, Math.max(0, octets))];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Buffer.byteLength(JSON.stringify(text.slice(0, middle))) - 2 <= octets) low = middle;
    else high = middle - 1;
  }
  // Half of a surrogate pair is no character.
  return /[\uD800-\uDBFF]$/.test(text.slice(0, low)) ? text.slice(0, low - 1) : text.slice(0, low);
}
