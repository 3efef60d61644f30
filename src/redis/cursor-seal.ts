/**
 * Seals cursors: what a client carries for us can be neither read nor changed. The same value seals to the same
 * text (synthetic IV in the manner of RFC 5297: the MAC of the value is the IV), so that pages can be compared and
 * cached, and there is no number of cursors after which a key wears out.
 */
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import { deriveKey, type KeyRing } from './key-ring.ts';

const ivLength = 16;
const longest = 4096;

interface CursorKeys {
  readonly mac: Buffer;
  readonly cipher: Buffer;
}

/** Cursors are base64url of 16 octets more than the value's JSON; every replica with the same ring opens them. */
export function createCursorSeal(ring: KeyRing): CursorSeal {
  const derive = (key: KeyRing[number]): CursorKeys => ({
    mac: deriveKey(key, 'cursor mac'),
    cipher: deriveKey(key, 'cursor cipher'),
  });
  const [current, ...older] = ring;
  const sealing = derive(current);
  const opening = [sealing, ...older.map(derive)];

  return {
    seal(purpose, value) {
      const plain = Buffer.from(JSON.stringify(value));
      const iv = syntheticIv(sealing, purpose, plain);
      const encryption = createCipheriv('aes-256-ctr', sealing.cipher, iv);
      return Buffer.concat([iv, encryption.update(plain), encryption.final()]).toString('base64url');
    },

    open(purpose, text) {
      if (text.length > longest) return null;
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length <= ivLength || bytes.toString('base64url') !== text) return null;
      const iv = bytes.subarray(0, ivLength);
      for (const keys of opening) {
        const decryption = createDecipheriv('aes-256-ctr', keys.cipher, iv);
        const plain = Buffer.concat([decryption.update(bytes.subarray(ivLength)), decryption.final()]);
        if (timingSafeEqual(iv, syntheticIv(keys, purpose, plain)))
          return JSON.parse(plain.toString('utf8')) as unknown;
      }
      return null;
    },
  };
}

function syntheticIv(keys: CursorKeys, purpose: string, plain: Buffer): Buffer {
  return createHmac('sha256', keys.mac)
    .update(`${purpose.length}:${purpose}`)
    .update(plain)
    .digest()
    .subarray(0, ivLength);
}
