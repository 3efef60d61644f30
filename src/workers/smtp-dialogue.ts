/**
 * Commands and replies on an SMTP connection that nodemailer has opened and greeted: every octet that we write ourselves
 * goes through here. Knows which reply answers which command, and for how long each may be waited for; not what they mean.
 */
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { GatewayError } from '../domain/errors.ts';
import { parseReply } from '../domain/outcome.ts';
import type { SmtpReply } from '../domain/recipient.ts';
import { SmtpFailure } from './smtp-failure.ts';
import { createReplyReader } from './smtp-replies.ts';

export interface SmtpDialogue {
  /** False once the connection cannot carry another command. */
  readonly isOpen: boolean;
  /** Rejects with `SmtpFailure`; one that nobody awaits may fail unheard. */
  say(command: string, deadlineMs: number): Promise<SmtpReply>;
  /** Writes all in one piece, and gives the reply to each. Behind a 421 they fail, with that reply in the failure. */
  sayAll(commands: readonly string[], deadlineMs: number): readonly Promise<SmtpReply>[];
  /** The reply to octets that are being written; its deadline begins with `due`. */
  expect(): ExpectedReply;
  /** Resolves when the connection takes more. Rejects when it does not within the deadline. */
  write(octets: Buffer, deadlineMs: number): Promise<void>;
  /** Ends the connection at once; what was awaited fails with these words. */
  breakOff(why: string): void;
  /** RSET; false when the connection is of no more use, and closed. */
  reset(deadlineMs: number): Promise<boolean>;
  /** Says goodbye and closes; an answer is waited for only shortly. */
  quit(): void;
  close(): void;
  /** Called once when it is no longer open. */
  onEnd(listener: () => void): void;
}

export interface ExpectedReply {
  readonly reply: Promise<SmtpReply>;
  /** True once it came, or failed. */
  readonly settled: boolean;
  due(deadlineMs: number): void;
}

interface Awaited {
  readonly resolve: (reply: SmtpReply) => void;
  readonly reject: (failure: SmtpFailure) => void;
  /** null: not due yet. */
  deadlineMs: number | null;
}

const goodbyeMs = 1_000;

/** `veil` takes out of the server's words what nobody may read. */
export function createDialogue(connection: SMTPConnection, veil: (words: string) => string): SmtpDialogue {
  const { _socket: socket } = connection;
  if (socket === false || socket === null) {
    throw new GatewayError('internal', 'A connection without a socket was handed over.');
  }
  const awaited: Awaited[] = [];
  const ends: (() => void)[] = [];
  const read = createReplyReader();
  let failure: SmtpFailure | null = null;
  let timer: NodeJS.Timeout | undefined;

  const fail = (why: string, reply: SmtpReply | null = null): void => {
    if (failure !== null) return;
    failure = new SmtpFailure(reply === null ? 'network' : 'refused', why, reply);
    clearTimeout(timer);
    connection.close();
    for (const { reject } of awaited.splice(0)) reject(failure);
    for (const listener of ends.splice(0)) listener();
  };

  /** The first of the line is the one whose time runs. */
  const startClock = (): void => {
    clearTimeout(timer);
    const deadlineMs = awaited[0]?.deadlineMs ?? null;
    if (deadlineMs === null) return;
    timer = setTimeout(() => fail('The server did not answer in time.'), deadlineMs);
  };

  const take = (text: string): void => {
    const reply = parseReply(veiled(text, veil));
    const first = reply === null ? undefined : awaited.shift();
    if (reply === null || first === undefined) {
      // Said to nobody: at best a farewell.
      fail('The server ended the connection.', reply?.code === 421 ? reply : null);
      return;
    }
    first.resolve(reply);
    if (reply.code === 421) fail('The server ended the connection.', reply);
    else startClock();
  };

  socket.removeAllListeners('data');
  socket.on('data', (octets: Buffer) => {
    const { replies, isSmtp } = read(octets);
    for (const text of replies) if (failure === null) take(text);
    if (!isSmtp) fail('The server does not speak SMTP.');
  });
  connection.on('error', () => fail('The connection broke.'));
  connection.once('end', () => fail('The server closed the connection.'));

  const expect = (deadlineMs: number | null): ExpectedReply => {
    const state = { settled: false };
    let mine: Awaited | null = null;
    const reply = new Promise<SmtpReply>((resolve, reject) => {
      if (failure !== null) {
        reject(failure);
        return;
      }
      mine = { resolve, reject, deadlineMs };
      awaited.push(mine);
      if (awaited.length === 1) startClock();
    });
    const settle = (): void => void (state.settled = true);
    // Also hears a failure that nobody else does.
    reply.then(settle, settle);
    return {
      reply,
      get settled() {
        return state.settled;
      },
      due(ms) {
        if (mine !== null) mine.deadlineMs = ms;
        if (awaited[0] === mine) startClock();
      },
    };
  };

  const writeLines = (commands: readonly string[]): void => {
    if (commands.some((command) => /[\r\n]/.test(command))) {
      throw new GatewayError('internal', 'A line end came into an SMTP command.');
    }
    if (failure === null) socket.write(`${commands.join('\r\n')}\r\n`);
  };

  const sayAll = (commands: readonly string[], deadlineMs: number): readonly Promise<SmtpReply>[] => {
    writeLines(commands);
    return commands.map(() => expect(deadlineMs).reply);
  };

  const say = (command: string, deadlineMs: number): Promise<SmtpReply> => {
    writeLines([command]);
    return expect(deadlineMs).reply;
  };

  const drained = (deadlineMs: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (error?: SmtpFailure): void => {
        clearTimeout(patience);
        socket.removeListener('drain', taken);
        const at = ends.indexOf(broken);
        if (at !== -1) ends.splice(at, 1);
        if (error === undefined) resolve();
        else reject(error);
      };
      const taken = (): void => settle();
      const broken = (): void => settle(failure ?? undefined);
      const patience = setTimeout(() => fail('The server did not answer in time.'), deadlineMs);
      socket.once('drain', taken);
      ends.push(broken);
    });

  return {
    get isOpen() {
      return failure === null && !connection.destroyed;
    },
    say,
    sayAll,
    expect: () => expect(null),
    write(octets, deadlineMs) {
      if (failure !== null) return Promise.reject(failure);
      return socket.write(octets) ? Promise.resolve() : drained(deadlineMs);
    },
    breakOff: (why) => fail(why),
    async reset(deadlineMs) {
      try {
        if ((await say('RSET', deadlineMs)).code < 300) return true;
      } catch {
        // It is closed then.
      }
      fail('The connection was closed.');
      return false;
    },
    quit() {
      const close = (): void => fail('The connection was closed.');
      say('QUIT', goodbyeMs).then(close, close);
    },
    close: () => fail('The connection was closed.'),
    onEnd(listener) {
      if (failure === null) ends.push(listener);
      else listener();
    },
  };
}

/** A reply as it came, with the words of each line veiled; its codes stay what they are, whatever the secret is. */
export function veiled(text: string, veil: (words: string) => string): string {
  return text
    .split('\n')
    .map((line) => line.slice(0, 4) + veil(line.slice(4)))
    .join('\n');
}
