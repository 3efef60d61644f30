/** How an answer names what it answers (RFC 5322 §3.6.4), so that every mail program finds its conversation. */
import type { MessageNames } from './thread.ts';

export interface AnswerThread {
  /** null when the message has no name. */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

/** Printable, so that it can stand in a header as it is. */
const sound = /^<[!-;=?-~]{1,398}>$/;

/** Whether it names one message: of anything less a search by header finds parts in the names of others. */
export function isSoundMessageId(text: string): boolean {
  return sound.test(text);
}

/** A conversation may be without end; what it began with and the nearest relatives suffice (RFC 5537 §3.4.4). */
const mostReferences = 20;

export function answerThread({ messageId, inReplyTo, references }: MessageNames): AnswerThread {
  const parent = messageId !== null && isSoundMessageId(messageId) ? messageId : null;
  // Of several it is not known which one the conversation began with.
  const ancestors = references.length > 0 ? references : inReplyTo.length === 1 ? inReplyTo : [];
  const named = [...ancestors.filter(isSoundMessageId), ...(parent === null ? [] : [parent])];
  // The last mention counts: a name stands behind all that it answers.
  const unique = [...new Set([...named].reverse())].reverse();
  const kept =
    unique.length <= mostReferences ? unique : [...unique.slice(0, 1), ...unique.slice(1 - mostReferences)];
  return { inReplyTo: parent, references: kept };
}
