/**
 * Bounces in words only, as qmail, Exim, old Sendmail and others write them: an address at the beginning of a line, what
 * the server said of it behind or below, and the message that came back at the end. Never throws; linear in time.
 */
import { bounceReason } from '../domain/bounce-reason.ts';
import { headerValue, type Header } from '../domain/header.ts';
import { looksLikeBounce } from '../domain/report-headers.ts';
import { emptyReport, type Report, type ReportedRecipient } from '../domain/report.ts';
import { originalMessageId } from './original-message.ts';

const mostLines = 2_000;
const longestLine = 1_000;
const mostRecipients = 50;
const longestDiagnostic = 1_000;

/** Where the original begins. */
const original =
  /^(?:-{2,}.*(?:below this line|copy of (?:the|your) message|original message|unsent message|returned message|header of)|-{2,}[ \t]*(?:message header|original)|(?:received|return-path):)/i;
const addressLine =
  /^[ \t]*<?([^\s<>"'@:;,()[\]\\]{1,64}@[A-Za-z0-9.-]{1,253}[A-Za-z0-9])>?[ \t]*:?(?:[ \t]+(.*))?$/;
const trouble =
  /\b[45]\d\d\b|\b[45]\.\d{1,3}\.\d{1,3}\b|fail|unknown|reject|refus|denied|full|quota|exist|unable|could not|couldn't|sorry|invalid|not (?:found|delivered|accept)|unrouteable|timed out|retry|undeliver/i;

/** null for what is no bounce, or names no recipient. */
export function readTextBounce(header: readonly Header[], text: string): Report | null {
  if (!looksLikeBounce(header)) return null;
  const lines = text.split('\n', mostLines).map((line) => line.slice(0, longestLine));
  const end = lines.findIndex((line) => original.test(line.trim().slice(0, 200)));
  const told = end === -1 ? lines : lines.slice(0, end);
  const isDelay = /delay|warning/i.test(headerValue(header, 'Subject') ?? '');
  const recipients = new Map<string, ReportedRecipient>();
  for (let at = 0; at < told.length && recipients.size < mostRecipients; at += 1) {
    const match = addressLine.exec(told[at] ?? '');
    if (match === null) continue;
    const [, address = '', behind = ''] = match;
    const words = [behind];
    while (words.join(' ').length < longestDiagnostic && (told[at + 1] ?? '').trim() !== '') {
      if (addressLine.test(told[at + 1] ?? '')) break;
      at += 1;
      words.push((told[at] ?? '').trim());
    }
    const diagnostic = words.join(' ').trim().slice(0, longestDiagnostic);
    if (!trouble.test(diagnostic)) continue;
    recipients.set(address, recipient(address, diagnostic, isDelay));
  }
  for (const failed of (headerValue(header, 'X-Failed-Recipients') ?? '').slice(0, 10_000).split(',')) {
    const address = failed.trim();
    if (address.includes('@') && !recipients.has(address) && recipients.size < mostRecipients)
      recipients.set(address, recipient(address, null, isDelay));
  }
  if (recipients.size === 0) return null;
  const about = end === -1 ? null : originalMessageId(lines.slice(end).join('\n'));
  return { ...emptyReport('dsn'), recipients: [...recipients.values()], originalMessageId: about };
}

function recipient(address: string, diagnostic: string | null, isDelay: boolean): ReportedRecipient {
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(diagnostic ?? '')?.[0] ?? null;
  return {
    address,
    action: isDelay ? 'delayed' : 'failed',
    status,
    diagnostic,
    reason: bounceReason(status, diagnostic),
  };
}
