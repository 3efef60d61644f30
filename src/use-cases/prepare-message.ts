/**
 * From what is handed in (fields, octets or a draft) to the octets that are sent and the envelope that they travel in.
 * What the fields leave to be looked up is filled in step by step before they are composed.
 */
import type { Account } from '../domain/account.ts';
import { referenceNote, writeReferenceNote } from '../domain/answered-mark.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import {
  envelopeProblem,
  maximumRecipients,
  maySendAs,
  uniqueAddresses,
  type OutgoingInput,
} from '../domain/outgoing.ts';
import type { Reference, ReferredMessage } from '../domain/reference.ts';
import type { TemplateUse } from '../domain/template.ts';
import type { Author } from './author.ts';
import type { ComposedMessage, ComposeMessage } from './compose-message.ts';
import type { OpenDraft } from './open-draft.ts';
import type { Clock } from './ports/service.ts';
import type { MimeSource } from './ports/submissions.ts';
import { takeRawMessage } from './take-raw-message.ts';

/** A message to be written, and who sends and receives it where that differs from its header. */
export interface Composition extends OutgoingInput {
  readonly envelope?: { readonly from?: string | null; readonly to?: readonly string[] | null } | null;
  readonly template?: TemplateUse | null;
  readonly reference?: Reference | null;
  /** What the reference came to. */
  readonly refersTo?: ReferredMessage | null;
}

/** Resolves one thing that a composition refers to, and leaves it out. */
export type CompositionStep = (composition: Composition, author: Author) => Promise<Composition>;

export interface PreparedMessage extends ComposedMessage {
  readonly envelopeFrom: string;
  readonly to: readonly string[];
  /** Its id, where it was a draft. */
  readonly draft: string | null;
  /** What it was written of, all of it resolved; null for a finished message. */
  readonly composition: Composition | null;
  readonly refersTo: ReferredMessage | null;
}

export interface PrepareMessage {
  /** Throws `invalid-request`, `too-large`, and what reading a draft or opening attachments throws. */
  letter(
    author: Author,
    input: Composition | { readonly raw: Buffer } | { readonly draft: string },
  ): Promise<PreparedMessage>;
  /** A message that is to be kept and not sent: with Bcc, and without a recipient if it has none yet. */
  draft(author: Author, input: Composition): Promise<ComposedMessage>;
}

export function createPrepareMessage(ports: {
  /** In their order: what a later one resolves may come from an earlier one. */
  readonly steps: readonly CompositionStep[];
  readonly composeMessage: ComposeMessage;
  readonly drafts: Pick<OpenDraft, 'read'>;
  readonly clock: Clock;
}): PrepareMessage {
  const { steps, composeMessage, drafts, clock } = ports;

  const resolved = async (author: Author, input: Composition): Promise<Composition> => {
    let composition = input;
    for (const step of steps) composition = await step(composition, author);
    return composition;
  };

  const taken = (account: Account, octets: Buffer, draft: string | null): PreparedMessage => {
    const as = draft === null ? 'finished' : 'draft';
    const { content, ...message } = takeRawMessage(account, octets, clock.now(), as);
    checkRecipients(message.to);
    const source: MimeSource = [content];
    return { ...message, content: source, envelopeFrom: message.from, draft, composition: null };
  };

  return {
    async letter(author, input) {
      const { account, signal } = author;
      if ('raw' in input) return taken(account, input.raw, null);
      if ('draft' in input) {
        const { id, content } = await drafts.read(account, input.draft, signal);
        return taken(account, content, id);
      }
      const composition = await resolved(author, input);
      const to = recipientsOf(composition);
      checkRecipients(to);
      const composed = await composeMessage(author, composition, { as: 'letter' });
      const envelopeFrom = composition.envelope?.from ?? composed.from;
      if (!maySendAs(account, envelopeFrom)) {
        throw invalid(
          '/envelope/from',
          "The sender is neither the account's address nor one of its identities.",
        );
      }
      const { refersTo = null } = composition;
      return { ...composed, envelopeFrom, to, draft: null, refersTo, composition };
    },
    async draft(author, input) {
      const composition = await resolved(author, input);
      return await composeMessage(author, withNote(composition), { as: 'draft' });
    },
  };
}

/** Whoever sends the draft later learns from it what it answers. */
function withNote(composition: Composition): Composition {
  const { headers, refersTo = null } = composition;
  if (refersTo === null) return composition;
  const note = { name: referenceNote, value: writeReferenceNote(refersTo) };
  return { ...composition, headers: [...(headers ?? []), note] };
}

/** The envelope's, each once. Throws `invalid-request`. */
export function recipientsOf(input: Composition): readonly string[] {
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

/** Throws `invalid-request` for none, `too-large` for too many. */
export function checkRecipients(to: readonly string[]): void {
  if (to.length === 0) throw invalid('/to', 'A message needs at least one recipient.');
  if (to.length > maximumRecipients) {
    throw new GatewayError('too-large', `A message has at most ${maximumRecipients} recipients.`);
  }
}
