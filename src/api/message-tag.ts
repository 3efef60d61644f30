/**
 * Entity tags of single messages (RFC 9110 §8.8.3): the MODSEQ in clear, so that any tag of a message can be held
 * against what it is now, and digests of which message and which view of it. Without a MODSEQ there is no tag.
 */
import { createHash } from 'node:crypto';
import { invalid } from '../domain/errors.ts';
import type { MessageView } from '../domain/message.ts';

/** Raised when the same fields of the same message come to be written otherwise. */
const representation = 1;

/** `view`: all of the request that decides how the message is shown. null without a MODSEQ. */
export function messageTag(
  { id, mailboxPath, modseq }: Pick<MessageView, 'id' | 'mailboxPath' | 'modseq'>,
  view: object,
): string | null {
  if (typeof modseq !== 'string') return null;
  // The path is no part of the message and changes without its MODSEQ.
  return `"${modseq}.${digest(id)}.${digest([representation, mailboxPath, view])}"`;
}

/**
 * The MODSEQ that `If-Match` asks for: null for `*`, `0`, which no message has, when no tag is one of this message.
 * Weak tags never match (RFC 9110 §13.1.1). Throws `invalid-request`.
 */
export function unchangedSince(ifMatch: string, id: string): string | null {
  const header = ifMatch.trim();
  if (header === '*') return null;
  if (!/^(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*$/.test(header)) {
    throw invalid('/If-Match', 'If-Match is * or a list of entity tags in quotes.');
  }
  const own = digest(id);
  const modseqs = [...header.matchAll(/(?<weak>W\/)?"(?<modseq>\d{1,19})\.(?<message>[^".]*)\.[^"]*"/g)]
    .filter(({ groups }) => groups?.['weak'] === undefined && groups?.['message'] === own)
    .map(({ groups }) => BigInt(groups?.['modseq'] ?? 0));
  // A MODSEQ only rises: of several that were given out, only the highest can be that of now.
  return modseqs.reduce((highest, each) => (each > highest ? each : highest), 0n).toString();
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest().subarray(0, 9).toString('base64url');
}
