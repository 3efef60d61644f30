/**
 * Asks for access tokens: an OAuth 2.0 token endpoint (RFC 6749 §6), or an account's own callback. By the way that is guarded;
 * what comes back is checked before it is believed, and its words lose every secret that was sent.
 */
import type { Grant } from '../domain/tokens.ts';
import { randomId } from '../domain/ids.ts';
import type { TokenSource } from '../domain/token-source.ts';
import { isDateTime } from '../domain/time.ts';
import type { Clock } from '../use-cases/ports/service.ts';
import type { TokenAnswer, TokenRequests } from '../use-cases/ports/tokens.ts';
import { createGuardedPost, type GuardedPostOptions, type PostAnswer } from './guarded-post.ts';
import { signedHeaders } from './signature.ts';

export interface TokenRequestOptions extends GuardedPostOptions {
  readonly clock: Clock;
}

export interface ClosableTokenRequests extends TokenRequests {
  /** Cuts what is under way. */
  close(): Promise<void>;
}

type Grants = Extract<TokenSource, { readonly kind: 'oauth2' }>;
type Callback = Extract<TokenSource, { readonly kind: 'token-callback' }>;

const headers = { 'user-agent': 'Postern', accept: 'application/json' };

/** Errors of RFC 6749 §5.2, and of OpenID Connect for a grant that needs its owner again: the same request is refused again. */
const finalErrors: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_request',
  'access_denied',
  'interaction_required',
  'consent_required',
  'login_required',
]);

/** Of a callback: there is no token for this account. */
const finalStatuses: ReadonlySet<number> = new Set([401, 403, 404, 410]);

export function createTokenRequests({ clock, ...options }: TokenRequestOptions): ClosableTokenRequests {
  const guarded = createGuardedPost(options);

  const refresh = async (source: Grants, refreshToken: string, signal: AbortSignal): Promise<TokenAnswer> => {
    const { tokenEndpoint, clientId, clientSecret, scope } = source;
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      ...(clientSecret === null ? {} : { client_secret: clientSecret }),
      ...(scope === null ? {} : { scope }),
    });
    const sent = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const request = { url: tokenEndpoint, headers: sent, body: form.toString(), wanted: 'all' } as const;
    const secrets = clientSecret === null ? [refreshToken] : [refreshToken, clientSecret];
    return readGrant(await guarded.post(request, signal), secrets);
  };

  const call = async (
    source: Callback,
    accountId: string | null,
    signal: AbortSignal,
  ): Promise<TokenAnswer> => {
    const { url, secret, protocol, host, username } = source;
    const body = JSON.stringify({ accountId, protocol, host, username });
    const seconds = Math.floor(clock.now() / 1000);
    const signed = signedHeaders(secret, randomId('tok'), seconds, body);
    const sent = { ...headers, ...signed, 'content-type': 'application/json' };
    const answer = await guarded.post({ url, headers: sent, body, wanted: 'all' }, signal);
    return readCallback(answer, clock.now());
  };

  return {
    async ask(source, { accountId, refreshToken }, signal) {
      return source.kind === 'oauth2'
        ? await refresh(source, refreshToken ?? source.refreshToken, signal)
        : await call(source, accountId, signal);
    },
    close: () => guarded.close(),
  };
}

function readGrant(answer: PostAnswer, secrets: readonly string[]): TokenAnswer {
  if (answer.kind === 'failed') return { kind: 'failed', words: answer.error };
  const { status } = answer;
  const fields = objectIn(answer.content);
  if (status === 200) {
    const grant = grantIn(fields);
    return grant ?? { kind: 'failed', words: 'The token endpoint answered 200 without a bearer token.' };
  }
  const { error, error_description: description } = fields;
  const told = [error, description].filter((each) => typeof each === 'string').join(': ');
  const words = `The token endpoint answered ${status}${told === '' ? '' : ` (${withoutSecrets(told, secrets)})`}.`;
  const isFinal = status >= 400 && status < 500 && typeof error === 'string' && finalErrors.has(error);
  return { kind: isFinal ? 'refused' : 'failed', words };
}

/** RFC 6749 §5.1; some endpoints write the lifetime as a string. */
function grantIn(fields: Readonly<Record<string, unknown>>): TokenAnswer | null {
  const { access_token: accessToken, token_type: type, refresh_token: refreshToken } = fields;
  if (!isToken(accessToken) || typeof type !== 'string' || type.toLowerCase() !== 'bearer') return null;
  if (refreshToken !== undefined && refreshToken !== null && !isToken(refreshToken)) return null;
  const seconds = Number(fields['expires_in'] ?? Number.NaN);
  const lifetimeMs = Number.isFinite(seconds) ? Math.max(0, seconds) * 1000 : null;
  return { kind: 'granted', accessToken, refreshToken: refreshToken ?? null, lifetimeMs };
}

function readCallback(answer: PostAnswer, now: number): TokenAnswer {
  if (answer.kind === 'failed') return { kind: 'failed', words: answer.error };
  const { status } = answer;
  if (status !== 200) {
    const words = `The token callback answered ${status}.`;
    return { kind: finalStatuses.has(status) ? 'refused' : 'failed', words };
  }
  const { accessToken, expiresAt } = objectIn(answer.content);
  const lifetimeMs = lifetimeUntil(expiresAt, now);
  if (!isToken(accessToken) || lifetimeMs === undefined) {
    return {
      kind: 'failed',
      words: 'The token callback answered 200 without a token and the time of its end.',
    };
  }
  const grant: Grant = { accessToken, refreshToken: null, lifetimeMs };
  return { kind: 'granted', ...grant };
}

/** undefined for what is no time. */
function lifetimeUntil(expiresAt: unknown, now: number): number | null | undefined {
  if (expiresAt === null) return null;
  if (typeof expiresAt !== 'string' || !isDateTime(expiresAt)) return undefined;
  return Math.max(0, Date.parse(expiresAt) - now);
}

function objectIn(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Fits into a SASL exchange and a header: visible ASCII. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 16_384 && /^[\x21-\x7e]+$/.test(value);
}

function withoutSecrets(words: string, secrets: readonly string[]): string {
  const without = secrets.reduce((text, secret) => text.split(secret).join('…'), words);
  return without
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
