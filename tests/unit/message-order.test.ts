import { describe, expect, it } from 'vitest';
import { baseSubject, foldText } from '../../src/domain/collation.ts';
import { completeOrder, placeComparator, type SortTerm } from '../../src/domain/message-order.ts';
import { cpuMs } from '../support/cpu-time.ts';

const down = (by: SortTerm['by']): SortTerm => ({ by, desc: true });
const up = (by: SortTerm['by']): SortTerm => ({ by, desc: false });

describe('an order of messages', () => {
  it('ends with the UID, in the direction of its last key', () => {
    expect(completeOrder([down('received')])).toEqual([down('received'), down('uid')]);
    expect(completeOrder([down('received'), up('from')])).toEqual([down('received'), up('from'), up('uid')]);
    expect(completeOrder([])).toEqual([down('uid')]);
  });

  it('holds no key that decides nothing', () => {
    expect(completeOrder([up('size'), down('size'), up('uid'), up('date')])).toEqual([up('size'), up('uid')]);
  });

  it('puts equal messages by mailbox and UID', () => {
    const at = (mailboxId: string, uid: number, size: number) => ({ mailboxId, uid, keys: [size] });
    const places = [at('b', 1, 5), at('a', 1, 5), at('a', 2, 5), at('c', 1, 9), at('c', 2, 1)];
    const sorted = [...places].sort(placeComparator(completeOrder([down('size')])));
    expect(sorted).toEqual([at('c', 1, 9), at('a', 2, 5), at('a', 1, 5), at('b', 1, 5), at('c', 2, 1)]);
  });

  it('compares text by code points', () => {
    const text = (key: string) => ({ mailboxId: 'a', uid: 1, keys: [key] });
    const compare = placeComparator(completeOrder([up('subject')]));
    expect(compare(text('\uff21'), text('\u{1f600}'))).toBeLessThan(0);
    expect(compare(text('AB'), text('ABC'))).toBeLessThan(0);
    expect(compare(text('B'), text('ABC'))).toBeGreaterThan(0);
  });
});

describe('a base subject', () => {
  it('is without what replies and forwards add (RFC 5256 §2.1)', () => {
    for (const [subject, base] of [
      ['Re: hello', 'hello'],
      ['RE : Fwd: [list] re[2]: hello (fwd) (FWD) ', 'hello'],
      ['[list] [other]  hello\t\tworld', 'hello world'],
      ['[fwd: Re: hello]', 'hello'],
      ['[alone]', '[alone]'],
      ['Re: [alone]', '[alone]'],
      ['[a] [b]', '[b]'],
      ['Re:', ''],
      ['(fwd)', ''],
      ['regarding: this', 'regarding: this'],
      ['Re[a]b]: x', 'Re[a]b]: x'],
      ['', ''],
    ] as const) {
      expect(baseSubject(subject), subject).toBe(base);
    }
  });

  it('is found in time that grows with the length alone', () => {
    const began = cpuMs();
    for (const piece of ['re:', '[a]', '[', '(fwd)', '[fwd:', ' ', 're ', '[fwd:]', 're[a]']) {
      baseSubject(piece.repeat(200_000));
    }
    expect(cpuMs() - began).toBeLessThan(1_000);
  });
});

describe('folded text', () => {
  it('knows neither case nor composition (RFC 5051)', () => {
    expect(foldText('grüße')).toBe(foldText('GRU\u0308ßE'));
    expect(foldText('ﬁ')).toBe(foldText('ﬁ'));
    expect(foldText('Straße')).not.toBe(foldText('STRASSE'));
    expect(foldText('éa') > foldText('Eb')).toBe(true);
  });
});
