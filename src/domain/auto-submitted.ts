/** Whether a person or a program sent a message: Auto-Submitted (RFC 3834 §5), or what programs older than it write. */
import { headerValue, withoutComments, type Header } from './header.ts';

export const autoSubmittedHeaders = [
  'Auto-Submitted',
  'X-Autoreply',
  'X-Autorespond',
  'X-AutoReply-From',
  'Precedence',
] as const;

const keyword = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * `no`, `auto-generated`, `auto-replied` (RFC 3834), `auto-notified` (RFC 5436) or another keyword in lower case. null:
 * the message does not tell. Precedence counts only as `auto_reply`: `bulk` and `list` speak of the way, not the author.
 */
export function readAutoSubmitted(headers: readonly Header[]): string | null {
  const told = withoutComments(headerValue(headers, 'Auto-Submitted') ?? '')
    .split(';')[0]
    ?.trim()
    .toLowerCase();
  if (told !== undefined && keyword.test(told)) return told;
  const autoreply = headerValue(headers, 'X-Autoreply')?.trim().toLowerCase() ?? 'no';
  const replied =
    (autoreply !== 'no' && autoreply !== '') ||
    headerValue(headers, 'X-Autorespond') !== null ||
    headerValue(headers, 'X-AutoReply-From') !== null ||
    /^auto[_-]reply$/i.test(headerValue(headers, 'Precedence')?.trim() ?? '');
  return replied ? 'auto-replied' : null;
}
