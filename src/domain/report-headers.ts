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

const machines =
  /(?:mailer[-_]daemon|mail[-_]daemon|postmaster|maildelivery|mdaemon)(?:@|>|\s*$)|mail delivery (?:sub)?(?:system|service)|mail system|system administrator/i;
/** In the languages that mail servers speak. */
const failures =
  /deliver|fail|return|reject|delay|warning|bounce|unzustellbar|nicht zugestellt|non (?:remis|distribu|recapitat|consegnat)|devuelto|no (?:se )?(?:ha )?(?:pudo|podido|entregad)|niet (?:bezorg|afgelever)|n[aã]o (?:foi )?entreg|недоставл|не достав|退信|配信/i;
/** What nobody but a mail server writes to nobody but a sender. */
const certainFailures =
  /undeliver|delivery (?:status|failure|report|notification|problem)|(?:mail|message) delivery fail|returned mail|failure notice|returning message|returned to sender|unzustellbar/i;

/** True for a sender and header that bounces have: only then is the text looked at. */
export function looksLikeBounce(header: readonly Header[]): boolean {
  if (headerValue(header, 'X-Failed-Recipients') !== null) return true;
  const subject = headerValue(header, 'Subject') ?? '';
  const isFromNobody = /^\s*<>\s*$/.test(headerValue(header, 'Return-Path') ?? '');
  if (machines.test(headerValue(header, 'From') ?? '')) return isFromNobody || failures.test(subject);
  return isFromNobody && certainFailures.test(subject);
}
