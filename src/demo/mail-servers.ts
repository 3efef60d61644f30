/** The demo's mail provider: the sandbox in this process, and what it says to the connections that idle. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Arrival } from '../sandbox/smtp/arrivals.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import type { Person } from './person.ts';
import type { Teardown } from './teardown.ts';

export interface MailServers {
  readonly host: string;
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly password: string;
  /** The sandbox's own page: what arrived, whomever it was for. */
  readonly pageUrl: string;
  /** Resolves when the service idles on the person's mail. */
  idling(person: Person): Promise<void>;
  /** From now on, who hears of what happens. */
  observe(observer: MailObserver): void;
}

/** What the IMAP server has just said unasked, such as `EXISTS`, and how many messages the mailbox holds. */
export interface Notice {
  readonly name: string;
  readonly messages: number;
  /** In milliseconds since the epoch. */
  readonly at: number;
}

export interface MailObserver {
  /** The SMTP server has taken a message. */
  accepted(message: Arrival): void;
  /** To the connection that watches the person's mail. Told after what it is about. */
  noticed(person: Person, notice: Notice): void;
}

const PASSWORD = 'demo';

export async function startMailServers(teardown: Teardown, people: readonly Person[]): Promise<MailServers> {
  let observer: MailObserver | null = null;
  const idle = new Map<Person, { readonly begun: Promise<void>; readonly begin: () => void }>();
  for (const person of people) {
    let begin: () => void = () => undefined;
    idle.set(person, { begun: new Promise((resolve) => (begin = resolve)), begin });
  }
  const sandbox = await teardown.start(
    () =>
      startSandbox({
        users: people.map(({ id, email }) => ({ name: id, password: PASSWORD, addresses: [email] })),
        onImapStage(stage, { user, command, untagged }) {
          const person = people.find(({ id }) => id === user);
          if (person === undefined) return;
          if (stage === 'idle') idle.get(person)?.begin();
          if (stage !== 'untagged' || command !== 'IDLE' || untagged === undefined) return;
          const messages = sandbox.store.user(person.id)?.mailbox('INBOX')?.messages.length ?? 0;
          const notice = { name: untagged, messages, at: Date.now() };
          // A message is in its mailbox a moment before it is counted among those that arrived.
          setImmediate(() => observer?.noticed(person, notice));
        },
      }),
    (server) => server.stop(),
  );
  sandbox.onArrival((message) => observer?.accepted(message));
  return {
    host: sandbox.imap.host,
    imapPort: sandbox.imap.port,
    smtpPort: sandbox.smtp.port,
    password: PASSWORD,
    pageUrl: sandbox.control.url,
    idling: (person) => idle.get(person)?.begun ?? Promise.resolve(),
    observe: (next) => void (observer = next),
  };
}

export function temporaryFolder(teardown: Teardown): Promise<string> {
  return teardown.start(
    () => mkdtemp(join(tmpdir(), 'pd-')),
    (folder) => rm(folder, { recursive: true, force: true }),
  );
}
