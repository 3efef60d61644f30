/**
 * `postern demo`: brings everything up on this machine, sends one message from ann to bob by HTTP, shows each
 * station of its way as it is observed, and stays up for its user. The service runs in this process but is spoken to
 * by HTTP only. At the end no process and no file is left.
 */
import { join } from 'node:path';
import { compose } from '../compose.ts';
import { givenText, loadConfig } from '../config.ts';
import { createChronicle, type Chronicle } from './chronicle.ts';
import { createClient, type Client } from './client.ts';
import { DemoFailure } from './failure.ts';
import { freePortLike } from './free-port.ts';
import { invite } from './invitation.ts';
import { logInto } from './log-rows.ts';
import { startMailServers, temporaryFolder, type MailServers } from './mail-servers.ts';
import { ann, bob, type Person } from './person.ts';
import { startReceiver, type Receiver } from './receiver.ts';
import { screenOf, type Screen } from './screen.ts';
import { createTeardown, type Teardown } from './teardown.ts';
import { createTimeline, duration, milestones, type Timeline } from './timeline.ts';

const people = [ann, bob] as const;

const PORT = 8143;
const PATIENCE_MS = 20_000;
const POLL_SECONDS = 30;

/** Resolves after the signal, when everything has ended. Rejects with a `DemoFailure` when a station is not reached. */
export async function runDemo({ untilSignal }: { untilSignal: Promise<NodeJS.Signals> }): Promise<void> {
  const screen = screenOf(process.stdout);
  const timeline = createTimeline(screen);
  const teardown = createTeardown();
  const leaving = new AbortController();
  screen.print(screen.paint.bold('Postern demo'));
  screen.print('');
  try {
    await Promise.race([untilSignal, perform(screen, timeline, teardown, leaving.signal)]);
  } finally {
    const since = Date.now();
    leaving.abort();
    timeline.close();
    await teardown.run();
    screen.print('');
    screen.print(`  Everything has ended in ${duration(Date.now() - since)}, nothing is left behind.`);
  }
}

/** Never resolves: once all is shown, further news are shown until `leaving` aborts. */
async function perform(
  screen: Screen,
  timeline: Timeline,
  teardown: Teardown,
  leaving: AbortSignal,
): Promise<never> {
  const step = stepsOn(screen, leaving);
  const mail = await step('mail', 'the sandbox: IMAP and SMTP in memory', () =>
    startMailServers(teardown, people),
  );
  const receiver = await step('receiver', 'waits for webhooks', () =>
    teardown.start(startReceiver, (started) => started.close()),
  );
  const { url, key } = await step('service', 'with a Redis of its own', () =>
    startService(timeline, teardown),
  );
  const client = createClient(url, key, leaving);

  let fail: (cause: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => (fail = reject));
  const chronicle = createChronicle({ client, timeline, people, onFailure: fail });
  const show = async (): Promise<never> => {
    await step('accounts', 'ann and bob, after a trial login', () => connectAccounts(client, mail));
    await step('watching', 'their inboxes by IDLE', () =>
      inTime(Promise.all(people.map((person) => mail.idling(person))), 'The service does not idle on IMAP'),
    );
    await step('webhook', 'for messages and submissions', () => registerWebhook(client, receiver, chronicle));
    mail.observe(chronicle);
    const { page } = await client.events('latest', 0);
    follow(client, page.next, chronicle).catch(fail);

    const letter = {
      to: bob,
      subject: 'Hello, Bob',
      text: 'Sent by HTTP, delivered by SMTP, noticed by IDLE.',
    };
    const journey = await chronicle.send(ann, letter);
    for (const milestone of milestones) {
      await inTime(timeline.reached(journey, milestone), `This did not come: ${milestone}`);
    }
    invite(screen, { url, key, mail, from: ann, to: bob });
    return await failed;
  };
  return await Promise.race([failed, show()]);
}

async function startService(
  timeline: Timeline,
  teardown: Teardown,
): Promise<{ readonly url: string; readonly key: string }> {
  // Never the configured one: the accounts in it belong to mail servers that end with the demo.
  const folder = await temporaryFolder(teardown);
  const config = loadConfig({
    POSTERN_DATA_DIR: join(folder, 'data'),
    // A port that was asked for is taken, or told to be in use; only the usual one gives way.
    POSTERN_PORT: givenText('port') ?? String(await freePortLike(PORT)),
    POSTERN_EGRESS_ALLOW: '127.0.0.1',
    POSTERN_LOG_LEVEL: 'warn',
    POSTERN_DRAIN: '2',
  });
  const { url, adminKey } = await teardown.start(
    () => compose(config, { logTo: logInto(timeline) }),
    (service) => service.close(),
  );
  if (url === null || adminKey === null) throw new Error('the service has no address or no key');
  return { url, key: adminKey };
}

async function connectAccounts(client: Client, mail: MailServers): Promise<void> {
  const account = async (person: Person): Promise<void> => {
    const { id, name, email } = person;
    const auth = { type: 'password', username: email, password: mail.password } as const;
    const { host, smtpPort } = mail;
    const imap = { host, port: mail.imapPort, security: 'none', auth } as const;
    await client.createAccount({
      id,
      name,
      email,
      imap,
      smtp: { host, port: smtpPort, security: 'none', auth },
    });
  };
  await Promise.all(people.map(account));
}

async function registerWebhook(client: Client, receiver: Receiver, chronicle: Chronicle): Promise<void> {
  const { secret } = await client.createWebhook({ url: receiver.url, types: ['message.*', 'submission.*'] });
  if (secret === null) throw new DemoFailure('The new webhook came without its secret.');
  receiver.expect(secret, (webhook) => chronicle.delivered(webhook));
}

async function follow(client: Client, from: string, chronicle: Chronicle): Promise<never> {
  for (let after = from; ;) {
    const { data, page } = await client.events(after, POLL_SECONDS);
    for (const event of data) chronicle.journaled(event);
    after = page.next;
  }
}

/** Each step's line is printed when it is done, with its duration. */
function stepsOn({ print, paint }: Screen, leaving: AbortSignal) {
  return async <T>(name: string, detail: string, work: () => Promise<T>): Promise<T> => {
    const since = Date.now();
    const result = await work().catch((cause: unknown) => {
      throw DemoFailure.from(cause);
    });
    leaving.throwIfAborted();
    print(
      `${paint.dim(duration(Date.now() - since).padStart(11))}  ${name.padEnd(10)}  ${paint.dim(detail)}`,
    );
    return result;
  };
}

async function inTime<T>(work: Promise<T>, complaint: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new DemoFailure(`${complaint} within ${PATIENCE_MS / 1000} s.`)),
      PATIENCE_MS,
    );
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
