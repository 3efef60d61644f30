/** The servers as a test file reaches them; a string says why one is missing. The sandbox is the file's own. */
import { afterAll, inject } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import type { RealServer } from './servers.ts';
import type { Server, ServerName } from './subject.ts';

/** To be called while the file is read. The sandbox ends with the file's last test. */
export async function reachServers(): Promise<Readonly<Record<ServerName, Server | string>>> {
  const { dovecot, cyrus } = inject('realServers');
  return {
    sandbox: await ownSandbox(),
    dovecot: real('dovecot', dovecot, '@postern.test'),
    cyrus: typeof cyrus === 'string' ? cyrus : real('cyrus', cyrus, ''),
  };
}

async function ownSandbox(): Promise<Server> {
  const sandbox = await startSandbox({ users: [] });
  afterAll(() => sandbox.stop());
  return {
    name: 'sandbox',
    imapPort: sandbox.imap.port,
    delivery: { port: sandbox.smtp.port, protocol: 'smtp' },
    async admit(localPart) {
      const address = `${localPart}@postern.test`;
      const user = sandbox.addUser({ name: address, addresses: [address] });
      user.setQuota({ storageKiB: 1_000_000 });
      return { login: user.name, address, password: user.password };
    },
  };
}

function real(name: ServerName, { imapPort, lmtpPort, password }: RealServer, domain: string): Server {
  return {
    name,
    imapPort,
    delivery: { port: lmtpPort, protocol: 'lmtp' },
    async admit(localPart) {
      const login = `${localPart}${domain}`;
      return { login, address: login, password };
    },
  };
}
