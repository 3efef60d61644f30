import { createPublicKey, verify } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { rotatedSecrets } from '../../src/domain/webhook.ts';
import { webhookSigner } from '../../src/workers/signature.ts';

const now = Math.floor(Date.now() / 1000);
const body = JSON.stringify({ type: 'message.received', data: { subject: 'Grüße 🚪' } });

function ed25519Holds(publicKey: string, headers: Readonly<Record<string, string>>, text: string): boolean {
  const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
  const raw = Buffer.from(publicKey.replace(/^whpk_/, ''), 'base64');
  const key = createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' });
  const signature =
    headers['webhook-signature']
      ?.split(' ')
      .find((each) => each.startsWith('v1a,'))
      ?.slice(4) ?? '';
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
  return verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'));
}

test('a request verifies with the library of the specification', () => {
  const { secrets } = webhookSigner.newSecrets({});
  const headers = webhookSigner.sign(secrets, 'evt_1', now, body);
  expect(secrets.signing).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(new Webhook(secrets.signing).verify(body, headers)).toEqual(JSON.parse(body));
});

test('it verifies with the public key alone', () => {
  const { secrets, publicKey } = webhookSigner.newSecrets({});
  expect(publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
  expect(ed25519Holds(publicKey, webhookSigner.sign(secrets, 'evt_1', now, body), body)).toBe(true);
});

test('the signature is the one of the specification’s example', () => {
  const secrets = {
    ...webhookSigner.newSecrets({}).secrets,
    signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  };
  const headers = webhookSigner.sign(
    secrets,
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1614265330,
    '{"test": 2432232314}',
  );
  expect(headers['webhook-signature']).toContain('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test.each([
  ['body', { body: `${body} ` }],
  ['id', { id: 'evt_2' }],
  ['timestamp', { timestamp: now - 1 }],
])('neither signature holds for another %s', (_part, change) => {
  const { secrets, publicKey } = webhookSigner.newSecrets({});
  const headers = webhookSigner.sign(secrets, 'evt_1', now, body);
  const {
    id = 'evt_1',
    timestamp = now,
    body: text = body,
  } = change as {
    readonly id?: string;
    readonly timestamp?: number;
    readonly body?: string;
  };
  const altered = { ...headers, 'webhook-id': id, 'webhook-timestamp': String(timestamp) };
  expect(() => new Webhook(secrets.signing).verify(text, altered)).toThrow(WebhookVerificationError);
  expect(ed25519Holds(publicKey, altered, text)).toBe(false);
});

test('a secret of before signs until its grace time is over, and no more than a few do', () => {
  const [oldest, older, newest] = [1, 2, 3].map(() => webhookSigner.newSecrets({}));
  if (!oldest || !older || !newest) throw new Error('three were made');
  const at = (seconds: number) => new Date((now + seconds) * 1000).toISOString();
  const once = rotatedSecrets(oldest.secrets, older.secrets, at(0), at(60));
  const twice = rotatedSecrets(once, newest.secrets, at(1), at(30));
  const headers = (seconds: number) => webhookSigner.sign(twice, 'evt_1', now + seconds, body);
  const holding = (seconds: number) =>
    [newest, older, oldest].map(({ secrets }) => {
      try {
        return new Webhook(secrets.signing).verify(body, headers(seconds)) !== undefined;
      } catch {
        return false;
      }
    });
  expect([holding(2), holding(30), holding(60)]).toEqual([
    [true, true, true],
    [true, false, true],
    [true, false, false],
  ]);
  expect(headers(2)['webhook-signature']?.match(/v1a,/g)).toHaveLength(3);
  expect(ed25519Holds(newest.publicKey, headers(2), body)).toBe(true);
  expect(rotatedSecrets(twice, oldest.secrets, at(2), null).former).toBeUndefined();
  let many = twice;
  for (let turn = 0; turn < 9; turn += 1) many = rotatedSecrets(many, oldest.secrets, at(2), at(60));
  expect(many.former).toHaveLength(4);
});

test('every webhook has secrets of its own', () => {
  const [one, other] = [webhookSigner.newSecrets({}), webhookSigner.newSecrets({})];
  expect(one.secrets.signing).not.toBe(other.secrets.signing);
  expect(one.publicKey).not.toBe(other.publicKey);
});
