/** The mail servers: reading and changing through the pool, watching, and handing over by SMTP. */
import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import { createContentHouse } from '../content/content-house.ts';
import { isWithin } from '../domain/mailbox.ts';
import { createConnectionCount } from '../imap-pool/connection-count.ts';
import { createImap } from '../imap-pool/imap.ts';
import { createImapProbe } from '../imap-pool/imap-probe.ts';
import { createImapLoginTrial } from '../imap-pool/login-trial.ts';
import { createPool } from '../imap-pool/pool.ts';
import { createMailWatch } from '../imap-pool/watcher.ts';
import type { AttachmentUrl } from '../use-cases/content-links.ts';
import { createAccessTokens } from '../use-cases/access-tokens.ts';
import { createLogins } from '../use-cases/logins.ts';
import type { Clock, Egress, Telemetry } from '../use-cases/ports/service.ts';
import { createTrialLogins } from '../use-cases/trial-logins.ts';
import { smtpDeadlines, type SmtpOpener } from '../workers/smtp-connection.ts';
import { createSmtpConnections } from '../workers/smtp-connections.ts';
import { createSmtpProbe } from '../workers/smtp-probe.ts';
import { createSmtpSender } from '../workers/smtp-sender.ts';
import { createSmtpTrial } from '../workers/smtp-trial.ts';
import { createTokenRequests } from '../workers/token-requests.ts';
import type { Storage } from './storage.ts';

export type Mail = ReturnType<typeof reachMail>;

export function reachMail(
  config: Config,
  {
    accounts,
    hierarchy,
    moves,
    tokens,
    leases,
  }: Pick<Storage, 'accounts' | 'hierarchy' | 'moves' | 'tokens' | 'leases'>,
  attachmentUrl: AttachmentUrl,
  calls: { readonly egress: Egress; readonly clock: Clock; readonly trust: { readonly ca?: string } },
  telemetry: Telemetry,
) {
  const { egress, clock, trust } = calls;
  const count = createConnectionCount(telemetry);
  const { log } = telemetry;
  const requests = createTokenRequests({ egress, clock, ...trust });
  const accessTokens = createAccessTokens({ tokens, requests, leases, clock, log });
  const logins = createLogins({ accounts, accessTokens });
  const content = createContentHouse(telemetry.log, { threads: config.contentThreads });
  const pool = createPool(
    { logins, egress, telemetry, count, texts: content },
    {
      connections: config.imapConnections,
      commandMs: config.imapTimeoutSeconds * 1000,
      waitMs: config.imapTimeoutSeconds * 1000,
    },
  );
  const imap = createImap(pool, {
    content,
    attachmentUrl,
    authservIds: config.authservIds,
    moves,
    cacheOctets: config.messageCacheMegabytes * 1024 * 1024,
  });
  const unsubscribe = accounts.onChange((id) => {
    // Who reads the account next is told of a failing storage; its connections outlive that.
    accounts.get(id).then(
      (account) => {
        pool.changed(id, account);
        if (account === null) imap.forget(id);
      },
      (error: unknown) =>
        telemetry.log.warn({ accountId: id, err: error }, 'a changed account cannot be read'),
    );
  });
  const watch = createMailWatch({ logins, egress, log: telemetry.log, count });
  const unlisten = hierarchy.listen((change, own) => {
    watch.mailboxesChanged(change);
    if (own) return;
    const { accountId, gone } = change;
    imap.mailboxes.forget(accountId);
    if (gone !== null) pool.leave(accountId, (path) => isWithin(gone, path));
  });
  const unhear = moves.listen(watch.messagesMoved);
  const deadlines = { ...smtpDeadlines, finalReplyMs: config.smtpFinalTimeoutSeconds * 1000 };
  const opener: SmtpOpener = { egress, name: hostname(), deadlines };
  const connections = createSmtpConnections(opener, logins);
  return {
    ...imap,
    watch,
    imapProbe: createImapProbe(pool),
    smtpProbe: createSmtpProbe(connections),
    sender: createSmtpSender(connections, deadlines),
    trialLogins: createTrialLogins({ requests, accessTokens, clock }),
    trial: { imap: createImapLoginTrial(egress), smtp: createSmtpTrial(opener) },
    async close(graceMs: number): Promise<void> {
      unsubscribe();
      unlisten();
      unhear();
      connections.close();
      await pool.close(graceMs);
      await content.close();
      await accessTokens.settle(graceMs);
      await requests.close();
    },
  };
}
