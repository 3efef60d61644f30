/** Keeping webhooks and deliveries, spreading events over them, sending them. */
import type { NewEvent } from '../../domain/event.ts';
import type { Exchange, HttpContent } from '../../domain/exchange.ts';
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Replay } from '../../domain/replay.ts';
import type { Delivery, DeliveryStatus, Webhook, WebhookSecrets } from '../../domain/webhook.ts';
import type { CommitResult, Lease } from './news.ts';

export interface WebhookStore {
  insert(webhook: Webhook, secrets: WebhookSecrets): Promise<void>;
  get(id: string): Promise<Webhook | null>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Webhook>>;
  all(): Promise<readonly Webhook[]>;
  /** Compare-and-set on `webhook.revision - 1`; `event` (such as `webhook.disabled`) in the same step. Enabling one, and another endpoint, begins its record of failures anew. */
  update(webhook: Webhook, secrets: WebhookSecrets | null, event: NewEvent | null): Promise<boolean>;
  /** Lets one request go ahead though the endpoint pauses. */
  endPause(id: string): Promise<void>;
  /** With its deliveries. */
  remove(id: string): Promise<boolean>;
  secrets(webhook: Webhook): Promise<WebhookSecrets>;
}

/** It is the caller's until the time is over that it asked for. */
export interface ClaimedDelivery {
  readonly delivery: Delivery;
  /** So long its endpoint is to be left alone before it is sent. */
  readonly waitMs: number;
}

/** What may be done about a delivery now. */
export type DeliveryClaim =
  | ({ readonly kind: 'claimed' } & ClaimedDelivery)
  /** Somebody else is at it, or its endpoint pauses; then is the time to look again. */
  | { readonly kind: 'held'; readonly untilMs: number }
  /** It waits for its endpoint or for an earlier one of its line; whoever makes room for it takes it up or calls it. */
  | { readonly kind: 'parked' }
  /** Gone, finished, or at another attempt. */
  | { readonly kind: 'void' };

export interface AttemptEnd {
  /** What the endpoint's record is told: null when it has no part in it. */
  readonly outcome: 'ok' | 'failed' | null;
  /** null when nothing was sent. */
  readonly exchange: Exchange | null;
}

export interface FinishedAttempt {
  /** False: the claim was lost and somebody else has moved the delivery; nothing of it was written. */
  readonly saved: boolean;
  /** Since when every attempt at this webhook has failed, in milliseconds; null after a success. */
  readonly failingSinceMs: number | null;
  /** The next parked delivery to the same endpoint, claimed for the caller. */
  readonly next: ClaimedDelivery | null;
  /** Parked ones that there is room for as well: to be queued for that time, so that others go on with them. */
  readonly called: readonly { readonly id: string; readonly attempt: number; readonly atMs: number }[];
}

export interface DeliveryStore {
  /** How far the journal has been fanned out. */
  fanOutPosition(): Promise<string>;
  /** One step under the lease: deliveries are made if absent and due, the position moves. False: fenced or moved by another. */
  fanOut(lease: Lease, expected: string, next: string, deliveries: readonly Delivery[]): Promise<boolean>;
  get(id: string): Promise<Delivery | null>;
  /** Of the last few attempts, oldest first. */
  exchanges(id: string): Promise<readonly Exchange[]>;
  /** Makes one that is due at once; nothing where its id is taken. */
  add(delivery: Delivery): Promise<void>;
  /** How each stands, or the last one that was made of it again; null for what is not there. */
  standings(ids: readonly string[]): Promise<readonly (DeliveryStatus | null)[]>;
  /** How many deliveries to a webhook have not ended. */
  pendingOf(webhookId: string): Promise<number>;
  /** Newest first. */
  list(
    webhookId: string,
    filter: { readonly status?: DeliveryStatus },
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  /**
   * Takes a delivery and one of its endpoint's few lanes for `forMs`. A holder that dies blocks neither for longer;
   * the delivery is then due again. Of an ordered webhook the deliveries of one account are given out one after the other.
   */
  claim(id: string, attempt: number, forMs: number): Promise<DeliveryClaim>;
  /** Sets anew when a claim ends that has not ended; 0 gives it back. */
  extend(id: string, forMs: number): Promise<void>;
  /** Keeps a body that is costly to make for the attempts to come; it goes with the delivery's end. */
  keepBody(id: string, body: string): Promise<void>;
  keptBody(id: string): Promise<string | null>;
  /**
   * Compare-and-set on `next.revision - 1`, gives the lane back and, with `takeNextForMs`, hands it to the next one parked.
   */
  finish(next: Delivery, end: AttemptEnd, takeNextForMs: number | null): Promise<FinishedAttempt>;
  remove(id: string): Promise<void>;
}

export interface ReplayStore {
  insert(replay: Replay): Promise<void>;
  /** null also for one that ended more than a day ago. */
  get(id: string): Promise<Replay | null>;
  /** Those that go on, the oldest first; where they are many some of them, and with the next call the next ones. */
  active(): Promise<readonly Replay[]>;
  /** Compare-and-set on `next.revision - 1`. */
  save(next: Replay): Promise<boolean>;
  /** The same under the lease; in one step with it deliveries are made if absent and due. */
  advance(lease: Lease, next: Replay, deliveries: readonly Delivery[]): Promise<CommitResult>;
}

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `sent`: the headers of the request, with those that the sender added. */
export type WebhookAnswer = {
  readonly sent: Readonly<Record<string, string>>;
  readonly durationMs: number;
} & (
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfterMs: number | null;
      readonly content: HttpContent;
    }
  | { readonly kind: 'failed'; readonly error: string }
);

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
