/**
 * The submission server that floor and product send to, in a process of its own so that it costs both the same. Takes
 * every login and message, and remembers of each its subject and when it was accepted.
 */
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface SinkQuestion {
  /** The answer comes once so many messages have been accepted. */
  readonly waitFor: number;
  readonly forget?: boolean;
}

/** Subject and time, in milliseconds since the epoch with fractions. */
export type SinkAnswer = readonly (readonly [subject: string, at: number])[];

const accepted: [string, number][] = [];
let asked: SinkQuestion | undefined;

function answer(): void {
  if (asked === undefined || accepted.length < asked.waitFor) return;
  if (asked.forget === true) accepted.length = 0;
  process.send?.(accepted);
  asked = undefined;
}

const server = new SMTPServer({
  logger: false,
  disableReverseLookup: true,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: ({ username }, _session, done) => done(null, { user: username }),
  onData(stream, _session, done) {
    void buffer(stream).then((raw) => {
      const subject = /^Subject: (.*)\r$/m.exec(raw.toString('latin1'))?.[1] ?? '';
      accepted.push([subject, performance.timeOrigin + performance.now()]);
      done();
      answer();
    });
  },
});
server.on('error', () => undefined);
const listener = server.listen(0, '127.0.0.1');
await once(listener, 'listening');
const address = listener.address();
process.on('message', (question: SinkQuestion) => {
  asked = question;
  answer();
});
process.on('disconnect', () => process.exit());
process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
