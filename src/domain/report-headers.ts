/** What of a message's own header shows that it may be a report, beside the parts that its structure shows. */
import { autoSubmittedHeaders } from './auto-submitted.ts';
import { headerValue, type Header } from './header.ts';

export const reportHeaders = [
  'From',
  'Subject',
  'Return-Path',
  'X-Failed-Recipients',
  'In-Reply-To',
  'X-Auto-Response-Suppress',
  ...autoSubmittedHeaders,
] as const;

/** True for a sender and header that bounces have: only then is the text looked at. */
export function looksLikeBounce(header: readonly Header[]): boolean {
  if (headerValue(header, 'X-Failed-Recipients') !== null) return true;
  const from = headerValue(header, 'From') ?? '';
  if (!/(?:mailer-daemon|postmaster|mail-daemon|maildelivery)@|mail delivery (?:sub)?system/i.test(from))
    return false;
  return (
    /^\s*<>\s*$/.test(headerValue(header, 'Return-Path') ?? '') ||
    /deliver|fail|return|undeliver|reject|delay|warning|bounce|unzustellbar|non remis|devuelto/i.test(
      headerValue(header, 'Subject') ?? '',
    )
  );
}
