/** The mail servers: reading and changing through the pool, watching, and handing over by SMTP. */
import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import { createContentHouse } from '../content/content-house.ts';
import { isWithin } from '../domain/mailbox.ts';
import { createConnectionCount } from '../imap-pool/connection-count.ts';
import { createImap } from '../imap-pool/imap.ts';
import { createImapLoginTrial } from '../imap-pool/login-trial.ts';
import { createPool } from '../imap-pool/pool.ts';
import { createMailWatch } from '../imap-pool/watcher.ts';
import type { AttachmentUrl } from '../use-cases/content-links.ts';
import { createLogins } from '../use-cases/logins.ts';
import type { Egress, Telemetry } from '../use-cases/ports/service.ts';
import { smtpDeadlines, type SmtpOpener } from '../workers/smtp-connection.ts';
import { createSmtpConnections } from '../workers/smtp-connections.ts';
import { createSmtpSender } from '../workers/smtp-sender.ts';
import { createSmtpTrial } from '../workers/smtp-trial.ts';
import type { Storage } from './storage.ts';

export type Mail = ReturnType<typeof reachMail>;

export function reachMail(
  config: Config,
  { accounts, hierarchy }: Pick<Storage, 'accounts' | 'hierarchy'>,
  attachmentUrl: AttachmentUrl,
  egress: Egress,
  telemetry: Telemetry,
) {
  const count = createConnectionCount(telemetry);
  const logins = createLogins({ accounts });
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
  const unlisten = hierarchy.listen(({ accountId, gone }) => {
    imap.mailboxes.forget(accountId);
    if (gone !== null) pool.leave(accountId, (path) => isWithin(gone, path));
  });
  const deadlines = { ...smtpDeadlines, finalReplyMs: config.smtpFinalTimeoutSeconds * 1000 };
  const opener: SmtpOpener = { egress, name: hostname(), deadlines };
  const connections = createSmtpConnections(opener, logins);
  return {
    ...imap,
    watch: createMailWatch({ logins, egress, log: telemetry.log, count }),
    sender: createSmtpSender(connections, deadlines),
    trial: { imap: createImapLoginTrial(egress), smtp: createSmtpTrial(opener) },
    async close(graceMs: number): Promise<void> {
      unsubscribe();
      unlisten();
      connections.close();
      await pool.close(graceMs);
      await content.close();
    },
  };
}
