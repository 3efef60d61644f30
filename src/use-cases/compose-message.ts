/**
 * From what a caller gives to the octets that are sent, appended or kept: checked, completed with Date and
 * Message-ID, and the same for every attempt. They are written while they are read, so that no message is held whole.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import { randomBase62 } from '../domain/ids.ts';
import {
  maximumAttachments,
  maximumSize,
  maySendAs,
  outgoingProblem,
  type OutgoingAttachment,
  type OutgoingInput,
  type Person,
} from '../domain/outgoing.ts';
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
  account: Account,
  input: OutgoingInput,
  options: ComposeOptions,
) => ComposedMessage;

/** Throws `invalid-request` and `too-large`. */
export function createComposeMessage(ports: {
  readonly composer: Composer;
  readonly clock: Clock;
}): ComposeMessage {
  return (account, input, { as }) => {
    const problem = outgoingProblem(input);
    if (problem !== null) throw invalid(problem.pointer, problem.message);
    checkAttachments(input.attachments ?? []);
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
      headers: input.headers ?? [],
      attachments: (input.attachments ?? []).map(decoded),
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

export function checkSize(octets: number): void {
  if (octets <= maximumSize) return;
  throw new GatewayError(
    'too-large',
    `The message has ${octets} octets with its attachments encoded; at most ${maximumSize} are sent.`,
  );
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
    size += piece.length;
    if (size > maximumSize) {
      throw new GatewayError(
        'too-large',
        `With its attachments encoded the message has more than ${maximumSize} octets, which is all that is sent.`,
      );
    }
    yield piece;
  }
}

function checkAttachments(attachments: readonly OutgoingAttachment[]): void {
  if (attachments.length > maximumAttachments) {
    throw new GatewayError('too-large', `A message has at most ${maximumAttachments} attachments.`);
  }
  // Before anything is decoded: base64 in MIME is no shorter than what came.
  checkSize(attachments.reduce((sum, { content }) => sum + content.length, 0));
}

function decoded(attachment: OutgoingAttachment): OutgoingMessage['attachments'][number] {
  const { filename, contentType, content, contentId, disposition } = attachment;
  return {
    filename: filename ?? null,
    contentType: contentType ?? 'application/octet-stream',
    content: () => fromBase64(content),
    contentId: contentId ?? null,
    disposition: disposition ?? 'attachment',
  };
}

/** Whole groups of four characters at a time. */
const decodedAtOnce = 64 * 1024;

function* fromBase64(content: string): Generator<Buffer> {
  for (let at = 0; at < content.length; at += decodedAtOnce) {
    yield Buffer.from(content.slice(at, at + decodedAtOnce), 'base64');
  }
}

function named({ address, name }: Person): OutgoingMessage['from'] {
  return { address, name: name ?? null };
}
