/**
 * Webhooks: who is told of which events, and the deliveries that tell them (Standard Webhooks). A
 * delivery names its event by journal position; the event itself is read when it is sent.
 */
import { holds, type EventFilter, type FilteredEvent } from './event-filter.ts';
import { typeMatches, type JournalEvent } from './event.ts';
import { hashedId } from './ids.ts';
import type { Instant } from './time.ts';

export type PayloadLevel = 'minimal' | 'summary' | 'full';

/** The scope without which nobody reads what a payload tells of a message. */
export const payloadScopes = { minimal: null, summary: 'messages:read', full: 'bodies:read' } as const;

/** `failing`: nothing but failures for days; `gone`: the endpoint answered 410. */
export type DisabledReason = 'failing' | 'gone';

/** What its maker decides. */
export interface WebhookSettings {
  readonly url: string;
  /** Exact types, `family.*` or `*`. */
  readonly types: readonly string[];
  readonly accounts: 'all' | readonly string[];
  /** null: every event of the types and accounts. */
  readonly filter: EventFilter | null;
  readonly payload: PayloadLevel;
  readonly maxBytes: number;
  /** One at a time per account, in the journal's order; a later event waits for the one before it to be delivered or given up. */
  readonly ordered: boolean;
  /** Requests to its endpoint over all replicas; null for no bound. */
  readonly maxPerSecond: number | null;
  readonly description: string | null;
  readonly enabled: boolean;
}

/** How its endpoint fares. */
export interface EndpointHealth {
  /** Failures in a row. */
  readonly failures: number;
  /** Since when it does nothing but fail; null after a success. */
  readonly failingSince: Instant | null;
  /** Until then it is sent nothing; null when it does not pause. */
  readonly pausedUntil: Instant | null;
}

export const goodHealth: EndpointHealth = { failures: 0, failingSince: null, pausedUntil: null };

export interface Webhook extends WebhookSettings {
  readonly id: string;
  readonly health: EndpointHealth;
  /** Header names in lower case; their values are secrets and sealed apart. */
  readonly headerNames: readonly string[];
  /** null unless the service itself switched it off. */
  readonly disabledReason: DisabledReason | null;
  /** `whpk_…`, ed25519, for signatures of version v1a. */
  readonly publicKey: string;
  /** null unless secrets of before sign beside the present one. */
  readonly formerSecretsUntil: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly revision: number;
}

/** What signs. */
export interface SigningKeys {
  /** `whsec_` + base64, for v1 (HMAC-SHA256). */
  readonly signing: string;
  /** ed25519 seed in base64, for v1a. */
  readonly privateKey: string;
}

/** Sealed beside the webhook. */
export interface WebhookSecrets extends SigningKeys {
  readonly headers: Readonly<Record<string, string>>;
  /** Those of before a rotation, newest first, each signing until its time; absent before the first. */
  readonly former?: readonly (SigningKeys & { readonly until: Instant })[];
}

/** A rotation more than these in one grace time ends that of the oldest. */
const mostFormer = 4;

/** `made` in the place of `before`, which goes on signing until then; null ends it, and all from before it, at once. */
export function rotatedSecrets(
  before: WebhookSecrets,
  made: SigningKeys,
  now: Instant,
  until: Instant | null,
): WebhookSecrets {
  const { signing, privateKey, headers, former = [] } = before;
  const ended = { ...made, headers };
  if (until === null) return ended;
  const present = former.filter((each) => each.until > now).slice(0, mostFormer - 1);
  return { ...ended, former: [{ signing, privateKey, until }, ...present] };
}

/** null when none signs beside the present one. */
export function formerSecretsUntil({ former = [] }: WebhookSecrets): Instant | null {
  return (
    former
      .map(({ until }) => until)
      .sort()
      .at(-1) ?? null
  );
}

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export interface DeliveryAttempt {
  readonly number: number;
  readonly at: Instant;
  /** null when no answer came; `error` then says why. */
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
}

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly accountId: string | null;
  /** Where the journal holds the event. */
  readonly eventPosition: string;
  readonly status: DeliveryStatus;
  readonly attempts: readonly DeliveryAttempt[];
  readonly nextAttemptAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly revision: number;
  readonly traceparent: string | null;
  /** The event's own delivery, of which this one is made again; null for that one itself, and where it is kept no more. */
  readonly redeliveryOf: string | null;
}

/** A changed webhook is tried at once; one that is enabled again, or has another endpoint, begins its record of failures anew. */
export function healthAfterChange(
  { enabled, url, health }: Webhook,
  next: Pick<WebhookSettings, 'enabled' | 'url'>,
): EndpointHealth {
  const isAnew = (next.enabled && !enabled) || next.url !== url;
  return isAnew ? goodHealth : { ...health, failures: 0, pausedUntil: null };
}

/** Whether an event is one of these accounts'. Service events are for those who see all, but a test is for whoever asked for it. */
export function isWithin(
  accounts: 'all' | readonly string[],
  { type, accountId }: { readonly type: string; readonly accountId: string | null },
): boolean {
  if (accounts === 'all' || type === 'webhook.test') return true;
  return accountId !== null && accounts.includes(accountId);
}

/** True when the event is for this webhook. A test is for the one that it names and no other, enabled or not. */
export function wants(webhook: Webhook, event: FilteredEvent): boolean {
  if (event.type === 'webhook.test') return testedWebhook(event) === webhook.id;
  if (!webhook.enabled || !isWithin(webhook.accounts, event)) return false;
  if (!webhook.types.some((pattern) => typeMatches(pattern, event.type))) return false;
  return webhook.filter === null || holds(webhook.filter, event);
}

function testedWebhook({ data }: Pick<JournalEvent, 'data'>): unknown {
  const { webhook } = data;
  return typeof webhook === 'object' && webhook !== null && 'id' in webhook ? webhook.id : null;
}

function untried(at: Instant) {
  const times = { nextAttemptAt: at, createdAt: at, updatedAt: at } as const;
  return { status: 'pending', attempts: [], ...times, revision: 1 } as const;
}

/** The one delivery of an event to a webhook: however often it is made, it has the same id. */
export function deliveryOf(
  event: Pick<JournalEvent, 'id' | 'type' | 'accountId' | 'position' | 'traceparent'>,
  webhook: Webhook,
  at: Instant,
): Delivery {
  return {
    id: hashedId('dlv', event.id, webhook.id),
    webhookId: webhook.id,
    eventId: event.id,
    eventType: event.type,
    accountId: event.accountId,
    eventPosition: event.position,
    ...untried(at),
    traceparent: event.traceparent ?? null,
    redeliveryOf: null,
  };
}

/** The same event to the same webhook once more, with tries of its own. */
export function redeliveryOf(delivery: Delivery, id: string, at: Instant): Delivery {
  return {
    ...delivery,
    id,
    ...untried(at),
    redeliveryOf: delivery.redeliveryOf ?? delivery.id,
  };
}

/** How a webhook's own events name it. */
export function webhookReference({ id, url, disabledReason }: Webhook): Readonly<Record<string, unknown>> {
  return { id, url, disabledReason };
}

/** What the request says of itself, and what belongs to the connection (RFC 9110 §7.6.1). */
const ownHeaders =
  /^(webhook-.*|host|content-.*|user-agent|traceparent|tracestate|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/i;

/** Why a webhook may not set this header, or null. */
export function webhookHeaderProblem(name: string, value: string): string | null {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/.test(name)) return 'This is no header name (RFC 9110 §5.1).';
  if (ownHeaders.test(name)) return `The header ${name} is set by the service itself.`;
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
    ? null
    : 'A header value holds no control characters and no characters beyond Latin-1.';
}
