/**
 * A TCP proxy in front of a mail server that breaks connections where a test says: at a line, after so many octets,
 * at once, or by silence. Knows lines but no protocol; rules on lines see nothing of what TLS hides.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createLineRules, type LineRule } from './line-rules.ts';

export type Direction = 'to-server' | 'to-client';

export interface FaultProxy {
  readonly host: string;
  readonly port: number;
  /** Connections opened so far. */
  readonly opened: number;
  /** Connections open now. */
  readonly open: number;
  /** Octets that passed so far. */
  passed(direction: Direction): number;
  /** The rule acts on the next `times` (1) lines that match, on whatever connection they come. */
  atLine(direction: Direction, rule: LineRule, times?: number): void;
  /** Cuts the connection on which the `octets`th octet from now passes in this direction, right behind that octet. */
  cutAfter(direction: Direction, octets: number): void;
  /** Swallows everything in both directions from now on; connections are still accepted. */
  blackHole(): void;
  /** Every piece waits that long before it goes on. */
  delayBy(ms: number): void;
  /** Cuts new connections at once from now on. */
  refuse(): void;
  /** Cuts all open connections with a reset. */
  cut(): void;
  /** No rule, delay or black hole from now on. */
  restore(): void;
  stop(): Promise<void>;
}

interface Weather {
  mode: 'pass' | 'black-hole' | 'refuse';
  delayMs: number;
  readonly octetsLeft: Record<Direction, number>;
}

export async function startFaultProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<FaultProxy> {
  const weather: Weather = {
    mode: 'pass',
    delayMs: 0,
    octetsLeft: { 'to-server': Infinity, 'to-client': Infinity },
  };
  const rules = { 'to-server': createLineRules(), 'to-client': createLineRules() };
  const pairs = new Set<readonly [Socket, Socket]>();
  const passed = { 'to-server': 0, 'to-client': 0 };
  let opened = 0;

  const pump = async (source: Socket, sink: Socket, direction: Direction, cut: () => void): Promise<void> => {
    const lines = rules[direction].reader();
    for await (const chunk of source) {
      if (weather.delayMs > 0) await delay(weather.delayMs, undefined, { ref: false });
      if (weather.mode === 'black-hole') continue;
      const { pass, cutNow } = lines.read(chunk as Buffer);
      const piece = pass.subarray(0, Math.min(pass.length, weather.octetsLeft[direction]));
      weather.octetsLeft[direction] -= piece.length;
      passed[direction] += piece.length;
      const exhausted = weather.octetsLeft[direction] === 0;
      if (exhausted) weather.octetsLeft[direction] = Infinity;
      if (cutNow || exhausted) {
        await new Promise((resolve) => sink.write(piece, resolve));
        cut();
        return;
      }
      if (!sink.write(piece)) await once(sink, 'drain');
    }
    sink.end();
  };

  const server = createServer({ noDelay: true }, (client) => {
    opened += 1;
    if (weather.mode === 'refuse') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ ...target, noDelay: true });
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const close = (): void => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    // A cut ends in order towards both sides, so that what was passed before it arrives.
    const cut = (): void => {
      for (const socket of pair) socket.end();
      close();
    };
    for (const socket of pair) socket.on('error', close).on('close', close);
    pump(client, upstream, 'to-server', cut).catch(close);
    pump(upstream, client, 'to-client', cut).catch(close);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');

  const cut = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  return {
    host: '127.0.0.1',
    port: address.port,
    get opened() {
      return opened;
    },
    get open() {
      return pairs.size;
    },
    passed: (direction) => passed[direction],
    atLine: (direction, rule, times = 1) => rules[direction].add(rule, times),
    cutAfter: (direction, octets) => void (weather.octetsLeft[direction] = octets),
    blackHole: () => void (weather.mode = 'black-hole'),
    delayBy: (ms) => void (weather.delayMs = ms),
    refuse: () => void (weather.mode = 'refuse'),
    cut,
    restore() {
      weather.mode = 'pass';
      weather.delayMs = 0;
      for (const direction of ['to-server', 'to-client'] as const) {
        weather.octetsLeft[direction] = Infinity;
        rules[direction].clear();
      }
    },
    async stop() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
