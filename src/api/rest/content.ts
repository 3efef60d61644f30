/** REST: bytes of messages, streamed in both directions of the mail server, never held whole. */
import { attachmentDisposition, downloadType } from '../content-disposition.ts';
import { entityTag, immutableFor, noneMatches } from '../entity-tag.ts';
import type { ReadMessage } from '../../use-cases/read-message.ts';
import type { Handlers } from '../operations.ts';

export function createContentHandlers(
  readMessage: Pick<ReadMessage, 'get' | 'raw' | 'attachment'>,
): Pick<Handlers, 'getMessageRaw' | 'getAttachment'> {
  return {
    async getMessageRaw({ principal, path, header, signal }) {
      const tag = entityTag('raw', path.message);
      if (noneMatches(header['If-None-Match'], tag)) {
        await exists(principal, path, signal);
        return { status: 304, headers: { etag: tag } };
      }
      const { stream, size } = await readMessage.raw(principal, path.account, path.message, signal);
      return {
        status: 200,
        content: stream,
        contentType: 'message/rfc822',
        size,
        headers: contentHeaders(tag, `${path.message}.eml`),
      };
    },
    async getAttachment({ principal, path, header, signal }) {
      const tag = entityTag('part', path.attachment);
      if (noneMatches(header['If-None-Match'], tag)) {
        await exists(principal, path, signal);
        return { status: 304, headers: { etag: tag } };
      }
      const part = await readMessage.attachment(
        principal,
        path.account,
        path.message,
        path.attachment,
        signal,
      );
      return {
        status: 200,
        content: part.stream,
        contentType: downloadType(part.contentType),
        size: part.size,
        headers: contentHeaders(tag, part.filename),
      };
    },
  };

  /** Content never changes under its id, but it can go, and the key may never have been allowed to see it. */
  async function exists(
    principal: Parameters<ReadMessage['get']>[0],
    path: { readonly account: string; readonly message: string },
    signal: AbortSignal,
  ): Promise<void> {
    await readMessage.get(principal, path.account, path.message, { fields: ['id'], bodyMaxBytes: 0 }, signal);
  }
}

function contentHeaders(tag: string, filename: string | null): Readonly<Record<string, string>> {
  return {
    etag: tag,
    'cache-control': immutableFor,
    'content-disposition': attachmentDisposition(filename),
  };
}
