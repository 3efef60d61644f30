/** How a message is to be sent, whatever form it came in: when, until when, how urgently, and what is asked of the servers. */
import type { Account } from '../domain/account.ts';
import { invalid } from '../domain/errors.ts';
import type { Priority } from '../domain/precedence.ts';
import type { DsnRequest, Submission } from '../domain/submission.ts';

export interface SubmissionOptions {
  /** RFC 3339; excludes `undoSeconds`. */
  readonly sendAt?: string | null;
  readonly undoSeconds?: number | null;
  /** RFC 3339. */
  readonly expiresAt?: string | null;
  readonly priority?: Priority | null;
  readonly saveToSent?: boolean | null;
  readonly dsn?: {
    readonly notify: DsnRequest['notify'];
    readonly return?: DsnRequest['return'];
  } | null;
  readonly requireTls?: boolean | null;
  /** Reports return to an address of the submission's own. */
  readonly verp?: boolean | null;
  readonly tags?: readonly string[] | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** W3C trace context of the request. */
  readonly traceparent?: string | null;
}

/** Milliseconds since the epoch; null: now. Throws `invalid-request` for times that do not go together. */
export function checkedSendTime(options: SubmissionOptions, now: number): number | null {
  const sendAt = sendTime(options, now);
  checkExpiry(options, Math.max(sendAt ?? 0, now));
  return sendAt;
}

/** As `checkedSendTime` of options that were checked. */
export function sendTime({ sendAt, undoSeconds }: SubmissionOptions, now: number): number | null {
  if (sendAt !== null && sendAt !== undefined) {
    if (undoSeconds !== null && undoSeconds !== undefined) {
      throw invalid('/undoSeconds', '`sendAt` and `undoSeconds` exclude each other.');
    }
    return parseTime('sendAt', sendAt);
  }
  return (undoSeconds ?? 0) > 0 ? now + (undoSeconds ?? 0) * 1_000 : null;
}

/** `due`: when it is sent at the soonest. */
function checkExpiry({ expiresAt }: SubmissionOptions, due: number): void {
  if (expiresAt === null || expiresAt === undefined || parseTime('expiresAt', expiresAt) > due) return;
  throw invalid(
    '/expiresAt',
    'The message would expire before it is sent: `expiresAt` lies after now and `sendAt`.',
  );
}

/** RFC 3339 to milliseconds. */
export function parseTime(name: string, time: string): number {
  const at = Date.parse(time);
  if (Number.isNaN(at)) throw invalid(`/${name}`, `\`${name}\` is not a time (RFC 3339).`);
  return at;
}

/** What the servers on the way are asked for. */
export function wishesOf({ dsn, requireTls }: SubmissionOptions): Pick<Submission, 'dsn' | 'requireTls'> {
  return {
    ...(dsn === null || dsn === undefined
      ? {}
      : { dsn: { notify: dsn.notify, return: dsn.return ?? null, supported: null } }),
    ...(requireTls === true ? { requireTls } : {}),
  };
}

/** Whether a copy is to be filed. */
export function wantsCopy(account: Account, { saveToSent }: SubmissionOptions): boolean {
  return saveToSent ?? account.sentCopy !== 'never';
}
