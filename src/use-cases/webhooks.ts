/**
 * Webhooks: who is told of what, within what their maker may see. Secrets are shown once, header values never again. The
 * telling itself is `fan-out-event.ts` and `deliver-webhook.ts`.
 */
import { GatewayError, invalid, notFound } from '../domain/errors.ts';
import { isTypePattern, type NewEvent } from '../domain/event.ts';
import { hashedId, randomId } from '../domain/ids.ts';
import { mapPage, type Page, type PageRequest } from '../domain/page.ts';
import { hasScope, requireAccount, requireScope, type Principal } from '../domain/principal.ts';
import { instant } from '../domain/time.ts';
import {
  deliveryOf,
  webhookHeaderProblem,
  webhookReference,
  type Delivery,
  type DeliveryStatus,
  type PayloadLevel,
  type Webhook,
} from '../domain/webhook.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { requireNamedAccounts } from './named-accounts.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Journal } from './ports/news.ts';
import type { Clock, Egress } from './ports/service.ts';
import type { DeliveryStore, WebhookSigner, WebhookStore } from './ports/webhooks.ts';

interface HeaderInput {
  readonly name: string;
  readonly value: string;
}

export interface NewWebhook {
  readonly url: string;
  /** Absent: all. */
  readonly types?: readonly string[] | null | undefined;
  /** `all`, and absent: all that the maker may see. */
  readonly accounts?: 'all' | readonly string[] | null | undefined;
  readonly payload?: PayloadLevel | null | undefined;
  readonly maxBytes?: number | null | undefined;
  readonly headers?: readonly HeaderInput[] | null | undefined;
  readonly description?: string | null | undefined;
  readonly enabled?: boolean | undefined;
}

/** A JSON Merge Patch (RFC 7396); null takes the default. */
export type WebhookPatch = Partial<NewWebhook>;

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
  /** Journals `webhook.test`, which is delivered to this webhook alone, whatever it listens to. */
  test(principal: Principal, id: string): Promise<Delivery>;
  /** Newest first. */
  deliveries(
    principal: Principal,
    id: string,
    page: PageRequest & { readonly status?: DeliveryStatus },
  ): Promise<Page<Delivery>>;
}

export interface WebhookPorts {
  readonly webhooks: WebhookStore;
  readonly deliveries: Pick<DeliveryStore, 'list'>;
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly journal: Pick<Journal, 'append'>;
  readonly signer: Pick<WebhookSigner, 'newSecrets'>;
  readonly egress: Pick<Egress, 'checkUrl' | 'resolve'>;
  readonly clock: Clock;
}

const defaults = { types: ['*'], payload: 'summary', maxBytes: 262_144 } as const;

export function createWebhooks(ports: WebhookPorts): Webhooks {
  const { webhooks, deliveries, journal, signer, clock } = ports;

  const open = async (
    principal: Principal,
    id: string,
    scope: 'webhooks:read' | 'webhooks:write',
  ): Promise<Webhook> => {
    requireScope(principal, scope);
    const webhook = await webhooks.get(id);
    if (webhook === null || !maySee(principal, webhook)) throw notFound('webhook');
    return webhook;
  };

  /** `asked`: the accounts that this request names; those of an earlier one may have gone since. */
  const check = async (
    principal: Principal,
    webhook: Webhook,
    asked: NewWebhook['accounts'],
  ): Promise<void> => {
    const unmatchable = webhook.types.findIndex((pattern) => !isTypePattern(pattern));
    if (unmatchable >= 0) throw invalid(`/types/${unmatchable}`, 'There is no event of this type.');
    if (webhook.accounts !== 'all') for (const id of webhook.accounts) requireAccount(principal, id);
    if (asked !== 'all') await requireNamedAccounts(ports.accounts, asked ?? []);
    requirePayloadScopes(principal, webhook.payload);
    await checkEndpoint(ports.egress, webhook.url, '/url');
  };

  return {
    async create(principal, input) {
      requireScope(principal, 'webhooks:write');
      const headers = headersOf(input.headers ?? []);
      const { secrets, publicKey } = signer.newSecrets(headers);
      const at = instant(clock.now());
      const webhook: Webhook = {
        id: randomId('whk'),
        url: input.url,
        types: input.types ?? defaults.types,
        accounts: accountsOf(principal, input.accounts),
        payload: input.payload ?? defaults.payload,
        maxBytes: input.maxBytes ?? defaults.maxBytes,
        headerNames: Object.keys(headers),
        description: input.description ?? null,
        enabled: input.enabled ?? true,
        disabledReason: null,
        publicKey,
        createdAt: at,
        updatedAt: at,
        revision: 1,
      };
      await check(principal, webhook, input.accounts);
      await webhooks.insert(webhook, secrets);
      return { webhook, secret: secrets.signing };
    },

    async list(principal, page) {
      requireScope(principal, 'webhooks:read');
      return mapPage(await webhooks.list(page), (webhook) => (maySee(principal, webhook) ? webhook : null));
    },

    get: (principal, id) => open(principal, id, 'webhooks:read'),

    async update(principal, id, patch) {
      const headers = patch.headers === undefined ? null : headersOf(patch.headers ?? []);
      for (;;) {
        const before = await open(principal, id, 'webhooks:write');
        const enabled = patch.enabled ?? before.enabled;
        const next: Webhook = {
          ...before,
          url: patch.url ?? before.url,
          types: patch.types === undefined ? before.types : (patch.types ?? defaults.types),
          accounts: patch.accounts === undefined ? before.accounts : accountsOf(principal, patch.accounts),
          payload: patch.payload === undefined ? before.payload : (patch.payload ?? defaults.payload),
          maxBytes: patch.maxBytes === undefined ? before.maxBytes : (patch.maxBytes ?? defaults.maxBytes),
          headerNames: headers === null ? before.headerNames : Object.keys(headers),
          description: patch.description === undefined ? before.description : patch.description,
          enabled,
          disabledReason: enabled ? null : before.disabledReason,
          updatedAt: instant(clock.now()),
          revision: before.revision + 1,
        };
        await check(principal, next, patch.accounts);
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

    async test(principal, id) {
      const webhook = await open(principal, id, 'webhooks:write');
      const event: NewEvent = {
        id: hashedId('evt', webhook.id, 'webhook.test', randomId('job')),
        type: 'webhook.test',
        accountId: null,
        data: { webhook: webhookReference(webhook) },
      };
      await journal.append([event]);
      return deliveryOf({ ...event, position: '' }, webhook, instant(clock.now()));
    },

    async deliveries(principal, id, { status, ...page }) {
      await open(principal, id, 'webhooks:read');
      return await deliveries.list(id, status === undefined ? {} : { status }, page);
    },
  };
}

/** A webhook tells what its accounts' keys may see: one for all accounts is not shown to a key for some. */
function maySee(principal: Principal, { accounts }: Webhook): boolean {
  if (principal.accounts === 'all') return true;
  const mine = principal.accounts;
  return accounts !== 'all' && accounts.every((id) => mine.includes(id));
}

function accountsOf(principal: Principal, accounts: NewWebhook['accounts']): Webhook['accounts'] {
  return accounts === undefined || accounts === null || accounts === 'all' ? principal.accounts : accounts;
}

function requirePayloadScopes(principal: Principal, payload: PayloadLevel): void {
  const needed = { minimal: null, summary: 'messages:read', full: 'bodies:read' } as const;
  const scope = needed[payload];
  if (scope === null || hasScope(principal, scope)) return;
  throw new GatewayError(
    'forbidden',
    `A webhook with the payload "${payload}" needs the scope ${scope}, which the key does not have; "minimal" needs none.`,
  );
}

function headersOf(input: readonly HeaderInput[]): Readonly<Record<string, string>> {
  const headers = new Map<string, string>();
  input.forEach(({ name, value }, index) => {
    const problem = webhookHeaderProblem(name, value);
    if (problem !== null) throw invalid(`/headers/${index}`, problem);
    if (headers.has(name.toLowerCase()))
      throw invalid(`/headers/${index}/name`, 'This header is given twice.');
    headers.set(name.toLowerCase(), value);
  });
  return Object.fromEntries(headers);
}

function originOf(url: string): string {
  return new URL(url).origin;
}
