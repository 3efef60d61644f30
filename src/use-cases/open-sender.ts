/** The account that a message is to be sent from, if it can send in the way that is asked. */
import type { Account, ServerSettings } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Principal } from '../domain/principal.ts';
import type { OpenAccount } from './open-account.ts';

/** Throws `no-smtp`, `account-paused`, `unsupported-by-server`, and what `OpenAccount` throws. */
export type OpenSender = (
  principal: Principal,
  accountId: string,
  wanted: { readonly requireTls?: boolean | null },
) => Promise<Account>;

export function createOpenSender(openAccount: OpenAccount): OpenSender {
  return async (principal, accountId, { requireTls }) => {
    const account = await openAccount(principal, accountId, 'submissions:write');
    if (account.smtp === null)
      throw new GatewayError('no-smtp', 'The account has no SMTP server to send by.');
    if (account.paused) throw new GatewayError('account-paused', 'The account is paused.');
    if (requireTls === true) checkTls(account.smtp);
    return account;
  };
}

/** Whether the server promises TLS beyond itself only its EHLO says; that the way to it has none is known now. */
function checkTls({ security, tls }: ServerSettings): void {
  if (security !== 'none' && tls?.rejectUnauthorized !== false) return;
  throw new GatewayError(
    'unsupported-by-server',
    "`requireTls` needs verified TLS to the account's own SMTP server: `security` tls or starttls, and its certificate checked.",
  );
}
