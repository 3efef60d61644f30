/**
 * Which conversation a message belongs to where the server has no threads of its own: the one that its References, or else
 * its In-Reply-To, say it began with (RFC 5322 §3.6.4). Which messages those are is `use-cases/threads.ts`.
 */

import type { Filter } from './search.ts';

/** The Message-IDs that a message has and names, with their `<…>`. */
export interface MessageNames {
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
}

/** No honest Message-ID is nearly as long (RFC 5536 §3.1.3: 250 octets), and a thread's id has to fit into a path. */
const longestRoot = 600;

/** null for a message that has no name and names none. */
export function threadRoot({ messageId, inReplyTo, references }: MessageNames): string | null {
  const root = references[0] ?? inReplyTo[0] ?? messageId;
  return root === null || Buffer.byteLength(root, 'utf8') > longestRoot ? null : root;
}

const naming = ['Message-ID', 'References', 'In-Reply-To'] as const;

/** Messages that have one of these Message-IDs or answer one of them; more may match, as SEARCH finds parts of values. */
export function namesAny(messageIds: readonly string[]): Filter {
  return { any: messageIds.flatMap((value) => naming.map((name) => ({ header: { name, value } }))) };
}

/** All that a message has and names. */
export function namesOf({ messageId, inReplyTo, references }: MessageNames): readonly string[] {
  return [...new Set([...(messageId === null ? [] : [messageId]), ...inReplyTo, ...references])];
}

/** How many of the names in a message's References are followed: its end, where its nearest relatives stand. */
const followedReferences = 8;

/** Those by which the others of a conversation are found: a forged message may name a thousand. */
export function tellingNames({ messageId, inReplyTo, references }: MessageNames): readonly string[] {
  const near = [...references.slice(0, 1), ...references.slice(-followedReferences)];
  return namesOf({ messageId, inReplyTo: inReplyTo.slice(0, 2), references: near });
}
