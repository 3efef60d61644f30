import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attachmentId,
  claimedAccount,
  hashedId,
  isMailboxId,
  mailboxId,
  messageId,
  randomId,
  readAttachmentId,
  readMessageId,
  readThreadId,
  returnToken,
  threadId,
} from '../../src/domain/ids.ts';

const ann = { id: 'acc_ann', incarnation: '00112233445566778899aabbccddeeff' };
const bob = { id: 'acc_bob', incarnation: 'ffeeddccbbaa99887766554433221100' };
const uint32 = fc.integer({ min: 1, max: 2 ** 32 - 1 });

describe('derived ids', () => {
  it('give back the message that they were made of', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), uint32, uint32, (path, uidValidity, uid) => {
        const ref = { mailboxId: mailboxId(ann, path), uidValidity, uid };
        const id = messageId(ann, ref);
        expect(readMessageId(ann, id)).toEqual(ref);
        expect(id).toMatch(/^msg_[A-Za-z0-9_-]+$/);
        const attachment = attachmentId(ann, ref, '2.1');
        expect(readAttachmentId(ann, attachment)).toEqual({ message: ref, section: '2.1' });
        expect(claimedAccount(id)).toBe('acc_ann');
      }),
    );
  });

  it('give back what tells a conversation', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('thread', 'gmail', 'root'),
        fc.string({ minLength: 1, unit: 'grapheme' }),
        (source, value) => {
          const id = threadId(ann, { source, value });
          expect(readThreadId(ann, id)).toEqual({ source, value });
          expect(readThreadId(bob, id)).toBeNull();
          expect(claimedAccount(id)).toBe('acc_ann');
        },
      ),
    );
  });

  it('mean nothing to another account, nor to the same account made anew', () => {
    const id = messageId(ann, { mailboxId: mailboxId(ann, 'INBOX'), uidValidity: 1, uid: 2 });
    expect(readMessageId(bob, id)).toBeNull();
    expect(readMessageId({ ...ann, incarnation: bob.incarnation }, id)).toBeNull();
    expect(isMailboxId(bob, mailboxId(ann, 'INBOX'))).toBe(false);
  });

  it('cannot be changed in any character', () => {
    const id = messageId(ann, { mailboxId: mailboxId(ann, 'INBOX'), uidValidity: 7, uid: 9 });
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: id.length - 1 }),
        fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_'),
        (at, character) => {
          const forged = id.slice(0, at) + character + id.slice(at + 1);
          fc.pre(forged !== id);
          expect(readMessageId(ann, forged)).toBeNull();
        },
      ),
    );
  });

  it('name a submission in an address, for its account alone', () => {
    const token = returnToken(ann, 'sub_1');
    expect(token).toMatch(/^[0-9a-v]{16}$/);
    expect(returnToken(ann, 'sub_1')).toBe(token);
    const others = [
      returnToken(ann, 'sub_2'),
      returnToken({ ...ann, incarnation: bob.incarnation }, 'sub_1'),
    ];
    expect(others).not.toContain(token);
  });

  it('are refused with another prefix, cut, or empty', () => {
    const mailbox = mailboxId(ann, 'INBOX');
    expect(isMailboxId(ann, mailbox)).toBe(true);
    expect(readMessageId(ann, mailbox)).toBeNull();
    expect(readMessageId(ann, mailbox.replace('mbx_', 'msg_'))).toBeNull();
    for (const id of ['', 'msg_', 'msg_AA', mailbox.slice(0, -2), `${mailbox}A`]) {
      expect(readMessageId(ann, id)).toBeNull();
      expect(isMailboxId(ann, id)).toBe(false);
    }
  });
});

describe('made ids', () => {
  it('come out the same for the same parts and differ where parts only run together', () => {
    expect(hashedId('evt', 'a', 1)).toBe(hashedId('evt', 'a', 1));
    expect(hashedId('evt', 'ab', 'c')).not.toBe(hashedId('evt', 'a', 'bc'));
    expect(hashedId('evt', '1')).not.toBe(hashedId('evt', 1));
  });

  it('are random, long and URL-safe', () => {
    const ids = new Set(Array.from({ length: 1000 }, () => randomId('sub')));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^sub_[0-9A-Za-z]{20}$/);
  });
});
