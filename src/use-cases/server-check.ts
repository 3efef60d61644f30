/**
 * What a mail server has to pass before an account may name it: the rule for outgoing connections, plain text only
 * where the operator allows it, and a trial login on request.
 */
import type { AccountSettings, Credentials, Security, ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Login } from '../domain/login.ts';
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
  /** Both at once; null for a side that is not there or not asked for. Throws `account-login-failed`, `egress-refused`. */
  logIn(
    servers: { readonly imap: ServerSettings | null; readonly smtp: ServerSettings | null },
    credentials: Credentials,
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

  return {
    async admit({ imap, smtp }) {
      await admitServer(imap, 'imap');
      if (smtp !== null) await admitServer(smtp, 'smtp');
    },

    async logIn({ imap, smtp }, credentials, signal) {
      const timed = async (server: ServerSettings, login: Promise<void>): Promise<LoginResult> => {
        const startedAt = performance.now();
        await login;
        const { host, port, security } = server;
        return { host, port, security, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 };
      };
      const [imapResult, smtpResult] = await Promise.all([
        imap === null ? null : timed(imap, trial.imap(imap, loginOf(imap, credentials.imap), signal)),
        smtp === null || credentials.smtp === null
          ? null
          : timed(smtp, trial.smtp(smtp, loginOf(smtp, credentials.smtp), signal)),
      ]);
      return { imap: imapResult, smtp: smtpResult };
    },
  };
}

function loginOf({ auth }: ServerSettings, { password }: { readonly password: string }): Login {
  return { kind: 'password', username: auth.username, password };
}
