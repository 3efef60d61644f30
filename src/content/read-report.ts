/** Reports about messages, from the parts that machines write for machines, else from a bounce's words. Never throws. */
import { readAutoSubmitted } from '../domain/auto-submitted.ts';
import { bounceReason, exactStatus } from '../domain/bounce-reason.ts';
import { headerValue, withoutComments, type Header } from '../domain/header.ts';
import {
  emptyReport,
  reportActions,
  type Report,
  type ReportAction,
  type ReportedRecipient,
} from '../domain/report.ts';
import { fieldGroups } from './field-groups.ts';
import { messageIdOf, originalMessageId } from './original-message.ts';
import { readTextBounce } from './text-bounce.ts';

export interface ReportSource {
  /** The message's own header, as far as it was fetched. */
  readonly header: readonly Header[];
  /** The part for machines; null when the message has none. */
  readonly status: { readonly type: string; readonly text: string } | null;
  /** The beginning of the message that came back, or its header. */
  readonly original: string;
  /** Its words; where it has none in plain text, those of its HTML. */
  readonly text: string;
}

const mostRecipients = 1_000;
const longestDiagnostic = 2_000;

export function readReport({ header, status, original, text }: ReportSource): Report | null {
  const about = originalMessageId(original);
  switch (status?.type) {
    case 'message/delivery-status':
    case 'message/global-delivery-status':
      return named(readDeliveryStatus(fieldGroups(status.text), about), header, text, original);
    case 'message/feedback-report':
      return readFeedback(fieldGroups(status.text), about);
    case 'message/disposition-notification':
    case 'message/global-disposition-notification':
      return readDisposition(fieldGroups(status.text), about);
    default:
      return readTextBounce(header, text, original) ?? readAutoReply(header);
  }
}

/** Where the fields name nobody, the words may. */
function named(report: Report, header: readonly Header[], text: string, original: string): Report {
  if (report.recipients.length > 0) return report;
  return { ...report, recipients: readTextBounce(header, text, original)?.recipients ?? [] };
}

/** RFC 3464 §2: fields of the message, then of each recipient. */
function readDeliveryStatus(groups: readonly (readonly Header[])[], about: string | null): Report {
  const recipients = groups.slice(0, mostRecipients).flatMap((group): ReportedRecipient[] => {
    const address = typedValue(
      headerValue(group, 'Original-Recipient') ?? headerValue(group, 'Final-Recipient'),
    );
    const final = typedValue(headerValue(group, 'Final-Recipient'));
    if (address === null && final === null) return [];
    const told = withoutComments(headerValue(group, 'Action') ?? '')
      .trim()
      .toLowerCase();
    const diagnostic = typedValue(headerValue(group, 'Diagnostic-Code'))?.slice(0, longestDiagnostic) ?? null;
    const field = headerValue(group, 'Status') ?? '';
    const code = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(field)?.[0] ?? null;
    const status = exactStatus(code, diagnostic);
    const action = reportActions.find((each) => each === told) ?? (told === '' ? actionOf(status) : null);
    const isTrouble = action === null || action === 'failed' || action === 'delayed';
    return [
      {
        address: addressOf(address ?? final ?? ''),
        action,
        status,
        diagnostic,
        reason: isTrouble ? bounceReason(status, diagnostic ?? behind(field)) : null,
      },
    ];
  });
  const [message = []] = groups;
  return {
    ...emptyReport('dsn'),
    recipients,
    reportingMta: typedValue(headerValue(message, 'Reporting-MTA')),
    originalMessageId: about,
    originalEnvelopeId: fromXtext(headerValue(message, 'Original-Envelope-Id')),
  };
}

/** The words that some write behind the code. */
function behind(status: string): string | null {
  return /\(([^)]{1,200})\)/.exec(status)?.[1] ?? null;
}

/** RFC 3463 §2: the class, where the action is left out. */
function actionOf(status: string | null): ReportAction | null {
  switch (status?.charAt(0)) {
    case '2':
      return 'delivered';
    case '4':
      return 'delayed';
    case '5':
      return 'failed';
    default:
      return null;
  }
}

/** RFC 5965 §3. */
function readFeedback(groups: readonly (readonly Header[])[], about: string | null): Report {
  const fields = groups.flat();
  const recipients = fields.filter(({ name }) => name.toLowerCase() === 'original-rcpt-to');
  return {
    ...emptyReport('arf'),
    recipients: recipients.slice(0, mostRecipients).map(({ value }) => onlyAddress(value)),
    reportingMta: typedValue(headerValue(fields, 'Reporting-MTA')),
    originalMessageId: about,
    originalEnvelopeId: fromXtext(headerValue(fields, 'Original-Envelope-Id')),
    feedbackType: wordOf(headerValue(fields, 'Feedback-Type')),
  };
}

/** RFC 8098 §3.1. */
function readDisposition(groups: readonly (readonly Header[])[], about: string | null): Report {
  const fields = groups.flat();
  const recipient = headerValue(fields, 'Original-Recipient') ?? headerValue(fields, 'Final-Recipient');
  // `action-mode/sending-mode; disposition-type/modifiers`
  const disposition = withoutComments(headerValue(fields, 'Disposition') ?? '').split(';')[1] ?? '';
  return {
    ...emptyReport('mdn'),
    recipients: recipient === null ? [] : [onlyAddress(typedValue(recipient) ?? '')],
    reportingMta: typedValue(headerValue(fields, 'Reporting-UA')),
    originalMessageId: messageIdOf(headerValue(fields, 'Original-Message-ID')) ?? about,
    disposition: wordOf(disposition),
  };
}

function readAutoReply(header: readonly Header[]): Report | null {
  const automatic = readAutoSubmitted(header);
  const answered = messageIdOf(headerValue(header, 'In-Reply-To'));
  // Exchange calls its out-of-office replies generated.
  const isSuppressing = /\b(?:all|oof)\b/i.test(headerValue(header, 'X-Auto-Response-Suppress') ?? '');
  const isReply =
    automatic === 'auto-replied' || (automatic === 'auto-generated' && isSuppressing && answered !== null);
  return isReply ? { ...emptyReport('auto-reply'), originalMessageId: answered } : null;
}

function onlyAddress(value: string): ReportedRecipient {
  return { address: addressOf(value), action: null, status: null, diagnostic: null, reason: null };
}

/** `type; value`, such as `rfc822; ada@example.org` or `dns; mx.example.org`; some leave the type out. */
function typedValue(value: string | null): string | null {
  const text = value?.replace(/^[ \t]*[A-Za-z][A-Za-z0-9-]*[ \t]*;/, '').trim() ?? '';
  return text === '' ? null : text;
}

function addressOf(value: string): string {
  return (fromXtext(value) ?? '').replace(/^<(.*)>$/, '$1');
}

/** RFC 3461 §4: what is no graphic character, and `+` and `=`, stand as `+` with two capital hexadecimal digits. */
function fromXtext(value: string | null): string | null {
  const text = value?.trim() ?? '';
  if (text === '') return null;
  return text.replace(/\+([0-9A-F]{2})/g, (_, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[ -~]/.test(character) ? character : '';
  });
}

function wordOf(value: string | null): string | null {
  return /^[A-Za-z][A-Za-z0-9-]*/.exec(withoutComments(value ?? '').trim())?.[0].toLowerCase() ?? null;
}
