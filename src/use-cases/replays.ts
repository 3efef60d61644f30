/** Replays for the owner of a webhook: ordering one, looking how far it is, ending it. */
import { GatewayError, invalid } from '../domain/errors.ts';
import { isTypePattern } from '../domain/event.ts';
import type { JobView } from '../domain/job.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { cancelledReplay, newReplay, replayView, type Replay } from '../domain/replay.ts';
import { instant } from '../domain/time.ts';
import { createOpenWebhook, maySeeWebhook, requireEnabled } from './open-webhook.ts';
import type { Journal } from './ports/news.ts';
import type { Clock } from './ports/service.ts';
import type { ReplayStore, WebhookStore } from './ports/webhooks.ts';

export interface NewReplay {
  readonly from: string;
  /** Absent, and later than now: now. */
  readonly to?: string | null | undefined;
  /** Absent: all that the webhook listens to. */
  readonly types?: readonly string[] | null | undefined;
  readonly onlyFailed?: boolean | undefined;
}

export interface Replays {
  /** Throws `invalid-request`, also while the webhook is disabled. */
  create(principal: Principal, webhookId: string, order: NewReplay): Promise<JobView>;
  /** null when no replay has this id, or one that ended more than a day ago or is another's. */
  get(principal: Principal, id: string): Promise<JobView | null>;
  /** What was queued stays queued. As `get`; throws `not-cancellable` for one that has ended. */
  cancel(principal: Principal, id: string): Promise<JobView | null>;
}

export function createReplays(ports: {
  readonly webhooks: Pick<WebhookStore, 'get'>;
  readonly replays: Pick<ReplayStore, 'insert' | 'get' | 'save'>;
  readonly journal: Pick<Journal, 'placeAt'>;
  readonly clock: Clock;
}): Replays {
  const { webhooks, replays, journal, clock } = ports;
  const openWebhook = createOpenWebhook(webhooks);

  const find = async (principal: Principal, id: string): Promise<Replay | null> => {
    const replay = await replays.get(id);
    const webhook = replay === null ? null : await webhooks.get(replay.webhookId);
    if (webhook === null || !maySeeWebhook(principal, webhook)) return null;
    requireScope(principal, 'webhooks:write');
    return replay;
  };

  return {
    async create(principal, webhookId, { from, to, types = null, onlyFailed = false }) {
      const webhook = await openWebhook(principal, webhookId, 'webhooks:write');
      requireEnabled(webhook);
      const unmatchable = types?.findIndex((pattern) => !isTypePattern(pattern)) ?? -1;
      if (unmatchable >= 0) throw invalid(`/types/${unmatchable}`, 'There is no event of this type.');
      const now = clock.now();
      const begin = Date.parse(from);
      const end = Math.min(to === undefined || to === null ? now : Date.parse(to), now);
      if (begin >= end) throw invalid('/from', 'A replay begins in the past, and before it ends.');
      const order = { from: instant(begin), to: instant(end), types, onlyFailed };
      const replay = newReplay(webhook, order, journal.placeAt(begin), now);
      await replays.insert(replay);
      return replayView(replay);
    },

    async get(principal, id) {
      const replay = await find(principal, id);
      return replay === null ? null : replayView(replay);
    },

    async cancel(principal, id) {
      for (;;) {
        const replay = await find(principal, id);
        if (replay === null) return null;
        const next = cancelledReplay(replay, clock.now());
        if (next === null)
          throw new GatewayError('not-cancellable', `The job has ended: it is ${replay.status}.`);
        if (next === replay || (await replays.save(next))) return replayView(next);
      }
    },
  };
}
