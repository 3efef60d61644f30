/** The servers of this run as a scenario reaches them; a string says why one is missing. */
import { inject } from 'vitest';
import type { RealServer } from './servers.ts';
import type { Server, ServerName } from './subject.ts';

export async function reachServers(): Promise<Readonly<Record<ServerName, Server | string>>> {
  const { dovecot, cyrus } = inject('realServers');
  return {
    sandbox: 'none yet',
    dovecot: real('dovecot', dovecot, '@postern.test'),
    cyrus: typeof cyrus === 'string' ? cyrus : real('cyrus', cyrus, ''),
  };
}

function real(name: ServerName, { imapPort, lmtpPort, password }: RealServer, domain: string): Server {
  return {
    name,
    imapPort,
    delivery: { port: lmtpPort, protocol: 'lmtp' },
    admit: (localPart) => {
      const login = `${localPart}${domain}`;
      return Promise.resolve({ login, address: login, password });
    },
  };
}
