/**
 * Webhooks: who is told of which events, and the deliveries that tell them (Standard Webhooks). A
 * delivery names its event by journal position; the event itself is read when it is sent.
 */
import { typeMatches, type JournalEvent } from './event.ts';
import type { Instant } from './time.ts';

export type PayloadLevel = 'minimal' | 'summary' | 'full';

export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Exact types, `family.*` or `*`. */
  readonly types: readonly string[];
  readonly accounts: 'all' | readonly string[];
  readonly payload: PayloadLevel;
  readonly maxBytes: number;
  /** Header names in lower case; their values are secrets and sealed apart. */
  readonly headerNames: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  readonly disabledReason: string | null;
  /** `whpk_…`, ed25519, for signatures of version v1a. */
  readonly publicKey: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly revision: number;
}

/** Sealed beside the webhook. */
export interface WebhookSecrets {
  /** `whsec_` + base64, for v1 (HMAC-SHA256). */
  readonly signing: string;
  /** ed25519 seed in base64, for v1a. */
  readonly privateKey: string;
  readonly headers: Readonly<Record<string, string>>;
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
}

export function wants(webhook: Webhook, event: Pick<JournalEvent, 'type' | 'accountId'>): boolean {
  if (!webhook.enabled) return false;
  if (event.accountId !== null && webhook.accounts !== 'all' && !webhook.accounts.includes(event.accountId))
    return false;
  // Service events are for those who see all accounts.
  if (event.accountId === null && webhook.accounts !== 'all') return false;
  return webhook.types.some((pattern) => typeMatches(pattern, event.type));
}
