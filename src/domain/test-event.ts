/**
 * Tests that a maker asks for: the journal holds that one was asked for, and of which type, and the webhook is told the
 * example that the contract shows of such an event. Pure.
 */
import { eventExamples } from './event-examples.gen.ts';
import { messageOf } from './event-payload.ts';
import type { EventData, EventType, JournalEvent, NewEvent } from './event.ts';
import { hashedId, randomId } from './ids.ts';
import { bodyFields } from './message.ts';
import { webhookReference, type PayloadLevel, type Webhook } from './webhook.ts';

type Example = Pick<NewEvent, 'accountId' | 'data'>;

const examples: Readonly<Record<EventType, Example>> = eventExamples;

/** Another with each call. `type`: what the webhook is to be shown. */
export function testEvent(webhook: Webhook, type: EventType): NewEvent {
  return {
    id: hashedId('evt', webhook.id, 'webhook.test', randomId('job')),
    type: 'webhook.test',
    accountId: null,
    data: { webhook: webhookReference(webhook), ...(type === 'webhook.test' ? {} : { exampleOf: type }) },
  };
}

/** What the event asks to be told in its place; null for all but tests of other types. */
export function exampleFor(event: JournalEvent, level: PayloadLevel): JournalEvent | null {
  const type = event.type === 'webhook.test' ? event.data['exampleOf'] : undefined;
  if (typeof type !== 'string' || !isExampled(type)) return null;
  const { accountId, data } = examples[type];
  return { ...event, type, accountId, data: level === 'full' ? data : withoutContent(data) };
}

// A process of a newer version may have asked.
function isExampled(type: string): type is EventType {
  return Object.hasOwn(examples, type);
}

function withoutContent(data: EventData): EventData {
  const message = messageOf({ data });
  if (message === null) return data;
  const kept = Object.entries(message).filter(([name]) => !bodyFields.some((field) => field === name));
  return { ...data, message: Object.fromEntries(kept) };
}
