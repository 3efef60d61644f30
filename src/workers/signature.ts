/**
 * Signatures of webhook requests by the Standard Webhooks specification: `v1` is HMAC-SHA256 over `id.timestamp.body`
 * with a shared secret, `v1a` ed25519 over the same. Both are sent; one that holds is enough for the receiver.
 */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign as signBytes,
  type KeyObject,
} from 'node:crypto';
import type { WebhookSigner } from '../use-cases/ports/webhooks.ts';

const secretPrefix = 'whsec_';
const publicKeyPrefix = 'whpk_';
const keyLength = 32;

/** PKCS #8 of an ed25519 key without its seed (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

export const webhookSigner: WebhookSigner = {
  sign(secrets, id, timestampSeconds, body) {
    const signed = `${id}.${timestampSeconds}.${body}`;
    const secret = Buffer.from(secrets.signing.slice(secretPrefix.length), 'base64');
    const symmetric = createHmac('sha256', secret).update(signed).digest('base64');
    const asymmetric = signBytes(null, Buffer.from(signed), privateKeyOf(secrets.privateKey)).toString(
      'base64',
    );
    return {
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': `v1,${symmetric} v1a,${asymmetric}`,
    };
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

function privateKeyOf(seed: string): KeyObject {
  const der = Buffer.concat([pkcs8Head, Buffer.from(seed, 'base64')]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
