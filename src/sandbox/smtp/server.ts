/**
 * A submission server (RFC 6409) on the loopback interface: one port plain with STARTTLS, one with TLS, login required.
 * Speaks SMTP and asks its ports who may log in, which recipients there are and who takes the message; keeps nothing.
 * Misbehaves as far as the fault script says.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  SMTPServer,
  type SMTPServerAuthentication,
  type SMTPServerOptions,
  type SMTPServerSession,
} from 'smtp-server';
import type { SmtpFaults, SmtpMoment, SmtpReply, SmtpStage } from '../faults/smtp.ts';
import { HONEST_SMTP, type SmtpBehaviour } from './behaviour.ts';
import { Connection, type StarttlsFate } from './connection.ts';
import { readMessage } from './data.ts';
import { SmtpRefusal } from './refusal.ts';

export type SmtpLogin =
  | { readonly method: 'password'; readonly user: string; readonly password: string }
  | { readonly method: 'token'; readonly user: string; readonly token: string };

export interface SubmittedMessage {
  /** Who logged in. */
  readonly user: string;
  /** Empty for a bounce. */
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, dot-stuffing undone. */
  readonly raw: Buffer;
  readonly secure: boolean;
  /** What the client called itself. */
  readonly client: string;
  /** `ESMTPSA` and the like (RFC 3848). */
  readonly protocol: string;
  /** What the client asked for beside handing it over. */
  readonly wishes: SmtpWishes;
}

/** The parameters of MAIL and RCPT. */
export interface SmtpWishes {
  readonly body: '7bit' | '8bitmime';
  readonly smtpUtf8: boolean;
  readonly requireTls: boolean;
  /** RET and ENVID of RFC 3461, xtext undone. */
  readonly ret: string | null;
  readonly envid: string | null;
  /** NOTIFY and ORCPT, in the order of the recipients. */
  readonly notifications: readonly { readonly notify: readonly string[]; readonly orcpt: string | null }[];
}

const GREYLISTED = { code: 450, text: '4.7.1 Greylisted, please try again later' };
/** The challenge that XOAUTH2 answers a bad token by; the 535 follows when the client has taken it. */
const TOKEN_REFUSED = { status: '400', schemes: 'Bearer', scope: 'https://mail.google.com/' };

export interface SmtpServerOptions {
  readonly tls: { readonly key: string; readonly cert: string };
  readonly faults: SmtpFaults;
  readonly behaviour?: Partial<SmtpBehaviour>;
  /** 127.0.0.1 when absent; ports 0 take free ones. */
  readonly host?: string;
  readonly port?: number;
  readonly tlsPort?: number;
  admits(login: SmtpLogin): 'ok' | 'refused' | 'expired';
  /** Null when the recipient is accepted. */
  refuses?(recipient: string): SmtpReply | null;
  /** Resolves when the message is safe with its taker. Rejects with `SmtpRefusal`, whose reply is then given. */
  take(message: SubmittedMessage): Promise<void> | void;
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  /** Open now. */
  connections(): number;
  /** Opened so far. */
  readonly opened: number;
  /** Cuts all connections that are open; new ones are accepted as before. */
  cut(): void;
  close(): Promise<void>;
}

export async function startSmtpServer(options: SmtpServerOptions): Promise<SmtpServer> {
  const { faults, tls, host = '127.0.0.1' } = options;
  const behaviour = { ...HONEST_SMTP, ...options.behaviour };
  const connections = new Map<string, Connection>();
  const sockets = new Set<Socket>();
  let opened = 0;

  /** Never resolves after a drop or a silence: nothing more may be said in this session. */
  const pass = async (
    at: SmtpStage,
    session: SMTPServerSession,
    more: Partial<SmtpMoment> = {},
  ): Promise<string | null> => {
    const connection = connections.get(session.id);
    let injected: string | null = null;
    for (const fault of faults.strike(at, { user: userOf(session), sender: senderOf(session), ...more })) {
      switch (fault.kind) {
        case 'refuse':
          throw new SmtpRefusal(fault.reply);
        case 'greylist':
          throw new SmtpRefusal(GREYLISTED);
        case 'delay':
          await delay(fault.ms, undefined, { ref: false });
          break;
        case 'throttle':
          connection?.throttle(fault.octetsPerSecond);
          break;
        case 'silence':
          connection?.silence();
          await forever();
          break;
        case 'drop':
          connection?.cut();
          await forever();
          break;
        case 'strip-starttls':
          session.disabledCommands = ['STARTTLS'];
          break;
        case 'garbage':
          injected = fault.line;
      }
    }
    return injected;
  };
  const decideStarttls = async (session: SMTPServerSession): Promise<StarttlsFate> => {
    try {
      return { kind: 'upgrade', injected: await pass('starttls', session) };
    } catch (error) {
      if (error instanceof SmtpRefusal) return { kind: 'refused', reply: error.reply };
      throw error;
    }
  };

  class Server extends SMTPServer {
    override connect(...[socket, about]: Parameters<SMTPServer['connect']>): void {
      const connection = new Connection(this, socket, about);
      connection.decideStarttls = () => decideStarttls(connection.session);
      connections.set(connection.id, connection);
      this.connections.add(connection);
      connection.on('error', () => undefined);
      connection.init();
    }
  }

  const settings: SMTPServerOptions = {
    ...tls,
    name: 'localhost',
    banner: behaviour.banner,
    size: behaviour.maxMessage,
    rejectOversized: true,
    maxRecipients: behaviour.maxRecipients,
    authMethods: [...behaviour.mechanisms],
    allowInsecureAuth: true,
    hideENHANCEDSTATUSCODES: false,
    hideDSN: behaviour.withheld.includes('DSN'),
    hideSMTPUTF8: behaviour.withheld.includes('SMTPUTF8'),
    hide8BITMIME: behaviour.withheld.includes('8BITMIME'),
    hidePIPELINING: behaviour.withheld.includes('PIPELINING'),
    hideREQUIRETLS: behaviour.withheld.includes('REQUIRETLS'),
    disableReverseLookup: true,
    logger: false,
    disabledCommands: behaviour.starttls ? [] : ['STARTTLS'],
    onConnect: (session, done) => settle(pass('connect', session), done),
    onAuth(auth, session, done) {
      const login = loginOf(auth);
      pass('login', session, { user: login.user }).then(() => {
        const hopeless = login.method === 'password' && behaviour.passwordsRefused;
        const word = hopeless ? 'refused' : options.admits(login);
        const others = [...connections.values()].filter((each) => userOf(each.session) === login.user);
        if (word === 'ok' && others.length >= behaviour.maxConnectionsPerUser) {
          done(new SmtpRefusal(behaviour.tooManyConnections));
        } else if (word === 'ok') done(null, { user: login.user });
        else if (login.method === 'token') done(null, { data: TOKEN_REFUSED });
        else done(new SmtpRefusal(behaviour.loginRefusal));
      }, done);
    },
    onMailFrom: ({ address }, session, done) => settle(pass('mail', session, { sender: address }), done),
    onRcptTo({ address }, session, done) {
      const accept = async (): Promise<void> => {
        await pass('recipient', session, { recipient: address });
        const reply = options.refuses?.(address) ?? null;
        if (reply !== null) throw new SmtpRefusal(reply);
      };
      settle(accept(), done);
    },
    onData(stream, session, done) {
      const receive = async (): Promise<void> => {
        const raw = await readMessage(stream, () => pass('data', session));
        if (raw === null) return;
        await pass('before-reply', session);
        await options.take({
          user: userOf(session) ?? '',
          from: senderOf(session),
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
          secure: session.secure,
          client: session.hostNameAppearsAs,
          protocol: session.transmissionType,
          wishes: wishesOf(session),
        });
        await pass('after-acceptance', session);
      };
      settle(receive(), done);
    },
    onClose: ({ id }) => void connections.delete(id),
  };

  const start = async (server: SMTPServer, port: number): Promise<number> => {
    server.on('error', () => undefined);
    server.server.on('connection', (socket: Socket) => {
      opened += 1;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    const listener = server.listen(port, host);
    await once(listener, 'listening');
    const address = listener.address();
    if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
    return address.port;
  };
  const servers = [new Server(settings), new Server({ ...settings, secure: true })] as const;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(resolve)));
    cut();
    await Promise.all(closed);
  };
  const [port, tlsPort] = await Promise.all([
    start(servers[0], options.port ?? 0),
    start(servers[1], options.tlsPort ?? 0),
  ]).catch(async (cause: unknown) => {
    await close();
    throw cause;
  });
  return {
    host,
    port,
    tlsPort,
    connections: () => sockets.size,
    get opened() {
      return opened;
    },
    cut,
    close,
  };
}

function wishesOf({ envelope }: SMTPServerSession): SmtpWishes {
  return {
    body: envelope.bodyType === '8bitmime' ? '8bitmime' : '7bit',
    smtpUtf8: envelope.smtpUtf8 === true,
    requireTls: envelope.requireTLS === true,
    ret: envelope.dsn?.ret ?? null,
    envid: envelope.dsn?.envid ?? null,
    notifications: envelope.rcptTo.map(({ dsn }) => ({
      notify: dsn?.notify ?? [],
      orcpt: dsn?.orcpt ?? null,
    })),
  };
}

function loginOf({ method, username, password, accessToken }: SMTPServerAuthentication): SmtpLogin {
  const user = username ?? '';
  if (method === 'XOAUTH2') return { method: 'token', user, token: accessToken ?? '' };
  return { method: 'password', user, password: password ?? '' };
}

function userOf(session: SMTPServerSession): string | null {
  return typeof session.user === 'string' ? session.user : null;
}

function senderOf({ envelope }: SMTPServerSession): string {
  return envelope?.mailFrom ? envelope.mailFrom.address : '';
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}

function settle(work: Promise<unknown>, done: (error?: Error | null) => void): void {
  work.then(
    () => done(),
    (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
  );
}
