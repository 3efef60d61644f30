/** A login that is tried and left again, for the settings of a new account. Keeps nothing. */
import type { ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { LoginTrial } from '../use-cases/ports/accounts.ts';
import type { Egress } from '../use-cases/ports/service.ts';
import { failureOf } from './errors.ts';
import { openSession, type SessionLimits } from './open-session.ts';

export function createImapLoginTrial(
  egress: Pick<Egress, 'resolve' | 'isListed'>,
  limits: SessionLimits = { loginMs: 15_000, commandMs: 15_000 },
): LoginTrial['imap'] {
  return async (settings, login, signal) => {
    try {
      const session = await openSession({ settings, login, egress, limits }, signal);
      await session.logout();
    } catch (thrown) {
      signal.throwIfAborted();
      throw asTrialFailure(thrown, settings);
    }
  };
}

/** What says nothing of the login itself reads the same for every port of every host, so that none can be scanned. */
function asTrialFailure(thrown: unknown, settings: ServerSettings): GatewayError {
  const { kind, error } = failureOf(thrown, { host: settings.host, stage: 'login' });
  if (kind === 'ours') return error;
  const failed = (detail: string, response: string | null): GatewayError =>
    new GatewayError('account-login-failed', detail, {
      upstream: {
        protocol: 'imap',
        host: settings.host,
        response,
        serverCode: response === null ? null : (error.upstream?.serverCode ?? null),
      },
      cause: thrown,
    });
  if (kind === 'auth' || kind === 'throttled') return failed(error.message, error.upstream?.response ?? null);
  if (kind === 'tls') return failed(error.message, null);
  return failed('No IMAP server could be logged in to at this host and port.', null);
}
