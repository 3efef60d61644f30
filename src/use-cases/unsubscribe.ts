/**
 * Takes an account off the mailing list that one of its messages came over, by the way that the message names. Only on
 * request: reading a message never calls anybody.
 */
import type { Account } from '../domain/account.ts';
import { sameAddress, type Address } from '../domain/address.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { Person } from '../domain/outgoing.ts';
import type { Principal } from '../domain/principal.ts';
import type { SubmissionView } from '../domain/submission.ts';
import { chooseWayOut, waysOut, type UnsubscribeMethod } from '../domain/unsubscribe.ts';
import type { MessageReferences } from './message-reference.ts';
import type { OpenAccount } from './open-account.ts';
import type { Claim, StoredAnswer } from './ports/idempotency.ts';
import type { MessageReader } from './ports/mail.ts';
import type { OneClick } from './ports/service.ts';
import { acceptedAnswer, type SubmitMessage } from './submit-message.ts';

/** `done`: the list's server has taken the request; `queued`: a letter to the list is on its way. */
export type Unsubscription =
  | { readonly method: 'one-click'; readonly status: 'done'; readonly submission: null }
  | { readonly method: 'mailto'; readonly status: 'queued'; readonly submission: SubmissionView };

export interface UnsubscribeRequest {
  /** The best that the message names when null. */
  readonly method: UnsubscribeMethod | null;
  readonly traceparent: string | null;
}

export interface Unsubscribe {
  /**
   * A letter needs `submissions:write` too, and its answer is stored under the claim with it. Throws `unsupported-by-server`
   * for a message without a way out, `egress-refused`, `refused-by-server`, `upstream-protocol-error` and `upstream-timeout`
   * for a list's server that does not take the request, and what submitting throws.
   */
  run(
    principal: Principal,
    accountId: string,
    id: string,
    request: UnsubscribeRequest,
    claim: Claim | null,
    signal: AbortSignal,
  ): Promise<Unsubscription>;
}

export function createUnsubscribe(ports: {
  readonly openAccount: OpenAccount;
  readonly reader: Pick<MessageReader, 'read'>;
  readonly references: Pick<MessageReferences, 'all'>;
  readonly submitMessage: Pick<SubmitMessage, 'submit'>;
  readonly oneClick: OneClick;
}): Unsubscribe {
  const { openAccount, reader, references, submitMessage, oneClick } = ports;
  const wanted = { fields: ['list', 'authentication', 'to', 'cc'], bodyMaxBytes: 0 } as const;

  return {
    async run(principal, accountId, id, { method, traceparent }, claim, signal) {
      const account = await openAccount(principal, accountId, 'messages:write');
      // Copies of one message have the same ways out.
      const [[ref] = []] = await references.all(account, [id], signal);
      const [message = null] = ref === undefined ? [] : await reader.read(account, [ref], wanted, signal);
      if (message === null) throw notFound('message');
      const { list = null, authentication = null, to = [], cc = [] } = message;
      const way = chooseWayOut(waysOut(list, authentication), method);
      if (way.method === 'one-click') {
        await click(way.url, signal);
        return { method: 'one-click', status: 'done', submission: null };
      }
      const { letter } = way;
      const from = subscriberOf(account, [...to, ...cc]);
      const submission = await submitMessage.submit(
        principal,
        accountId,
        { from, to: [{ address: letter.to }], subject: letter.subject, text: letter.text, traceparent },
        claim,
        signal,
        (view) => leavingAnswer(queued(view)),
      );
      return queued(submission);
    },
  };

  async function click(url: string, signal: AbortSignal): Promise<void> {
    const answer = await oneClick.click(url, signal);
    if (answer.kind === 'failed') throw failure(answer);
    const { status } = answer;
    if (status >= 200 && status < 300) return;
    const words = `The server of the list answered ${status} to the one-click request.`;
    if (status >= 500 || status === 429) throw new GatewayError('upstream-protocol-error', words);
    throw new GatewayError('refused-by-server', words);
  }
}

function failure({
  reason,
  error,
}: Extract<Awaited<ReturnType<OneClick['click']>>, { kind: 'failed' }>): GatewayError {
  switch (reason) {
    case 'refused':
      return new GatewayError('egress-refused', error);
    case 'timeout':
      return new GatewayError('upstream-timeout', `The server of the list: ${error}`);
    case 'unreachable':
      return new GatewayError('upstream-protocol-error', `The server of the list: ${error}`);
  }
}

function queued(submission: SubmissionView): Unsubscription {
  return { method: 'mailto', status: 'queued', submission };
}

/** What a repetition of the request is answered. */
export function leavingAnswer(left: Unsubscription): StoredAnswer {
  if (left.submission === null) return { status: 200, location: null, body: left };
  return { ...acceptedAnswer(left.submission), body: left };
}

/** The list knows the address that the message came to. */
function subscriberOf(account: Account, recipients: readonly Address[]): Person {
  const own = [{ address: account.email, name: account.name }, ...account.identities];
  const isTo = ({ address }: Person): boolean =>
    recipients.some((recipient) => sameAddress(recipient.address, address));
  return own.find(isTo) ?? { address: account.email, name: account.name };
}
