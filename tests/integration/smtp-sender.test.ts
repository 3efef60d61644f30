/** The end of a message stays here until it was written down that it may have left. */
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { smtpDeadlines } from '../../src/workers/smtp-connection.ts';
import { createSmtpConnections } from '../../src/workers/smtp-connections.ts';
import { createSmtpSender } from '../../src/workers/smtp-sender.ts';
import { eventually } from '../support/eventually.ts';
import { loopback } from '../support/imap-account.ts';
import { accountFor, never } from '../support/sending-rig.ts';
import { passwordLogins } from '../support/logins.ts';

let server: SubmissionServer;
let connections: ReturnType<typeof createSmtpConnections>;

beforeEach(async () => {
  server = await startSubmissionServer();
  connections = createSmtpConnections(
    { egress: loopback, name: 'postern.test', deadlines: smtpDeadlines },
    passwordLogins(() => server.password),
  );
});
afterEach(async () => {
  connections.close();
  await server.stop();
});

function send(subject: string, beforeFinalDot: () => Promise<boolean>): Promise<Outcome> {
  const { port, password } = server;
  const account = accountFor('acc_ada', { smtp: { host: '127.0.0.1', port, password } });
  const content = Buffer.from(`Subject: ${subject}\r\n\r\n`);
  return createSmtpSender(connections, smtpDeadlines).send(
    account,
    { id: 'sub_one', from: account.email, to: ['grace@example.org'], dsn: null, requireTls: false },
    { stream: Readable.from([content]), size: content.length, form: '7bit' },
    beforeFinalDot,
    never,
  );
}
const released = (): Promise<boolean> => Promise.resolve(true);
const taken = (): readonly (string | undefined)[] =>
  server.accepted.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1]);

describe('the end of a message', () => {
  it('waits until it is released, and another message does not wait for it', async () => {
    let release: ((yes: boolean) => void) | null = null;
    const first = send('first', () => new Promise((resolve) => (release = resolve)));
    await eventually(() => expect(release).not.toBeNull());
    await send('second', released);
    expect(taken()).toEqual(['second']);
    (release as ((yes: boolean) => void) | null)?.(true);
    expect(await first).toMatchObject({ kind: 'answered', recipients: [{ accepted: true }] });
    expect(taken()).toEqual(['second', 'first']);
  });

  it('never leaves when another attempt has taken over', async () => {
    const outcome = await send('first', () => Promise.resolve(false));
    expect(outcome).toMatchObject({ kind: 'not-sent', reason: 'superseded' });
    await send('second', released);
    expect(taken()).toEqual(['second']);
  });

  it('never leaves when that could not be written down', async () => {
    const away = new Error('the storage is away');
    await expect(send('first', () => Promise.reject(away))).rejects.toBe(away);
    await send('second', released);
    expect(taken()).toEqual(['second']);
  });
});
