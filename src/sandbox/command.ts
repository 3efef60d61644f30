/** `postern sandbox`: reads its words, starts one, says where it is, and runs it until a signal. */
import { parseArgs } from 'node:util';
import { isFree } from './free-port.ts';
import { isPersonaName, PERSONAS, type PersonaName } from './personas/personas.ts';
import {
  startSandbox,
  type Sandbox,
  type SandboxOptions,
  type SandboxPorts,
  type SandboxUser,
} from './sandbox.ts';
import { StoreRefusal } from './store/refusal.ts';

const PORTS: Required<SandboxPorts> = { control: 8025, imap: 1143, imaps: 1993, smtp: 1587, smtps: 1465 };
const NAMES = Object.keys(PERSONAS).join(', ');

export const sandboxHelp = `postern sandbox: IMAP and SMTP servers in memory, for tests and trials

  --users ann,bob:secret   names or addresses, each with a password (pass when left out); ann,bob
  --as NAME                behaves like one of ${NAMES}
  --seed N                 fills the mailboxes with realistic mail, the same for the same N
  --messages N             how many messages the seed makes for each user; 100
  --bounce PATTERNS        recipients whose mail is bounced; bounce@*,bounce+*@*
  --host ADDRESS           where it listens; 127.0.0.1
  --port N                 control API and its page; ${PORTS.control}
  --imap-port N            plain and STARTTLS; ${PORTS.imap}
  --imaps-port N           TLS; ${PORTS.imaps}
  --smtp-port N            plain and STARTTLS; ${PORTS.smtp}
  --smtps-port N           TLS; ${PORTS.smtps}

A port that is not named is replaced by a free one when it is taken. All mail is gone when it ends.
`;

const OPTIONS = {
  users: { type: 'string' },
  as: { type: 'string' },
  seed: { type: 'string' },
  messages: { type: 'string' },
  bounce: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'imap-port': { type: 'string' },
  'imaps-port': { type: 'string' },
  'smtp-port': { type: 'string' },
  'smtps-port': { type: 'string' },
  help: { type: 'boolean' },
} as const;

const PORT_WORDS = {
  control: 'port',
  imap: 'imap-port',
  imaps: 'imaps-port',
  smtp: 'smtp-port',
  smtps: 'smtps-port',
} as const satisfies Record<keyof SandboxPorts, keyof typeof OPTIONS>;

export interface SandboxCommand {
  readonly words: readonly string[];
  readonly untilSignal: Promise<unknown>;
  readonly print: (text: string) => void;
}

/** Resolves when it has ended. Rejects with a sentence for who typed the words. */
export async function runSandbox({ words, untilSignal, print }: SandboxCommand): Promise<void> {
  const asked = readWords(words);
  if (asked === 'help') {
    print(sandboxHelp);
    return;
  }
  const sandbox = await startSandbox(await withPorts(asked)).catch((cause: unknown) => {
    if (cause instanceof StoreRefusal) throw new Error(`--users: ${cause.message}`, { cause });
    throw cause;
  });
  print(welcome(sandbox, asked));
  await untilSignal;
  await sandbox.stop();
}

/** Throws with a sentence that says what was expected. */
export function readWords(words: readonly string[]): SandboxOptions | 'help' {
  const given = parse(words);
  if (given.help === true) return 'help';
  const ports = Object.fromEntries(
    Object.entries(PORT_WORDS).flatMap(([port, word]) =>
      given[word] === undefined ? [] : [[port, wholeNumber(word, given[word], 65_535)]],
    ),
  );
  return {
    ports,
    ...(given.users === undefined ? {} : { users: given.users.split(',').map(userOf) }),
    ...(given.as === undefined ? {} : { as: personaOf(given.as) }),
    ...(given.seed === undefined ? {} : { seed: wholeNumber('seed', given.seed, 2 ** 32 - 1) }),
    ...(given.messages === undefined ? {} : { messages: wholeNumber('messages', given.messages, 100_000) }),
    ...(given.bounce === undefined ? {} : { bounces: given.bounce.split(',') }),
    ...(given.host === undefined ? {} : { host: given.host }),
  };
}

function parse(
  words: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'] {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split(/[.;] /, 1)[0] ?? '') : '';
    throw new Error(`${reason}: see postern sandbox --help`, { cause });
  }
}

function wholeNumber(word: string, text: string, most: number): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) > most)
    throw new Error(`--${word} takes a whole number up to ${most}, not "${text}"`);
  return Number(text);
}

function userOf(text: string): SandboxUser {
  const colon = text.indexOf(':');
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  if (!/^[^\s,:]+$/.test(name) || colon === text.length - 1)
    throw new Error(`--users takes names with or without a password, such as ann,bob:secret; not "${text}"`);
  return colon < 0 ? { name } : { name, password: text.slice(colon + 1) };
}

function personaOf(name: string): PersonaName {
  if (isPersonaName(name)) return name;
  throw new Error(`--as takes one of ${NAMES}; not "${name}"`);
}

/** Those that were asked for as they are, the usual ones where they are free. */
async function withPorts(options: SandboxOptions): Promise<SandboxOptions> {
  const { host = '127.0.0.1' } = options;
  const ports: Record<string, number> = {};
  for (const [name, usual] of Object.entries(PORTS)) {
    const asked = options.ports?.[name as keyof SandboxPorts];
    if (asked !== undefined && asked !== 0 && !(await isFree(asked, host)))
      throw new Error(
        `Port ${asked} of ${host} cannot be had: name another one by --${PORT_WORDS[name as keyof SandboxPorts]}`,
      );
    ports[name] = asked ?? ((await isFree(usual, host)) ? usual : 0);
  }
  return { ...options, ports };
}

function welcome({ imap, smtp, control, users }: Sandbox, { as, seed }: SandboxOptions): string {
  const rows = [
    ['IMAP', `${imap.host}:${imap.port} (plain, STARTTLS), ${imap.host}:${imap.tlsPort} (TLS)`],
    ['SMTP', `${smtp.host}:${smtp.port} (plain, STARTTLS), ${smtp.host}:${smtp.tlsPort} (TLS)`],
    ['control', `${control.url} (what arrived; ${control.url}/ca.pem to trust)`],
    ...users.map(({ name, password, addresses }, index) => [
      index === 0 ? 'users' : '',
      `${name}, password ${password}, ${addresses.join(', ')}`,
    ]),
    ...(as === undefined ? [] : [['as', as]]),
    ...(seed === undefined ? [] : [['seed', String(seed)]]),
  ];
  const to = users[0]?.addresses[0] ?? 'ann@example.org';
  const letter = JSON.stringify({ from: 'me@example.net', to: [to], raw: 'Subject: Hello\n\nHello.' });
  const fault = JSON.stringify({ protocol: 'imap', kind: 'drop', at: 'login', times: 1 });
  const json = `-H 'Content-Type: application/json'`;
  return [
    'Postern sandbox',
    '',
    ...rows.map(([name = '', text = '']) => `  ${name.padEnd(8)}  ${text}`),
    '',
    '  Try',
    `    curl -s ${control.url}/deliver ${json} -d '${letter}'`,
    `    curl -s ${control.url}/faults ${json} -d '${fault}'`,
    '',
    '  Mail to any other address is kept and listed. Ctrl-C ends it; nothing is left behind.',
    '',
  ].join('\n');
}
