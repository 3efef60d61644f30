/** A webhook for who asks for it: within its scope, and no other than those that it may see. */
import { GatewayError, notFound } from '../domain/errors.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import type { Webhook } from '../domain/webhook.ts';
import type { WebhookStore } from './ports/webhooks.ts';

/** Throws `forbidden` without the scope, `not-found`. */
export type OpenWebhook = (
  principal: Principal,
  id: string,
  scope: 'webhooks:read' | 'webhooks:write',
) => Promise<Webhook>;

export function createOpenWebhook(webhooks: Pick<WebhookStore, 'get'>): OpenWebhook {
  return async (principal, id, scope) => {
    requireScope(principal, scope);
    const webhook = await webhooks.get(id);
    if (webhook === null || !maySeeWebhook(principal, webhook)) throw notFound('webhook');
    return webhook;
  };
}

/** A webhook tells what its accounts' keys may see: one for all accounts is not shown to a key for some. */
export function maySeeWebhook(principal: Principal, { accounts }: Webhook): boolean {
  if (principal.accounts === 'all') return true;
  const mine = principal.accounts;
  return accounts !== 'all' && accounts.every((id) => mine.includes(id));
}

/** Throws `invalid-request` with what is to be done first. */
export function requireEnabled({ enabled }: Webhook): void {
  if (!enabled)
    throw new GatewayError(
      'invalid-request',
      'The webhook is disabled and is sent nothing. Enable it first, by a PATCH with "enabled": true.',
    );
}
