/** What an account's SMTP server offers, on one of the connections that its messages go over. */
import { GatewayError } from '../domain/errors.ts';
import type { SmtpProbe } from '../use-cases/ports/diagnostics.ts';
import type { SmtpConnections } from './smtp-connections.ts';
import { SmtpFailure } from './smtp-failure.ts';

export function createSmtpProbe(connections: Pick<SmtpConnections, 'lease'>): SmtpProbe {
  return async (account, signal) => {
    try {
      const lease = await connections.lease(account, false, signal);
      lease.release(false);
      return [...lease.offers.lines].sort();
    } catch (error) {
      if (!(error instanceof SmtpFailure)) throw error;
      throw new GatewayError('account-unreachable', error.message, { cause: error });
    }
  };
}
