/**
 * Events: what the journal keeps and every reader tells (api.md §2 "Events, webhooks"). Plain JSON in the
 * public shape. An event's id is deterministic (api.md §5 "Events"), so that it cannot be minted twice.
 */
import type { Attachment, MessageView } from './message.ts';
import type { Instant } from './time.ts';
import { hashedId } from './ids.ts';

export const eventTypes = [
  'message.received',
  'message.updated',
  'message.deleted',
  'mailbox.created',
  'mailbox.renamed',
  'mailbox.deleted',
  'mailbox.reset',
  'submission.sent',
  'submission.deferred',
  'submission.failed',
  'submission.unknown',
  'submission.cancelled',
  'submission.delivered',
  'submission.bounced',
  'submission.complained',
  'submission.replied',
  'account.connected',
  'account.auth-failed',
  'account.unreachable',
  'account.recovered',
  'account.paused',
  'account.deleted',
  'events.missed',
  'webhook.disabled',
  'webhook.test',
] as const;
export type EventType = (typeof eventTypes)[number];

/** Public shape; its keys depend on the type's family. */
export type EventData = Readonly<Record<string, unknown>>;

/** An event before the journal gave it its place and time. */
export interface NewEvent {
  readonly id: string;
  readonly type: EventType;
  /** null for the service's own events. */
  readonly accountId: string | null;
  readonly data: EventData;
  /** W3C trace context of the request that led to it, where there was one; told to webhooks as a header. */
  readonly traceparent?: string | null;
}

export interface JournalEvent extends NewEvent {
  /** Strictly rising per account. */
  readonly timestamp: Instant;
  /** Place in the journal, rising; told to clients only sealed. */
  readonly position: string;
}

/** True when `pattern` (`message.received`, `message.*`, `*`) covers `type`. */
export function typeMatches(pattern: string, type: EventType): boolean {
  return (
    pattern === '*' || pattern === type || (pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1)))
  );
}

/** True for patterns that can ever match. */
export function isTypePattern(pattern: string): boolean {
  return eventTypes.some((type) => typeMatches(pattern, type));
}

/** What a message event keeps of its message: at most 8 kB, the first thing to go being what can be fetched again. */
export const summaryBudgetBytes = 8192;

interface MessagePlace {
  readonly incarnation: string;
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly uid: number;
}

/** `moment` is MODSEQ or the position's number, for updates; a message comes and goes only once per place. */
export function messageEventId(
  type: 'message.received' | 'message.deleted' | 'message.updated',
  place: MessagePlace,
  moment?: string | number,
): string {
  const parts = [place.incarnation, place.mailboxId, place.uidValidity, place.uid, type];
  return hashedId('evt', ...parts, ...(moment === undefined ? [] : [moment]));
}

/** `subject` is what the event is about (account or mailbox id), `number` its state's number. */
export function stateEventId(incarnation: string, subject: string, type: EventType, number: number): string {
  return hashedId('evt', incarnation, subject, type, number);
}

/** Cuts a summary to the journal's budget: attachments, then references, then long address lists go first. */
export function withinBudget(message: MessageView): MessageView & { readonly truncated?: boolean } {
  let cut: MessageView = message;
  const fits = (): boolean => Buffer.byteLength(JSON.stringify(cut)) <= summaryBudgetBytes;
  const few = <T>(list: readonly T[] | undefined, most: number): readonly T[] => (list ?? []).slice(0, most);
  const steps: (() => MessageView)[] = [
    () => ({
      ...cut,
      attachments: few<Attachment>(cut.attachments, 10),
      references: few(cut.references, 10),
    }),
    () => ({
      ...cut,
      to: few(cut.to, 20),
      cc: few(cut.cc, 20),
      bcc: few(cut.bcc, 20),
      replyTo: few(cut.replyTo, 5),
    }),
    () => ({
      ...cut,
      subject: (cut.subject ?? '').slice(0, 500),
      attachments: [],
      references: [],
      inReplyTo: [],
    }),
    () => ({ id: cut.id, mailboxId: cut.mailboxId, mailboxPath: cut.mailboxPath, uid: cut.uid }),
  ];
  for (const step of steps) {
    if (fits()) break;
    cut = step();
  }
  return cut === message ? message : { ...cut, truncated: true };
}
