/** Which messages may tell what became of another, by what a list shows of them. */
import type { MessageView } from './message.ts';
import { looksLikeBounce } from './report-headers.ts';

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
  return mayReport(message) || answeredBy(message).length > 0;
}
