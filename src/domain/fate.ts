/**
 * What became of a message after the account's server had taken it, as reports and replies tell: a bounce, a delivery, a
 * complaint, an answer. Pure; whoever gives the news has found that it quotes the submission's own Message-ID or envelope id.
 */
import type { EventType, NewEvent } from './event.ts';
import { hashedId } from './ids.ts';
import { statusOf } from './outcome.ts';
import type { Report, ReportedRecipient, ReportKind } from './report.ts';
import { isFinal, type Move } from './sending.ts';
import { toldOf } from './submission-events.ts';
import type { RecipientStatus, SubmissionRecipient } from './recipient.ts';
import type { Submission } from './submission.ts';
import { instant } from './time.ts';

/** One message that arrived. */
export interface News {
  readonly kind: ReportKind | 'reply';
  /** The id under which it can be read. */
  readonly message: string;
  /** Its own Message-ID, or another name that it always has: the same news twice is told once. */
  readonly name: string;
  readonly from: readonly string[];
  /** null of a reply. */
  readonly report: Report | null;
}

interface Told {
  readonly type: EventType;
  readonly status: RecipientStatus | null;
  readonly about: readonly string[];
}

/** So many pieces of news are remembered, to be told once; more than that within one crash is nobody's mail. */
const mostRemembered = 100;

/** null when it tells nothing, or nothing new. */
export function learn(submission: Submission, news: News, now: number): Move | null {
  const remembered = submission.news ?? [];
  const name = hashedId('evt', submission.id, news.name);
  if (remembered.includes(name)) return null;
  const told = toldBy(submission, news);
  if (told.length === 0) return null;

  const at = instant(now);
  const recipients = submission.recipients.map((recipient): SubmissionRecipient => {
    const status = told.find(({ about }) => about.includes(recipient.address))?.status ?? null;
    if (status === null) return recipient;
    const {
      status: code = null,
      diagnostic = null,
      reason = null,
    } = reportedOf(submission, news, recipient) ?? {};
    const kind = news.kind === 'reply' ? 'auto-reply' : news.kind;
    const report = { kind, message: news.message, status: code, diagnostic, reason };
    return { ...recipient, status, report, updatedAt: at };
  });
  const next: Submission = {
    ...submission,
    ...settledBy(submission, recipients),
    recipients,
    news: [...remembered, name].slice(-mostRemembered),
    revision: submission.revision + 1,
    updatedAt: at,
  };
  return { next, events: told.map(({ type, about }) => eventOf(next, news, type, about)) };
}

/** A submission that waited only for whose fate is known now waits no more. */
function settledBy(
  submission: Submission,
  recipients: readonly SubmissionRecipient[],
): Pick<Submission, 'status' | 'nextAttemptAt' | 'turn'> {
  const { status, nextAttemptAt, turn } = submission;
  if (status !== 'unknown' && status !== 'sent') return { status, nextAttemptAt, turn };
  const now = statusOf(recipients);
  if (now === status) return { status, nextAttemptAt, turn };
  return isFinal({ status: now, nextAttemptAt: null })
    ? { status: now, nextAttemptAt: null, turn: turn + 1 }
    : { status: now, nextAttemptAt, turn };
}

function toldBy(submission: Submission, news: News): readonly Told[] {
  const { report } = news;
  switch (news.kind) {
    case 'dsn': {
      const of = (wanted: string): readonly string[] =>
        (report?.recipients ?? [])
          .filter(({ action }) => action === wanted)
          .flatMap((each) => meantBy(submission, each.address, report?.recipients.length === 1));
      return [
        ...toldOfState(submission, 'submission.bounced', 'bounced', of('failed')),
        ...toldOfState(submission, 'submission.delivered', 'delivered', of('delivered')),
      ];
    }
    case 'mdn': {
      const named = report?.recipients.map(({ address }) => address) ?? news.from;
      const about = named.flatMap((each) => meantBy(submission, each, named.length === 1));
      return toldOfState(submission, 'submission.delivered', 'delivered', about);
    }
    case 'arf': {
      if (report?.feedbackType === 'not-spam' || report?.feedbackType === 'auth-failure') return [];
      const named = report?.recipients.map(({ address }) => address) ?? [];
      // Many providers hide who complained.
      const about =
        named.length === 0
          ? onlyOne(submission)
          : named.flatMap((each) => meantBy(submission, each, named.length === 1));
      const told = toldOfState(submission, 'submission.complained', 'complained', about);
      return told.length > 0 ? told : [{ type: 'submission.complained', status: null, about: [] }];
    }
    case 'auto-reply':
    case 'reply': {
      const about = submission.recipients
        .map(({ address }) => address)
        .filter((address) => news.from.some((each) => isSame(each, address)));
      return [{ type: 'submission.replied', status: null, about }];
    }
  }
}

/** From which states a report moves a recipient on: nobody bounces to whom nothing was sent. */
const before: Readonly<Record<'bounced' | 'delivered' | 'complained', readonly RecipientStatus[]>> = {
  delivered: ['sent', 'unknown'],
  bounced: ['sent', 'unknown', 'delivered'],
  complained: ['sent', 'unknown', 'delivered'],
};

function toldOfState(
  { recipients }: Submission,
  type: EventType,
  status: 'bounced' | 'delivered' | 'complained',
  named: readonly string[],
): readonly Told[] {
  const about = recipients
    .filter((each) => named.includes(each.address) && before[status].includes(each.status))
    .map(({ address }) => address);
  return about.length === 0 ? [] : [{ type, status, about }];
}

/** Mail servers write addresses in any case, whatever the local part means to its host. */
function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Mail is forwarded and aliases are resolved: where only one can be meant, it is. */
function meantBy(submission: Submission, address: string, isAlone: boolean): readonly string[] {
  const found = submission.recipients.filter((each) => isSame(each.address, address));
  if (found.length > 0) return found.map((each) => each.address);
  return isAlone ? onlyOne(submission) : [];
}

function onlyOne({ recipients }: Submission): readonly string[] {
  return recipients.length === 1 ? recipients.map(({ address }) => address) : [];
}

function reportedOf(
  submission: Submission,
  { report }: News,
  { address }: SubmissionRecipient,
): ReportedRecipient | undefined {
  const reported = report?.recipients ?? [];
  return reported.find((each) => meantBy(submission, each.address, reported.length === 1).includes(address));
}

function eventOf(next: Submission, news: News, type: EventType, about: readonly string[]): NewEvent {
  const recipients = next.recipients.filter(({ address }) => about.includes(address));
  return {
    id: hashedId('evt', next.id, type, news.name),
    type,
    accountId: next.accountId,
    data: { ...toldOf(next, recipients), cause: { kind: news.kind, message: news.message } },
    traceparent: next.traceparent,
  };
}
