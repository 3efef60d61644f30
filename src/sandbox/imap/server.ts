/** The IMAP server: one port that begins in plain text (STARTTLS) and one with TLS from the first octet. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { ImapFaults } from '../faults/imap.ts';
import type { Labels } from '../gmail/labels.ts';
import type { MailStore, MailUser } from '../store/model.ts';
import type { ImapBehaviour } from './behaviour.ts';
import { serve } from './connection.ts';
import type { House, TokenCheck } from './session.ts';

export interface ImapServerOptions {
  readonly store: MailStore;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly behaviour: ImapBehaviour;
  readonly faults: ImapFaults;
  /** XOAUTH2 and OAUTHBEARER. */
  readonly tokens: { readonly check: TokenCheck };
  /** What X-GM-EXT-1 needs of a user; null for one whose mailboxes are mailboxes, as all are when absent. */
  readonly labelsOf?: (user: MailUser) => Labels | null;
  /** 127.0.0.1 unless given. */
  readonly host?: string;
  /** A free one unless given. */
  readonly port?: number;
  readonly tlsPort?: number;
  /** Told of errors that no client can cause; without it they are answered `NO [SERVERBUG]` and forgotten. */
  readonly onError?: (error: unknown) => void;
}

export interface ImapServer {
  readonly port: number;
  readonly tlsPort: number;
  /** Open now. */
  connections(): number;
  /** Opened so far. */
  readonly opened: number;
  /** Cuts all connections that are open; new ones are accepted as before. */
  cut(): void;
  /** Cuts all connections; resolves when they and the ports are closed. */
  close(): Promise<void>;
}

/** Rejects when a port cannot be had. */
export async function startImapServer(options: ImapServerOptions): Promise<ImapServer> {
  const { store, behaviour, faults, tokens, host = '127.0.0.1', onError = () => undefined } = options;
  const house: House = {
    store,
    behaviour,
    labelsOf: options.labelsOf ?? (() => null),
    checkToken: (user, token) => tokens.check(user, token),
    logins: new Map(),
    onError,
  };
  const secureContext = createSecureContext({ key: options.tls.key, cert: options.tls.cert });
  const sockets = new Set<Socket>();
  let opened = 0;

  function acceptWith(tls: boolean): (socket: Socket) => void {
    return (socket) => {
      opened += 1;
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      void serve(socket, { house, faults, secureContext, tls });
    };
  }

  const plain = createServer({ allowHalfOpen: true }, acceptWith(false));
  const secure = createServer(acceptWith(true));
  await listen(plain, host, options.port ?? 0);
  try {
    await listen(secure, host, options.tlsPort ?? 0);
  } catch (error) {
    plain.close();
    throw error;
  }
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: portOf(plain),
    tlsPort: portOf(secure),
    connections: () => sockets.size,
    get opened() {
      return opened;
    },
    cut,
    async close() {
      const closed = [plain, secure].map((server) => new Promise((resolve) => server.close(resolve)));
      cut();
      await Promise.all(closed);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
