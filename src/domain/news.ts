/** Which messages may tell what became of another, by what a list shows of them. */
import { bounceReason, statusIn } from './bounce-reason.ts';
import type { News } from './fate.ts';
import type { MessageView } from './message.ts';
import { emptyReport, type Report } from './report.ts';
import { looksLikeBounce } from './report-headers.ts';
import { returnTokensIn } from './return-address.ts';
import type { Submission } from './submission.ts';

const longestWords = 10_000;
const longestDiagnostic = 1_000;

const reportTypes =
  /^message\/(?:(?:global-)?delivery-status|feedback-report|(?:global-)?disposition-notification)$/;

/** By its parts, its sender and subject. */
export function mayReport({ attachments, from, subject }: MessageView): boolean {
  if (attachments?.some(({ contentType }) => reportTypes.test(contentType)) === true) return true;
  const senders = (from ?? []).map(({ name, address }) => `${name ?? ''} <${address ?? ''}>`).join(', ');
  return looksLikeBounce([
    { name: 'From', value: senders },
    { name: 'Subject', value: subject ?? '' },
    // A list does not show it: to be read it must be there.
    { name: 'Return-Path', value: '<>' },
  ]);
}

/** The Message-IDs that it answers or follows, the nearest first. */
export function answeredBy({ inReplyTo, references }: MessageView): readonly string[] {
  return [...new Set([...(inReplyTo ?? []), ...[...(references ?? [])].reverse()])].slice(0, 50);
}

export function mayTell(message: MessageView): boolean {
  return mayReport(message) || answeredBy(message).length > 0 || returnedTo(message).length > 0;
}

/** Where servers note the address that a message was sent to when its own header names another. */
const deliveryFields = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to'];

/** The return tokens that it was sent to, as far as the fields that are there tell. */
export function returnedTo({ to, headers }: MessageView): readonly string[] {
  const noted = (headers ?? [])
    .filter(({ name }) => deliveryFields.includes(name.toLowerCase()))
    .map(({ value }) => /<([^<>]*)>/.exec(value)?.[1] ?? value);
  return returnTokensIn([...(to ?? []).map(({ address }) => address), ...noted]);
}

/**
 * What it tells of the submission that it was found to be about, by all that could be read of it. null where it tells nothing:
 * what only came back to the return address is a bounce, or the automatic answer of who got the message.
 */
export function newsOf(submission: Submission, message: MessageView, eventId: string): News | null {
  const from = sendersOf(message);
  const isReturned = returnedTo(message).some((each) => each === submission.returnToken);
  const report =
    isReturned && mayReport(message) ? namedBounce(submission, message) : (message.report ?? null);
  const news = { message: message.id, name: message.messageId ?? eventId, from, report };
  if (report !== null) return { ...news, kind: report.kind };
  if (answeredBy(message).includes(submission.messageId)) return { ...news, kind: 'reply' };
  const isFromThem = submission.recipients.some(({ address }) =>
    from.some((each) => each.toLowerCase() === address.toLowerCase()),
  );
  return isReturned && isFromThem ? { ...news, kind: 'auto-reply' } : null;
}

export function sendersOf({ from }: MessageView): readonly string[] {
  return (from ?? []).flatMap(({ address }) => (address === null ? [] : [address]));
}

/**
 * Its report; where that names nobody, and only one can be meant, of that one what its words say. Without a code of a lasting
 * failure they may be a warning.
 */
function namedBounce(
  { recipients }: Submission,
  { report = null, subject, text }: MessageView,
): Report | null {
  const [only, ...others] = recipients;
  if (only === undefined || others.length > 0 || (report?.recipients.length ?? 0) > 0) return report;
  if (report !== null && report.kind !== 'dsn') return report;
  const words = (text ?? '').slice(0, longestWords);
  const status = statusIn(words);
  if (status?.startsWith('5') !== true || /delay|warning/i.test(subject ?? '')) return report;
  const line = words.split('\n').find((each) => each.includes(status)) ?? '';
  const diagnostic = line.trim().slice(0, longestDiagnostic);
  const reason = bounceReason(status, diagnostic);
  const named = { address: only.address, action: 'failed', status, diagnostic, reason } as const;
  return { ...(report ?? emptyReport('dsn')), recipients: [named] };
}
