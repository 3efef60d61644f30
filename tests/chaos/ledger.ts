/** What a receiver of webhooks took of each event, and how it answers: now and then it fails at the first try. */
import type { Schemas } from '../support/http-api.ts';
import type { Chance } from '../support/chance.ts';
import type { ReceivedRequest, WebhookAnswer } from '../support/webhook-receiver.ts';

export type Told = Schemas['Event'];

export interface Entry {
  readonly event: Told;
  tries: number;
  taken: number;
  /** Whether each try had the same content under the same id. */
  same: boolean;
}

export interface Ledger {
  /** By `webhook-id`. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Whether the coming of a message to this place was taken. */
  knows(place: string): boolean;
  answer(request: ReceivedRequest): WebhookAnswer;
}

/** The name of one message in one mailbox for all its time: no UID is given twice, and a rename changes nothing. */
export function placeOf(account: string, mailbox: string, uid: number): string {
  return `${account} ${originOf(mailbox)} ${uid}`;
}

/** Under which name a mailbox was made: each new one has another number behind it. */
export function originOf(mailbox: string): string {
  return mailbox.replace(/ v\d+$/, '');
}

export function placeOfEvent(event: Told): string | null {
  if (!('message' in event.data) || event.accountId === null) return null;
  const { mailboxPath, uid } = event.data.message;
  return placeOf(event.accountId, mailboxPath ?? '', uid ?? 0);
}

export function createLedger({ between }: Chance): Ledger {
  const entries = new Map<string, Entry & { readonly content: string }>();
  const places = new Set<string>();
  return {
    entries,
    knows: (place) => places.has(place),
    answer({ headers, body }) {
      const event = JSON.parse(body.toString()) as Told;
      const id = String(headers['webhook-id']);
      // A cursor is sealed anew each time.
      const content = JSON.stringify({ ...event, cursor: null });
      const entry = entries.get(id) ?? { event, content, tries: 0, taken: 0, same: event.id === id };
      entries.set(id, entry);
      entry.tries += 1;
      entry.same &&= entry.content === content;
      const luck = between(0, 100);
      if (entry.tries === 1 && luck < 3) return luck === 0 ? { status: 0, drop: true } : { status: 500 };
      entry.taken += 1;
      const place = event.type === 'message.received' ? placeOfEvent(event) : null;
      if (place !== null) places.add(place);
      return { status: 204 };
    },
  };
}
