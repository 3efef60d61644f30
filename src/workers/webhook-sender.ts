/** One POST to a webhook's endpoint, by the way that is guarded; what it asks for in return is when to come again. */
import type { Clock } from '../use-cases/ports/service.ts';
import type { WebhookSender } from '../use-cases/ports/webhooks.ts';
import { createGuardedPost, type GuardedPostOptions } from './guarded-post.ts';

export interface WebhookSenderOptions extends GuardedPostOptions {
  readonly clock: Clock;
}

export interface ClosableWebhookSender extends WebhookSender {
  /** Cuts what is under way. */
  close(): Promise<void>;
}

const userAgent = 'Postern-Webhooks';

export function createWebhookSender({ clock, ...options }: WebhookSenderOptions): ClosableWebhookSender {
  const guarded = createGuardedPost(options);
  return {
    async post({ url, headers, body }, signal) {
      const sent = { 'user-agent': userAgent, ...headers, 'content-type': 'application/json' };
      const answer = await guarded.post({ url, headers: sent, body, wanted: 'beginning' }, signal);
      const { durationMs } = answer;
      if (answer.kind === 'failed') return { kind: 'failed', sent, error: answer.error, durationMs };
      const retryAfter = answer.headers.find(({ name }) => name === 'retry-after')?.value;
      return {
        kind: 'answered',
        sent,
        status: answer.status,
        retryAfterMs: retryAfterMs(retryAfter, clock.now()),
        content: { headers: answer.headers, body: answer.content, truncated: !answer.isWhole },
        durationMs,
      };
    },
    close: () => guarded.close(),
  };
}

/** Delay-seconds of any length or an HTTP-date (RFC 9110 §10.2.3); null for anything else. */
function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d+$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
