/** Seals links: a MAC under a key of the ring that vouches for one thing until a time, and tells nothing else. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkSeal } from '../use-cases/ports/service.ts';
import { deriveKey, type KeyRing } from './key-ring.ts';

const timeLength = 4;
const macLength = 16;

/** Tokens are base64url of 4 octets of time and 16 of MAC; every replica with the same ring opens them. */
export function createLinkSeal(ring: KeyRing): LinkSeal {
  const keys = ring.map((key) => deriveKey(key, 'link mac'));
  const [sealing] = keys;
  if (sealing === undefined) throw new Error('A ring has a key.');

  return {
    seal(subject, expiresAt) {
      const time = Buffer.alloc(timeLength);
      time.writeUInt32BE(expiresAt);
      return Buffer.concat([time, mac(sealing, time, subject)]).toString('base64url');
    },

    open(subject, token) {
      const octets = Buffer.from(token, 'base64url');
      if (octets.length !== timeLength + macLength || octets.toString('base64url') !== token) return null;
      const time = octets.subarray(0, timeLength);
      const given = octets.subarray(timeLength);
      const holds = keys.some((key) => timingSafeEqual(given, mac(key, time, subject)));
      return holds ? time.readUInt32BE() : null;
    },
  };
}

function mac(key: Buffer, time: Buffer, subject: string): Buffer {
  return createHmac('sha256', key).update(time).update(subject).digest().subarray(0, macLength);
}
