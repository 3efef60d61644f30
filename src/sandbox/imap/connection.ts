/**
 * One client's connection: its socket with or without TLS, the greeting, and commands one after the other
 * until the end. An error of the socket ends the session and nothing else.
 */
import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { ImapFaults, ImapReply } from '../faults/imap.ts';
import { carryOut } from './dispatch.ts';
import { formatReply } from './reply.ts';
import { type House, Session } from './session.ts';
import { createStrikes } from './strikes.ts';
import { type Announced, type CommandText, readCommandText, type Unkept } from './wire/command-text.ts';
import { Input } from './wire/input.ts';
import { Output } from './wire/output.ts';
import { Severed } from './wire/syntax.ts';

/** So many commands in a row that were BAD end the session: nobody understands each other. */
const MAX_BAD = 50;
const MAX_LITERAL_BEFORE_LOGIN = 8 * 1024;
const MAX_LITERAL = 64 * 1024;
/** How long a client may take to close its side after the last word. */
const FAREWELL_MS = 1_000;
const HANDSHAKE_MS = 30_000;

export interface ConnectionOptions {
  readonly house: House;
  readonly faults: ImapFaults;
  readonly secureContext: SecureContext;
  /** TLS from the first octet. */
  readonly tls: boolean;
}

/** Resolves when the connection is over. */
export async function serve(accepted: Socket, options: ConnectionOptions): Promise<void> {
  const { house, faults, secureContext } = options;
  const input = new Input();
  const output = new Output();
  const strikes = createStrikes(faults, output);
  let socket = accepted;

  function use(next: Socket): void {
    socket = next;
    input.attach(next);
    output.attach(next);
    next.on('data', (octets: Buffer) => input.push(octets));
    next.on('end', () => input.end());
    next.on('error', () => next.destroy());
    next.on('close', gone);
    next.setTimeout(house.behaviour.idleTimeoutMs, silentTooLong);
  }

  function silentTooLong(): void {
    session.bye('You were silent for too long.');
    output.flush();
    input.end();
    // It may be in the middle of a handshake, or of an answer that nobody reads.
    socket.setTimeout(FAREWELL_MS, () => socket.destroy());
  }

  function gone(): void {
    input.end();
    output.close();
    session.close();
  }

  async function secure(): Promise<void> {
    await output.emptied();
    const plain = socket;
    plain.removeAllListeners('data').removeAllListeners('end').setTimeout(0);
    const next = new TLSSocket(plain, { isServer: true, secureContext });
    use(next);
    await handshake(next, Math.min(HANDSHAKE_MS, house.behaviour.idleTimeoutMs));
  }

  const session = new Session(house, {
    input,
    output,
    strikes,
    secure: () => socket instanceof TLSSocket,
    startTls: secure,
  });

  accepted.setNoDelay(true);
  // The beginning of a handshake waits until there is somebody to read it.
  if (options.tls) accepted.pause();
  use(accepted);
  try {
    const struck = await strikes.meet('connect', session.moment());
    if (options.tls) await secure();
    await greet(session, struck);
    await converse(session);
  } catch (error) {
    if (!(output.closed || error instanceof Severed)) house.onError(error);
  } finally {
    session.close();
    await output.emptied();
    socket.end();
    // Destroyed by the timer if the client does not close: it has all that was said by then.
    socket.setTimeout(FAREWELL_MS, () => socket.destroy());
    socket.resume();
  }
}

/** Rejects when it failed, or did not come to its end within `most` milliseconds. */
async function handshake(socket: TLSSocket, most: number): Promise<void> {
  const giveUp = (): unknown => socket.destroy();
  const late = setTimeout(giveUp, most).unref();
  socket.once('end', giveUp);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secure', resolve);
      socket.once('close', () => reject(new Error('The connection ended before TLS was on.')));
    });
  } finally {
    clearTimeout(late);
    socket.off('end', giveUp);
  }
}

async function greet(session: Session, atConnect: ImapReply | null): Promise<void> {
  const { behaviour } = session.house;
  const struck = atConnect ?? (await session.line.strikes.meet('greeting', session.moment()));
  if (struck !== null) {
    session.bye(struck.text, struck.code ?? null);
    return;
  }
  const code =
    behaviour.quirks.noCapabilityCodes === true ? null : `CAPABILITY ${session.capabilities().join(' ')}`;
  session.line.output.line(`* ${formatReply({ condition: 'OK', code, text: behaviour.greeting })}`);
  session.line.output.flush();
}

async function converse(session: Session): Promise<void> {
  const rules = {
    limit: (name: string) => literalLimit(session, name),
    unasked: (octets: number) => session.offers('LITERAL+') || (session.offers('LITERAL-') && octets <= 4096),
    goAhead: (announced: Announced) => goAhead(session, announced),
  };
  let badInARow = 0;
  while (!session.ended) {
    const text = await readCommandText(session.line.input, rules);
    if (text === null) return;
    if (session.ended) return;
    if (text === 'refused') continue;
    const wasBad = isKept(text) ? await carryOut(session, text) : sayUnkept(session, text);
    badInARow = wasBad ? badInARow + 1 : 0;
    if (badInARow >= MAX_BAD) session.bye('Too many commands that cannot be understood.');
  }
}

const takesMail = /^(?:APPEND|REPLACE)$/;

function literalLimit(session: Session, name: string): number {
  if (session.user === null) return MAX_LITERAL_BEFORE_LOGIN;
  return takesMail.test(name) ? session.house.behaviour.maxLiteral : MAX_LITERAL;
}

/** Says `+`, unless a fault says otherwise. */
async function goAhead(session: Session, { tag, name }: Announced): Promise<boolean> {
  const { output } = session.line;
  const struck = await session.meet('literal', { command: name });
  output.line(struck === null ? '+ Go ahead.' : `${tag} ${formatReply(struck)}`);
  output.flush();
  return struck === null;
}

function isKept(text: CommandText | Unkept): text is CommandText {
  return 'texts' in text;
}

/** Refuses what was too long to be kept; answers whether it was BAD. */
function sayUnkept(session: Session, { tag, name, reason }: Unkept): boolean {
  const { output } = session.line;
  const tooBig = reason === 'literal-too-long' && takesMail.test(name) && session.user !== null;
  output.line(tooBig ? `${tag} NO [TOOBIG] The message is too large.` : `${tag} BAD ${WHY[reason]}`);
  output.flush();
  return !tooBig;
}

const WHY: Readonly<Record<Unkept['reason'], string>> = {
  'line-too-long': 'The line is too long.',
  'literal-too-long': 'The literal is too long.',
  'literal-not-offered': 'Literals wait for the go-ahead here.',
};
