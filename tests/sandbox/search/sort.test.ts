import { describe, expect, it } from 'vitest';
import { baseSubject } from '../../../src/sandbox/search/base-subject.ts';
import { sort, type SortKey } from '../../../src/sandbox/search/sort.ts';
import { mailbox, numbers } from './mailbox.ts';
import { cpuMs } from '../../support/cpu-time.ts';

describe('the base subject', () => {
  it('is what is left without the marks of replies and forwards', () => {
    for (const [subject, base, isReply] of [
      ['Hello', 'Hello', false],
      [' re: Fwd :  RE[2]: fw:Hello  there ', 'Hello there', true],
      ['[list] Re: [list] Hello', 'Hello', true],
      ['[list] [tag] Hello', 'Hello', false],
      ['[list] Hello (fwd) (FWD) ', 'Hello', true],
      ['[Fwd: Re: [x] Hello]', 'Hello', true],
      ['[fwd: [fwd: deep (fwd)]]', 'deep', true],
      ['[only]', '[only]', false],
      ['[a] [b]', '[b]', false],
      ['Re: [only]', '[only]', true],
      ['Re:', '', true],
      ['', '', false],
      ['Regarding: x', 'Regarding: x', false],
      ['[open re: x', '[open re: x', false],
      ['=?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe?=', 'Grüße', true],
    ] as const) {
      expect(baseSubject(subject), subject).toEqual({ base, isReply });
    }
  });

  it('takes time that grows with the subject only', () => {
    const begun = cpuMs();
    for (const piece of ['re:', '[', '[a]', '[a] ', '(fwd)', '[fwd:', 're[', 're [a] ', ' ', ']', 're ']) {
      baseSubject(piece.repeat(50_000));
      baseSubject(`${piece.repeat(50_000)}x${']'.repeat(50_000)}`);
    }
    expect(cpuMs() - begun).toBeLessThan(3_000);
  });
});

describe('SORT', () => {
  const messages = mailbox(
    'Subject: Re: beta\nFrom: Zoe <alice@x>\nTo: team: a@x;\nDate: Wed, 3 Jan 2024 00:00:00 +0000\n\nlong body',
    'Subject: alpha\nFrom: bob@x\nDate: Wed, 3 Jan 2024 01:00:00 +0200\nCc: z@x\n\n',
    'Subject: [list] BETA\nFrom: =?utf-8?q?=C3=84nne?= <Carol@x>\nDate: unreadable\n\nx',
    'From: alice@y\nDate: Wed, 3 Jan 2024 00:00:00 +0000\n\nx',
  );
  const by = (...keys: readonly (SortKey['by'] | 'REVERSE')[]): readonly number[] => {
    const read = keys.flatMap((key, index): SortKey[] =>
      key === 'REVERSE' ? [] : [{ by: key, reverse: keys[index - 1] === 'REVERSE' }],
    );
    return numbers(sort(messages, read));
  };

  it('compares base subjects in any case', () => {
    expect(by('SUBJECT')).toEqual([4, 2, 1, 3]);
  });

  it('compares sent dates in UTC, and the day of arrival where there is none', () => {
    expect(by('DATE')).toEqual([3, 2, 1, 4]);
  });

  it('compares the local part of the first address, or the name of a group', () => {
    expect(by('FROM')).toEqual([1, 4, 2, 3]);
    expect(by('TO')).toEqual([2, 3, 4, 1]);
    expect(by('CC')).toEqual([1, 3, 4, 2]);
  });

  it('compares displayed names, and addresses where there is none', () => {
    expect(by('DISPLAYFROM')).toEqual([4, 3, 2, 1]);
    expect(by('DISPLAYTO')).toEqual([2, 3, 4, 1]);
  });

  it('keeps equal messages in their order when it reverses a key', () => {
    expect(by('REVERSE', 'SUBJECT')).toEqual([1, 3, 2, 4]);
    expect(by('REVERSE', 'ARRIVAL')).toEqual([4, 3, 2, 1]);
  });

  it('goes on to the next key where one does not tell', () => {
    expect(by('SUBJECT', 'REVERSE', 'ARRIVAL')).toEqual([4, 2, 3, 1]);
    expect(by('FROM', 'SIZE')).toEqual([4, 1, 2, 3]);
  });
});
