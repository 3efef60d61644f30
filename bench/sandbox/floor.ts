/**
 * The floor of the sandbox: sockets of Node that say by rote what an idle IMAP session hears, and the bare smtp-server,
 * whose messages become one line on the socket of the user that they are for. Keeps no mail.
 */
import { once } from 'node:events';
import { createServer as createPlain, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createSecure } from 'node:tls';
import { SMTPServer } from 'smtp-server';
import { localCertificate } from '../../src/sandbox/certificate.ts';
import { answerAs } from './host.ts';

const host = '127.0.0.1';
const idling = new Map<string, { readonly socket: Socket; messages: number }>();

function speak(socket: Socket): void {
  socket.setNoDelay(true).on('error', () => socket.destroy());
  socket.write('* OK ready\r\n');
  socket.on('data', (octets: Buffer) => {
    const [tag = '', command = '', user = ''] = octets.toString('latin1').trim().split(' ');
    if (command === 'LOGIN') idling.set(user, { socket, messages: 0 });
    socket.write(command === 'IDLE' ? '+ idling\r\n' : `${tag} OK done\r\n`);
  });
}

function announce(address: string): void {
  const session = idling.get(address.replace(/@.*/, ''));
  if (session === undefined) return;
  session.messages += 1;
  session.socket.write(`* ${session.messages} EXISTS\r\n`);
}

async function portOf(server: Server): Promise<number> {
  if (!server.listening) await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const { key, cert, ca } = await localCertificate();
const smtp = new SMTPServer({
  logger: false,
  disableReverseLookup: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username }, _session, done) => done(null, { user: username }),
  onData(stream, { envelope }, done) {
    stream.resume().once('end', () => {
      for (const { address } of envelope.rcptTo) announce(address);
      done();
    });
  },
});
smtp.on('error', () => undefined);

answerAs(
  {
    host,
    imapPort: await portOf(createPlain(speak).listen(0, host)),
    imapsPort: await portOf(createSecure({ key, cert }, speak).listen(0, host)),
    smtpPort: await portOf(smtp.listen(0, host)),
    ca,
  },
  () => undefined,
  () => idling.size,
);
