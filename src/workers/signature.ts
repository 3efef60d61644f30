/**
 * Signatures of webhook requests by the Standard Webhooks specification: `v1` is HMAC-SHA256 over `id.timestamp.body`
 * with a shared secret, `v1a` ed25519 over the same. All are sent, those of secrets in their grace time too; one that holds is
 * enough for the receiver.
 */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign as signBytes,
  type KeyObject,
} from 'node:crypto';
import { instant } from '../domain/time.ts';
import type { WebhookSigner } from '../use-cases/ports/webhooks.ts';

const secretPrefix = 'whsec_';
const publicKeyPrefix = 'whpk_';
const keyLength = 32;

/** PKCS #8 of an ed25519 key without its seed (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

export const webhookSigner: WebhookSigner = {
  sign(secrets, id, timestampSeconds, body) {
    const at = instant(timestampSeconds * 1000);
    const former = (secrets.former ?? []).filter(({ until }) => until > at);
    const signed = Buffer.from(`${id}.${timestampSeconds}.${body}`);
    const signatures = [secrets, ...former].flatMap(({ signing, privateKey }) => [
      symmetric(signing, signed),
      `v1a,${signBytes(null, signed, privateKeyOf(privateKey)).toString('base64')}`,
    ]);
    return headersOf(id, timestampSeconds, signatures.join(' '));
  },

  newSecrets(headers) {
    const seed = randomBytes(keyLength);
    const signing = `${secretPrefix}${randomBytes(keyLength).toString('base64')}`;
    const privateKey = seed.toString('base64');
    const spki = createPublicKey(privateKeyOf(privateKey)).export({ format: 'der', type: 'spki' });
    return {
      secrets: { signing, privateKey, headers },
      publicKey: `${publicKeyPrefix}${spki.subarray(-keyLength).toString('base64')}`,
    };
  },
};

/** The three headers, signed by `v1` alone. `signing` as `whsec_…`. */
export function signedHeaders(
  signing: string,
  id: string,
  timestampSeconds: number,
  body: string,
): SignatureHeaders {
  return headersOf(
    id,
    timestampSeconds,
    symmetric(signing, Buffer.from(`${id}.${timestampSeconds}.${body}`)),
  );
}

type SignatureHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

function headersOf(id: string, timestampSeconds: number, signature: string): SignatureHeaders {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': signature,
  };
}

function symmetric(signing: string, signed: Buffer): string {
  const secret = Buffer.from(signing.slice(secretPrefix.length), 'base64');
  return `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`;
}

/** To read one takes OpenSSL more than a millisecond, which every attempt would pay for: those of the last few hundred webhooks are kept. */
const privateKeys = new Map<string, KeyObject>();
const mostKept = 500;

function privateKeyOf(seed: string): KeyObject {
  const known = privateKeys.get(seed);
  if (known !== undefined) return known;
  const der = Buffer.concat([pkcs8Head, Buffer.from(seed, 'base64')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  if (privateKeys.size >= mostKept) privateKeys.clear();
  privateKeys.set(seed, key);
  return key;
}
