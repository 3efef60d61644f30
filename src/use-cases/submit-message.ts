/**
 * Accepts a message for sending: once it resolves, message and queue entry are stored, and no crash of any
 * process loses them. The bytes are written first; the record that names them, its due entry, its place in
 * the lists and the idempotent answer follow in one step.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import { randomId } from '../domain/ids.ts';
import type { Priority } from '../domain/precedence.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { requireReturnAddress, returnAddress } from '../domain/return-address.ts';
import { accept } from '../domain/submission-orders.ts';
import {
  viewOf,
  type DsnRequest,
  type MimeRef,
  type Submission,
  type SubmissionView,
} from '../domain/submission.ts';
import { suppressedForm } from '../domain/suppression.ts';
import { instant } from '../domain/time.ts';
import { createWireFormReader, wireFormOf, type WireForm } from '../domain/wire-form.ts';
import { octetsOf } from './compose-message.ts';
import { createShowDryRun, type DryRun } from './dry-run.ts';
import { mimeKeptMs } from './mime-retention.ts';
import type { OpenAccount } from './open-account.ts';
import { createOpenSender } from './open-sender.ts';
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
  /** Reports return to an address of the submission's own. */
  readonly verp?: boolean | null;
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

/** The end of many messages. */
export interface SharedFiles {
  readonly mime: MimeRef;
  readonly form: WireForm;
}

export interface PreparedSubmission {
  readonly account: Account;
  readonly message: PreparedMessage;
  readonly options: SubmissionOptions;
  /** Its id, and of which merge it is; `files`: what follows the message's content and is kept already. */
  readonly made: { readonly id: string; readonly jobId?: string; readonly files?: SharedFiles };
  /** What a repetition of the request is answered. */
  readonly keep: { readonly claim: Claim; readonly answer: (view: SubmissionView) => StoredAnswer } | null;
  readonly signal: AbortSignal;
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
  /** The last step by itself. Of one that was accepted before under its id nothing is written. */
  acceptPrepared(prepared: PreparedSubmission): Promise<SubmissionView>;
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
  const openSender = createOpenSender(openAccount);
  const showDryRun = createShowDryRun();

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
    const options = 'options' in input ? input.options : input;
    const account = await openSender(principal, accountId, options);
    if ('draft' in input) requireScope(principal, 'messages:write');
    checkedSendTime(options, clock.now());
    const message = await prepareMessage.letter({ principal, account, signal }, input);
    if (options.verp === true) requireReturnAddress(message.envelopeFrom);
    return { account, options, message };
  };

  const suppressedAmong = async ({ id }: Account, to: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = await suppressions.find(id, to.map(suppressedForm));
    return new Set(to.filter((_, index) => (found[index] ?? null) !== null));
  };

  const acceptPrepared: SubmitMessage['acceptPrepared'] = async ({
    account,
    message,
    options,
    made,
    keep,
    signal,
  }) => {
    const now = clock.now();
    const sendAt = sendTime(options, now);
    const { expiresAt = null } = options;
    const octets = createWireFormReader();
    const [own, suppressed] = await Promise.all([
      submissions.writeMime(octets.through(message.content), Math.max(sendAt ?? now, now) + mimeKeptMs),
      suppressedAmong(account, message.to),
    ]);
    const tail = made.files?.mime;
    const mime = tail === undefined ? own : { ...own, size: own.size + tail.size, tail };
    if (signal.aborted) {
      await submissions.dropMime(mime);
      throw signal.reason;
    }
    const { id } = made;
    const returns = options.verp === true ? returnAddress(account, message.envelopeFrom, id) : null;
    const submission = accept(
      {
        id,
        ...(made.jobId === undefined ? {} : { jobId: made.jobId }),
        accountId: account.id,
        incarnation: account.incarnation,
        messageId: message.messageId,
        subject: message.subject,
        envelope: { from: returns?.address ?? message.envelopeFrom, to: message.to },
        ...(returns === null ? {} : { returnToken: returns.token }),
        mime,
        form: made.files === undefined ? octets.form : wireFormOf(octets.form, made.files.form),
        ...wishesOf(options),
        sentCopy: wantsCopy(account, options) ? 'wanted' : 'none',
        draft: message.draft,
        refersTo: message.refersTo,
        ...(expiresAt === null ? {} : { expiresAt: instant(parseTime('expiresAt', expiresAt)) }),
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
      const idempotency = keep === null ? null : { claim: keep.claim, answer: keep.answer(view) };
      if (!(await submissions.accept(submission, idempotency))) {
        await submissions.dropMime(mime);
        return view;
      }
    } catch (error) {
      // Of a refusal it is certain that no record names the bytes.
      if (error instanceof GatewayError && error.code === 'already-sent') await submissions.dropMime(mime);
      throw error;
    }
    telemetry.submissionAccepted({ accountId: account.id, submissionId: view.id, size: mime.size });
    await enqueue(submission);
    return view;
  };

  return {
    async submit(principal, accountId, input, claim, signal, answer = acceptedAnswer) {
      const wanted = await prepared(principal, accountId, input, signal);
      const made = { id: randomId('sub') };
      const keep = claim === null ? null : { claim, answer };
      return await acceptPrepared({ ...wanted, made, keep, signal });
    },

    acceptPrepared,

    async dryRun(principal, accountId, input, signal) {
      // Of the other forms the caller knows all that is shown, or its steps have asked.
      if ('draft' in input) contentScopes.forEach((scope) => requireScope(principal, scope));
      const { account, message, options } = await prepared(principal, accountId, input, signal);
      const { envelopeFrom, to } = message;
      const from =
        options.verp === true ? returnAddress(account, envelopeFrom, randomId('sub')).address : envelopeFrom;
      const suppressed = await suppressedAmong(account, to);
      return await showDryRun(account.id, { ...message, envelopeFrom: from }, suppressed, signal);
    },

    async composeDraft(principal, accountId, input, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      return await octetsOf(await prepareMessage.draft({ principal, account, signal }, input));
    },
  };
}

/** What shows a stored message needs. */
const contentScopes = ['messages:read', 'bodies:read'] as const;

interface ToBeSent {
  readonly account: Account;
  readonly options: SubmissionOptions;
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

/** Milliseconds since the epoch; null: now. Throws `invalid-request` for times that do not go together. */
export function checkedSendTime(options: SubmissionOptions, now: number): number | null {
  const sendAt = sendTime(options, now);
  checkExpiry(options, Math.max(sendAt ?? 0, now));
  return sendAt;
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
