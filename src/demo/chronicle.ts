/**
 * Turns what is observed at the service's borders (its answers, the mail servers that it speaks to, the journal, the
 * webhook receiver) into rows of the timeline, each with the time at which it was observed or that the service
 * itself gave it, and under the message that it is about.
 */
import type { Arrival } from '../sandbox/smtp/arrivals.ts';
import type { Client, Event, Submission } from './client.ts';
import type { Person } from './person.ts';
import type { ReceivedWebhook } from './receiver.ts';
import type { MailObserver } from './mail-servers.ts';
import type { Row, Timeline } from './timeline.ts';

export interface Letter {
  readonly to: Person;
  readonly subject: string;
  readonly text: string;
}

export interface Chronicle extends MailObserver {
  /** Sends by HTTP; resolves at the 202 with the Message-ID, by which the timeline knows the message. */
  send(from: Person, letter: Letter): Promise<string>;
  journaled(event: Event): void;
  delivered(webhook: ReceivedWebhook): void;
}

export interface ChronicleOptions {
  readonly client: Client;
  readonly timeline: Timeline;
  readonly people: readonly Person[];
  /** Called when the service does not answer what it is asked for the sake of a row. */
  readonly onFailure: (cause: unknown) => void;
}

/** What a server says in IDLE of messages that came, went or changed. */
const NEWS: ReadonlySet<string> = new Set(['EXISTS', 'EXPUNGE', 'VANISHED', 'FETCH']);

export function createChronicle({ client, timeline, people, onFailure }: ChronicleOptions): Chronicle {
  /** A message's way has begun before anything is told of what became of it. */
  let begun: Promise<unknown> = Promise.resolve();
  const latestFor = new Map<string, string>();
  const inTurn = (work: () => void | Promise<void>): void => void begun.then(work).catch(onFailure);
  const first = (beginning: Promise<unknown>): void => {
    begun = Promise.all([begun, beginning.catch(() => undefined)]);
  };

  /** Somebody else's request: its answer was not ours to see, but the service keeps when it accepted it. */
  const tellAcceptance = (submission: Submission): void => {
    const { id, accountId, messageId, createdAt } = submission;
    if (timeline.knows(messageId)) return;
    const at = Date.parse(createdAt);
    timeline.begin(messageId, at, titleOf(submission));
    timeline.add({ at, step: '202', account: accountId, detail: id, journey: messageId, tone: 'good' });
  };

  const tellSmtp = async ({ user, recipients, raw, at }: Arrival, journey: string): Promise<void> => {
    const to = recipients.map(({ address }) => address).join(', ');
    const sender = people.find(({ email }) => email === user);
    const known = timeline.knows(journey) || sender === undefined ? [] : await client.submissions(sender.id);
    for (const submission of known) if (submission.messageId === journey) tellAcceptance(submission);
    timeline.begin(journey, at.getTime(), `${user ?? ''} → ${to}`);
    timeline.add({
      at: at.getTime(),
      step: 'SMTP',
      account: sender?.id ?? '',
      detail: `250 for ${to}, ${raw.length} octets`,
      journey,
      milestone: 'SMTP acceptance',
    });
  };

  const readBack = async (account: string, id: string, journey: string | null): Promise<void> => {
    const message = await client.readMessage(id);
    const detail =
      message === null
        ? 'the message is gone already'
        : `“${message.subject ?? ''}”: ${firstLine(message.text)}`;
    const row = { at: Date.now(), step: 'GraphQL', account, detail, journey };
    timeline.add({ ...row, milestone: 'GraphQL answer', tone: message === null ? 'bad' : 'good' });
  };

  return {
    async send({ id }, { to, subject, text }) {
      const key = `demo-${Date.now()}`;
      const startedAt = Date.now();
      const answer = client.submit(id, { to: [{ address: to.email, name: to.name }], subject, text }, key);
      const told = answer.then((submission) => {
        const journey = submission.messageId;
        timeline.begin(journey, startedAt, titleOf(submission));
        const path = `/v1/accounts/${id}/submissions, Idempotency-Key: ${key}`;
        timeline.add({ at: startedAt, step: 'POST', account: id, detail: path, journey });
        const accepted: Row = { at: Date.now(), step: '202', account: id, detail: submission.id, journey };
        timeline.add({ ...accepted, milestone: '202', tone: 'good' });
        return journey;
      });
      first(told);
      return await told;
    },
    accepted(message) {
      const journey = messageIdOf(message.raw);
      if (journey === null) return;
      for (const { address } of message.recipients) latestFor.set(address, journey);
      const told = begun.then(() => tellSmtp(message, journey));
      told.catch(onFailure);
      first(told);
    },
    noticed({ id, email }, { name, messages, at }) {
      if (!NEWS.has(name)) return;
      const arrival = name === 'EXISTS';
      const journey = arrival ? (latestFor.get(email) ?? null) : null;
      const detail = arrival ? `* ${messages} EXISTS` : name;
      inTurn(() =>
        timeline.add({ at, step: 'IDLE', account: id, detail, journey, milestone: 'IDLE notice' }),
      );
    },
    journaled(event) {
      const at = Date.parse(event.timestamp);
      inTurn(() => {
        if (event.accountId === null) return;
        const submission = submissionOf(event);
        if (submission !== null) tellAcceptance(submission);
        const row: Row = {
          at,
          step: 'journal',
          account: event.accountId,
          detail: wordsOf(event),
          journey: journeyOf(event),
        };
        timeline.add(event.type === 'message.received' ? { ...row, milestone: 'journal entry' } : row);
      });
    },
    delivered({ event, at }) {
      if (event === null) {
        timeline.add({
          at,
          step: 'webhook',
          account: '',
          detail: 'signature wrong',
          journey: null,
          tone: 'bad',
        });
        return;
      }
      inTurn(() => {
        const account = event.accountId ?? '';
        const journey = journeyOf(event);
        const row: Row = {
          at,
          step: 'webhook',
          account,
          detail: `${event.type}, signature valid`,
          journey,
          tone: 'good',
        };
        timeline.add(event.type === 'message.received' ? { ...row, milestone: 'signed webhook' } : row);
        if (event.type !== 'message.received') return;
        return readBack(account, event.data.message.id, journey);
      });
    },
  };
}

function submissionOf(event: Event): Submission | null {
  switch (event.type) {
    case 'submission.sent':
    case 'submission.deferred':
    case 'submission.failed':
    case 'submission.unknown':
    case 'submission.cancelled':
    case 'submission.delivered':
    case 'submission.bounced':
    case 'submission.complained':
    case 'submission.replied':
      return event.data.submission;
    default:
      return null;
  }
}

/** What happens to a message long after its arrival is not part of its way. */
function journeyOf(event: Event): string | null {
  if (event.type === 'message.received') return event.data.message.messageId ?? null;
  return submissionOf(event)?.messageId ?? null;
}

function wordsOf(event: Event): string {
  switch (event.type) {
    case 'message.received':
    case 'message.deleted':
      return `${event.type} in ${event.data.message.mailboxPath ?? ''}`;
    case 'message.updated':
      return `${event.type}: ${event.data.flags.now?.join(' ') ?? ''}`;
    default:
      return event.type;
  }
}

function titleOf({ accountId, envelope, subject }: Submission): string {
  return `${accountId} → ${envelope.to.join(', ')}: ${subject ?? ''}`;
}

function messageIdOf(raw: Buffer): string | null {
  const end = raw.indexOf('\r\n\r\n');
  const header = raw.subarray(0, end < 0 ? raw.length : end).toString('latin1');
  return /^message-id:\s*(<[^>\s]+>)/im.exec(header)?.[1] ?? null;
}

function firstLine(text: string | null): string {
  return (text ?? '').trim().split(/\r?\n/, 1)[0] ?? '';
}
