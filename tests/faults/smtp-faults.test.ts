/**
 * Every way in which a conversation with an SMTP server can go wrong, side by side: of each the exact end, how often the
 * server took the message, and what is told of it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OnUnknown, ServerSettings } from '../../src/domain/account.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { makeCertificate } from '../../src/sandbox/certificate.ts';
import type { NewSubmission } from '../../src/use-cases/submit-message.ts';
import { eventually } from '../support/eventually.ts';
import {
  startScriptedSmtp,
  type Point,
  type Reaction,
  type ScriptedSmtp,
  type SmtpScript,
} from '../support/scripted-smtp.ts';
import { accountFor, never, openSendingRig, owner, type SendingRig } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

interface Scenario {
  /** What the server does on its first connections; on all later ones it does well, unless the last is to stay. */
  readonly scripts: readonly SmtpScript[];
  readonly stays?: true;
  readonly onUnknown?: OnUnknown;
  readonly settings?: Partial<ServerSettings>;
  readonly message?: Partial<NewSubmission>;
  readonly ends: Ending;
}

interface Ending {
  readonly status: SubmissionView['status'];
  readonly attempts: readonly string[];
  /** `sent` for all unless told. */
  readonly recipients?: readonly string[];
  /** How often the server took it; once unless told. */
  readonly taken?: number;
  /** In their order, each about some of the recipients. */
  readonly events: readonly string[];
  /** In the words of the last attempt. */
  readonly words?: RegExp;
}

const say = (...lines: readonly string[]): Reaction => ({ say: lines.map((line) => `${line}\r\n`).join('') });
const drop: Reaction = { then: 'drop' };
const silence: Reaction = { then: 'silence' };
const at = (point: Point, reaction: Reaction): SmtpScript => ({ at: { [point]: reaction } });

const sentAtOnce: Ending = { status: 'sent', attempts: ['accepted'], events: ['sent'] };
const sentLater = (first: string): Ending => ({
  status: 'sent',
  attempts: [first, 'accepted'],
  events: [first === 'unknown' ? 'unknown' : 'deferred', 'sent'],
});
const failed = (words: RegExp): Ending => ({
  status: 'failed',
  attempts: ['rejected'],
  recipients: ['failed'],
  taken: 0,
  events: ['failed'],
  words,
});
/** Tried twice, and for the third time when the test is long over. */
const waits = (attempt: string, words: RegExp): Ending => ({
  status: 'deferred',
  attempts: [attempt, attempt],
  recipients: ['deferred'],
  taken: 0,
  events: ['deferred', 'deferred'],
  words,
});
/** Credentials that were refused are not tried again so soon. */
const notLoggedIn = (words: RegExp): Ending => ({
  ...waits('auth-failed', words),
  attempts: ['auth-failed'],
  events: ['deferred'],
});
const held = (taken: number): Ending => ({
  status: 'unknown',
  attempts: ['unknown'],
  recipients: ['unknown'],
  taken,
  events: ['unknown'],
});

/** Larger than all buffers on the way, so that its middle is not its end. */
const long = {
  text: 'A line of some length, for a connection that breaks in its middle.\r\n'.repeat(30_000),
};
const three = { to: ['a', 'b', 'c'].map((name) => ({ address: `${name}@example.org` })) };
const unpipelined = { withheld: ['PIPELINING'] };

const [trusted, foreign] = await Promise.all([makeCertificate(), makeCertificate()]);
const overTls = (mode: 'tls' | 'starttls', { key, cert } = trusted): SmtpScript => ({
  tls: { mode, key, cert },
});
const wants = (security: 'tls' | 'starttls'): Partial<ServerSettings> => ({
  security,
  tls: { ca: trusted.ca, serverName: 'localhost' },
});

const scenarios: Readonly<Record<string, Scenario>> = {
  // The connection ends without a word.
  'a drop before the greeting': { scripts: [at('greeting', drop)], ends: sentLater('unreachable') },
  'a drop at EHLO': { scripts: [at('EHLO', drop)], ends: sentLater('unreachable') },
  'a drop at AUTH': { scripts: [at('AUTH', drop)], ends: sentLater('unreachable') },
  'a drop at MAIL': { scripts: [at('MAIL', drop)], ends: sentLater('unreachable') },
  'a drop at RCPT': { scripts: [at('RCPT', drop)], ends: sentLater('unreachable') },
  'a drop at DATA': { scripts: [at('DATA', drop)], ends: sentLater('unreachable') },
  'a drop in the middle of the message': {
    scripts: [at('middle', drop)],
    message: long,
    ends: sentLater('unreachable'),
  },
  'a drop behind the dot, before the server decided, held': {
    scripts: [at('dot', drop)],
    onUnknown: 'hold',
    ends: held(0),
  },
  'a drop behind the dot, before the server decided, sent again': {
    scripts: [at('dot', drop)],
    onUnknown: 'resend',
    ends: sentLater('unknown'),
  },
  'a reply to the dot that is lost, held': {
    scripts: [at('dot', { then: 'drop', taken: true })],
    onUnknown: 'hold',
    ends: held(1),
  },
  'a reply to the dot that is lost, sent again': {
    scripts: [at('dot', { then: 'drop', taken: true })],
    onUnknown: 'resend',
    ends: { ...sentLater('unknown'), taken: 2 },
  },
  'half a reply to the dot': {
    scripts: [at('dot', { say: '250 2.0', then: 'drop', taken: true })],
    onUnknown: 'hold',
    ends: held(1),
  },

  // The server says nothing any more, and the connection stays.
  'silence instead of the greeting': { scripts: [at('greeting', silence)], ends: sentLater('unreachable') },
  'silence at AUTH': { scripts: [at('AUTH', silence)], ends: sentLater('unreachable') },
  'silence at MAIL': { scripts: [at('MAIL', silence)], ends: sentLater('unreachable') },
  'silence at RCPT': { scripts: [at('RCPT', silence)], ends: sentLater('unreachable') },
  'silence at DATA': { scripts: [at('DATA', silence)], ends: sentLater('unreachable') },
  'silence behind the dot': {
    scripts: [at('dot', { then: 'silence', taken: true })],
    onUnknown: 'hold',
    ends: held(1),
  },

  // Every class of reply to every command.
  'a greeting of 554': {
    scripts: [at('greeting', say('554 5.3.2 Not here'))],
    ends: sentLater('unreachable'),
  },
  'a greeting of 421': { scripts: [at('greeting', say('421 4.3.2 Busy'))], ends: sentLater('deferred') },
  '535 to AUTH': {
    scripts: [at('AUTH', say('535 5.7.8 Wrong'))],
    ends: notLoggedIn(/^535 5\.7\.8 Wrong/),
  },
  '454 to AUTH': { scripts: [at('AUTH', say('454 4.7.0 Later'))], ends: sentLater('unreachable') },
  '550 to MAIL': { scripts: [at('MAIL', say('550 5.7.1 Not you'))], ends: failed(/550 5\.7\.1 Not you/) },
  '451 to MAIL': { scripts: [at('MAIL', say('451 4.3.0 Later'))], ends: sentLater('deferred') },
  '550 to MAIL, command by command': {
    scripts: [{ ...at('MAIL', say('550 5.7.1 Not you')), ...unpipelined }],
    ends: failed(/550 5\.7\.1 Not you/),
  },
  '550 to MAIL, and 354 all the same': {
    scripts: [{ at: { MAIL: say('550 5.7.1 Not you'), DATA: say('354 Go ahead') } }],
    ends: failed(/550 5\.7\.1 Not you/),
  },
  '550 to RCPT': { scripts: [at('RCPT', say('550 5.1.1 Nobody'))], ends: failed(/550 5\.1\.1 Nobody/) },
  '550 to RCPT, and 354 all the same': {
    scripts: [
      { at: { RCPT: say('550 5.1.1 Nobody'), DATA: say('354 Go ahead'), dot: say('554 5.5.1 For whom?') } },
    ],
    ends: failed(/550 5\.1\.1 Nobody/),
  },
  '450 to RCPT': { scripts: [at('RCPT', say('450 4.2.0 Later'))], ends: sentLater('deferred') },
  '450 to RCPT, every time': {
    scripts: [{ ...at('RCPT', say('450 4.2.0 Later')), repeats: true }],
    stays: true,
    ends: waits('deferred', /450 4\.2\.0 Later/),
  },
  '554 to DATA': { scripts: [at('DATA', say('554 5.7.1 No'))], ends: failed(/554 5\.7\.1 No/) },
  '451 to DATA': { scripts: [at('DATA', say('451 4.3.0 Later'))], ends: sentLater('deferred') },
  '250 to DATA': { scripts: [at('DATA', say('250 Ok'))], ends: sentLater('unreachable') },
  '554 to the message': { scripts: [at('dot', say('554 5.7.1 Spam'))], ends: failed(/554 5\.7\.1 Spam/) },
  '452 to the message': { scripts: [at('dot', say('452 4.3.1 Full'))], ends: sentLater('deferred') },
  '354 to the message': {
    scripts: [at('dot', { ...say('354 Go ahead'), taken: true })],
    onUnknown: 'hold',
    ends: held(1),
  },
  '552 in the middle of the message': {
    scripts: [at('middle', say('552 5.3.4 Too much'))],
    message: long,
    ends: failed(/552 5\.3\.4 Too much/),
  },
  '250 in the middle of the message': {
    scripts: [at('middle', say('250 2.0.0 Taken'))],
    message: long,
    ends: sentLater('unreachable'),
  },

  // The server goes: RFC 5321 §4.2.
  '421 to MAIL': {
    scripts: [at('MAIL', { ...say('421 4.3.2 Going'), then: 'drop' })],
    ends: sentLater('deferred'),
  },
  '421 to the second RCPT': {
    scripts: [{ recipients: { 'b@example.org': { ...say('421 4.3.2 Going'), then: 'drop' } } }],
    message: three,
    ends: { ...sentLater('deferred'), recipients: ['sent', 'sent', 'sent'] },
  },
  '421 in the middle of the message': {
    scripts: [at('middle', { ...say('421 4.3.2 Going'), then: 'drop' })],
    message: long,
    ends: sentLater('deferred'),
  },
  '421 to the message': {
    scripts: [at('dot', { ...say('421 4.3.2 Going'), then: 'drop' })],
    ends: sentLater('deferred'),
  },

  'a farewell behind the acceptance': {
    scripts: [at('dot', { ...say('250 2.0.0 Taken', '421 4.4.2 Going'), then: 'drop' })],
    ends: sentAtOnce,
  },

  // Some recipients and not the others.
  'one recipient refused, one put off': {
    scripts: [
      { recipients: { 'b@example.org': say('550 5.1.1 Nobody'), 'c@example.org': say('450 4.2.0 Later') } },
    ],
    message: three,
    ends: {
      status: 'sent',
      attempts: ['partial', 'accepted'],
      recipients: ['sent', 'failed', 'sent'],
      taken: 2,
      events: ['sent', 'deferred', 'failed', 'sent'],
    },
  },
  'one recipient refused, command by command': {
    scripts: [{ recipients: { 'b@example.org': say('550 5.1.1 Nobody') }, ...unpipelined }],
    message: three,
    ends: {
      status: 'sent',
      attempts: ['partial'],
      recipients: ['sent', 'failed', 'sent'],
      events: ['sent', 'failed'],
    },
  },
  'one recipient refused, the reply to the message lost': {
    scripts: [{ at: { dot: drop }, recipients: { 'b@example.org': say('550 5.1.1 Nobody') } }],
    message: three,
    onUnknown: 'hold',
    ends: { ...held(0), recipients: ['unknown', 'failed', 'unknown'], events: ['failed', 'unknown'] },
  },
  'one recipient refused for good, the others by the message for now': {
    scripts: [
      { at: { dot: say('452 4.3.1 Full') }, recipients: { 'b@example.org': say('550 5.1.1 Nobody') } },
    ],
    message: three,
    ends: {
      status: 'sent',
      attempts: ['deferred', 'accepted'],
      recipients: ['sent', 'failed', 'sent'],
      events: ['deferred', 'failed', 'sent'],
    },
  },

  // What is no SMTP, or hardly.
  'a greeting that is HTTP': {
    scripts: [at('greeting', say('HTTP/1.1 400 Bad Request'))],
    ends: sentLater('unreachable'),
  },
  'words that are no reply to MAIL': {
    scripts: [at('MAIL', say('OK, go on'))],
    ends: sentLater('unreachable'),
  },
  'a reply to MAIL that nobody knows': {
    scripts: [at('MAIL', say('354 Go on'))],
    ends: sentLater('unreachable'),
  },
  'two replies to one RCPT': {
    scripts: [at('RCPT', say('250 2.1.5 Ok', '250 2.1.5 Ok'))],
    ends: sentLater('unreachable'),
  },
  'a reply without an end': {
    scripts: [at('MAIL', { say: '250-more\r\n'.repeat(10_000) })],
    ends: sentLater('unreachable'),
  },
  'replies of many lines, in pieces of one octet': {
    scripts: [at('MAIL', say('250-2.1.0 a', '250-2.1.0 b', '250 2.1.0 c'))],
    ends: sentAtOnce,
  },
  'no EHLO and no AUTH': {
    scripts: [{ at: { EHLO: say('502 5.5.1 What?') } }],
    ends: notLoggedIn(/offers no login/),
  },
  'LOGIN asked in two steps': {
    scripts: [
      {
        at: { AUTH: say('334 VXNlcm5hbWU6'), answer: say('535 5.7.8 Wrong') },
        withheld: ['AUTH'],
        offers: ['AUTH LOGIN'],
      },
    ],
    ends: notLoggedIn(/^535 5\.7\.8 Wrong/),
  },

  // What the server does not take is not sent to it.
  'a message beyond the limit of SIZE': {
    scripts: [{ withheld: ['SIZE'], offers: ['SIZE 1000'] }],
    message: long,
    ends: failed(/^552 5\.3\.4 .* larger than the server takes \(1000\)/),
  },
  'an address in UTF-8 without SMTPUTF8': {
    scripts: [{ withheld: ['SMTPUTF8'] }],
    message: { to: [{ address: 'grüße@example.org' }] },
    ends: failed(/^554 5\.6\.9 .*SMTPUTF8/),
  },
  'TLS on the further way that the server does not promise': {
    scripts: [overTls('tls')],
    settings: wants('tls'),
    message: { requireTls: true },
    ends: failed(/^550 5\.7\.30 .*REQUIRETLS/),
  },

  // TLS.
  'a certificate that nobody vouches for': {
    scripts: [overTls('tls', foreign)],
    stays: true,
    settings: wants('tls'),
    ends: waits('unreachable', /No verified TLS/),
  },
  'a certificate of another host': {
    scripts: [overTls('starttls')],
    stays: true,
    settings: { ...wants('starttls'), tls: { ca: trusted.ca, serverName: 'mail.other.test' } },
    ends: waits('unreachable', /No verified TLS/),
  },
  'STARTTLS that is not offered': {
    scripts: [{}],
    stays: true,
    settings: wants('starttls'),
    ends: waits('unreachable', /./),
  },
  'STARTTLS that is refused once': {
    scripts: [{ ...overTls('starttls'), ...at('STARTTLS', say('454 4.7.0 Not now')) }, overTls('starttls')],
    stays: true,
    settings: wants('starttls'),
    ends: sentLater('unreachable'),
  },
  'words injected before the handshake': {
    scripts: [
      { ...overTls('starttls'), ...at('STARTTLS', say('220 Go', '235 2.7.0 Welcome')) },
      overTls('starttls'),
    ],
    stays: true,
    settings: wants('starttls'),
    ends: sentAtOnce,
  },
  'a drop instead of the handshake': {
    scripts: [
      { ...overTls('starttls'), ...at('STARTTLS', { ...say('220 Go'), then: 'drop' }) },
      overTls('starttls'),
    ],
    stays: true,
    settings: wants('starttls'),
    ends: sentLater('unreachable'),
  },
};

interface Played {
  readonly submission: SubmissionView;
  readonly events: readonly string[];
  readonly server: ScriptedSmtp;
}

let rig: SendingRig;
let servers: ReadonlyMap<string, ScriptedSmtp>;
let played: ReadonlyMap<string, Played>;

async function play(name: string, { ends, message }: Scenario): Promise<SubmissionView> {
  const input = { to: [{ address: 'grace@example.org' }], subject: name, text: 'Hello.', ...message };
  const { id } = await rig.submit(owner, accountOf(name), input, null, never);
  const get = (): Promise<SubmissionView> => rig.get(owner, null, id);
  // What does not come to its end is shown as it is.
  return await eventually(async () => {
    const { status, attempts } = await get();
    expect([status, attempts.length]).toEqual([ends.status, ends.attempts.length]);
    return await get();
  }, 12_000).catch(get);
}

const accountOf = (name: string): string => `acc_${Object.keys(scenarios).indexOf(name)}`;

beforeAll(async () => {
  const all = Object.entries(scenarios);
  servers = new Map(
    await Promise.all(
      all.map(async ([name, { scripts, stays }]) => {
        const { tls } = scripts.at(-1) ?? {};
        const well: SmtpScript = tls === undefined ? {} : { tls };
        return [name, await startScriptedSmtp(...scripts, ...(stays === true ? [] : [well]))] as const;
      }),
    ),
  );
  const smtp = { host: '127.0.0.1', port: 0, password: 'pass' };
  rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp,
    concurrency: all.length,
    schedule: { stepsMs: [100, 600_000], giveUpAfterMs: 3_600_000 },
    accounts: all.map(([name, { settings = {}, onUnknown = 'hold' }]) =>
      accountFor(accountOf(name), {
        smtp: { ...smtp, port: servers.get(name)?.port ?? 0 },
        settings,
        limits: { onUnknown },
      }),
    ),
  });
  const ended = await Promise.all(all.map(async ([name, each]) => [name, await play(name, each)] as const));
  const events = await rig.events();
  played = new Map(
    ended.flatMap(([name, submission]) => {
      const server = servers.get(name);
      const about = events.filter(({ accountId }) => accountId === submission.accountId);
      const types = about.map(({ type }) => type.replace(/^submission\./, ''));
      return server === undefined ? [] : [[name, { submission, events: types, server }] as const];
    }),
  );
}, 30_000);

afterAll(async () => {
  await rig.close();
  await Promise.all([...servers.values()].map((server) => server.stop()));
});

describe('an SMTP server with', () => {
  it.each(Object.keys(scenarios))('%s', (name) => {
    const {
      status,
      attempts,
      recipients,
      taken = 1,
      events,
      words = /./,
    } = scenarios[name]?.ends ?? sentAtOnce;
    const end = played.get(name);
    if (end === undefined) throw new Error('it was not played');
    const { submission, server } = end;
    expect({
      status: submission.status,
      attempts: submission.attempts.map(({ outcome }) => outcome),
      recipients: submission.recipients.map((each) => each.status),
      taken: server.taken.length,
      events: end.events,
      bareLineEnds: server.bareLineEnds,
    }).toEqual({
      status,
      attempts,
      recipients: recipients ?? submission.envelope.to.map(() => 'sent'),
      taken,
      events,
      bareLineEnds: 0,
    });
    expect(submission.attempts.at(-1)?.response).toMatch(words);
    // Whatever was sent again is the same message.
    expect(new Set(server.taken.map(({ raw }) => raw)).size).toBeLessThanOrEqual(1);
  });
});
