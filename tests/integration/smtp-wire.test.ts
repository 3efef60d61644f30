/** What passes between the service and its SMTP server: logins, extensions, and octets that hostile messages are made of. */
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { Account, ServerSettings } from '../../src/domain/account.ts';
import type { Login } from '../../src/domain/login.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import type { SmtpBehaviour } from '../../src/sandbox/smtp/behaviour.ts';
import { localCertificate } from '../../src/sandbox/certificate.ts';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import { startSmtpServer, type SubmittedMessage } from '../../src/sandbox/smtp/server.ts';
import type { OutgoingEnvelope } from '../../src/use-cases/ports/submissions.ts';
import { smtpDeadlines } from '../../src/workers/smtp-connection.ts';
import { createSmtpConnections } from '../../src/workers/smtp-connections.ts';
import { createSmtpSender } from '../../src/workers/smtp-sender.ts';
import { eventually } from '../support/eventually.ts';
import { loopback } from '../support/imap-account.ts';
import { startScriptedSmtp } from '../support/scripted-smtp.ts';
import { accountFor, never } from '../support/sending-rig.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const byPassword = { kind: 'password', username: 'ada@postern.test', password: 'pass=,\u00fc' } as const;
const byToken = { kind: 'token', username: 'ada=,@postern.test', accessToken: 'ya29.token' } as const;

interface Server {
  readonly port: number;
  readonly taken: readonly SubmittedMessage[];
  readonly settings: Partial<ServerSettings>;
}

async function sandbox(behaviour: Partial<SmtpBehaviour> = {}, secure = false): Promise<Server> {
  const tls = await localCertificate();
  const taken: SubmittedMessage[] = [];
  const server = await startSmtpServer({
    tls,
    faults: createFaults().smtp,
    behaviour,
    admits(login) {
      const known =
        login.method === 'password'
          ? login.user === byPassword.username && login.password === byPassword.password
          : login.user === byToken.username && login.token === byToken.accessToken;
      return known ? 'ok' : 'refused';
    },
    take: (message) => void taken.push(message),
  });
  ends.push(() => server.close());
  const settings = secure ? ({ security: 'tls', tls: { ca: tls.ca, serverName: 'localhost' } } as const) : {};
  return { port: secure ? server.tlsPort : server.port, taken, settings };
}

type Sender = (sending?: Sending) => Promise<Outcome>;

interface Sending {
  readonly content?: string;
  readonly envelope?: Partial<OutgoingEnvelope>;
}

/** All that one sender sends goes over the connections that it keeps. */
function senderTo(
  { port, settings = {} }: { readonly port: number; readonly settings?: Partial<ServerSettings> },
  login: Login = byPassword,
): Sender {
  const account: Account = accountFor('acc_ada', {
    smtp: { host: '127.0.0.1', port, password: '' },
    settings,
  });
  const connections = createSmtpConnections(
    { egress: loopback, name: 'postern.test', deadlines: smtpDeadlines },
    { logIn: (_account, _side, attempt) => attempt(login) },
  );
  ends.push(() => connections.close());
  const sender = createSmtpSender(connections, smtpDeadlines);
  return ({ content = 'Subject: wire\r\n\r\nHello.\r\n', envelope = {} } = {}) => {
    const octets = Buffer.from(content, 'latin1');
    const outgoing = {
      id: 'sub_one',
      from: account.email,
      to: ['grace@example.org'],
      dsn: null,
      requireTls: false,
    };
    return sender.send(
      account,
      { ...outgoing, ...envelope },
      { stream: Readable.from([octets]), size: octets.length, form: '7bit' },
      () => Promise.resolve(true),
      never,
    );
  };
}

const accepted = { kind: 'answered', recipients: [{ accepted: true }] };

describe('a login', () => {
  it.each([
    ['PLAIN', byPassword],
    ['LOGIN', byPassword],
    ['XOAUTH2', byToken],
    ['OAUTHBEARER', byToken],
  ] as const)('uses %s where the server offers nothing else', async (mechanism, login) => {
    const server = await sandbox({ mechanisms: [mechanism] });
    expect(await senderTo(server, login)()).toMatchObject(accepted);
    expect(server.taken).toMatchObject([{ user: login.username }]);
  });

  it.each(['XOAUTH2', 'OAUTHBEARER'] as const)(
    'by %s hears out why a token is refused',
    async (mechanism) => {
      const server = await sandbox({ mechanisms: [mechanism] });
      const outcome = await senderTo(server, { ...byToken, accessToken: 'ya29.stale' })();
      expect(outcome).toMatchObject({ kind: 'not-sent', reason: 'auth-failed' });
      expect(outcome).toHaveProperty('response', expect.stringMatching(/^535 /));
    },
  );

  it.each([
    ['a token', ['PLAIN', 'LOGIN'], byToken],
    ['a password', ['XOAUTH2', 'OAUTHBEARER'], byPassword],
  ] as const)('with %s is not tried where the server takes none', async (_what, mechanisms, login) => {
    const outcome = await senderTo(await sandbox({ mechanisms }), login)();
    expect(outcome).toMatchObject({
      reason: 'auth-failed',
      response: 'The server offers no login that fits.',
    });
  });
});

describe('a server', () => {
  it('that takes commands in advance gets the whole envelope at once', async () => {
    const ahead = await startScriptedSmtp({ at: { MAIL: {} } });
    const oneByOne = await startScriptedSmtp({ at: { MAIL: {} }, withheld: ['PIPELINING'] });
    ends.push(
      () => ahead.stop(),
      () => oneByOne.stop(),
    );
    const [first, second] = [senderTo(ahead)(), senderTo(oneByOne)()];
    const told = (commands: readonly string[]): readonly string[] =>
      commands
        .map((command) => command.slice(0, 4))
        .slice(commands.findIndex((each) => each.startsWith('MAIL')));
    await eventually(() => expect(told(ahead.commands)).toEqual(['MAIL', 'RCPT', 'DATA']));
    await eventually(() => expect(told(oneByOne.commands)).toEqual(['MAIL']));
    await Promise.all([ahead.stop(), oneByOne.stop()]);
    await Promise.all([first, second]);
  });

  it('that gives up a kept connection by 421 is spoken to on another one, at no cost', async () => {
    const going = { say: '421 4.4.2 Idle for too long\r\n', then: 'drop' } as const;
    const server = await startScriptedSmtp({ at: { MAIL: [{ say: '250 2.1.0 Ok\r\n' }, going] } }, {});
    ends.push(() => server.stop());
    const send = senderTo(server);
    expect(await send()).toMatchObject(accepted);
    expect(await send()).toMatchObject(accepted);
    expect([server.taken.length, server.connections]).toEqual([2, 2]);
  });

  it.each([
    ['a bare CR', '550 5.1.1 no\rsuch\0\x1b[31m user\r\n', 'no such [31m user'],
    ['a line separator', '550 5.1.1 no\u2028such\r\n', 'no such'],
    ['the secret', `550-5.1.1 it is ${byToken.accessToken}\r\n550 5.1.1 or so\r\n`, 'it is … or so'],
  ])('that puts %s into its words is understood, and its words are clean', async (_what, say, text) => {
    const server = await startScriptedSmtp({ at: { RCPT: { say } }, offers: ['AUTH XOAUTH2'] });
    ends.push(() => server.stop());
    expect(await senderTo(server, byToken)()).toMatchObject({
      kind: 'answered',
      recipients: [{ accepted: false, reply: { code: 550, enhanced: '5.1.1', text } }],
      response: `550 5.1.1 ${text}`,
    });
  });

  it('that greets with a secret it remembers is not quoted with it', async () => {
    const say = `554 5.7.1 ${byToken.accessToken}?\r\n`;
    const server = await startScriptedSmtp({ at: { greeting: { say, then: 'drop' } } });
    ends.push(() => server.stop());
    expect(await senderTo(server, byToken)()).toMatchObject({ response: '554 5.7.1 …?' });
  });

  it('that promises TLS on the further way is asked for it, over verified TLS only', async () => {
    const server = await sandbox({}, true);
    const envelope = { requireTls: true };
    expect(await senderTo(server)({ envelope })).toMatchObject(accepted);
    expect(server.taken).toMatchObject([{ secure: true, wishes: { requireTls: true } }]);
    const unverified = {
      ...server,
      settings: { security: 'tls', tls: { rejectUnauthorized: false } },
    } as const;
    expect(await senderTo(unverified)({ envelope })).toMatchObject({
      recipients: [{ reply: { enhanced: '5.7.30' } }],
    });
    expect(server.taken).toHaveLength(1);
  });
});

describe('a message', () => {
  const smuggled =
    'MAIL FROM:<ada@postern.test>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: smuggled\r\n\r\nHa.\r\n.\r\n';

  it.each([
    '\n.\n',
    '\n.\r\n',
    '\r.\r',
    '\r.\r\n',
    '\r\n.\r',
    '\r\n.\n',
    '\r\n.\r\n',
    '\r\r\n.\r\r\n',
    '\n\n..\n',
  ])('with %j inside stays one message, and no bare CR or LF leaves', async (end) => {
    const content = `Subject: carrier\r\n\r\nHello.${end}${smuggled}`;
    const [server, scripted] = await Promise.all([sandbox(), startScriptedSmtp({})]);
    ends.push(() => scripted.stop());
    for (const each of [server, scripted]) expect(await senderTo(each)({ content })).toMatchObject(accepted);
    const mended = content.replace(/\r\n|\r|\n/g, '\r\n');
    expect(server.taken.map(({ raw }) => raw.toString('latin1'))).toEqual([mended]);
    expect(scripted.taken.map(({ raw }) => raw)).toEqual([mended]);
    expect(scripted.bareLineEnds).toBe(0);
  });
});
