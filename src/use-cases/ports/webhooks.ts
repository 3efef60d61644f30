/** Keeping webhooks and deliveries, spreading events over them, sending them. */
import type { NewEvent } from '../../domain/event.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Delivery, Webhook, WebhookSecrets } from '../../domain/webhook.ts';
import type { Lease } from './news.ts';

export interface WebhookStore {
  insert(webhook: Webhook, secrets: WebhookSecrets): Promise<void>;
  get(id: string): Promise<Webhook | null>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Webhook>>;
  all(): Promise<readonly Webhook[]>;
  /** Compare-and-set on `webhook.revision - 1`; `event` (such as `webhook.disabled`) in the same step. */
  update(webhook: Webhook, secrets: WebhookSecrets | null, event: NewEvent | null): Promise<boolean>;
  /** With its deliveries. */
  remove(id: string): Promise<boolean>;
  secrets(webhook: Webhook): Promise<WebhookSecrets>;
}

export interface DeliveryStore {
  /** How far the journal has been fanned out. */
  fanOutPosition(): Promise<string>;
  /** One step under the lease: deliveries are made if absent and due, the position moves. False: fenced or moved by another. */
  fanOut(lease: Lease, expected: string, next: string, deliveries: readonly Delivery[]): Promise<boolean>;
  /** For deliveries outside the fan-out (tests, replays). */
  insert(delivery: Delivery): Promise<void>;
  get(id: string): Promise<Delivery | null>;
  /** Newest first. */
  list(webhookId: string, page: PageRequest): Promise<Page<Delivery>>;
  /** Compare-and-set on `next.revision - 1`. */
  save(next: Delivery): Promise<boolean>;
  /** Since when every delivery to this webhook has failed; null after a success. Returns the time that holds now. */
  recordOutcome(webhookId: string, ok: boolean, atMs: number): Promise<number | null>;
}

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type WebhookAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfterMs: number | null;
      readonly durationMs: number;
    }
  | { readonly kind: 'failed'; readonly error: string; readonly durationMs: number };

export interface WebhookSender {
  /** One POST: 15 s at most, no redirects, at most 64 kB of answer read, forbidden addresses refused. Never rejects. */
  post(request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer>;
}

export interface WebhookSigner {
  /** The three Standard Webhooks headers. `timestampSeconds` of this try. */
  sign(
    secrets: WebhookSecrets,
    id: string,
    timestampSeconds: number,
    body: string,
  ): Readonly<Record<string, string>>;
  newSecrets(headers: Readonly<Record<string, string>>): {
    readonly secrets: WebhookSecrets;
    readonly publicKey: string;
  };
}
