/**
 * A submission server (RFC 6409) on the loopback interface: one port plain with STARTTLS, one with TLS, login required
 * with any user name and one password. Keeps what it accepted in memory, octet by octet, and delivers it by LMTP.
 * It misbehaves exactly as far as it is told to.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { localCertificate, type LocalCertificate } from './certificate.ts';
import { createLmtpClient } from './lmtp.ts';
import {
  createFaultScript,
  type FaultScript,
  type SmtpReply,
  type SubmissionStage,
} from './submission-fault.ts';

export interface AcceptedMessage {
  readonly user: string;
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, dot-stuffing undone. */
  readonly raw: Buffer;
  readonly secure: boolean;
  readonly acceptedAt: Date;
}

export interface SubmissionServerOptions {
  /** The password of every user; `pass` when absent. */
  readonly password?: string;
  readonly tls?: LocalCertificate;
  /** False leaves STARTTLS out of what the plain port offers; true when absent. */
  readonly starttls?: boolean;
  /** Where accepted messages are delivered; without it they are only kept. */
  readonly lmtp?: { readonly host: string; readonly port: number };
  /** Which recipients the LMTP server knows; all when absent. */
  readonly isLocal?: (address: string) => boolean;
  /** Called when a message has been taken, right before the client is told. */
  readonly onAccepted?: (message: AcceptedMessage) => void;
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
  readonly faults: Pick<FaultScript, 'arm' | 'clear' | 'struck'>;
  /** Connections opened so far. */
  readonly connections: number;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

export async function startSubmissionServer(
  options: SubmissionServerOptions = {},
): Promise<SubmissionServer> {
  const {
    password = 'pass',
    tls = await localCertificate(),
    starttls = true,
    isLocal = () => true,
    onAccepted,
  } = options;
  const lmtp = options.lmtp === undefined ? undefined : createLmtpClient(options.lmtp);
  const accepted: AcceptedMessage[] = [];
  const script = createFaultScript();
  const sockets = new Map<string, Socket>();
  let connections = 0;

  /** Never resolves after a drop: the session has ended, nothing more may be said in it. */
  const pass = async (at: SubmissionStage, session: SMTPServerSession, recipient?: string): Promise<void> => {
    for (const fault of script.strike(at, recipient)) {
      switch (fault.kind) {
        case 'refuse':
          throw refusal(fault.reply);
        case 'delay':
          await delay(fault.ms, undefined, { ref: false });
          break;
        case 'drop':
          sockets.get(nameOf(session))?.destroy();
          await new Promise<never>(() => undefined);
      }
    }
  };
  const take = async (session: SMTPServerSession, raw: Buffer): Promise<void> => {
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
    const to = session.envelope.rcptTo.map(({ address }) => address);
    const local = to.filter(isLocal);
    if (lmtp !== undefined && local.length > 0) {
      await lmtp.deliver(raw, { from, to: local }).catch((cause: unknown) => {
        throw refusal({
          code: 451,
          text: `4.3.0 Not delivered: ${cause instanceof Error ? cause.message : String(cause)}`,
        });
      });
    }
    const user = String(session.user);
    const message = { user, from, to, raw, secure: session.secure, acceptedAt: new Date() };
    accepted.push(message);
    onAccepted?.(message);
  };

  const behaviour: SMTPServerOptions = {
    name: 'localhost',
    banner: 'Postern local submission',
    key: tls.key,
    cert: tls.cert,
    allowInsecureAuth: true,
    hideENHANCEDSTATUSCODES: true,
    disableReverseLookup: true,
    logger: false,
    disabledCommands: starttls ? [] : ['STARTTLS'],
    onConnect: (session, done) => settle(pass('connect', session), done),
    onAuth: (auth, session, done) => {
      pass('login', session).then(() => {
        if (auth.password === password) done(null, { user: auth.username });
        else done(refusal({ code: 535, text: '5.7.8 Authentication credentials invalid' }));
      }, done);
    },
    onMailFrom: (_address, session, done) => settle(pass('mail', session), done),
    onRcptTo: ({ address }, session, done) => settle(pass('recipient', session, address), done),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      const receive = async (): Promise<void> => {
        await Promise.race([once(stream, 'readable'), once(stream, 'end')]);
        await pass('data', session);
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        await pass('before-reply', session);
        await take(session, Buffer.concat(chunks));
        await pass('after-acceptance', session);
      };
      settle(receive(), done);
    },
  };

  const start = async (server: SMTPServer): Promise<number> => {
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      const name = nameOf(socket);
      connections += 1;
      sockets.set(name, socket);
      socket.once('close', () => sockets.delete(name));
    });
    const listener = server.listen(0, HOST);
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    return address.port;
  };
  const plain = new SMTPServer(behaviour);
  const secure = new SMTPServer({ ...behaviour, secure: true });
  const [port, tlsPort] = await Promise.all([start(plain), start(secure)]);

  return {
    host: HOST,
    port,
    tlsPort,
    password,
    caPem: tls.ca,
    accepted,
    faults: script,
    get connections() {
      return connections;
    },
    async stop() {
      for (const socket of sockets.values()) socket.destroy();
      await Promise.all(
        [plain, secure].map((server) => new Promise<void>((resolve) => server.close(resolve))),
      );
      lmtp?.close();
    },
  };
}

function nameOf({
  localPort,
  remotePort,
}: Pick<Socket, 'localPort' | 'remotePort'> | SMTPServerSession): string {
  return `${localPort}-${remotePort}`;
}

function refusal({ code, text }: SmtpReply): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function settle(work: Promise<void>, done: (error?: Error | null) => void): void {
  work.then(
    () => done(),
    (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
  );
}
