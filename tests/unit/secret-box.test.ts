import { describe, expect, test } from 'vitest';
import { createCursorSeal } from '../../src/redis/cursor-seal.ts';
import { createKeyRing } from '../../src/redis/key-ring.ts';
import { createSecretBox } from '../../src/redis/secret-box.ts';

const key = (id: string, byte: number) => ({ id, key: Buffer.alloc(32, byte) });
const ringA = createKeyRing([key('a', 1)]);
const ringB = createKeyRing([key('b', 2)]);
const rotated = createKeyRing([key('b', 2), key('a', 1)]);
const place = { purpose: 'account', owner: 'acc_1', incarnation: '00ff', field: 'imap' };

describe('a sealed secret', () => {
  const box = createSecretBox(ringA);

  test('opens in its place and shows nothing of itself', () => {
    const sealed = box.seal(place, 'pässword');
    expect(box.open(place, sealed)).toBe('pässword');
    expect(sealed).toMatch(/^v1\.a\.[A-Za-z0-9_-]+$/);
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('word');
    expect(box.seal(place, 'pässword')).not.toBe(sealed);
  });

  test.each([{ purpose: 'webhook' }, { owner: 'acc_2' }, { incarnation: '00fe' }, { field: 'smtp' }])(
    'does not open in another place (%j)',
    (other) => {
      const sealed = box.seal(place, 'secret');
      expect(() => box.open({ ...place, ...other }, sealed)).toThrow(
        expect.objectContaining({ code: 'internal' }),
      );
    },
  );

  test('does not open when a single bit is changed', () => {
    const [version, id, body = ''] = box.seal(place, 'secret').split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => box.open(place, `${version}.${id}.${altered.toString('base64url')}`)).toThrow();
    }
    expect(() =>
      box.open(place, `${version}.${id}.${bytes.subarray(0, 20).toString('base64url')}`),
    ).toThrow();
    expect(() => box.open(place, 'garbage')).toThrow();
  });

  test('of an older key still opens, and tells that it is not of the current one', () => {
    const sealed = box.seal(place, 'secret');
    const later = createSecretBox(rotated);
    expect(later.open(place, sealed)).toBe('secret');
    expect(later.isCurrent(sealed)).toBe(false);
    expect(later.isCurrent(later.seal(place, 'secret'))).toBe(true);
  });

  test('names the key that is missing', () => {
    expect(() => createSecretBox(ringB).open(place, box.seal(place, 'secret'))).toThrow(
      /the key "a", which is not/,
    );
  });

  test('does not open with another key under the same id', () => {
    const impostor = createSecretBox(createKeyRing([key('a', 9)]));
    expect(() => impostor.open(place, box.seal(place, 'secret'))).toThrow(/is not the one that sealed it/);
  });
});

test('a key ring has at least one key, of 32 bytes, each with its own id', () => {
  expect(() => createKeyRing([])).toThrow('Without a secret key');
  expect(() => createKeyRing([{ id: 'a', key: Buffer.alloc(31) }])).toThrow('32 bytes');
  expect(() => createKeyRing([key('a', 1), key('a', 2)])).toThrow('its own id');
});

describe('a cursor', () => {
  const seal = createCursorSeal(ringA);

  test('opens for its purpose, on every replica, and after a new key came', () => {
    const text = seal.seal('messages', { uid: 7, path: 'Ünïcode' });
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(createCursorSeal(ringA).open('messages', text)).toEqual({ uid: 7, path: 'Ünïcode' });
    expect(createCursorSeal(rotated).open('messages', text)).toEqual({ uid: 7, path: 'Ünïcode' });
  });

  test('is the same text for the same place, so that pages can be compared', () => {
    expect(seal.seal('messages', [1])).toBe(seal.seal('messages', [1]));
    expect(seal.seal('messages', [1])).not.toBe(seal.seal('messages', [2]));
  });

  test('does not open for another purpose, with another key, or altered', () => {
    const text = seal.seal('messages', [1, 'next']);
    expect(seal.open('accounts', text)).toBeNull();
    expect(createCursorSeal(ringB).open('messages', text)).toBeNull();
    for (let index = 0; index < text.length; index += 1) {
      const other = text.charAt(index) === 'A' ? 'B' : 'A';
      expect(seal.open('messages', text.slice(0, index) + other + text.slice(index + 1))).toBeNull();
    }
    for (const forged of ['', 'AA', '!!!', `${text}=`, 'A'.repeat(100_000)])
      expect(seal.open('messages', forged)).toBeNull();
  });
});
