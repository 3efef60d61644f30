/** The demo's mail provider: Dovecot for IMAP, a submission server that delivers into it, and a tap on each person's IMAP wire. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from './person.ts';
import { startDovecot } from './dovecot.ts';
import { startImapTap } from './imap-tap.ts';
import { startSubmissionServer, type AcceptedMessage } from './submission-server.ts';
import type { Teardown } from './teardown.ts';

export interface MailServers {
  readonly host: string;
  readonly imapPort: number;
  /** The IMAP server as the service reaches it for this person: over the tap. */
  tappedPort(person: Person): number;
  readonly smtpPort: number;
  readonly password: string;
  /** Resolves when the service idles on the person's mail. */
  idling(person: Person): Promise<void>;
  /** From now on, who hears of what happens. */
  observe(observer: MailObserver): void;
}

export interface MailObserver {
  /** The submission server has taken a message. */
  accepted(message: AcceptedMessage): void;
  /** The IMAP server has said something unasked to the connection that watches the person's mail. */
  noticed(person: Person, line: string): void;
}

const PASSWORD = 'demo';

export async function startMailServers(teardown: Teardown, people: readonly Person[]): Promise<MailServers> {
  let observer: MailObserver | null = null;
  const folder = await temporaryFolder(teardown);
  const dovecot = await teardown.start(
    () => startDovecot({ folder, password: PASSWORD }),
    (server) => server.stop(),
  );
  const submission = await teardown.start(
    () =>
      startSubmissionServer({
        password: PASSWORD,
        lmtp: { host: dovecot.host, port: dovecot.lmtpPort },
        onAccepted: (message) => observer?.accepted(message),
      }),
    (server) => server.stop(),
  );
  const ports = new Map<Person, number>();
  const idle = new Map<Person, Promise<void>>();
  for (const person of people) {
    let begun: () => void = () => undefined;
    idle.set(person, new Promise((resolve) => (begun = resolve)));
    const { host, imapPort: port } = dovecot;
    const tap = await teardown.start(
      () => startImapTap({ host, port, onIdle: begun, onNotice: (line) => observer?.noticed(person, line) }),
      (started) => started.close(),
    );
    ports.set(person, tap.port);
  }
  return {
    host: dovecot.host,
    imapPort: dovecot.imapPort,
    tappedPort: (person) => ports.get(person) ?? dovecot.imapPort,
    smtpPort: submission.port,
    password: PASSWORD,
    idling: (person) => idle.get(person) ?? Promise.resolve(),
    observe: (next) => void (observer = next),
  };
}

/** With a short path, because Unix sockets lie in it. */
export function temporaryFolder(teardown: Teardown): Promise<string> {
  return teardown.start(
    () => mkdtemp(join(tmpdir(), 'pd-')),
    (folder) => rm(folder, { recursive: true, force: true }),
  );
}
