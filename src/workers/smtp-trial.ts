/** A trial login to an account's SMTP server; nothing is sent and nothing is kept. */
import { GatewayError } from '../domain/errors.ts';
import type { LoginTrial } from '../use-cases/ports/accounts.ts';
import { openSmtp, type SmtpOpener } from './smtp-connection.ts';
import { SmtpFailure } from './smtp-failure.ts';

export function createSmtpTrial(opener: SmtpOpener): LoginTrial['smtp'] {
  return async (settings, login, signal) => {
    try {
      const { dialogue } = await openSmtp(opener, settings, login, signal);
      dialogue.quit();
    } catch (error) {
      if (!(error instanceof SmtpFailure)) throw error;
      const { reply, message } = error;
      throw new GatewayError('account-login-failed', `The SMTP server: ${message}`, {
        cause: error,
        upstream: {
          protocol: 'smtp',
          host: settings.host,
          response: reply === null ? null : message,
          serverCode: reply?.enhanced ?? null,
        },
      });
    }
  };
}
