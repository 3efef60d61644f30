/** Whole documents of the domain, so that a test writes only what it is about. */
import type { Account, AccountStatus, Credentials, ServerSettings } from '../../src/domain/account.ts';
import { randomId } from '../../src/domain/ids.ts';
import type { Principal } from '../../src/domain/principal.ts';
import { goodHealth, type Delivery, type Webhook, type WebhookSecrets } from '../../src/domain/webhook.ts';
import { createKeyRing, type KeyRing } from '../../src/redis/key-ring.ts';
import type { Log } from '../../src/use-cases/ports/service.ts';

const then = '2026-01-31T12:00:00.000Z';

export const admin: Principal = { id: 'key_admin', scopes: ['admin'], accounts: 'all' };

export function sampleRing(byte = 7): KeyRing {
  return createKeyRing([{ id: `k${byte}`, key: Buffer.alloc(32, byte) }]);
}

export function sampleServer(change: Partial<ServerSettings> = {}): ServerSettings {
  return {
    host: 'mail.example.com',
    port: 993,
    security: 'tls',
    auth: { type: 'password', username: 'ann@example.com' },
    ...change,
  };
}

export function sampleAccount(change: Partial<Account> = {}): Account {
  return {
    id: randomId('acc'),
    incarnation: '00112233445566778899aabbccddeeff',
    revision: 1,
    createdAt: then,
    updatedAt: then,
    email: 'ann@example.com',
    name: null,
    identities: [],
    imap: sampleServer(),
    smtp: null,
    watch: { mailboxes: ['inbox'] },
    limits: { connections: 4, onUnknown: 'resend' },
    sentCopy: 'auto',
    metadata: {},
    paused: false,
    sendingPaused: false,
    ...change,
  };
}

export const sampleCredentials: Credentials = { imap: { password: 'imap-secret' }, smtp: null };

export const sampleStatus: AccountStatus = {
  imap: { state: 'connecting', lastError: null, since: then },
  sending: { state: 'none', lastError: null, since: then },
};

export function sampleWebhook(change: Partial<Webhook> = {}): Webhook {
  return {
    id: randomId('whk'),
    url: 'https://example.com/hook',
    types: ['*'],
    accounts: 'all',
    filter: null,
    payload: 'summary',
    maxBytes: 262_144,
    headerNames: [],
    ordered: false,
    maxPerSecond: null,
    description: null,
    enabled: true,
    disabledReason: null,
    health: goodHealth,
    publicKey: 'whpk_',
    formerSecretsUntil: null,
    createdAt: then,
    updatedAt: then,
    revision: 1,
    ...change,
  };
}

export const sampleSecrets: WebhookSecrets = {
  signing: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  privateKey: Buffer.alloc(32, 2).toString('base64'),
  headers: {},
};

export function sampleDelivery(webhookId: string, change: Partial<Delivery> = {}): Delivery {
  return {
    id: randomId('dlv'),
    webhookId,
    eventId: 'evt_1',
    eventType: 'message.received',
    accountId: null,
    eventPosition: '1-0',
    status: 'pending',
    attempts: [],
    nextAttemptAt: then,
    createdAt: then,
    updatedAt: then,
    revision: 1,
    traceparent: null,
    redeliveryOf: null,
    ...change,
  };
}

/** Takes every line and keeps none. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {
  // A test reads results, not lines.
}
