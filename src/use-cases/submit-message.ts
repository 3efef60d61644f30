/**
 * Accepts a message for sending: once it resolves, message and queue entry are stored, and no crash of any
 * process loses them. The bytes are written first; the record that names them, its due entry, its place in
 * the lists and the idempotent answer follow in one step.
 */
import type { Account, ServerSettings } from '../domain/account.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Priority } from '../domain/precedence.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { accept } from '../domain/submission-orders.ts';
import { viewOf, type DsnRequest, type Submission, type SubmissionView } from '../domain/submission.ts';
import { suppressedForm } from '../domain/suppression.ts';
import { instant } from '../domain/time.ts';
import { createWireFormReader } from '../domain/wire-form.ts';
import { octetsOf } from './compose-message.ts';
import { dryRunOf, type DryRun } from './dry-run.ts';
import { mimeKeptMs } from './mime-retention.ts';
import type { OpenAccount } from './open-account.ts';
import type { Claim, StoredAnswer } from './ports/idempotency.ts';
import type { Clock, Telemetry } from './ports/service.ts';
import type { SuppressionStore } from './ports/suppressions.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';
import type { Composition, PreparedMessage, PrepareMessage } from './prepare-message.ts';

/** How it is to be sent, whatever form the message came in. */
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
  readonly tags?: readonly string[] | null;
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** W3C trace context of the request. */
  readonly traceparent?: string | null;
}

export interface NewSubmission extends Composition, SubmissionOptions {}

/** By a finished message, or by the id of a draft. */
export type ReadySubmission = ({ readonly raw: Buffer } | { readonly draft: string }) & {
  readonly options: SubmissionOptions;
};

export interface SubmitMessagePorts {
  readonly openAccount: OpenAccount;
  readonly prepareMessage: PrepareMessage;
  readonly submissions: Pick<SubmissionStore, 'writeMime' | 'accept' | 'dropMime'>;
  readonly suppressions: Pick<SuppressionStore, 'find'>;
  readonly queue: Pick<WorkQueue, 'submission'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'submissionAccepted'>;
}

export interface SubmitMessage {
  /**
   * Throws `no-smtp`, `account-paused`, `unsupported-by-server`, `invalid-request`, `too-large`, for a draft also `not-a-draft`, `already-sent` and
   * what reading it throws. With a claim the answer is stored in the same step as the submission; `acceptedAnswer` unless
   * given.
   */
  submit(
    principal: Principal,
    accountId: string,
    input: NewSubmission | ReadySubmission,
    claim: Claim | null,
    signal: AbortSignal,
    answer?: (view: SubmissionView) => StoredAnswer,
  ): Promise<SubmissionView>;
  /** What `submit` would send, and nothing else of it. Throws as it does. */
  dryRun(
    principal: Principal,
    accountId: string,
    input: NewSubmission | ReadySubmission,
    signal: AbortSignal,
  ): Promise<DryRun>;
  /** The octets of a message that is to be kept and not sent. Throws as `submit` does of what it is made of. */
  composeDraft(
    principal: Principal,
    accountId: string,
    input: Composition,
    signal: AbortSignal,
  ): Promise<Buffer>;
}

export function createSubmitMessage(ports: SubmitMessagePorts): SubmitMessage {
  const { openAccount, prepareMessage, submissions, suppressions, queue, clock, telemetry } = ports;

  /** Without it the sweeper finds the submission a few seconds later. */
  const enqueue = async ({ id, turn, nextAttemptAt }: Submission): Promise<void> => {
    if (nextAttemptAt === null) return;
    try {
      await queue.submission(id, turn, Date.parse(nextAttemptAt));
    } catch (error) {
      telemetry.log.warn({ submissionId: id, err: error }, 'a submission is left to the sweeper');
    }
  };

  /** All that can be refused. */
  const prepared = async (
    principal: Principal,
    accountId: string,
    input: NewSubmission | ReadySubmission,
    signal: AbortSignal,
  ): Promise<ToBeSent> => {
    const account = await openAccount(principal, accountId, 'submissions:write');
    if (account.smtp === null)
      throw new GatewayError('no-smtp', 'The account has no SMTP server to send by.');
    if (account.paused) throw new GatewayError('account-paused', 'The account is paused.');
    if ('draft' in input) requireScope(principal, 'messages:write');
    const options = 'options' in input ? input.options : input;
    if (options.requireTls === true) checkTls(account.smtp);
    const sendAt = sendTime(options, clock.now());
    const expiresAt = expiryTime(options, Math.max(sendAt ?? 0, clock.now()));
    const message = await prepareMessage.letter({ principal, account, signal }, input);
    return { account, options, sendAt, expiresAt, message };
  };

  const suppressedAmong = async ({ id }: Account, to: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = await suppressions.find(id, to.map(suppressedForm));
    return new Set(to.filter((_, index) => (found[index] ?? null) !== null));
  };

  return {
    async submit(principal, accountId, input, claim, signal, answer = acceptedAnswer) {
      const wanted = await prepared(principal, accountId, input, signal);
      const { account, options, sendAt, expiresAt, message } = wanted;

      const now = clock.now();
      const octets = createWireFormReader();
      const [mime, suppressed] = await Promise.all([
        submissions.writeMime(octets.through(message.content), Math.max(sendAt ?? now, now) + mimeKeptMs),
        suppressedAmong(account, message.to),
      ]);
      if (signal.aborted) {
        await submissions.dropMime(mime);
        throw signal.reason;
      }
      const submission = accept(
        {
          id: randomId('sub'),
          accountId: account.id,
          incarnation: account.incarnation,
          messageId: message.messageId,
          subject: message.subject,
          envelope: { from: message.envelopeFrom, to: message.to },
          mime,
          form: octets.form,
          ...wishesOf(options),
          sentCopy: wantsCopy(account, options) ? 'wanted' : 'none',
          draft: message.draft,
          refersTo: message.refersTo,
          ...(expiresAt === null ? {} : { expiresAt: instant(expiresAt) }),
          priority: options.priority ?? 'normal',
          tags: options.tags ?? [],
          metadata: options.metadata ?? {},
          traceparent: options.traceparent ?? null,
        },
        sendAt,
        now,
        suppressed,
      );
      const view = viewOf(submission);
      try {
        await submissions.accept(submission, claim === null ? null : { claim, answer: answer(view) });
      } catch (error) {
        // Of a refusal it is certain that no record names the bytes.
        if (error instanceof GatewayError && error.code === 'already-sent') await submissions.dropMime(mime);
        throw error;
      }
      telemetry.submissionAccepted({ accountId: account.id, submissionId: view.id, size: mime.size });
      await enqueue(submission);
      return view;
    },

    async dryRun(principal, accountId, input, signal) {
      const { account, message } = await prepared(principal, accountId, input, signal);
      return await dryRunOf(message, await suppressedAmong(account, message.to));
    },

    async composeDraft(principal, accountId, input, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      return await octetsOf(await prepareMessage.draft({ principal, account, signal }, input));
    },
  };
}

interface ToBeSent {
  readonly account: Account;
  readonly options: SubmissionOptions;
  readonly sendAt: number | null;
  readonly expiresAt: number | null;
  readonly message: PreparedMessage;
}

/** What a repetition of the request is answered. */
export function acceptedAnswer(view: SubmissionView): StoredAnswer {
  return {
    status: 202,
    location: `/v1/accounts/${encodeURIComponent(view.accountId)}/submissions/${view.id}`,
    body: view,
  };
}

function sendTime({ sendAt, undoSeconds }: SubmissionOptions, now: number): number | null {
  if (sendAt !== null && sendAt !== undefined) {
    if (undoSeconds !== null && undoSeconds !== undefined) {
      throw invalid('/undoSeconds', '`sendAt` and `undoSeconds` exclude each other.');
    }
    return parseTime('sendAt', sendAt);
  }
  return (undoSeconds ?? 0) > 0 ? now + (undoSeconds ?? 0) * 1_000 : null;
}

/** `due`: when it is sent at the soonest. */
function expiryTime({ expiresAt }: SubmissionOptions, due: number): number | null {
  if (expiresAt === null || expiresAt === undefined) return null;
  const time = parseTime('expiresAt', expiresAt);
  if (time > due) return time;
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

/** Whether the server promises TLS beyond itself only its EHLO says; that the way to it has none is known now. */
function checkTls({ security, tls }: ServerSettings): void {
  if (security !== 'none' && tls?.rejectUnauthorized !== false) return;
  throw new GatewayError(
    'unsupported-by-server',
    "`requireTls` needs verified TLS to the account's own SMTP server: `security` tls or starttls, and its certificate checked.",
  );
}

function wishesOf({ dsn, requireTls }: SubmissionOptions): Pick<Submission, 'dsn' | 'requireTls'> {
  return {
    ...(dsn === null || dsn === undefined
      ? {}
      : { dsn: { notify: dsn.notify, return: dsn.return ?? null, supported: null } }),
    ...(requireTls === true ? { requireTls } : {}),
  };
}

function wantsCopy(account: Account, { saveToSent }: SubmissionOptions): boolean {
  return saveToSent ?? account.sentCopy !== 'never';
}
