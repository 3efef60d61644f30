/** Whether Gmail's pages would show a paper clip: a part of the message is an attachment by its Content-Disposition. */
import { parseDisposition } from '../mime/content-type.ts';
import { headerField } from '../mime/header.ts';
import type { MimePart } from '../mime/part.ts';
import type { StoredMessage } from '../store/model.ts';

export function isAttached({ raw, root }: Pick<StoredMessage, 'raw' | 'root'>): boolean {
  const attached = (part: MimePart): boolean =>
    parseDisposition(headerField(raw, part, 'content-disposition') ?? '').kind.toLowerCase() ===
      'attachment' || part.parts.some(attached);
  return attached(root);
}
