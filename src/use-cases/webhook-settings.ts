/** What the maker of a webhook decides: what is left out, what null takes, and what none may ask for. */
import { GatewayError, invalid } from '../domain/errors.ts';
import { isTypePattern } from '../domain/event.ts';
import { asksForContent, readEventFilter, type FilterInput } from '../domain/read-event-filter.ts';
import { hasScope, requireAccount, type Principal } from '../domain/principal.ts';
import {
  payloadScopes,
  webhookHeaderProblem,
  type PayloadLevel,
  type WebhookSettings,
} from '../domain/webhook.ts';
import { checkEndpoint } from './check-endpoint.ts';
import { requireNamedAccounts } from './named-accounts.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { Egress } from './ports/service.ts';

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
  /** Absent: every event of the types. */
  readonly filter?: FilterInput | null | undefined;
  readonly payload?: PayloadLevel | null | undefined;
  readonly maxBytes?: number | null | undefined;
  readonly headers?: readonly HeaderInput[] | null | undefined;
  readonly ordered?: boolean | null | undefined;
  readonly maxPerSecond?: number | null | undefined;
  readonly description?: string | null | undefined;
  readonly enabled?: boolean | undefined;
}

/** A JSON Merge Patch (RFC 7396); null takes the default. */
export type WebhookPatch = Partial<NewWebhook>;

type Chosen = Omit<WebhookSettings, 'url'>;

/** What a webhook is of which nothing was said but where it is. */
export function defaultSettings({ accounts }: Principal): Chosen {
  return {
    types: ['*'],
    accounts,
    filter: null,
    payload: 'summary',
    maxBytes: 262_144,
    ordered: false,
    maxPerSecond: null,
    description: null,
    enabled: true,
  };
}

/** `before` with what the patch changes. Throws `invalid-request` for a filter that can never hold. */
export function settingsAfter(
  principal: Principal,
  before: WebhookSettings,
  patch: WebhookPatch,
): WebhookSettings {
  const defaults = defaultSettings(principal);
  const taken = <T>(asked: T | null | undefined, present: T, otherwise: T): T =>
    asked === undefined ? present : (asked ?? otherwise);
  const { accounts } = patch;
  const filter = patch.filter ? readEventFilter(patch.filter, '/filter') : patch.filter;
  return {
    url: patch.url ?? before.url,
    types: taken(patch.types, before.types, defaults.types),
    accounts: taken(accounts === 'all' ? null : accounts, before.accounts, defaults.accounts),
    filter: taken(filter, before.filter, defaults.filter),
    payload: taken(patch.payload, before.payload, defaults.payload),
    maxBytes: taken(patch.maxBytes, before.maxBytes, defaults.maxBytes),
    ordered: taken(patch.ordered, before.ordered, defaults.ordered),
    maxPerSecond: taken(patch.maxPerSecond, before.maxPerSecond, defaults.maxPerSecond),
    description: taken(patch.description, before.description, defaults.description),
    enabled: patch.enabled ?? before.enabled,
  };
}

/** `asked`: what this request names; accounts of an earlier one may have gone since, and its endpoint may be refused by now. */
export type CheckSettings = (
  principal: Principal,
  settings: WebhookSettings,
  asked: Pick<WebhookPatch, 'accounts' | 'url'>,
) => Promise<void>;

export function createCheckSettings(ports: {
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly egress: Pick<Egress, 'checkUrl' | 'resolve'>;
}): CheckSettings {
  return async (principal, { types, accounts, filter, payload, url, enabled }, asked) => {
    const unmatchable = types.findIndex((pattern) => !isTypePattern(pattern));
    if (unmatchable >= 0) throw invalid(`/types/${unmatchable}`, 'There is no event of this type.');
    if (accounts !== 'all') for (const id of accounts) requireAccount(principal, id);
    if (asked.accounts !== 'all') await requireNamedAccounts(ports.accounts, asked.accounts ?? []);
    requirePayloadScopes(principal, payload);
    if (filter !== null && asksForContent(filter) && !hasScope(principal, 'messages:read'))
      throw new GatewayError(
        'forbidden',
        'A filter on the content of messages needs the scope messages:read.',
      );
    if (enabled || asked.url !== undefined) await checkEndpoint(ports.egress, url, '/url');
  };
}

function requirePayloadScopes(principal: Principal, payload: PayloadLevel): void {
  const scope = payloadScopes[payload];
  if (scope === null || hasScope(principal, scope)) return;
  throw new GatewayError(
    'forbidden',
    `A webhook with the payload "${payload}" needs the scope ${scope}, which the key does not have; "minimal" needs none.`,
  );
}

/** Names in lower case. Throws for what a webhook may not set, and for a header given twice. */
export function headersOf(input: readonly HeaderInput[]): Readonly<Record<string, string>> {
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
