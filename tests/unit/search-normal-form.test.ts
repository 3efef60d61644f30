/** Filters as servers are asked: the same messages match, and nothing is left that Dovecot mistakes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodesOf, type Filter } from '../../src/domain/search.ts';
import { normalForm } from '../../src/imap-pool/search-normal-form.ts';

const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'];
const sizes = [0, 1, 2, 3];
const day = fc.constantFrom(...days);
const size = fc.constantFrom(...sizes);
const leaves: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({ receivedBefore: day }),
  fc.record({ receivedSince: day }),
  fc.record({ larger: size }),
  fc.record({ smaller: size }),
  fc.constant<Filter>({ subject: 'a' }),
  fc.constant<Filter>({ flags: { has: ['\\Seen'] } }),
);
const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaves,
    fc.record({ all: fc.array(tie('filter'), { maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('filter'), { maxLength: 4 }) }),
    fc.record({ not: tie('filter') }),
  ),
})).filter;

interface Mail {
  readonly day: string;
  readonly size: number;
  readonly isA: boolean;
  readonly isSeen: boolean;
}
const mails: readonly Mail[] = days.flatMap((each) =>
  sizes.flatMap((octets) =>
    [0, 1, 2, 3].map((bits) => ({ day: each, size: octets, isA: bits % 2 === 1, isSeen: bits > 1 })),
  ),
);

function matches(mail: Mail, filter: Filter): boolean {
  if ('all' in filter) return filter.all.every((each) => matches(mail, each));
  if ('any' in filter) return filter.any.some((each) => matches(mail, each));
  if ('not' in filter) return !matches(mail, filter.not);
  if ('receivedBefore' in filter) return mail.day < filter.receivedBefore;
  if ('receivedSince' in filter) return mail.day >= filter.receivedSince;
  if ('larger' in filter) return mail.size > filter.larger;
  if ('smaller' in filter) return mail.size < filter.smaller;
  return 'subject' in filter ? mail.isA : mail.isSeen;
}

it('matches what the filter matches', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const normal = normalForm(filter);
      for (const mail of mails) expect(matches(mail, normal)).toBe(matches(mail, filter));
    }),
    { numRuns: 500 },
  );
});

it('negates single conditions only, joins nothing to its own kind, and has no two negated comparisons side by side', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      for (const node of nodesOf(normalForm(filter))) {
        if ('not' in node)
          expect(Object.keys(node.not)).not.toContainEqual(expect.stringMatching(/^(all|any|not)$/));
        const parts = 'all' in node ? node.all : 'any' in node ? node.any : [];
        expect(parts.some((part) => ('all' in node ? 'all' in part : 'any' in part))).toBe(false);
        const negated = parts.flatMap((part) =>
          'not' in part ? Object.keys(part.not).filter((key) => !['subject', 'flags'].includes(key)) : [],
        );
        expect(new Set(negated).size).toBe(negated.length);
      }
    }),
    { numRuns: 500 },
  );
});
