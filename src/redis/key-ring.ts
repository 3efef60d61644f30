/**
 * The ring of secret keys (POSTERN_SECRET_KEYS): the first one seals, all of them open, so that keys can be
 * changed without a moment in which something cannot be read. What is used is derived from them, one key for each
 * purpose.
 */
import { hkdfSync } from 'node:crypto';

export interface RingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** The first key is the one that seals. */
export type KeyRing = readonly [RingKey, ...(readonly RingKey[])];

const keyLength = 32;

/** Throws an Error for an empty ring, a key of another length, or two keys of one id. */
export function createKeyRing(keys: readonly RingKey[]): KeyRing {
  const [first, ...older] = keys;
  if (first === undefined) throw new Error('Without a secret key nothing can be sealed.');
  if (keys.some(({ key }) => key.length !== keyLength)) throw new Error('A secret key has 32 bytes.');
  if (new Set(keys.map(({ id }) => id)).size !== keys.length)
    throw new Error('Every secret key has its own id.');
  return [first, ...older];
}

/** 32 bytes for one purpose and no other (HKDF-SHA256, RFC 5869). */
export function deriveKey(ringKey: RingKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', ringKey.key, Buffer.alloc(0), `postern ${purpose}`, keyLength));
}
