/**
 * An authorisation server for tests: it exchanges refresh tokens, each only once, tells a mail server whether an access
 * token is good (RFC 7662), and gives tokens out to whoever calls. It knows one user and one client.
 */
import { randomBytes } from 'node:crypto';
import { startWebhookReceiver, type ReceivedRequest, type WebhookAnswer } from './webhook-receiver.ts';

export interface TokenEndpoint {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
  readonly introspectionUrl: string;
  readonly callbackUrl: string;
  /** The only one that is good now. */
  readonly refreshToken: string;
  /** Refresh tokens and access tokens that were given out so far. */
  readonly issued: readonly string[];
  /** The statuses of all exchanges that were asked for. */
  readonly exchanges: readonly number[];
  readonly calls: readonly ReceivedRequest[];
  /** From the next exchange or call on; null for the usual answer. */
  answer(script: WebhookAnswer | null): void;
  isGood(accessToken: string): boolean;
  /** No access token that was given out so far is good any longer. */
  revoke(): void;
  stop(): Promise<void>;
}

const clientId = 'desk';
const clientSecret = 'desk-secret';

export async function startTokenEndpoint(username: string, lifetimeSeconds = 3_600): Promise<TokenEndpoint> {
  const receiver = await startWebhookReceiver();
  const good = new Set<string>();
  const issued: string[] = [];
  const exchanges: number[] = [];
  let script: WebhookAnswer | null = null;

  const issue = (kind: string): string => {
    const token = `${kind}-${randomBytes(24).toString('base64url')}`;
    issued.push(token);
    return token;
  };
  const newAccessToken = (): string => {
    const token = issue('access');
    good.add(token);
    return token;
  };
  let refreshToken = issue('refresh');

  const exchange = (form: URLSearchParams): WebhookAnswer => {
    if (script !== null) return script;
    const offered = form.get('refresh_token');
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      return { status: 401, body: JSON.stringify({ error: 'invalid_client' }) };
    }
    if (form.get('grant_type') !== 'refresh_token' || offered !== refreshToken) {
      const error = { error: 'invalid_grant', error_description: `not with ${offered}` };
      return { status: 400, body: JSON.stringify(error) };
    }
    refreshToken = issue('refresh');
    const access = { access_token: newAccessToken(), token_type: 'Bearer', expires_in: lifetimeSeconds };
    return { status: 200, body: JSON.stringify({ ...access, refresh_token: refreshToken }) };
  };
  const introspect = (form: URLSearchParams): WebhookAnswer => {
    const active = good.has(form.get('token') ?? '');
    return { status: 200, body: JSON.stringify(active ? { active, username } : { active }) };
  };
  const call = (): WebhookAnswer => {
    if (script !== null) return script;
    const expiresAt = new Date(Date.now() + lifetimeSeconds * 1_000).toISOString();
    return { status: 200, body: JSON.stringify({ accessToken: newAccessToken(), expiresAt }) };
  };
  receiver.answer(({ path, body }) => {
    const form = new URLSearchParams(body.toString('utf8'));
    if (path === '/introspect') return introspect(form);
    if (path === '/callback') return call();
    const answer = exchange(form);
    exchanges.push(answer.status);
    return answer;
  });
  const at = (path: string): string => new URL(path, receiver.url).href;

  return {
    clientId,
    clientSecret,
    tokenUrl: at('/token'),
    introspectionUrl: at('/introspect'),
    callbackUrl: at('/callback'),
    get refreshToken() {
      return refreshToken;
    },
    issued,
    exchanges,
    get calls() {
      return receiver.requests.filter(({ path }) => path === '/callback');
    },
    answer: (next) => void (script = next),
    isGood: (token) => good.has(token),
    revoke: () => good.clear(),
    stop: () => receiver.stop(),
  };
}
