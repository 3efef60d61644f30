import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';

describe('the fault proxy before a server that echoes', () => {
  let server: Server;
  let proxy: FaultProxy;
  let client: Socket;
  let received: string;
  let ended: boolean;

  const open = (): void => {
    received = '';
    ended = false;
    client = connect(proxy.port, proxy.host);
    client.on('data', (chunk: Buffer) => void (received += chunk.toString()));
    client.on('error', () => undefined).on('close', () => void (ended = true));
  };
  beforeEach(async () => {
    server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    proxy = await startFaultProxy({
      host: '127.0.0.1',
      port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    });
    open();
  });
  afterEach(async () => {
    client.destroy();
    await proxy.stop();
    await new Promise((resolve) => server.close(resolve));
  });

  it('passes everything when it has no rule, even half a line', async () => {
    client.write('one\r\ntw');
    await eventually(() => expect(received).toBe('one\r\ntw'));
  });

  it('swallows a line as often as it is told', async () => {
    proxy.atLine('to-client', { match: /^\* 2 EXISTS$/, action: 'swallow' });
    client.write('* 1 EXISTS\r\n* 2 EXISTS\r\n* 2 EXISTS\r\n');
    await eventually(() => expect(received).toBe('* 1 EXISTS\r\n* 2 EXISTS\r\n'));
  });

  it('cuts before and behind a line', async () => {
    proxy.atLine('to-client', { match: /^b/, action: 'cut-before' });
    client.write('a\r\nb\r\nc\r\n');
    await eventually(() => expect({ received, ended }).toEqual({ received: 'a\r\n', ended: true }));
    open();
    proxy.atLine('to-client', { match: /^b/, action: 'cut-after' });
    client.write('a\r\nb\r\nc\r\n');
    await eventually(() => expect({ received, ended }).toEqual({ received: 'a\r\nb\r\n', ended: true }));
  });

  it('cuts behind an octet', async () => {
    proxy.cutAfter('to-client', 5);
    client.write('abc');
    client.write('defghi');
    await eventually(() => expect({ received, ended }).toEqual({ received: 'abcde', ended: true }));
  });

  it('keeps silent in a black hole and goes on afterwards', async () => {
    proxy.blackHole();
    client.write('lost');
    const other = connect(proxy.port, proxy.host);
    await once(other, 'connect');
    other.destroy();
    await eventually(() => expect(proxy.opened).toBe(2));
    proxy.restore();
    client.write('found');
    await eventually(() => expect(received).toBe('found'));
  });

  it('cuts what is open and refuses what comes', async () => {
    client.write('a');
    await eventually(() => expect(received).toBe('a'));
    proxy.refuse();
    proxy.cut();
    await eventually(() => expect({ ended, open: proxy.open }).toEqual({ ended: true, open: 0 }));
    open();
    await eventually(() => expect(ended).toBe(true));
  });
});
