/**
 * An SMTP server that says what a test tells it to at each point of a session, whether that is SMTP or not, and remembers
 * exactly what it was sent. What is not told goes well. Each connection may have a script of its own.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { TLSSocket, createSecureContext, type SecureContext } from 'node:tls';

/** What is said, CRLF and all, and what becomes of the connection then. */
export interface Reaction {
  readonly say?: string;
  readonly then?: 'drop' | 'silence';
  /** Of the message; as the reply has it unless told. */
  readonly taken?: boolean;
}

export type Point =
  | 'greeting'
  | 'EHLO'
  | 'HELO'
  | 'STARTTLS'
  | 'AUTH'
  | 'answer'
  | 'MAIL'
  | 'RCPT'
  | 'DATA'
  | 'middle'
  | 'dot'
  | 'RSET'
  | 'QUIT'
  | 'NOOP';

export interface SmtpScript {
  /** Each once on a connection, and good words afterwards; every time where it `repeats`. */
  readonly repeats?: true;
  /** A list: one after the other. */
  readonly at?: Partial<Record<Point, Reaction | readonly Reaction[]>>;
  /** To RCPT of an address. */
  readonly recipients?: Readonly<Record<string, Reaction>>;
  /** Offered beside what every script offers, but for what is withheld by its keyword. */
  readonly offers?: readonly string[];
  readonly withheld?: readonly string[];
  /** Speaks TLS from the first octet (`tls`), or offers STARTTLS. */
  readonly tls?: { readonly mode: 'tls' | 'starttls'; readonly key: string; readonly cert: string };
}

export interface ScriptedMessage {
  readonly mail: string;
  readonly recipients: readonly string[];
  /** Dots undone. */
  readonly raw: string;
}

export interface ScriptedSmtp {
  readonly port: number;
  /** Those that the server took, whether it said so or not. */
  readonly taken: readonly ScriptedMessage[];
  /** All commands of all connections, in order. */
  readonly commands: readonly string[];
  /** Bare CR or LF that came, wherever. */
  readonly bareLineEnds: number;
  readonly connections: number;
  stop(): Promise<void>;
}

const OFFERS = ['PIPELINING', 'SIZE 10000000', '8BITMIME', 'SMTPUTF8', 'DSN', 'AUTH PLAIN LOGIN'];
const GOOD: Readonly<Record<Exclude<Point, 'EHLO' | 'middle'>, string>> = {
  greeting: '220 scripted.test ESMTP',
  HELO: '250 scripted.test',
  STARTTLS: '220 2.0.0 Go ahead',
  AUTH: '235 2.7.0 Welcome',
  answer: '235 2.7.0 Welcome',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 Go ahead',
  dot: '250 2.0.0 Taken',
  RSET: '250 2.0.0 Ok',
  NOOP: '250 2.0.0 Ok',
  QUIT: '221 2.0.0 Bye',
};
/** So much of a message comes before its middle. */
const MIDDLE = 32 * 1024;

/** The first connection follows the first script and so on; all later ones the last. */
export async function startScriptedSmtp(...scripts: readonly SmtpScript[]): Promise<ScriptedSmtp> {
  const taken: ScriptedMessage[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let bareLineEnds = 0;
  let connections = 0;

  const serve = (plain: Socket, script: SmtpScript): void => {
    const { offers = [], withheld = [], repeats, tls } = script;
    const at = new Map(Object.entries(script.at ?? {}).map(([point, told]) => [point, [told].flat()]));
    const recipients = { ...script.recipients };
    const context = tls === undefined ? null : createSecureContext(tls);
    let socket = plain;
    let state: 'commands' | 'login' | 'data' | 'over' = 'commands';
    let text = '';
    let transaction = { mail: '', recipients: [] as string[] };
    let halfway = false;

    const react = ({ say, then }: Reaction): void => {
      if (then === 'drop') {
        state = 'over';
        if (say === undefined) socket.destroy();
        else socket.end(say);
        return;
      }
      if (say !== undefined) socket.write(say);
      if (then === 'silence') state = 'over';
    };
    const isTold = (point: Point): boolean => (at.get(point) ?? []).length > 0;
    const next = (point: Point): Reaction | undefined =>
      repeats === true ? at.get(point)?.[0] : at.get(point)?.shift();
    const reply = (point: Exclude<Point, 'EHLO' | 'middle'>): Reaction => {
      return next(point) ?? { say: `${GOOD[point]}\r\n` };
    };
    const replyAbout = (address: string): Reaction => {
      const told = recipients[address];
      if (repeats !== true) Reflect.deleteProperty(recipients, address);
      return told ?? reply('RCPT');
    };
    const hello = (): Reaction => {
      const keywords = OFFERS.filter((each) => !withheld.some((name) => each.startsWith(name)))
        .concat(offers)
        .concat(tls?.mode === 'starttls' && socket === plain ? ['STARTTLS'] : []);
      const lines = ['scripted.test', ...keywords];
      const last = lines.length - 1;
      return { say: lines.map((line, index) => `250${index === last ? ' ' : '-'}${line}\r\n`).join('') };
    };
    const upgrade = (secure: SecureContext): void => {
      plain.removeListener('data', read);
      const wrapped = new TLSSocket(plain, { isServer: true, secureContext: secure });
      wrapped.on('error', () => plain.destroy());
      socket = wrapped;
      text = '';
      wrapped.on('data', read);
    };
    const command = (line: string): void => {
      commands.push(line);
      const verb = line.split(/[ :]/, 1)[0]?.toUpperCase() ?? '';
      const address = /<(.*)>/.exec(line)?.[1] ?? '';
      switch (verb) {
        case 'EHLO':
          react(next('EHLO') ?? hello());
          return;
        case 'STARTTLS': {
          const answer = tls === undefined ? { say: '502 5.5.1 What?\r\n' } : reply('STARTTLS');
          react(answer);
          if (answer.say?.startsWith('220') === true && answer.then === undefined && context !== null) {
            upgrade(context);
          }
          return;
        }
        case 'AUTH': {
          const answer = reply('AUTH');
          if (answer.say?.startsWith('334') === true) state = 'login';
          react(answer);
          return;
        }
        case 'MAIL': {
          const answer = reply('MAIL');
          const taken = answer.say?.startsWith('2') === true;
          transaction = { mail: taken ? line : '', recipients: [] };
          react(answer);
          return;
        }
        case 'RCPT': {
          const outOfTurn = { say: '503 5.5.1 MAIL first\r\n' };
          const answer = transaction.mail === '' ? outOfTurn : replyAbout(address);
          if (answer.say?.startsWith('2') === true) transaction.recipients.push(line);
          react(answer);
          return;
        }
        case 'DATA': {
          const refused = transaction.recipients.length === 0 && !isTold('DATA');
          const answer = refused ? { say: '503 5.5.1 No recipients\r\n' } : reply('DATA');
          if (answer.say?.startsWith('354') === true) state = 'data';
          halfway = false;
          react(answer);
          return;
        }
        case 'HELO':
        case 'RSET':
        case 'NOOP':
        case 'QUIT':
          react(reply(verb));
          return;
        default:
          react({ say: '500 5.5.2 What?\r\n' });
      }
    };
    const endOfData = (raw: string): void => {
      const answer = reply('dot');
      if (answer.taken ?? answer.say?.startsWith('2') ?? false) {
        const { mail, recipients: to } = transaction;
        taken.push({ mail, recipients: to, raw: raw.replace(/^\./gm, '') });
      }
      react(answer);
    };
    function read(octets: Buffer): void {
      text += octets.toString('latin1');
      for (;;) {
        if (state === 'over') return;
        if (state === 'data') {
          if (!halfway && text.length > MIDDLE && isTold('middle')) {
            halfway = true;
            react(next('middle') ?? {});
            continue;
          }
          const end = text.startsWith('.\r\n') ? 0 : text.indexOf('\r\n.\r\n') + 2;
          if (end === 1) return;
          const raw = text.slice(0, end);
          bareLineEnds += raw.replace(/\r\n/g, '').match(/[\r\n]/g)?.length ?? 0;
          text = text.slice(end + 3);
          state = 'commands';
          endOfData(raw);
          continue;
        }
        const end = text.indexOf('\n');
        if (end === -1) return;
        const line = text.slice(0, end).replace(/\r$/, '');
        bareLineEnds += text[end - 1] === '\r' && !line.includes('\r') ? 0 : 1;
        text = text.slice(end + 1);
        if (state === 'login') {
          state = 'commands';
          commands.push(line);
          react(reply('answer'));
        } else command(line);
      }
    }

    plain.on('data', read);
    if (context !== null && tls?.mode === 'tls') upgrade(context);
    react(reply('greeting'));
  };

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    const script = scripts[Math.min(connections, scripts.length - 1)] ?? {};
    connections += 1;
    serve(socket, script);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    port: address.port,
    taken,
    commands,
    get bareLineEnds() {
      return bareLineEnds;
    },
    get connections() {
      return connections;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
