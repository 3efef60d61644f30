/**
 * Open SMTP connections, kept for the account's next message. A connection serves one message at a time;
 * one that was opened under older settings or credentials is not used again.
 */
import type { Account } from '../domain/account.ts';
import type { Logins } from '../use-cases/ports/accounts.ts';
import { openSmtp, type SmtpOpener, type SmtpSession } from './smtp-connection.ts';
import { isAuthFailure, SmtpFailure } from './smtp-failure.ts';

export interface SmtpLease extends SmtpSession {
  /** True when the connection has served before: then it may have died unnoticed. */
  readonly reused: boolean;
  /** Back to the others, after RSET where a transaction may be open. */
  release(reset: boolean): void;
  discard(): void;
}

export interface SmtpConnections {
  /** `fresh` takes none that has served before. Throws `SmtpFailure`, `egress-refused`, and what `Logins` throws. */
  lease(account: Account, fresh: boolean, signal: AbortSignal): Promise<SmtpLease>;
  /** Says QUIT on all that are idle; those in use end with their message. */
  close(): void;
}

interface Idle {
  readonly session: SmtpSession;
  readonly revision: number;
  readonly timer: NodeJS.Timeout;
}

export function createSmtpConnections(
  opener: SmtpOpener,
  logins: Logins,
  { idleMs = 60_000, perAccount = 5 }: { readonly idleMs?: number; readonly perAccount?: number } = {},
): SmtpConnections {
  const idle = new Map<string, Idle[]>();
  let closed = false;

  const forget = (accountId: string, session: SmtpSession): boolean => {
    const all = idle.get(accountId) ?? [];
    const found = all.find((each) => each.session === session);
    if (found === undefined) return false;
    clearTimeout(found.timer);
    const rest = all.filter((each) => each !== found);
    if (rest.length === 0) idle.delete(accountId);
    else idle.set(accountId, rest);
    return true;
  };

  const keep = (account: Account, session: SmtpSession): void => {
    const all = idle.get(account.id) ?? [];
    if (closed || !session.dialogue.isOpen || all.length >= perAccount) {
      session.dialogue.quit();
      return;
    }
    const timer = setTimeout(() => {
      if (forget(account.id, session)) session.dialogue.quit();
    }, idleMs);
    timer.unref();
    idle.set(account.id, [...all, { session, revision: account.revision, timer }]);
  };

  const takeIdle = (account: Account): SmtpSession | null => {
    for (const { session, revision } of idle.get(account.id) ?? []) {
      forget(account.id, session);
      if (revision === account.revision && session.dialogue.isOpen) return session;
      session.dialogue.quit();
    }
    return null;
  };

  const leaseOf = (account: Account, session: SmtpSession, reused: boolean): SmtpLease => ({
    ...session,
    reused,
    release(reset) {
      if (!reset) {
        keep(account, session);
        return;
      }
      void session.dialogue.reset(opener.deadlines.commandMs).then((clean) => {
        if (clean) keep(account, session);
      });
    },
    discard: () => session.dialogue.close(),
  });

  return {
    async lease(account, fresh, signal) {
      const known = fresh ? null : takeIdle(account);
      if (known !== null) return leaseOf(account, known, true);
      const { smtp } = account;
      if (smtp === null) {
        throw new SmtpFailure('network', 'The account has no SMTP server.', null);
      }
      const session = await logins.logIn(
        account,
        'smtp',
        (login) => openSmtp(opener, smtp, login, signal),
        isAuthFailure,
        signal,
      );
      session.dialogue.onEnd(() => forget(account.id, session));
      return leaseOf(account, session, false);
    },
    close() {
      closed = true;
      for (const [accountId, all] of idle) {
        for (const { session } of all) if (forget(accountId, session)) session.dialogue.quit();
      }
    },
  };
}
