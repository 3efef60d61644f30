/** The body that connects a test's user: the shared Dovecot for reading, a test's own submission server for sending. */
import type { Schemas } from './http-api.ts';
import { services, type Services } from './services.ts';

export interface LocalAccount {
  readonly email: string;
  /** Of both connections; `none` when absent. */
  readonly security?: Schemas['Security'];
  readonly dovecot?: Services['dovecot'];
  readonly submission?: {
    readonly host: string;
    readonly port: number;
    readonly tlsPort: number;
    readonly password: string;
    readonly caPem: string;
  };
}

export function accountSettings(local: LocalAccount): Readonly<Record<string, unknown>> {
  const { email, security = 'none', dovecot = services().dovecot, submission } = local;
  const secure = security === 'tls';
  const server = (port: number, password: string, ca: string): object => ({
    host: dovecot.host,
    port,
    security,
    auth: { type: 'password', username: email, password },
    ...(security === 'none' ? {} : { tls: { ca, serverName: 'localhost' } }),
  });
  return {
    email,
    imap: server(secure ? dovecot.imapsPort : dovecot.imapPort, dovecot.password, dovecot.caPem),
    ...(submission === undefined
      ? {}
      : {
          smtp: server(secure ? submission.tlsPort : submission.port, submission.password, submission.caPem),
        }),
  };
}
