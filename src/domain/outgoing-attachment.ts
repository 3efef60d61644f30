/** A file that a caller attaches to a message, and where its octets come from. */

export interface OutgoingAttachment {
  /** Where the octets come from, one of three: base64, … */
  readonly content?: string | null;
  /** … the id of a blob, … */
  readonly blobId?: string | null;
  /** … or the ids of a stored message and of an attachment of it. */
  readonly message?: string | null;
  readonly attachment?: string | null;
  /** These two as they are stored with the blob or the part, unless given. */
  readonly filename?: string | null;
  readonly contentType?: string | null;
  readonly contentId?: string | null;
  /** `inline` with a content id, unless given. */
  readonly disposition?: 'inline' | 'attachment' | null;
}

export type AttachmentSource =
  | { readonly kind: 'content'; readonly base64: string }
  | { readonly kind: 'blob'; readonly id: string }
  | { readonly kind: 'part'; readonly message: string; readonly attachment: string };

const mediaType = /^[A-Za-z0-9!#$&^_.+-]{1,127}\/[A-Za-z0-9!#$&^_.+-]{1,127}(?:;[\x20-\x7e]*)?$/;
const contentIdPattern = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,250}$/;

/** Throws nothing; null unless there is exactly one. */
export function sourceOf(given: OutgoingAttachment): AttachmentSource | null {
  const { content = null, blobId = null, message = null, attachment = null } = given;
  const sources: readonly AttachmentSource[] = [
    ...(content === null ? [] : [{ kind: 'content', base64: content } as const]),
    ...(blobId === null ? [] : [{ kind: 'blob', id: blobId } as const]),
    ...(message === null || attachment === null ? [] : [{ kind: 'part', message, attachment } as const]),
  ];
  const [source = null] = sources;
  const isHalf = (message === null) !== (attachment === null);
  return sources.length === 1 && !isHalf ? source : null;
}

/** Whether a part can be labelled with it. */
export function isMediaType(text: string): boolean {
  return mediaType.test(text) && !/^multipart\//i.test(text);
}

/** The field that is wrong, empty for the whole, and why; null for none. */
export function attachmentProblem(given: OutgoingAttachment): readonly [string, string] | null {
  const { filename, contentType, contentId } = given;
  if (/[\r\n\0]/.test(filename ?? '')) return ['filename', 'A file name holds no CR, LF or NUL.'];
  if ((filename ?? '').length > 255) return ['filename', 'A file name has at most 255 characters.'];
  if (!mediaType.test(contentType ?? 'application/octet-stream')) {
    return ['contentType', 'A content type has the form type/subtype.'];
  }
  if (!isMediaType(contentType ?? 'application/octet-stream')) {
    return ['contentType', 'A file is no multipart: its boundary would be another (RFC 2046 §5.1).'];
  }
  if (!contentIdPattern.test(contentId ?? 'x')) {
    return ['contentId', 'A content id is printable ASCII without brackets and blanks.'];
  }
  const source = sourceOf(given);
  if (source === null) {
    return ['', 'An attachment has either `content`, or `blobId`, or `message` and `attachment`.'];
  }
  // Buffer.from would skip what is not base64.
  return source.kind === 'content' && !isBase64(source.base64)
    ? ['content', 'The content is not base64 (RFC 4648 §4).']
    : null;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
