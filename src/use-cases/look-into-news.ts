/** Looks into a message that arrived: which submission it tells of, and what; the submission is moved on by it. */
import type { Account } from '../domain/account.ts';
import { sameAddress } from '../domain/address.ts';
import { GatewayError } from '../domain/errors.ts';
import { messageOf } from '../domain/event-payload.ts';
import type { JournalEvent } from '../domain/event.ts';
import { learn, type News } from '../domain/fate.ts';
import { readMessageId, type MessageRef } from '../domain/ids.ts';
import type { MessageView } from '../domain/message.ts';
import { answeredBy, mayReport, newsOf, returnedTo, sendersOf } from '../domain/news.ts';
import type { Submission } from '../domain/submission.ts';
import { suppressionsOf } from '../domain/suppression.ts';
import { instant } from '../domain/time.ts';
import type { AccountStore } from './ports/accounts.ts';
import type { MessageReader } from './ports/mail.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SubmissionStore } from './ports/submissions.ts';
import type { SuppressionStore } from './ports/suppressions.ts';

/**
 * Throws what keeps the message or the storage from being read, for ten minutes also what keeps a report from being
 * understood; a message or account that is gone is no failure.
 */
export type LookIntoNews = (event: JournalEvent) => Promise<void>;

export interface LookIntoNewsPorts {
  readonly accounts: Pick<AccountStore, 'get'>;
  readonly reader: Pick<MessageReader, 'read'>;
  readonly submissions: Pick<SubmissionStore, 'get' | 'save' | 'named'>;
  readonly suppressions: Pick<SuppressionStore, 'add'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'eventsJournaled'>;
}

const longestLookMs = 20_000;
const mostText = 20_000;
const ofAnswers = ['id', 'report', 'parseError'] as const;
const ofReports = [...ofAnswers, 'headers', 'text'] as const;
/** What stays unreadable so long after its arrival is hostile rather than late for a busy machine. */
const unreadableForMs = 10 * 60_000;

export function createLookIntoNews(ports: LookIntoNewsPorts): LookIntoNews {
  const { accounts, reader, submissions, suppressions, clock, telemetry } = ports;

  /** What of it is not in the event; nothing of a message that is gone. */
  const readAbout = async (
    account: Account,
    ref: MessageRef,
    { timestamp }: JournalEvent,
    isReportLike: boolean,
  ): Promise<Partial<MessageView>> => {
    const fields = isReportLike ? ofReports : ofAnswers;
    const wanted = { fields, bodyMaxBytes: isReportLike ? mostText : 0 };
    try {
      const [view] = await reader.read(account, [ref], wanted, AbortSignal.timeout(longestLookMs));
      const { report = null, parseError = null } = view ?? {};
      if (report === null && parseError !== null && clock.now() - Date.parse(timestamp) < unreadableForMs) {
        throw new Error(`It could not be read whole: ${parseError}`);
      }
      return view ?? {};
    } catch (error) {
      if (error instanceof GatewayError && (error.code === 'stale-reference' || error.code === 'not-found'))
        return {};
      throw error;
    }
  };

  /** Only what quotes a name that this account gave is believed, or came back to an address that it made. */
  const meant = async (account: Account, message: MessageView): Promise<Submission | null> => {
    const { originalEnvelopeId: envelope = null, originalMessageId: original = null } = message.report ?? {};
    const byEnvelope = envelope?.startsWith('sub_') === true ? await submissions.get(envelope) : null;
    if (byEnvelope?.accountId === account.id) return byEnvelope;
    const names = [...(original === null ? [] : [original]), ...returnedTo(message), ...answeredBy(message)];
    const [id] = await submissions.named(account.id, names);
    return id === undefined ? null : await submissions.get(id);
  };

  const tell = async (account: Account, found: Submission, news: News): Promise<void> => {
    for (let now: Submission | null = found; now !== null; now = await submissions.get(found.id)) {
      const move = learn(now, news, clock.now());
      if (move === null) return;
      // Before it is told: whoever hears of a bounce finds the address suppressed, and a crash in between repeats it.
      const told = move.next.recipients.filter((each) => each.report?.message === news.message);
      const about = told.map(({ address }) => address);
      await suppressions.add(account, suppressionsOf(move.next, about, instant(clock.now())));
      if (!(await submissions.save(move.next, move.events))) continue;
      telemetry.eventsJournaled({ accountId: now.accountId, types: move.events.map(({ type }) => type) });
      return;
    }
  };

  return async (event) => {
    const message = messageOf(event);
    const account = event.accountId === null ? null : await accounts.get(event.accountId);
    const ref = account === null || message === null ? null : readMessageId(account, message.id);
    if (account === null || message === null || ref === null) return;
    const isReportLike = mayReport(message);
    // Replies to what others sent are most of all mail: they cost no reading.
    const names = [...returnedTo(message), ...answeredBy(message)];
    const isAwaited = (await submissions.named(account.id, names)).length > 0;
    if (!isReportLike && !isAwaited) return;
    const own = [account.email, ...account.identities.map(({ address }) => address)];
    const isOwn = sendersOf(message).some((each) => own.some((mine) => sameAddress(mine, each)));
    if (isOwn && !isReportLike) return;

    const read = await readAbout(account, ref, event, isReportLike);
    if (isOwn && (read.report ?? null) === null) return;
    const whole = { ...message, ...read };
    const submission = await meant(account, whole);
    const news = submission === null ? null : newsOf(submission, whole, event.id);
    if (submission !== null && news !== null) await tell(account, submission, news);
  };
}
