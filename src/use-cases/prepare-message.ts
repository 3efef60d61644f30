/** From what is handed in (fields, octets or a draft) to the octets that are sent and the envelope that they travel in. */
import type { Account } from '../domain/account.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import {
  envelopeProblem,
  maximumRecipients,
  maySendAs,
  uniqueAddresses,
  type OutgoingInput,
} from '../domain/outgoing.ts';
import type { ComposedMessage, ComposeMessage } from './compose-message.ts';
import type { OpenDraft } from './open-draft.ts';
import type { Clock } from './ports/service.ts';
import { takeRawMessage } from './take-raw-message.ts';

/** A message to be written, and who sends and receives it where that differs from its header. */
export interface Composition extends OutgoingInput {
  readonly envelope?: { readonly from?: string | null; readonly to?: readonly string[] | null } | null;
}

export interface PreparedMessage extends ComposedMessage {
  readonly envelopeFrom: string;
  readonly to: readonly string[];
  /** Its id, where it was a draft. */
  readonly draft: string | null;
}

/** Throws `invalid-request`, `too-large`, and what reading a draft throws. */
export type PrepareMessage = (
  account: Account,
  input: Composition | { readonly raw: Buffer } | { readonly draft: string },
  signal: AbortSignal,
) => Promise<PreparedMessage>;

export function createPrepareMessage(ports: {
  readonly composeMessage: ComposeMessage;
  readonly drafts: Pick<OpenDraft, 'read'>;
  readonly clock: Clock;
}): PrepareMessage {
  const { composeMessage, drafts, clock } = ports;

  const taken = (account: Account, octets: Buffer, draft: string | null): PreparedMessage => {
    const as = draft === null ? 'finished' : 'draft';
    const message = takeRawMessage(account, octets, clock.now(), as);
    checkRecipients(message.to);
    return { ...message, envelopeFrom: message.from, draft };
  };

  return async (account, input, signal) => {
    if ('raw' in input) return taken(account, input.raw, null);
    if ('draft' in input) {
      const { id, content } = await drafts.read(account, input.draft, signal);
      return taken(account, content, id);
    }
    const to = recipientsOf(input);
    checkRecipients(to);
    const composed = await composeMessage(account, input, { as: 'letter' });
    const envelopeFrom = input.envelope?.from ?? composed.from;
    if (!maySendAs(account, envelopeFrom)) {
      throw invalid(
        '/envelope/from',
        "The sender is neither the account's address nor one of its identities.",
      );
    }
    return { ...composed, envelopeFrom, to, draft: null };
  };
}

function recipientsOf(input: Composition): readonly string[] {
  const chosen = input.envelope?.to ?? null;
  chosen?.forEach((address, index) => {
    const problem = envelopeProblem(address);
    if (problem !== null) throw invalid(`/envelope/to/${index}`, problem);
  });
  const named = [...(input.to ?? []), ...(input.cc ?? []), ...(input.bcc ?? [])].map(
    ({ address }) => address,
  );
  return uniqueAddresses(chosen ?? named);
}

function checkRecipients(to: readonly string[]): void {
  if (to.length === 0) throw invalid('/to', 'A message needs at least one recipient.');
  if (to.length > maximumRecipients) {
    throw new GatewayError('too-large', `A message has at most ${maximumRecipients} recipients.`);
  }
}
