/** REST: bytes of messages, streamed in both directions of the mail server, never held whole. */
import { zipOf } from '../archive.ts';
import { contentDisposition, downloadType, isRaster } from '../content-disposition.ts';
import { entityTag, immutableFor, noneMatches } from '../entity-tag.ts';
import { Readable } from 'node:stream';
import type { Call, ContentSuccess, Handlers } from '../operations.ts';
import { contentLength, contentRange, wantedRange } from '../range.ts';
import { archiveNames } from '../../domain/archive-names.ts';
import { notFound } from '../../domain/errors.ts';
import type { MessageField, MessageView } from '../../domain/message.ts';
import type { ContentStream, WantedOctets } from '../../use-cases/ports/mail.ts';
import type { ReadMessage } from '../../use-cases/read-message.ts';

type ContentCall = Call<'getMessageRaw' | 'getAttachment'>;

/** In the entity tags: changes when the same part or attachments give other octets than before. */
const versions = { part: '2', zip: '1' } as const;

export function createContentHandlers(
  readMessage: Pick<ReadMessage, 'get' | 'raw' | 'attachment'>,
): Pick<Handlers, 'getMessageRaw' | 'getAttachment' | 'getAttachmentsZip'> {
  return {
    async getMessageRaw(call) {
      const { principal, path, header, signal } = call;
      const tag = entityTag('raw', path.message);
      if (noneMatches(header['If-None-Match'], tag)) {
        await found(call, ['id']);
        return { status: 304, headers: { etag: tag } };
      }
      const raw = await readMessage.raw(principal, path.account, path.message, wantedOf(call, tag), signal);
      const disposition = contentDisposition('attachment', `${path.message}.eml`);
      return contentOf(raw, tag, 'message/rfc822', { 'content-disposition': disposition });
    },
    async getAttachment(call) {
      const { principal, path, query, header, signal } = call;
      const tag = entityTag('part', versions.part, path.attachment);
      if (noneMatches(header['If-None-Match'], tag)) {
        const { attachments = [], enclosed = [] } = await found(call, ['attachments', 'enclosed']);
        if (![...attachments, ...enclosed].some(({ id }) => id === path.attachment))
          throw notFound('attachment');
        return { status: 304, headers: { etag: tag } };
      }
      const wanted = wantedOf(call, tag);
      const { account, message, attachment } = path;
      const part = await readMessage.attachment(principal, account, message, attachment, wanted, signal);
      // A link is followed by a browser, where an image is looked at.
      const kind = query.token !== undefined && isRaster(part.contentType) ? 'inline' : 'attachment';
      return contentOf(part, tag, downloadType(part.contentType), {
        ...asDeadOctets,
        'content-disposition': contentDisposition(kind, part.filename),
      });
    },
    async getAttachmentsZip(call) {
      const { principal, path, header, signal, isHead } = call;
      const { account, message } = path;
      const tag = entityTag('zip', versions.zip, message);
      const isKnown = noneMatches(header['If-None-Match'], tag);
      const fields: readonly MessageField[] = isKnown ? ['id'] : ['attachments', 'receivedAt'];
      const wanted = { fields, bodyMaxBytes: 0 };
      const {
        id: own,
        attachments = [],
        receivedAt,
      } = await readMessage.get(principal, account, message, wanted, signal);
      if (isKnown) return { status: 304, headers: { etag: tag } };
      const names = archiveNames(attachments);
      const entries = attachments.map(({ id }, index) => ({
        name: names[index] ?? id,
        modifiedAt: new Date(receivedAt ?? 0),
        open: async () => (await readMessage.attachment(principal, account, own, id, 'all', signal)).stream,
      }));
      return {
        status: 200,
        content: isHead ? Readable.from([]) : zipOf(entries),
        contentType: 'application/zip',
        size: null,
        headers: {
          etag: tag,
          'cache-control': immutableFor,
          'content-disposition': contentDisposition('attachment', `${message}.zip`),
        },
      };
    },
  };

  /** Content never changes under its id, but it can go, and the key may never have been allowed to see it. */
  async function found(
    { principal, path, signal }: ContentCall,
    fields: readonly MessageField[],
  ): Promise<MessageView> {
    return await readMessage.get(principal, path.account, path.message, { fields, bodyMaxBytes: 0 }, signal);
  }
}

/** Whatever a sender wrote, a browser runs nothing of it, and tells nobody the link that it came by. */
const asDeadOctets = {
  'content-security-policy': "default-src 'none'; sandbox",
  'referrer-policy': 'no-referrer',
};

/** A range is a matter of GET alone (RFC 9110 §14.2). */
function wantedOf({ header, isHead }: ContentCall, tag: string): WantedOctets {
  return isHead ? 'none' : (wantedRange(header.Range, header['If-Range'], tag) ?? 'all');
}

function contentOf(
  { stream, size, span }: ContentStream,
  tag: string,
  contentType: string,
  headers: Readonly<Record<string, string>>,
): ContentSuccess<200> | ContentSuccess<206> {
  return {
    status: span === null ? 200 : 206,
    content: stream,
    contentType,
    size: contentLength(span, size),
    headers: {
      etag: tag,
      'cache-control': immutableFor,
      'accept-ranges': 'bytes',
      ...(span === null ? {} : { 'content-range': contentRange(span, size) }),
      ...headers,
    },
  };
}
