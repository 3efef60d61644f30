/** Entity tags (RFC 9110 §8.8.3): those of content that never changes under its id, and what all tags have in common. */
import { createHash } from 'node:crypto';

export const immutableFor = 'private, max-age=31536000, immutable';

export function entityTag(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return `"${digest.subarray(0, 15).toString('base64url')}"`;
}

/** Of a list: weak, since what came while it was read may be in it. null where there is no version. */
export function listTag(version: string | null, view: object): string | null {
  return version === null ? null : `W/${entityTag('list', version, JSON.stringify(view))}`;
}

/** Whether `If-None-Match` names the tag (weak comparison, RFC 9110 §13.1.2). */
export function noneMatches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const opaque = tag.replace(/^W\//, '');
  return [...header.matchAll(/"[^"]*"/g)].some(([each]) => each === opaque);
}

/** Of what may change: a cache asks before it shows it again. Nothing without a tag. */
export function tagHeaders(tag: string | null): Readonly<Record<string, string>> {
  return tag === null ? {} : { etag: tag, 'cache-control': 'private, no-cache' };
}
