/**
 * IMAP as it stands on the wire (RFC 3501 §2.2): one command, its untagged responses and its tagged one, with nothing
 * hidden, mended or remembered. Octets are Latin-1 strings.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { parseResponse, type WireResponse } from './wire-response.ts';

/** A string that goes out as a synchronising literal, whatever it holds. */
export interface Literal {
  readonly literal: Buffer | string;
}

export interface WireAnswer {
  readonly status: 'OK' | 'NO' | 'BAD';
  /** What stands in brackets behind the status, such as `READ-WRITE`; empty when there is none. */
  readonly code: string;
  readonly text: string;
  readonly untagged: readonly WireResponse[];
}

export interface WireClient {
  readonly greeting: WireResponse;
  /** Runs one command to its end. A literal waits for the server to ask for it; where it refuses, its answer comes at once. */
  run(...parts: readonly (string | Literal)[]): Promise<WireAnswer>;
  /** Octets as they stand, without a tag or a line end. */
  send(octets: string | Buffer): void;
  /** The next response that nobody has taken. Rejects when the server closes the connection or says nothing for `withinMs` (5 s). */
  next(withinMs?: number): Promise<WireResponse>;
  /** Responses up to and with the first that fits; the others before it come too. */
  until(fits: (response: WireResponse) => boolean, withinMs?: number): Promise<readonly WireResponse[]>;
  close(): void;
}

export async function connectWire(port: number, host = '127.0.0.1'): Promise<WireClient> {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  const next = responses(socket);
  const greeting = await next();
  let commands = 0;

  const until: WireClient['until'] = async (fits, withinMs) => {
    const seen: WireResponse[] = [];
    for (;;) {
      const response = await next(withinMs);
      seen.push(response);
      if (fits(response)) return seen;
    }
  };

  return {
    greeting,
    async run(...parts) {
      commands += 1;
      const tag = `t${commands}`;
      const untagged: WireResponse[] = [];
      const wait = async (): Promise<WireAnswer | null> => {
        const seen = await until((response) => response.tag === tag || response.tag === '+');
        untagged.push(...seen.slice(0, -1));
        const last = seen.at(-1);
        return last === undefined || last.tag === '+' ? null : answer(last, untagged);
      };
      let line = `${tag} `;
      for (const part of parts) {
        if (typeof part === 'string') {
          line += part;
          continue;
        }
        const octets = Buffer.from(part.literal);
        socket.write(`${line}{${octets.length}}\r\n`, 'latin1');
        const refusal = await wait();
        if (refusal !== null) return refusal;
        socket.write(octets);
        line = '';
      }
      socket.write(`${line}\r\n`, 'latin1');
      for (;;) {
        const end = await wait();
        if (end !== null) return end;
      }
    },
    send: (octets) => void socket.write(octets),
    next,
    until,
    close: () => void socket.destroy(),
  };
}

function answer(response: WireResponse, untagged: readonly WireResponse[]): WireAnswer {
  const { status, code, text } = response;
  if (status !== 'OK' && status !== 'NO' && status !== 'BAD')
    throw new Error(`not an answer: ${response.line}`);
  return { status, code, text, untagged };
}

/** A queue of whole responses, literals included. */
function responses(socket: Socket): (withinMs?: number) => Promise<WireResponse> {
  const ready: WireResponse[] = [];
  let rest = '';
  let wake: (() => void) | null = null;
  let ended = false;
  const tell = (): void => {
    wake?.();
    wake = null;
  };
  socket.on('data', (chunk: Buffer) => {
    rest += chunk.toString('latin1');
    for (let end = responseEnd(rest); end !== null; end = responseEnd(rest)) {
      ready.push(parseResponse(rest.slice(0, end - 2)));
      rest = rest.slice(end);
    }
    tell();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
    tell();
  });
  return async (withinMs = 5_000) => {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const response = ready.shift();
      if (response !== undefined) return response;
      if (ended) throw new Error('the server closed the connection');
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`the server said nothing for ${withinMs} ms`);
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, left);
      });
      clearTimeout(timer);
    }
  };
}

/** The index behind the line end of the first whole response, or null while it is not there. */
function responseEnd(text: string): number | null {
  let from = 0;
  for (;;) {
    const end = text.indexOf('\r\n', from);
    if (end === -1) return null;
    const length = /\{(\d+)\}$/.exec(text.slice(Math.max(from, end - 24), end))?.[1];
    if (length === undefined) return end + 2;
    from = end + 2 + Number(length);
    if (text.length < from) return null;
  }
}
