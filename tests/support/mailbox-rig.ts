/** The sending half for an account that has mail on the shared Dovecot: what follows there when something was sent. */
import type { Account } from '../../src/domain/account.ts';
import { testAccount, testPool, type TestPool } from './imap-account.ts';
import { openSendingRig, quickly, type SendingRig, type SendingRigOptions } from './sending-rig.ts';
import { freshPrefix, services } from './services.ts';
import { startSubmissionServer, type SubmissionServer } from './submission-server.ts';

export interface MailboxRig {
  readonly server: SubmissionServer;
  readonly rig: SendingRig;
  readonly world: TestPool;
  /** Sends through `server`. */
  readonly account: Account;
  close(): Promise<void>;
}

export async function openMailboxRig(
  change: Partial<Account> = {},
  options: Partial<Pick<SendingRigOptions, 'schedule'>> = {},
): Promise<MailboxRig> {
  const server = await startSubmissionServer();
  const world = testPool();
  const user = testAccount();
  const account = { ...user, smtp: { ...user.imap, port: server.port }, ...change };
  const rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp: { host: '127.0.0.1', port: server.port, password: server.password },
    accounts: [account],
    schedule: quickly,
    ...options,
  });
  return {
    server,
    rig,
    world,
    account,
    async close() {
      await rig.close();
      await world.pool.close(1_000);
      await server.stop();
    },
  };
}
