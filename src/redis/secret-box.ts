/**
 * Seals secrets before they reach Redis: AES-256-GCM, a random IV, and as authenticated data the place that the
 * secret belongs to, so that a ciphertext put into another place does not open. Knows nothing of what it seals.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { GatewayError } from '../domain/errors.ts';
import { deriveKey, type KeyRing } from './key-ring.ts';

/** Where a secret belongs; a sealed text opens only with the same four parts. */
export interface SealedPlace {
  /** Kind of owner: `account`, `webhook`. */
  readonly purpose: string;
  readonly owner: string;
  /** What tells an owner from an earlier one of the same id. */
  readonly incarnation: string;
  readonly field: string;
}

export interface SecretBox {
  /** `v1.<key id>.<base64url of IV, tag, ciphertext>`. */
  seal(place: SealedPlace, plain: string): string;
  /** Throws `internal` when no key of the ring made it, or it was made for another place. */
  open(place: SealedPlace, sealed: string): string;
  /** False for what was sealed with a key that has left the ring. */
  isReadable(sealed: string): boolean;
  /** False for what an older key sealed: to be sealed anew before that key leaves the ring. */
  isCurrent(sealed: string): boolean;
}

const version = 'v1';
const cipher = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

export function createSecretBox(ring: KeyRing): SecretBox {
  const keys = new Map(ring.map((key) => [key.id, deriveKey(key, 'secret box')]));
  const [current] = ring;
  const currentKey = deriveKey(current, 'secret box');

  return {
    seal(place, plain) {
      const iv = randomBytes(ivLength);
      const encryption = createCipheriv(cipher, currentKey, iv, { authTagLength: tagLength });
      encryption.setAAD(authenticated(place, current.id));
      const text = Buffer.concat([encryption.update(plain, 'utf8'), encryption.final()]);
      const envelope = Buffer.concat([iv, encryption.getAuthTag(), text]);
      return `${version}.${current.id}.${envelope.toString('base64url')}`;
    },

    open(place, sealed) {
      const [found, keyId = '', encoded = ''] = sealed.split('.');
      const key = keys.get(keyId);
      if (found !== version || key === undefined) {
        throw unreadable(place, `it was sealed with the key "${keyId}", which is not among the secret keys`);
      }
      const envelope = Buffer.from(encoded, 'base64url');
      try {
        const decryption = createDecipheriv(cipher, key, envelope.subarray(0, ivLength), {
          authTagLength: tagLength,
        });
        decryption.setAAD(authenticated(place, keyId));
        decryption.setAuthTag(envelope.subarray(ivLength, ivLength + tagLength));
        const text = decryption.update(envelope.subarray(ivLength + tagLength));
        return Buffer.concat([text, decryption.final()]).toString('utf8');
      } catch (cause) {
        throw unreadable(place, `the key "${keyId}" is not the one that sealed it, or it was altered`, cause);
      }
    },

    isReadable: (sealed) => keys.has(sealed.split('.')[1] ?? ''),

    isCurrent: (sealed) => sealed.startsWith(`${version}.${current.id}.`),
  };
}

// JSON keeps the parts from running into one another.
function authenticated(place: SealedPlace, keyId: string): Buffer {
  const { purpose, owner, incarnation, field } = place;
  return Buffer.from(JSON.stringify([version, keyId, purpose, owner, incarnation, field]));
}

function unreadable(place: SealedPlace, reason: string, cause?: unknown): GatewayError {
  return new GatewayError(
    'internal',
    `A stored secret of ${place.purpose} ${place.owner} cannot be read: ${reason}.`,
    {
      cause,
    },
  );
}
