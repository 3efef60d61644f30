/** Strong entity tags of content that never changes under its id (RFC 9110 §8.8.3). */
import { createHash } from 'node:crypto';

export const immutableFor = 'private, max-age=31536000, immutable';

export function entityTag(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return `"${digest.subarray(0, 15).toString('base64url')}"`;
}

/** Whether `If-None-Match` names the tag (weak comparison, RFC 9110 §13.1.2). */
export function noneMatches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return [...header.matchAll(/"[^"]*"/g)].some(([each]) => each === tag);
}
