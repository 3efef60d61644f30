/**
 * The sandbox's SMTP server for tests of the service: any user name with one password, every recipient, and each message
 * kept and, where there is one, handed on to a mail server by LMTP.
 */
import { localCertificate, type LocalCertificate } from '../../src/sandbox/certificate.ts';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import type { SmtpFault } from '../../src/sandbox/faults/smtp.ts';
import { SmtpRefusal } from '../../src/sandbox/smtp/refusal.ts';
import { startSmtpServer, type SubmittedMessage } from '../../src/sandbox/smtp/server.ts';
import { createLmtpClient } from './lmtp-client.ts';

export interface AcceptedMessage extends SubmittedMessage {
  readonly acceptedAt: Date;
}

export interface SubmissionServerOptions {
  /** The password of every user; `pass` when absent. */
  readonly password?: string;
  /** Which tokens of XOAUTH2 are good; none when absent. */
  readonly isGoodToken?: (token: string) => boolean;
  readonly tls?: LocalCertificate;
  /** False leaves STARTTLS out of what the plain port offers; true when absent. */
  readonly starttls?: boolean;
  /** Where accepted messages are delivered; without it they are only kept. */
  readonly lmtp?: { readonly host: string; readonly port: number };
  /** Which recipients the LMTP server knows; all when absent. */
  readonly isLocal?: (address: string) => boolean;
}

export interface SubmissionServer {
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly password: string;
  /** The authority to trust for STARTTLS and TLS. */
  readonly caPem: string;
  /** In the order in which they were taken. A message whose delivery by LMTP failed was answered 451 and is not here. */
  readonly accepted: readonly AcceptedMessage[];
  readonly faults: {
    /** Armed until it has struck `times` times; without a number until `clear`. */
    arm(fault: SmtpFault, times?: number): void;
    clear(): void;
    readonly struck: number;
  };
  /** Connections opened so far. */
  readonly connections: number;
  stop(): Promise<void>;
}

export async function startSubmissionServer(
  options: SubmissionServerOptions = {},
): Promise<SubmissionServer> {
  const { password = 'pass', starttls = true, isLocal = () => true, isGoodToken = () => false } = options;
  const tls = options.tls ?? (await localCertificate());
  const lmtp = options.lmtp === undefined ? undefined : createLmtpClient(options.lmtp);
  const accepted: AcceptedMessage[] = [];
  const faults = createFaults();

  const server = await startSmtpServer({
    tls,
    faults: faults.smtp,
    behaviour: { starttls },
    admits(login) {
      const good = login.method === 'password' ? login.password === password : isGoodToken(login.token);
      return good ? 'ok' : 'refused';
    },
    async take(message) {
      const local = message.to.filter(isLocal);
      if (lmtp !== undefined && local.length > 0) {
        await lmtp.deliver(message.raw, { from: message.from, to: local }).catch((cause: unknown) => {
          const reason = cause instanceof Error ? cause.message : String(cause);
          throw new SmtpRefusal({ code: 451, text: `4.3.0 Not delivered: ${reason}` });
        });
      }
      accepted.push({ ...message, acceptedAt: new Date() });
    },
  });

  return {
    host: server.host,
    port: server.port,
    tlsPort: server.tlsPort,
    password,
    caPem: tls.ca,
    accepted,
    faults: {
      arm: (fault, times) => void faults.arm({ protocol: 'smtp', ...fault }, times),
      clear: () => faults.clear(),
      get struck() {
        return faults.struck;
      },
    },
    get connections() {
      return server.opened;
    },
    async stop() {
      await server.close();
      lmtp?.close();
    },
  };
}
