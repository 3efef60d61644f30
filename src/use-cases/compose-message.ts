/**
 * From what a caller gives to the octets that are sent, appended or kept: checked, completed with Date and
 * Message-ID, and the same for every attempt. They are written while they are read, so that no message is held whole.
 */
import { invalid } from '../domain/errors.ts';
import { randomBase62 } from '../domain/ids.ts';
import { headersOf } from '../domain/outgoing-headers.ts';
import { maySendAs, outgoingProblem, type OutgoingInput, type Person } from '../domain/outgoing.ts';
import type { Author } from './author.ts';
import { checkSize } from './check-size.ts';
import type { OpenAttachments } from './open-attachments.ts';
import type { Clock } from './ports/service.ts';
import type { Composer, MimeSource, OutgoingMessage } from './ports/submissions.ts';

export interface ComposedMessage {
  /** Read once; fails with `too-large` where it grows beyond what is sent. */
  readonly content: MimeSource;
  /** With `<…>`. */
  readonly messageId: string;
  readonly subject: string | null;
  readonly from: string;
}

/** A message that is kept and not sent tells its owner to whom it goes in secret. */
export interface ComposeOptions {
  readonly as: 'letter' | 'draft';
}

export type ComposeMessage = (
  author: Author,
  input: OutgoingInput,
  options: ComposeOptions,
) => Promise<ComposedMessage>;

/** Throws `invalid-request`, `too-large`, and what opening attachments throws. */
export function createComposeMessage(ports: {
  readonly composer: Composer;
  readonly openAttachments: OpenAttachments;
  readonly clock: Clock;
}): ComposeMessage {
  return async (author, input, { as }) => {
    const { account } = author;
    const problem = outgoingProblem(input);
    if (problem !== null) throw invalid(problem.pointer, problem.message);
    const from = input.from ?? { address: account.email, name: account.name };
    if (!maySendAs(account, from.address)) {
      throw invalid(
        '/from/address',
        "The sender is neither the account's address nor one of its identities.",
      );
    }
    const messageId = newMessageId(from.address);
    const message: OutgoingMessage = {
      messageId,
      date: new Date(ports.clock.now()),
      from: named(from),
      to: (input.to ?? []).map(named),
      cc: (input.cc ?? []).map(named),
      bcc: as === 'draft' ? (input.bcc ?? []).map(named) : [],
      replyTo: (input.replyTo ?? []).map(named),
      subject: input.subject ?? null,
      text: input.text ?? null,
      html: input.html ?? null,
      headers: headersOf(input),
      attachments: await ports.openAttachments(author, input.attachments ?? []),
    };
    const content = bounded(ports.composer.compose(message));
    return { content, messageId, subject: message.subject, from: from.address };
  };
}

/** Of random bits, in the sender's domain (RFC 5322 §3.6.4). */
export function newMessageId(from: string): string {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const ascii = /^[A-Za-z0-9.-]+$/.test(domain) ? domain.toLowerCase() : 'postern.invalid';
  return `<${randomBase62(24)}@${ascii}>`;
}

/** All of it at once, for what cannot be handed on in pieces. */
export async function octetsOf({ content }: Pick<ComposedMessage, 'content'>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* bounded(source: MimeSource): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of source) {
    checkSize((size += piece.length));
    yield piece;
  }
}

function named({ address, name }: Person): OutgoingMessage['from'] {
  return { address, name: name ?? null };
}
