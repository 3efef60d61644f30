/**
 * From what a caller attaches to octets that can be streamed: decoded from base64, or read from where the mail server
 * keeps them, never held whole. That all of it is there is seen before the first octet of the message is written.
 */
import { GatewayError, notFound } from '../domain/errors.ts';
import { isBlobId } from '../domain/ids.ts';
import { maximumAttachments } from '../domain/outgoing.ts';
import { isMediaType, sourceOf, type OutgoingAttachment } from '../domain/outgoing-attachment.ts';
import { requireScope } from '../domain/principal.ts';
import type { Author } from './author.ts';
import { checkSize } from './check-size.ts';
import type { BlobStore } from './ports/blobs.ts';
import type { PartStream } from './ports/mail.ts';
import type { MimeSource, OutgoingMessage } from './ports/submissions.ts';
import type { ReadMessage } from './read-message.ts';
import { sideBySide } from './side-by-side.ts';

type Opened = OutgoingMessage['attachments'][number];

/**
 * In their order. Throws `too-large`, `not-found`, `blob-expired` and `stale-reference` with the place of the
 * attachment that is not there, and what reading a stored message throws.
 */
export type OpenAttachments = (
  author: Author,
  attachments: readonly OutgoingAttachment[],
) => Promise<readonly Opened[]>;

/** What is known of a file before it is read. */
interface Found {
  readonly filename: string | null;
  readonly contentType: string | null;
  /** Octets, null when they are known only at the end. */
  readonly size: number | null;
  readonly content: () => MimeSource;
}

/** Round trips to the mail server. */
const lookedAtAtOnce = 4;

/** Whole groups of four characters. */
const decodedAtOnce = 64 * 1024;

export function createOpenAttachments(ports: {
  readonly readMessage: Pick<ReadMessage, 'attachment'>;
  readonly blobs: Pick<BlobStore, 'find' | 'read'>;
}): OpenAttachments {
  const { readMessage, blobs } = ports;

  const find = async (author: Author, given: OutgoingAttachment): Promise<Found> => {
    const source = sourceOf(given);
    switch (source?.kind) {
      case 'content':
        return inBase64(source.base64);
      case 'blob':
        return await inBlob(author, source.id);
      case 'part':
        return await inMessage(author, source.message, source.attachment);
      default:
        throw new Error('an attachment without a source was let through');
    }
  };

  const inBlob = async ({ principal, account }: Author, id: string): Promise<Found> => {
    requireScope(principal, 'submissions:write');
    if (!isBlobId(account, id)) throw notFound('blob');
    const blob = await blobs.find(account, id);
    if (blob === null) throw new GatewayError('blob-expired', 'The blob has expired; upload it again.');
    const { filename, contentType, octets } = blob;
    return { filename, contentType, size: octets.size, content: () => blobs.read(octets) };
  };

  const inMessage = async (author: Author, message: string, attachment: string): Promise<Found> => {
    const { principal, account, signal } = author;
    const open = (wanted: 'all' | 'none'): Promise<PartStream> =>
      readMessage.attachment(principal, account.id, message, attachment, wanted, signal);
    const about = await open('none');
    about.stream.destroy();
    const { filename, size } = about;
    return { filename, size, contentType: typeOf(about), content: () => streamed(() => open('all')) };
  };

  return async (author, attachments) => {
    if (attachments.length > maximumAttachments) {
      throw new GatewayError('too-large', `A message has at most ${maximumAttachments} attachments.`);
    }
    const found = await sideBySide(
      [...attachments.entries()],
      lookedAtAtOnce,
      author.signal,
      ([index, given], signal) => find({ ...author, signal }, given).catch(placed(`/attachments/${index}`)),
    );
    const files = found.map((file, index) => opened(attachments[index] ?? {}, file));
    checkSize(found.reduce((sum, { size }, index) => sum + encodedSize(size, files[index]?.contentType), 0));
    return files;
  };
}

function opened(given: OutgoingAttachment, found: Found): Opened {
  const contentId = given.contentId ?? null;
  return {
    filename: given.filename ?? found.filename,
    contentType: given.contentType ?? found.contentType ?? 'application/octet-stream',
    content: found.content,
    contentId,
    disposition: given.disposition ?? (contentId === null ? 'attachment' : 'inline'),
  };
}

/** At least: base64 makes four octets of three, and only messages are not encoded. */
function encodedSize(size: number | null, contentType = ''): number {
  if (size === null) return 0;
  return /^message\//i.test(contentType) ? size : Math.ceil(size / 3) * 4;
}

function inBase64(base64: string): Found {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  const size = (base64.length / 4) * 3 - padding;
  return { filename: null, contentType: null, size, content: () => decoded(base64) };
}

function* decoded(base64: string): Generator<Buffer> {
  for (let at = 0; at < base64.length; at += decodedAtOnce) {
    yield Buffer.from(base64.slice(at, at + decodedAtOnce), 'base64');
  }
}

async function* streamed(open: () => Promise<PartStream>): AsyncGenerator<Buffer> {
  const { stream } = await open();
  for await (const piece of stream) yield piece as Buffer;
}

/** With the parameters that say how to read it; null for what no part can be labelled with. */
function typeOf({ contentType, parameters }: PartStream): string | null {
  const kept = [...parameters].filter(([name]) => readingParameters.includes(name));
  const type = [contentType, ...kept.map(([name, value]) => `${name}=${JSON.stringify(value)}`)].join('; ');
  return [type, contentType].find(isMediaType) ?? null;
}

/** RFC 2046 §4.1.2, RFC 3676, RFC 5545 §8.1. */
const readingParameters = ['charset', 'format', 'delsp', 'method', 'component'];

/** Rejects with the same failure, and which attachment it is about. */
function placed(pointer: string): (thrown: unknown) => never {
  return (thrown) => {
    if (!(thrown instanceof GatewayError) || !gone.includes(thrown.code)) throw thrown;
    const { code, message, status } = thrown;
    throw new GatewayError(code, message, { status, cause: thrown, errors: [{ pointer, message }] });
  };
}

const gone: readonly string[] = ['not-found', 'stale-reference', 'blob-expired'];
