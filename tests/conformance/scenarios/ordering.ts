/** SORT and THREAD (RFC 5256). */
import { area, type Scenario } from '../scenario.ts';
import { CHARSET } from '../words.ts';
import { file, letter, type Letter } from '../letters.ts';
import { dataOf, numbers, verdict } from '../reading.ts';
import type { Subject } from '../subject.ts';
import type { WireClient } from '../../support/wire-client.ts';

const MESSAGES: readonly (readonly [Letter, string])[] = [
  [
    {
      subject: 'Beta',
      from: 'Zoe <adam@example.org>',
      to: 'y@example.org',
      date: 'Mon, 02 Mar 2026 10:00:00 +0000',
    },
    '03-Mar',
  ],
  [
    {
      subject: 'Re: alpha',
      from: 'Ann <zoe@example.org>',
      to: 'x@example.org',
      date: 'Sun, 01 Mar 2026 10:00:00 +0000',
      body: 'x'.repeat(900),
    },
    '01-Mar',
  ],
  [
    {
      subject: '[list] Fwd: Alpha (fwd)',
      from: 'mid@example.org',
      to: 'z@example.org',
      date: 'Tue, 03 Mar 2026 01:00:00 +1200',
      body: 'short',
    },
    '02-Mar',
  ],
];

async function opened(at: Subject): Promise<WireClient> {
  const wire = await at.wire();
  for (const [each, day] of MESSAGES) {
    await file(
      wire,
      'INBOX',
      letter({ ...each, more: [`Cc: ${each.to?.split('').reverse().join('') ?? ''}`] }),
      {
        date: `${day}-2026 12:00:00 +0000`,
      },
    );
  }
  await wire.run('SELECT INBOX');
  return wire;
}

const sorts = (keys: string, answer: readonly number[], program = 'ALL'): Scenario => ({
  title: `SORT (${keys}) ${program}`,
  rfc: 'RFC 5256 §3 (SORT)',
  async run(at) {
    const { untagged } = await (await opened(at)).run(`SORT (${keys}) UTF-8 ${program}`);
    return numbers(untagged, 'SORT');
  },
  answer,
});

/** Each with the ids that it refers to and its subject. */
type Family = readonly (readonly [id: string, references: string, subject: string])[];

const threads = (title: string, family: Family, answer: unknown, algorithm = 'REFERENCES'): Scenario => ({
  title,
  rfc: 'RFC 5256 §3 (THREAD)',
  async run(at) {
    const wire = await at.wire();
    for (const [index, [id, references, subject]] of family.entries()) {
      const more = references === '' ? [] : [`References: ${references}`];
      const date = `Mon, 02 Mar 2026 10:0${index}:00 +0000`;
      await file(wire, 'INBOX', letter({ id, subject, date, more }));
    }
    await wire.run('SELECT INBOX');
    return dataOf((await wire.run(`THREAD ${algorithm} UTF-8 ALL`)).untagged, 'THREAD')[0];
  },
  answer,
});

export const ordering = area('Ordering', [
  sorts('ARRIVAL', [2, 3, 1]),
  sorts('REVERSE ARRIVAL', [1, 3, 2]),
  sorts('DATE', [2, 1, 3]),
  sorts('FROM', [1, 3, 2]),
  sorts('TO', [2, 1, 3]),
  sorts('SIZE', [3, 1, 2]),
  sorts('SUBJECT', [2, 3, 1]),
  sorts('SUBJECT REVERSE DATE', [3, 2, 1]),
  sorts('REVERSE SUBJECT', [1, 2, 3]),
  sorts('ARRIVAL', [2, 3], 'SUBJECT alpha'),
  {
    title: 'UID SORT tells UIDs',
    rfc: 'RFC 5256 §3 (UID SORT)',
    async run(at) {
      const wire = await opened(at);
      await wire.run('STORE 2 +FLAGS (\\Deleted)');
      await wire.run('EXPUNGE');
      return numbers((await wire.run('UID SORT (ARRIVAL) UTF-8 ALL')).untagged, 'SORT');
    },
    answer: [3, 1],
  },
  {
    title: 'SORT in an unknown charset is NO BADCHARSET',
    rfc: 'RFC 5256 §3 (SORT)',
    run: async (at) => verdict(await (await opened(at)).run('SORT (DATE) X-NOTHING SUBJECT x')),
    answer: 'NO BADCHARSET',
    differs: { cyrus: { answers: 'BAD', word: CHARSET } },
  },
  threads(
    'THREAD joins replies under what they answer',
    [
      ['<a@x>', '', 'One'],
      ['<b@x>', '<a@x>', 'Re: One'],
      ['<c@x>', '<a@x> <b@x>', 'Re: One'],
      ['<d@x>', '', 'Two'],
    ],
    [['1', '2', '3'], ['4']],
  ),
  threads(
    'THREAD branches where a message has several replies',
    [
      ['<a@x>', '', 'One'],
      ['<b@x>', '<a@x>', 'Re: One'],
      ['<c@x>', '<a@x>', 'Re: One'],
    ],
    [['1', ['2'], ['3']]],
  ),
  threads(
    'THREAD holds siblings together whose parent is missing',
    [
      ['<b@x>', '<a@x>', 'Re: One'],
      ['<c@x>', '<a@x>', 'Re: One'],
    ],
    [[['1'], ['2']]],
  ),
  threads(
    'THREAD joins by subject what no reference joins',
    [
      ['<a@x>', '', 'One'],
      ['<b@x>', '', 'Re: One'],
      ['<c@x>', '', 'Other'],
    ],
    [['1', '2'], ['3']],
  ),
  threads(
    'THREAD does not go round in a circle of references',
    [
      ['<a@x>', '<b@x>', 'One'],
      ['<b@x>', '<a@x>', 'Two'],
    ],
    [['2', '1']],
  ),
]);
