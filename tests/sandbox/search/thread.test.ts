import { describe, expect, it } from 'vitest';
import { threadByReferences, type Thread } from '../../../src/sandbox/search/thread.ts';
import { mailbox } from './mailbox.ts';
import { cpuMs } from '../../support/cpu-time.ts';

interface Letter {
  readonly id?: string;
  readonly references?: string;
  readonly inReplyTo?: string;
  readonly subject?: string;
  /** Of January 2024; the place in the mailbox unless given. */
  readonly day?: number;
}

/** As IMAP writes it without the spaces between siblings, such as `(1 2(3)(4))`; a missing message is `-`. */
function threads(...letters: readonly Letter[]): string {
  const texts = letters.map(({ id, references, inReplyTo, subject, day }, index) => {
    const fields = [
      `Date: ${day ?? index + 1} Jan 2024 00:00:00 +0000`,
      ...(id === undefined ? [] : [`Message-ID: ${id}`]),
      ...(references === undefined ? [] : [`References: ${references}`]),
      ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`]),
      ...(subject === undefined ? [] : [`Subject: ${subject}`]),
    ];
    return `${fields.join('\n')}\n\n`;
  });
  return threadByReferences(mailbox(...texts))
    .map((thread) => `(${written(thread)})`)
    .join('');
}

function written({ number, replies }: Thread): string {
  const [only] = replies;
  const own = number === null ? '-' : String(number.sequence);
  if (only !== undefined && replies.length === 1) return `${own} ${written(only)}`;
  return own + replies.map((reply) => `(${written(reply)})`).join('');
}

describe('THREAD=REFERENCES', () => {
  it('puts replies below what they answer', () => {
    expect(
      threads(
        { id: '<1>' },
        { id: '<2>', references: '<1>' },
        { id: '<3>', references: '<1> <2>' },
        { id: '<4>', inReplyTo: 'yours <1> of <x>' },
      ),
    ).toBe('(1(2 3)(4))');
  });

  it('does so in whatever order they came', () => {
    expect(
      threads(
        { id: '<3>', references: '<1> <2>', day: 3 },
        { id: '<2>', references: '<1>', day: 2 },
        { id: '<1>', day: 1 },
      ),
    ).toBe('(3 2 1)');
  });

  it('keeps a missing message only where it holds several threads together', () => {
    expect(threads({ id: '<2>', references: '<1>' }, { id: '<3>', references: '<1>' })).toBe('(-(1)(2))');
    expect(threads({ id: '<3>', references: '<1> <2>' }, { id: '<4>', references: '<3>' })).toBe('(1 2)');
    expect(
      threads({ id: '<1>' }, { id: '<3>', references: '<1> <2>' }, { id: '<4>', references: '<1> <2>' }),
    ).toBe('(1(2)(3))');
  });

  it('believes a message about its own parent', () => {
    expect(
      threads(
        { id: '<1>' },
        { id: '<9>', references: '<1> <2>' },
        { id: '<2>', references: '<3>' },
        { id: '<3>' },
      ),
    ).toBe('(1)(4 3 2)');
    expect(threads({ id: '<9>', references: '<1> <2>' }, { id: '<2>', day: 9 })).toBe('(2 1)');
  });

  it('makes no circle', () => {
    expect(
      threads(
        { id: '<1>', references: '<1>' },
        { id: '<2>', references: '<3>' },
        { id: '<3>', references: '<2>' },
      ),
    ).toBe('(1)(3 2)');
  });

  it('takes messages without an id, or with one that was there before, for themselves', () => {
    expect(threads({}, { id: '<1>' }, { id: '<1>' }, { references: '<1>' })).toBe('(1)(2 4)(3)');
    expect(threads({ id: '<"a"@x>' }, { references: '<a@x>' })).toBe('(1 2)');
  });

  it('gathers threads of one subject, replies below what is none', () => {
    expect(threads({ id: '<1>', subject: 'Plan' }, { id: '<2>', subject: 'Re: plan' })).toBe('(1 2)');
    expect(threads({ id: '<1>', subject: 'Re: Plan' }, { id: '<2>', subject: 'plan' })).toBe('(2 1)');
    expect(threads({ subject: 'Plan' }, { subject: 'Plan' }, { subject: 'Re: Plan' })).toBe('(-(1)(2)(3))');
    expect(threads({ subject: '' }, { subject: 'Re:' }, {})).toBe('(1)(2)(3)');
  });

  it('gathers below a missing message that holds the subject already', () => {
    const torn = [
      { id: '<2>', references: '<1>', subject: 'Re: P' },
      { id: '<3>', references: '<1>', subject: 'Re: P' },
    ];
    expect(threads(...torn, { id: '<9>', subject: 'Re: P' })).toBe('(-(1)(2)(3))');
    expect(threads({ id: '<9>', subject: 'P', day: 9 }, ...torn)).toBe('(-(2)(3)(1))');
  });

  it('orders siblings by sent date, then by number', () => {
    expect(
      threads(
        { id: '<1>', day: 9 },
        { references: '<1>', day: 8 },
        { references: '<1>', day: 7 },
        { references: '<1>', day: 7 },
        { id: '<5>', day: 1 },
      ),
    ).toBe('(5)(1(3)(4)(2))');
  });

  it('has every message of a mailbox once, though one conversation be as deep as all of it', () => {
    const deep = Array.from(
      { length: 30_000 },
      (_, index) => `Message-ID: <${index}>\nIn-Reply-To: <${index - 1}>\n\n`,
    );
    for (const texts of [deep, deep.toReversed()]) {
      const begun = cpuMs();
      const roots = threadByReferences(mailbox(...texts));
      expect(cpuMs() - begun).toBeLessThan(3_000);
      let depth = 0;
      for (let level: readonly Thread[] = roots; level.length > 0; level = level[0]?.replies ?? [])
        depth += level.length;
      expect(depth).toBe(30_000);
    }
  });
});
