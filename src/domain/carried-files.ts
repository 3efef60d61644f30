/** Which files of a message go along with one that answers or forwards it: the images that quoted HTML shows, and the rest. */
import type { Attachment } from './message.ts';
import type { OutgoingAttachment } from './outgoing-attachment.ts';

export interface Carrying {
  /** The id of the message. */
  readonly message: string;
  readonly attachments: readonly Attachment[];
  /** Of the new message; null when it has none. */
  readonly html: string | null;
  /** What it has of its own. */
  readonly given: readonly OutgoingAttachment[];
  /** Whether all the others go along as well. */
  readonly all: boolean;
}

/** Content-IDs that can be written again as they are. */
const plain = /^[A-Za-z0-9!#$*+/=?^_`{|}~.@-]{1,250}$/;

export function carriedFiles({
  message,
  attachments,
  html,
  given,
  all,
}: Carrying): readonly OutgoingAttachment[] {
  const shown = shownIn(html ?? '');
  const known = new Set(given.map(({ contentId }) => contentId ?? ''));
  return attachments.flatMap(({ id, contentId }): readonly OutgoingAttachment[] => {
    if (contentId === null || !plain.test(contentId) || !shown.has(contentId))
      return all ? [{ message, attachment: id }] : [];
    // An image that stands there twice is one.
    if (known.has(contentId)) return [];
    known.add(contentId);
    return [{ message, attachment: id, contentId, disposition: 'inline' }];
  });
}

/** Where an attribute or a style names one (RFC 2392), and not where words do. */
const named = /(?:["'(=]|&quot;)\s*cid:([A-Za-z0-9!#$*+/=?^_`{|}~.@-]+)/gi;

function shownIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(named)].map(([, contentId = '']) => contentId));
}
