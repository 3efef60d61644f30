/**
 * With what an account is logged in to for trial, before its owner's change is written. Of one that is not there yet each
 * token source is asked once, and what an exchanged refresh token has become goes into the credentials that will be kept;
 * of one that is there it is kept at once.
 */
import type { Account, AccountSettings, Credentials } from '../domain/account.ts';
import type { Secret } from '../domain/account-auth.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import { tokenSourceOf, type Side, type TokenSource } from '../domain/token-source.ts';
import { accessOf, type Grant } from '../domain/tokens.ts';
import { wayIn } from '../domain/way-in.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Clock } from './ports/service.ts';
import type { TokenRequests } from './ports/tokens.ts';

/** Both throw `account-login-failed` when no token is given. */
export interface TrialLogins {
  ofNew(tried: NewcomerLogin, signal: AbortSignal): NewcomerLogins;
  /** `account` as it is to be, with the credentials that it is to have. */
  ofKnown(account: Account, credentials: Credentials, side: Side, signal: AbortSignal): Promise<Login>;
}

export interface NewcomerLogin {
  readonly settings: Pick<AccountSettings, Side>;
  readonly credentials: Credentials;
  /** null for one that is only tried. */
  readonly id: string | null;
  /** Whether an access token that was given is tried instead of the refresh token: then nothing is exchanged. */
  readonly asGiven: boolean;
}

export interface NewcomerLogins {
  of(side: Side): Promise<Login>;
  /** The credentials with what the sources have given. */
  exchanged(): Promise<Credentials>;
}

export interface TrialLoginPorts {
  readonly requests: TokenRequests;
  readonly accessTokens: AccessTokens;
  readonly clock: Clock;
}

export function createTrialLogins(ports: TrialLoginPorts): TrialLogins {
  const { requests, accessTokens, clock } = ports;
  return {
    ofNew({ settings, credentials, id, asGiven }, signal) {
      const grants = new Map<string, Promise<Grant>>();

      const ask = async (source: TokenSource): Promise<Grant> => {
        const refreshToken = source.kind === 'oauth2' ? source.refreshToken : null;
        const answer = await requests.ask(source, { accountId: id, refreshToken }, signal);
        if (answer.kind === 'granted') return answer;
        throw loginFailed(`No token for the login is given: ${answer.words}`);
      };
      const tokenOf = async (source: TokenSource): Promise<string> => {
        if (asGiven && source.kind === 'oauth2' && source.access !== null) return source.access.token;
        const grant = grants.get(source.id) ?? ask(source);
        grants.set(source.id, grant);
        return (await grant).accessToken;
      };
      const secretOf = async <S extends Secret | null>(side: Side, secret: S): Promise<S> => {
        const source = tokenSourceOf(settings, credentials, side);
        const grant = source === null ? undefined : await grants.get(source.id);
        if (secret?.kind !== 'oauth2' || grant === undefined) return secret;
        const refreshToken = grant.refreshToken ?? secret.refreshToken;
        return { ...secret, refreshToken, access: accessOf(grant, clock.now()) };
      };

      return {
        async of(side) {
          const way = wayIn(settings, credentials, side);
          if (way.kind === 'password') return way;
          return { kind: 'token', username: way.username, accessToken: await tokenOf(way.source) };
        },
        async exchanged() {
          const { imap, smtp } = credentials;
          return { ...credentials, imap: await secretOf('imap', imap), smtp: await secretOf('smtp', smtp) };
        },
      };
    },

    async ofKnown(account, credentials, side, signal) {
      const way = wayIn(account, credentials, side);
      if (way.kind === 'password') return way;
      try {
        const { token } = await accessTokens.of(account, way.source, { insistent: true }, signal);
        return { kind: 'token', username: way.username, accessToken: token };
      } catch (error) {
        if (!(error instanceof GatewayError) || !noToken.has(error.code)) throw error;
        throw loginFailed(error.message, error);
      }
    },
  };
}

const noToken: ReadonlySet<string> = new Set(['account-auth-failed', 'account-unreachable']);

function loginFailed(words: string, cause?: unknown): GatewayError {
  return new GatewayError('account-login-failed', words, { cause });
}
