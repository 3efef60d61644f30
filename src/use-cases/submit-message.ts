/** From a request to an accepted submission, or to what it would be: the account, its rights, and the message are looked at first. */
import type { Account } from '../domain/account.ts';
import { randomId } from '../domain/ids.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { requireReturnAddress, returnAddress } from '../domain/return-address.ts';
import type { SubmissionView } from '../domain/submission.ts';
import type { AcceptSubmission } from './accept-submission.ts';
import { octetsOf } from './compose-message.ts';
import { createShowDryRun, type DryRun } from './dry-run.ts';
import type { OpenAccount } from './open-account.ts';
import { createOpenSender } from './open-sender.ts';
import type { Claim, StoredAnswer } from './ports/idempotency.ts';
import type { Clock } from './ports/service.ts';
import type { SuppressionStore } from './ports/suppressions.ts';
import type { Composition, PreparedMessage, PrepareMessage } from './prepare-message.ts';
import { checkedSendTime, type SubmissionOptions } from './submission-options.ts';
import { createSuppressedAmong } from './suppressed-among.ts';

export interface NewSubmission extends Composition, SubmissionOptions {}

/** By a finished message, or by the id of a draft. */
export type ReadySubmission = ({ readonly raw: Buffer } | { readonly draft: string }) & {
  readonly options: SubmissionOptions;
};

export interface SubmitMessagePorts {
  readonly openAccount: OpenAccount;
  readonly prepareMessage: PrepareMessage;
  readonly acceptSubmission: AcceptSubmission;
  readonly suppressions: Pick<SuppressionStore, 'find'>;
  readonly clock: Clock;
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
  const { openAccount, prepareMessage, acceptSubmission, clock } = ports;
  const openSender = createOpenSender(openAccount);
  const showDryRun = createShowDryRun();
  const suppressedAmong = createSuppressedAmong(ports);

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

  return {
    async submit(principal, accountId, input, claim, signal, answer = acceptedAnswer) {
      const wanted = await prepared(principal, accountId, input, signal);
      const made = { id: randomId('sub') };
      const keep = claim === null ? null : { claim, answer };
      return await acceptSubmission({ ...wanted, made, keep, signal });
    },

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
