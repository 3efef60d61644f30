/**
 * The sandbox: a mail server in one process and in memory, for tests and trials. IMAP and SMTP beside it, each plain with
 * STARTTLS and with TLS, users, mail from a seed, faults on command, and a control API. Writes no file, starts in
 * milliseconds, forgets everything at its end.
 */
import { localCertificate, type LocalCertificate } from './certificate.ts';
import { startControlServer } from './control/server.ts';
import { createFaults, type Faults } from './faults/faults.ts';
import type { ImapMoment, ImapStage } from './faults/imap.ts';
import { createTokens, type Tokens } from './faults/tokens.ts';
import { keepLabels, type Labels } from './gmail/labels.ts';
import type { ImapBehaviour } from './imap/behaviour.ts';
import { startImapServer } from './imap/server.ts';
import { HONEST } from './personas/honest.ts';
import { furnish, type Persona } from './personas/persona.ts';
import { PERSONAS, type PersonaName } from './personas/personas.ts';
import { seedMail } from './seed/seed-mail.ts';
import { createArrivals, type Arrival } from './smtp/arrivals.ts';
import type { SmtpBehaviour } from './smtp/behaviour.ts';
import { createPostOffice, type Envelope } from './smtp/post-office.ts';
import { startSmtpServer, type SmtpLogin } from './smtp/server.ts';
import { createMailStore } from './store/mail-store.ts';
import type { MailStore, MailUser } from './store/model.ts';

export interface SandboxUser {
  readonly name: string;
  /** `pass` when absent. */
  readonly password?: string;
  /** `name@example.org` when absent, or the name itself when it is an address. */
  readonly addresses?: readonly string[];
}

export interface SandboxPorts {
  readonly imap?: number;
  readonly imaps?: number;
  readonly smtp?: number;
  readonly smtps?: number;
  readonly control?: number;
}

export interface SandboxOptions {
  /** Ann and Bob when absent. */
  readonly users?: readonly SandboxUser[];
  /** As whom it behaves; as nobody, and honest, when absent. */
  readonly as?: PersonaName;
  /** In what it behaves otherwise, such as capabilities that are switched off or a limit. */
  readonly imap?: Partial<ImapBehaviour>;
  readonly smtp?: Partial<SmtpBehaviour>;
  /** Fills the users' mailboxes with realistic mail, the same for the same number; empty when absent. */
  readonly seed?: number;
  /** How many messages the seed makes for each user; 100 when absent. */
  readonly messages?: number;
  /** 127.0.0.1 when absent. */
  readonly host?: string;
  /** Free ones where absent. */
  readonly ports?: SandboxPorts;
  /** Recipients whose mail is accepted and then bounced, `*` for any characters; `bounce@*` and `bounce+*@*` when absent. */
  readonly bounces?: readonly string[];
  readonly tls?: LocalCertificate;
  /** The clock of all that it dates. */
  readonly now?: () => Date;
  /** Told of each stage that an IMAP session comes to: who idles, what is pushed. */
  readonly onImapStage?: (at: ImapStage, moment: ImapMoment) => void;
}

export interface SandboxServer {
  readonly host: string;
  /** Plain, with STARTTLS. */
  readonly port: number;
  /** TLS from the first octet. */
  readonly tlsPort: number;
  /** Open now. */
  connections(): number;
  /** Opened so far. */
  readonly opened: number;
  /** Cuts all connections that are open; new ones are accepted as before. */
  cut(): void;
}

export interface Sandbox {
  readonly imap: SandboxServer;
  readonly smtp: SandboxServer;
  readonly control: { readonly url: string };
  /** The authority to trust for STARTTLS and TLS, in PEM. */
  readonly ca: string;
  readonly store: MailStore;
  readonly users: readonly MailUser[];
  /** With the mailboxes of the persona. Throws `StoreRefusal`. */
  addUser(user: SandboxUser): MailUser;
  readonly faults: Faults;
  readonly tokens: Tokens;
  /** What came by SMTP or `deliver`, oldest first; the newest ten thousand. */
  arrivals(): readonly Arrival[];
  onArrival(listener: (arrival: Arrival) => void): () => void;
  /** Past SMTP; line ends become CRLF. Delivered and told to watchers when it returns. Throws `SmtpRefusal`. */
  deliver(raw: Buffer | string, envelope: Envelope): Arrival;
  stop(): Promise<void>;
}

const ANN_AND_BOB: readonly SandboxUser[] = [{ name: 'ann' }, { name: 'bob' }];
const PASSWORD = 'pass';
const BOUNCES = ['bounce@*', 'bounce+*@*'] as const;
const MESSAGES = 100;

/** Rejects when a port cannot be had; nothing is left open then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', ports = {}, now = () => new Date() } = options;
  const persona: Persona = options.as === undefined ? HONEST : PERSONAS[options.as];
  const tls = options.tls ?? (await localCertificate());
  const store = createMailStore({ now });
  const faults = createFaults({ now });
  const tokens = createTokens({ now, nameOf: (user) => store.user(user)?.name ?? user });
  const arrivals = createArrivals();
  const labels = new Map<MailUser, Labels>();
  const office = createPostOffice({ store, arrivals, bounces: options.bounces ?? BOUNCES, now });

  const addUser = ({ name, password = PASSWORD, addresses }: SandboxUser): MailUser => {
    const user = store.addUser({
      name,
      password,
      mailboxes: 'inbox',
      ...(addresses === undefined ? {} : { addresses }),
    });
    furnish(user, persona);
    if (persona.labels === true) labels.set(user, keepLabels(user));
    return user;
  };
  const admits = (login: SmtpLogin): 'ok' | 'refused' | 'expired' => {
    const user = store.user(login.user);
    if (user === null) return 'refused';
    if (login.method === 'password') return user.password === login.password ? 'ok' : 'refused';
    const word = tokens.check(login.user, login.token);
    return word === 'unknown' ? 'refused' : word;
  };
  const deliver: Sandbox['deliver'] = (raw, envelope) =>
    office.post(withCrlf(raw), envelope, { via: 'control', secure: false, session: null });

  for (const user of options.users ?? ANN_AND_BOB) {
    const added = addUser(user);
    if (options.seed === undefined) continue;
    seedMail(added, { seed: options.seed, messages: options.messages ?? MESSAGES, now: now() });
  }

  const started: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((close) => close()));
  };
  const start = async <Server extends { close(): Promise<void> }>(
    server: Promise<Server>,
  ): Promise<Server> => {
    const opened = await server;
    started.push(() => opened.close());
    return opened;
  };
  try {
    const { onImapStage } = options;
    const imap = await start(
      startImapServer({
        store,
        tls,
        tokens,
        behaviour: { ...persona.imap, ...options.imap },
        labelsOf: (user) => labels.get(user) ?? null,
        faults: {
          strike(at, moment) {
            onImapStage?.(at, moment);
            return faults.imap.strike(at, moment);
          },
        },
        host,
        ...(ports.imap === undefined ? {} : { port: ports.imap }),
        ...(ports.imaps === undefined ? {} : { tlsPort: ports.imaps }),
      }),
    );
    const smtp = await start(
      startSmtpServer({
        tls,
        faults: faults.smtp,
        behaviour: { ...persona.smtp, ...options.smtp },
        host,
        ...(ports.smtp === undefined ? {} : { port: ports.smtp }),
        ...(ports.smtps === undefined ? {} : { tlsPort: ports.smtps }),
        admits,
        take({ raw, from, to, secure, client, protocol, user }) {
          office.post(raw, { from, to }, { via: 'smtp', secure, session: { client, protocol, user } });
          if (persona.filesSent === true) fileSent(store.user(user), raw);
        },
      }),
    );
    const imapServer = serverAt(host, imap);
    const smtpServer = serverAt(host, smtp);
    const control = await start(
      startControlServer({
        host,
        port: ports.control ?? 0,
        parts: {
          imap: imapServer,
          smtp: smtpServer,
          ca: tls.ca,
          store,
          faults,
          tokens,
          arrivals,
          addUser,
          deliver,
          seed: (user, { seed, messages }) => seedMail(user, { seed, messages, now: now() }),
        },
      }),
    );
    return {
      imap: imapServer,
      smtp: smtpServer,
      control: { url: control.url },
      ca: tls.ca,
      store,
      get users() {
        return store.users();
      },
      addUser,
      faults,
      tokens,
      arrivals: () => arrivals.list(),
      onArrival: (listener) => arrivals.onArrival(listener),
      deliver,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverAt(host: string, server: Omit<SandboxServer, 'host'>): SandboxServer {
  return {
    host,
    port: server.port,
    tlsPort: server.tlsPort,
    connections: () => server.connections(),
    get opened() {
      return server.opened;
    },
    cut: () => server.cut(),
  };
}

/** As providers do whose users need not file what they send. */
function fileSent(user: MailUser | null, raw: Buffer): void {
  const sent = user?.mailboxes().find(({ specialUse }) => specialUse === '\\Sent');
  sent?.append([{ raw, flags: ['\\Seen'] }]);
}

function withCrlf(raw: Buffer | string): Buffer {
  const text = (typeof raw === 'string' ? Buffer.from(raw) : raw).toString('latin1');
  return Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1');
}
