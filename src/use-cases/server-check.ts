/**
 * What a mail server has to pass before an account may name it: the rule for outgoing connections, plain text only
 * where the operator allows it, and a trial login on request.
 */
import type { AccountSettings, Security, ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
import type { Side } from '../domain/token-source.ts';
import { checkEndpoint } from './check-endpoint.ts';
import type { LoginTrial } from './ports/accounts.ts';
import type { Egress } from './ports/service.ts';

/** A login that succeeded. */
export interface LoginResult {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly durationMs: number;
}

export interface ServerCheck {
  /** Without logging in. Throws `egress-refused`. A host that cannot be resolved just now passes. */
  admit(settings: Pick<AccountSettings, 'imap' | 'smtp'>): Promise<void>;
  /**
   * Both at once, each with what `loginOf` answers; null for a side that is not there or not asked for. Throws
   * `account-login-failed`, `egress-refused`, and what `loginOf` throws.
   */
  logIn(
    servers: { readonly imap: ServerSettings | null; readonly smtp: ServerSettings | null },
    loginOf: (side: Side) => Promise<Login>,
    signal: AbortSignal,
  ): Promise<{ readonly imap: LoginResult | null; readonly smtp: LoginResult | null }>;
}

export function createServerCheck(ports: {
  readonly egress: Egress;
  readonly trial: LoginTrial;
}): ServerCheck {
  const { egress, trial } = ports;

  const admitServer = async (server: ServerSettings, protocol: 'imap' | 'smtp'): Promise<void> => {
    const unprotected = server.security === 'none' || server.tls?.rejectUnauthorized === false;
    if (unprotected && !egress.isListed(server.host)) {
      throw new GatewayError(
        'egress-refused',
        `The ${protocol.toUpperCase()} server may be spoken to without TLS, or with an unverified certificate, only if the operator allows its host by name (POSTERN_EGRESS_ALLOW).`,
      );
    }
    try {
      await egress.resolve(server.host, server.port, protocol);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
    }
  };

  const admitLogin = async ({ auth }: ServerSettings, side: Side): Promise<void> => {
    if (auth.type === 'oauth2')
      await checkEndpoint(egress, auth.tokenEndpoint, `/${side}/auth/tokenEndpoint`);
    if (auth.type === 'token-callback') await checkEndpoint(egress, auth.url, `/${side}/auth/url`);
  };

  const tryServer = async (
    side: Side,
    server: ServerSettings,
    loginOf: (side: Side) => Promise<Login>,
    signal: AbortSignal,
  ): Promise<LoginResult> => {
    const login = await loginOf(side);
    const startedAt = performance.now();
    await trial[side](server, login, signal);
    const { host, port, security } = server;
    return { host, port, security, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 };
  };

  return {
    async admit({ imap, smtp }) {
      await admitServer(imap, 'imap');
      await admitLogin(imap, 'imap');
      if (smtp === null) return;
      await admitServer(smtp, 'smtp');
      await admitLogin(smtp, 'smtp');
    },

    async logIn({ imap, smtp }, loginOf, signal) {
      const [imapResult, smtpResult] = await Promise.all([
        imap === null ? null : tryServer('imap', imap, loginOf, signal),
        smtp === null ? null : tryServer('smtp', smtp, loginOf, signal),
      ]);
      return { imap: imapResult, smtp: smtpResult };
    },
  };
}
