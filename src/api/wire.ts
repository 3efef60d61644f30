/**
 * From the domain to the public shape, for both surfaces, where they are not the same: what is internal
 * stays here, what is flat outside is flattened.
 */
import { blankOf } from '../domain/blank.ts';
import type { JournalEvent } from '../domain/event.ts';
import { masked } from '../domain/exchange.ts';
import type { Quota } from '../domain/mailbox.ts';
import type { MessageField, MessageView } from '../domain/message.ts';
import type { Template } from '../domain/template.ts';
import type { ApiKey } from '../domain/principal.ts';
import type { Delivery, Webhook } from '../domain/webhook.ts';
import type { ShownDelivery } from '../use-cases/deliveries.ts';
import type { StatefulMailbox } from '../use-cases/mailbox-state.ts';
import type { components } from './rest/contract.gen.ts';

type Schemas = components['schemas'];

/** `secret`: only in the answer that made the key. */
export function keyOnWire(key: ApiKey, secret: string | null): Schemas['Key'] {
  const { id, name, scopes, accounts, expiresAt, createdAt, lastUsedAt } = key;
  return { id, name, scopes, accounts, expiresAt, createdAt, lastUsedAt, key: secret };
}

export function mailboxOnWire(mailbox: StatefulMailbox, quota: Quota | null = null): Schemas['Mailbox'] {
  const { id, path, name, delimiter, specialUse, subscribed, selectable, counts, state } = mailbox;
  return {
    id,
    path,
    name,
    delimiter,
    specialUse,
    subscribed,
    total: counts?.total ?? null,
    unseen: counts?.unseen ?? null,
    uidNext: counts?.uidNext ?? null,
    uidValidity: counts?.uidValidity ?? null,
    highestModseq: counts?.highestModseq ?? null,
    state,
    selectable,
    quota,
  };
}

/** What was asked for and `id`, whatever else the gateway knows. */
export function messageOnWire(message: MessageView, fields: readonly MessageField[]): Schemas['Message'] {
  const blank = blanks.get(fields) ?? blankOf(new Set([...fields, 'id']));
  blanks.set(fields, blank);
  const shown = Object.assign({ ...blank }, { id: message.id });
  const filled: Record<string, unknown> = shown;
  // What is not known stays undefined, which JSON leaves out.
  for (const field of fields) filled[field] = message[field];
  return shown;
}

/** A page shows all its messages by the same list of fields. */
const blanks = new WeakMap<readonly MessageField[], Readonly<Record<string, unknown>>>();

export function templateOnWire(template: Template): Schemas['Template'] {
  const { id, name, subject, text, html, createdAt, updatedAt } = template;
  return { id, name, subject, text, html, createdAt, updatedAt };
}

/** The values of a webhook's headers are secrets: their names are told. */
export function webhookOnWire(webhook: Webhook, secret: string | null): Schemas['Webhook'] {
  const { id, url, types, accounts, filter, payload, maxBytes, headerNames } = webhook;
  const { ordered, maxPerSecond, description, enabled, publicKey, disabledReason } = webhook;
  const { formerSecretsUntil, health, createdAt, updatedAt } = webhook;
  return {
    id,
    url,
    types: types as Schemas['Webhook']['types'],
    accounts,
    filter,
    payload,
    maxBytes,
    headers: headerNames.map((name) => ({ name, value: masked })),
    ordered,
    maxPerSecond,
    description,
    enabled,
    publicKey,
    secret,
    formerSecretsUntil,
    disabledReason,
    health,
    createdAt,
    updatedAt,
  };
}

export function deliveryOnWire(delivery: Delivery): Schemas['Delivery'] {
  const { id, webhookId, eventId, eventType, status, attempts } = delivery;
  const { nextAttemptAt, redeliveryOf, createdAt, updatedAt } = delivery;
  return {
    id,
    webhookId,
    eventId,
    eventType: eventType as Schemas['Delivery']['eventType'],
    status,
    attempts,
    nextAttemptAt,
    redeliveryOf,
    createdAt,
    updatedAt,
  };
}

export function shownDeliveryOnWire({ delivery, exchanges }: ShownDelivery): Schemas['ShownDelivery'] {
  return { ...deliveryOnWire(delivery), exchanges: [...exchanges] };
}

/** The place in the journal is told only sealed. The shape of `data` is that of the event's type. */
export function eventOnWire(event: JournalEvent & { readonly cursor: string }): Schemas['Event'] {
  const { id, type, timestamp, accountId, cursor, data } = event;
  return { id, type, timestamp, accountId, cursor, data } as unknown as Schemas['Event'];
}
