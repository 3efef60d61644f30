/**
 * Webhooks: who is told of what, within what their maker may see. Secrets are shown once, header values never again. The
 * telling itself is `fan-out-event.ts` and `deliver-webhook.ts`.
 */
import { invalid, notFound } from '../domain/errors.ts';
import type { EventType } from '../domain/event.ts';
import { randomId } from '../domain/ids.ts';
import { mapPage, type Page, type PageRequest } from '../domain/page.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { testEvent } from '../domain/test-event.ts';
import { instant } from '../domain/time.ts';
import {
  deliveryOf,
  formerSecretsUntil,
  goodHealth,
  healthAfterChange,
  rotatedSecrets,
  type Delivery,
  type Webhook,
} from '../domain/webhook.ts';
import { createOpenWebhook, maySeeWebhook } from './open-webhook.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Journal } from './ports/news.ts';
import type { Clock, Egress } from './ports/service.ts';
import type { WebhookSigner, WebhookStore } from './ports/webhooks.ts';
import {
  createCheckSettings,
  defaultSettings,
  headersOf,
  settingsAfter,
  type NewWebhook,
  type WebhookPatch,
} from './webhook-settings.ts';

export interface Webhooks {
  /**
   * `secret` (`whsec_…`) for the only time. Throws `egress-refused`, `forbidden` for more than the maker may see,
   * `not-found` for an account that they may not see, `invalid-request` for one that is not there.
   */
  create(
    principal: Principal,
    input: NewWebhook,
  ): Promise<{ readonly webhook: Webhook; readonly secret: string }>;
  /** Newest first; those for accounts that the key may see. */
  list(principal: Principal, page: PageRequest): Promise<Page<Webhook>>;
  get(principal: Principal, id: string): Promise<Webhook>;
  update(principal: Principal, id: string, patch: WebhookPatch): Promise<Webhook>;
  /** With its deliveries; none begins after this. */
  remove(principal: Principal, id: string): Promise<void>;
  /** `secret` for the only time; those of before sign beside it for the grace time, a day when absent. */
  rotateSecret(
    principal: Principal,
    id: string,
    graceSeconds: number | undefined,
  ): Promise<{ readonly webhook: Webhook; readonly secret: string }>;
  /** Journals `webhook.test`, which is delivered to this webhook alone, whatever it listens to; as an example of `type`. */
  test(principal: Principal, id: string, type?: EventType): Promise<Delivery>;
}

export interface WebhookPorts {
  readonly webhooks: WebhookStore;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly journal: Pick<Journal, 'append'>;
  readonly signer: Pick<WebhookSigner, 'newSecrets'>;
  readonly egress: Pick<Egress, 'checkUrl' | 'resolve'>;
  readonly clock: Clock;
}

const defaultGraceSeconds = 86_400;

export function createWebhooks(ports: WebhookPorts): Webhooks {
  const { webhooks, journal, signer, clock } = ports;
  const check = createCheckSettings(ports);

  const open = createOpenWebhook(webhooks);

  return {
    async create(principal, input) {
      requireScope(principal, 'webhooks:write');
      const headers = headersOf(input.headers ?? []);
      const { secrets, publicKey } = signer.newSecrets(headers);
      const at = instant(clock.now());
      const settings = settingsAfter(principal, { ...defaultSettings(principal), url: input.url }, input);
      await check(principal, settings, input);
      const webhook: Webhook = {
        ...settings,
        id: randomId('whk'),
        health: goodHealth,
        headerNames: Object.keys(headers),
        disabledReason: null,
        publicKey,
        formerSecretsUntil: null,
        createdAt: at,
        updatedAt: at,
        revision: 1,
      };
      await webhooks.insert(webhook, secrets);
      return { webhook, secret: secrets.signing };
    },

    async list(principal, page) {
      requireScope(principal, 'webhooks:read');
      return mapPage(await webhooks.list(page), (webhook) =>
        maySeeWebhook(principal, webhook) ? webhook : null,
      );
    },

    get: (principal, id) => open(principal, id, 'webhooks:read'),

    async update(principal, id, patch) {
      const headers = patch.headers === undefined ? null : headersOf(patch.headers ?? []);
      for (;;) {
        const before = await open(principal, id, 'webhooks:write');
        const settings = settingsAfter(principal, before, patch);
        await check(principal, settings, patch);
        const next: Webhook = {
          ...before,
          ...settings,
          health: healthAfterChange(before, settings),
          headerNames: headers === null ? before.headerNames : Object.keys(headers),
          disabledReason: settings.enabled ? null : before.disabledReason,
          updatedAt: instant(clock.now()),
          revision: before.revision + 1,
        };
        // Another endpoint does not get the headers that were meant for this one.
        if (
          headers === null &&
          before.headerNames.length > 0 &&
          originOf(before.url) !== originOf(next.url)
        ) {
          throw invalid('/headers', 'A change of the endpoint needs the headers in the same request.');
        }
        const secrets = headers === null ? null : { ...(await webhooks.secrets(before)), headers };
        if (await webhooks.update(next, secrets, null)) return next;
      }
    },

    async remove(principal, id) {
      await open(principal, id, 'webhooks:write');
      if (!(await webhooks.remove(id))) throw notFound('webhook');
    },

    async rotateSecret(principal, id, graceSeconds = defaultGraceSeconds) {
      for (;;) {
        const before = await open(principal, id, 'webhooks:write');
        const now = instant(clock.now());
        const until = graceSeconds === 0 ? null : instant(clock.now() + graceSeconds * 1000);
        const { secrets: made, publicKey } = signer.newSecrets({});
        const secrets = rotatedSecrets(await webhooks.secrets(before), made, now, until);
        const next: Webhook = {
          ...before,
          health: healthAfterChange(before, before),
          publicKey,
          formerSecretsUntil: formerSecretsUntil(secrets),
          updatedAt: now,
          revision: before.revision + 1,
        };
        if (await webhooks.update(next, secrets, null)) return { webhook: next, secret: secrets.signing };
      }
    },

    async test(principal, id, type = 'webhook.test') {
      const webhook = await open(principal, id, 'webhooks:write');
      const event = testEvent(webhook, type);
      await journal.append([event]);
      await webhooks.endPause(webhook.id);
      return deliveryOf({ ...event, position: '' }, webhook, instant(clock.now()));
    },
  };
}

function originOf(url: string): string {
  return new URL(url).origin;
}
