/**
 * What one conversation with an SMTP server means for every recipient, and for the account. A reply of
 * 5yz is final for its recipient, 4yz is to be tried again (RFC 5321 §4.2.1).
 */
import { bounceReason } from './bounce-reason.ts';
import type { RecipientStatus, RefusalReason, SmtpReply } from './recipient.ts';
import type { AttemptOutcome, SubmissionStatus } from './submission.ts';

/** Per recipient in the order of the envelope. */
export type Outcome =
  | {
      /** The server answered for every recipient: 2yz after the final dot, or a refusal of the recipient or of all. */
      readonly kind: 'answered';
      readonly recipients: readonly {
        readonly address: string;
        readonly accepted: boolean;
        readonly reply: SmtpReply;
      }[];
      readonly response: string;
      /** Set where the gateway itself refused, before any server was asked. */
      readonly unasked?: true;
      /** Whether the server takes requests for notifications (RFC 3461); absent when it was not reached. */
      readonly dsn?: boolean;
    }
  | {
      /** The final dot cannot have left: safe to try again. */
      readonly kind: 'not-sent';
      readonly reason: 'unreachable' | 'auth-failed' | 'superseded';
      readonly response: string;
    }
  | {
      /** The link broke after the final dot and before the reply; refusals of single recipients are known all the same. */
      readonly kind: 'unknown';
      readonly refused: readonly { readonly address: string; readonly reply: SmtpReply }[];
      readonly response: string;
      readonly dsn?: boolean;
    };

export interface Fate {
  readonly status: 'sent' | 'deferred' | 'failed' | 'unknown';
  /** null when the server said nothing of this recipient. */
  readonly smtp: SmtpReply | null;
  /** Of what was put off or refused. */
  readonly reason: RefusalReason | null;
}

export interface Settled {
  readonly outcome: AttemptOutcome;
  readonly response: string;
  readonly fates: ReadonlyMap<string, Fate>;
}

function fateOf(accepted: boolean, reply: SmtpReply): Fate {
  if (accepted) return { status: 'sent', smtp: reply, reason: null };
  const reason = bounceReason(reply.enhanced, reply.text);
  return { status: reply.code >= 500 ? 'failed' : 'deferred', smtp: reply, reason };
}

/** The fates of `concerned`, the addresses that the attempt was for. */
export function settle(outcome: Outcome, concerned: ReadonlySet<string>): Settled {
  const fates = new Map<string, Fate>();
  const { response } = outcome;
  switch (outcome.kind) {
    case 'answered': {
      for (const { address, accepted, reply } of outcome.recipients) {
        if (concerned.has(address)) fates.set(address, fateOf(accepted, reply));
      }
      return { outcome: summaryOf([...fates.values()]), response, fates };
    }
    case 'not-sent': {
      const [summary, reason] =
        outcome.reason === 'auth-failed'
          ? (['auth-failed', null] as const)
          : (['unreachable', 'unreachable'] as const);
      for (const address of concerned) fates.set(address, { status: 'deferred', smtp: null, reason });
      return { outcome: summary, response, fates };
    }
    case 'unknown': {
      for (const address of concerned) fates.set(address, { status: 'unknown', smtp: null, reason: null });
      for (const { address, reply } of outcome.refused) {
        if (concerned.has(address)) fates.set(address, fateOf(false, reply));
      }
      return { outcome: 'unknown', response, fates };
    }
  }
}

function summaryOf(fates: readonly Fate[]): AttemptOutcome {
  const sent = fates.filter(({ status }) => status === 'sent').length;
  if (sent === fates.length) return 'accepted';
  if (sent > 0) return 'partial';
  return fates.some(({ status }) => status === 'deferred') ? 'deferred' : 'rejected';
}

/** A server took the message for this recipient, whatever became of it then. */
export function isTaken({ status }: { readonly status: RecipientStatus }): boolean {
  return status === 'sent' || status === 'delivered' || status === 'bounced' || status === 'complained';
}

/** `deferred`: some wait; `unknown`: some are unknown and none wait; `sent`: at least one was accepted; `failed`: none was. */
export function statusOf(recipients: readonly { readonly status: RecipientStatus }[]): SubmissionStatus {
  const some = (...wanted: readonly RecipientStatus[]): boolean =>
    recipients.some(({ status }) => wanted.includes(status));
  if (some('queued', 'deferred')) return 'deferred';
  if (some('unknown')) return 'unknown';
  if (recipients.some(isTaken)) return 'sent';
  return some('cancelled') ? 'cancelled' : 'failed';
}

/** What an attempt says of the account's server, whatever became of the message. */
export type Standing = 'ready' | 'busy' | 'auth-failed' | 'unreachable';

/** `busy`: the server asks for less (421, or 4.7.x of RFC 3463): the account slows down, not only the message. */
export function standingOf(outcome: Outcome): Standing | null {
  switch (outcome.kind) {
    case 'answered':
      if (outcome.unasked === true) return null;
      return outcome.recipients.some(({ accepted, reply }) => !accepted && asksForLess(reply))
        ? 'busy'
        : 'ready';
    case 'not-sent':
      return outcome.reason === 'superseded' ? null : outcome.reason;
    case 'unknown':
      return null;
  }
}

function asksForLess({ code, enhanced }: SmtpReply): boolean {
  return code === 421 || (code < 500 && enhanced?.startsWith('4.7.') === true);
}

/** The server has too much work, whoever gives it: 421 (RFC 5321 §3.8), or a rate, but no greylisting of a recipient. */
export function isCrowded(outcome: Outcome): boolean {
  return (
    outcome.kind === 'answered' &&
    outcome.recipients.some(({ accepted, reply: { code, enhanced, text } }) => {
      if (accepted || code >= 500) return false;
      const isRate = bounceReason(enhanced, text) === 'rate-limited' && !/gr[ae]y.?list/i.test(text);
      return code === 421 || isRate;
    })
  );
}

const replyLine = /^([2-5]\d{2})(?:[ -](?:([245]\.\d{1,3}\.\d{1,3})(?:[ \t]+|$))?(.*))?$/s;

/** Reads a reply as the server wrote it, several lines become one; null when it is none. */
export function parseReply(text: string): SmtpReply | null {
  const lines = text.split(/\r?\n/).map((line) => replyLine.exec(line));
  const first = lines[0];
  if (first === undefined || first === null) return null;
  const words = lines.map((line) => line?.[3]?.trim() ?? '').filter((line) => line !== '');
  return {
    code: Number(first[1]),
    enhanced: first[2] ?? null,
    text: oneLine(words.join(' ')),
  };
}

/** A reply as people read it. */
export function inWords({ code, enhanced, text }: SmtpReply): string {
  return oneLine([code, enhanced, text].filter((part) => part !== null && part !== '').join(' '));
}

/** A server's words on one line, without controls, at most 500 characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 500);
}
