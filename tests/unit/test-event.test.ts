import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { payloadOf } from '../../src/domain/event-payload.ts';
import { eventTypes, type EventType } from '../../src/domain/event.ts';
import { exampleFor, testEvent } from '../../src/domain/test-event.ts';
import type { PayloadLevel } from '../../src/domain/webhook.ts';
import { sampleWebhook } from '../support/samples.ts';

const ajv = new Ajv2020({ strict: false, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema(parse(readFileSync('openapi.yaml', 'utf8')) as object, 'contract');
const isEvent = ajv.compile({ $ref: 'contract#/components/schemas/Event' });

interface Told {
  readonly id: string;
  readonly type: string;
  readonly test?: true;
  readonly data: { readonly message?: object };
}

function told(type: EventType, level: PayloadLevel, maxBytes = 262_144): Told {
  const kept = {
    ...testEvent(sampleWebhook(), type),
    timestamp: '2026-11-23T09:32:00.361Z',
    position: '1-0',
  };
  const example = exampleFor(kept, level);
  const options = { cursor: 'c', level, content: null, maxBytes, isTest: example !== null };
  const body = payloadOf(example ?? kept, options);
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(maxBytes);
  const event = JSON.parse(body) as Told;
  expect(event.id).toBe(kept.id);
  return event;
}

test.each(eventTypes)(
  'an example of %s is an event by the contract at every level, and says what it is',
  (type) => {
    for (const level of ['minimal', 'summary', 'full'] as const) {
      const event = told(type, level);
      expect(event).toMatchObject({ type, ...(type === 'webhook.test' ? {} : { test: true }) });
      expect(isEvent(event), JSON.stringify(isEvent.errors)).toBe(true);
      expect(isEvent(told(type, level, 4096)), JSON.stringify(isEvent.errors)).toBe(true);
    }
  },
);

test('an example has of a message what the webhook’s payload level has', () => {
  const fields = (level: PayloadLevel) => Object.keys(told('message.received', level).data.message ?? {});
  expect(fields('minimal')).toEqual(['id', 'mailboxId', 'mailboxPath', 'uid']);
  expect(fields('summary')).toContain('subject');
  expect(fields('summary')).not.toContain('text');
  expect(fields('full')).toEqual(expect.arrayContaining(['subject', 'text', 'html', 'headers']));
});

test('an example that only a newer version knows is told as a test', () => {
  const event = { ...testEvent(sampleWebhook(), 'webhook.test'), timestamp: '', position: '' };
  expect(exampleFor({ ...event, data: { ...event.data, exampleOf: 'message.glanced' } }, 'full')).toBeNull();
});
