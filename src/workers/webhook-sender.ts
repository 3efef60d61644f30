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
      const answer = await guarded.post({ url, headers: sent, body }, signal);
      const { durationMs } = answer;
      return answer.kind === 'failed'
        ? { kind: 'failed', error: answer.error, durationMs }
        : {
            kind: 'answered',
            status: answer.status,
            retryAfterMs: retryAfterMs(answer.retryAfter, clock.now()),
            durationMs,
          };
    },
    close: () => guarded.close(),
  };
}

/** Delay-seconds of any length or an HTTP-date (RFC 9110 §10.2.3); null for anything else. */
function retryAfterMs(header: string | readonly string[] | undefined, now: number): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
