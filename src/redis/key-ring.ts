/**
 * The ring of secret keys (POSTERN_SECRET_KEYS): the first one seals, all of them open, so that keys can be
 * changed without a moment in which something cannot be read. Other keys are derived from them, never used twice
 * for two purposes.
 */
import { hkdfSync } from 'node:crypto';

export interface RingKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Never empty; the first key is the one that seals. */
export type KeyRing = readonly [RingKey, ...(readonly RingKey[])];

const keyLength = 32;

/**
 * Reads `id:base64(32 bytes)[,older…]`. Throws an Error that says in words which entry is wrong and how to make a
 * right one; it never repeats key material.
 */
export function parseKeyRing(text: string): KeyRing {
  const entries = text.split(',').map((entry) => entry.trim());
  const keys = entries.map((entry, index): RingKey => {
    const place = `Entry ${index + 1} of the secret keys`;
    const colon = entry.indexOf(':');
    const id = entry.slice(0, Math.max(colon, 0));
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) {
      throw new Error(`${place} has the form id:key, where id is 1–32 characters of A–Z a–z 0–9 _ and -.`);
    }
    const material = entry.slice(colon + 1);
    const bytes = Buffer.from(material, 'base64');
    if (bytes.length !== keyLength || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(material)) {
      throw new Error(`${place} ("${id}") is not base64 of 32 bytes; "openssl rand -base64 32" makes one.`);
    }
    return { id, bytes };
  });
  if (new Set(keys.map((key) => key.id)).size !== keys.length) {
    throw new Error('Two of the secret keys have the same id.');
  }
  const [first, ...older] = keys;
  if (first === undefined) throw new Error('There is no secret key.');
  return [first, ...older];
}

/** 32 bytes for one purpose and no other (HKDF-SHA256, RFC 5869). */
export function deriveKey(key: RingKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), `postern ${purpose}`, keyLength));
}
