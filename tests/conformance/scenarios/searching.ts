/** SEARCH: every key alone and together, over five messages. */
import { area, type Scenario } from '../scenario.ts';
import { CHARSET } from '../words.ts';
import { file, letter } from '../letters.ts';
import { esearch, numbers, verdict } from '../reading.ts';
import type { Subject } from '../subject.ts';
import type { WireClient } from '../../support/wire-client.ts';

/** Five messages that differ in everything that SEARCH can ask; the fifth is in German and in base64. */
async function shelf(wire: WireClient): Promise<void> {
  const at = (day: string): string => `${day}-2026 12:00:00 +0000`;
  await file(wire, 'INBOX', letter({ subject: 'Invoice 1', id: '<a1@example.org>' }), {
    flags: '\\Seen \\Answered',
    date: at('01-Mar'),
  });
  await file(
    wire,
    'INBOX',
    letter({ subject: 'Re: invoice 1', from: 'Carl <carl@example.net>', more: ['Cc: dora@example.com'] }),
    {
      flags: '\\Flagged Project',
      date: at('02-Mar'),
    },
  );
  await file(
    wire,
    'INBOX',
    letter({ subject: 'Party', date: 'Fri, 20 Feb 2026 23:30:00 -0500', body: 'bring a CAKE' }),
    {
      flags: '\\Seen \\Draft',
      date: at('03-Mar'),
    },
  );
  await file(
    wire,
    'INBOX',
    letter({ subject: 'Long', more: ['X-Kind: special thing'], body: 'y'.repeat(5000) }),
    {
      flags: '\\Deleted',
      date: at('04-Mar'),
    },
  );
  const german = [
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  await file(
    wire,
    'INBOX',
    letter({
      subject: '=?utf-8?q?Gr=C3=BC=C3=9Fe?=',
      to: 'eve@example.net',
      more: ['Bcc: hidden@example.com', ...german],
      body: Buffer.from('Käsekuchen für alle').toString('base64'),
    }),
    { date: at('05-Mar') },
  );
}

async function opened(at: Subject): Promise<WireClient> {
  const wire = await at.wire();
  await shelf(wire);
  await wire.run('SELECT INBOX');
  return wire;
}

const finds = (key: string, answer: readonly number[], more: Partial<Scenario> = {}): Scenario => ({
  title: `SEARCH ${key}`,
  rfc: 'RFC 3501 §6.4.4',
  async run(at) {
    const { status, untagged } = await (await opened(at)).run(`SEARCH ${key}`);
    return status === 'OK' ? [...numbers(untagged)].sort((one, other) => one - other) : status;
  },
  answer,
  ...more,
});

const utf8 = (key: string, value: string, answer: readonly number[]): Scenario => ({
  title: `SEARCH CHARSET UTF-8 ${key} "${value}"`,
  rfc: 'RFC 3501 §6.4.4',
  async run(at) {
    const { untagged } = await (await opened(at)).run(`SEARCH CHARSET UTF-8 ${key} `, { literal: value });
    return numbers(untagged);
  },
  answer,
});

const returns = (command: string, answer: unknown, rfc = 'RFC 4731 §3.1'): Scenario => ({
  title: command,
  rfc,
  async run(at) {
    const { untagged } = await (await opened(at)).run(command);
    const { MODSEQ: modseq, ...rest } = esearch(untagged);
    return modseq === undefined ? rest : { ...rest, MODSEQ: Number(modseq) > 0 };
  },
  answer,
});

export const searching = area('Searching', [
  finds('ALL', [1, 2, 3, 4, 5]),
  finds('ANSWERED', [1]),
  finds('UNANSWERED', [2, 3, 4, 5]),
  finds('DELETED', [4]),
  finds('UNDELETED', [1, 2, 3, 5]),
  finds('DRAFT', [3]),
  finds('UNDRAFT', [1, 2, 4, 5]),
  finds('FLAGGED', [2]),
  finds('UNFLAGGED', [1, 3, 4, 5]),
  finds('SEEN', [1, 3]),
  finds('UNSEEN', [2, 4, 5]),
  finds('KEYWORD Project', [2]),
  finds('UNKEYWORD Project', [1, 3, 4, 5]),
  finds('KEYWORD NeverUsed', []),
  finds('FROM carl', [2]),
  finds('FROM EXAMPLE.ORG', [1, 3, 4, 5]),
  finds('TO eve@example.net', [5]),
  finds('CC dora', [2]),
  finds('BCC hidden', [5]),
  finds('SUBJECT "invoice 1"', [1, 2]),
  finds('SUBJECT NoSuchThing', []),
  finds('BODY cake', [3]),
  finds('TEXT x-kind', [4]),
  finds('TEXT "all is well"', [1, 2]),
  finds('HEADER X-Kind special', [4]),
  finds('HEADER X-Kind ""', [4]),
  finds('HEADER Message-ID a1@', [1]),
  finds('LARGER 4000', [4]),
  finds('SMALLER 4000', [1, 2, 3, 5]),
  finds('BEFORE 3-Mar-2026', [1, 2]),
  finds('ON 3-Mar-2026', [3]),
  finds('SINCE 3-Mar-2026', [3, 4, 5]),
  finds('SENTBEFORE 1-Mar-2026', [3]),
  finds('SENTON 20-Feb-2026', [3]),
  finds('SENTSINCE 1-Mar-2026', [1, 2, 4, 5]),
  finds('UID 2:3', [2, 3]),
  finds('2:4', [2, 3, 4]),
  finds('NOT SEEN', [2, 4, 5]),
  finds('OR FROM carl SUBJECT party', [2, 3]),
  finds('SEEN SUBJECT party', [3]),
  finds('NOT (OR SEEN DELETED)', [2, 5]),
  finds('OR (SEEN DRAFT) (NOT 1:4)', [3, 5]),
  finds('YOUNGER 3600', [], { rfc: 'RFC 5032 §2' }),
  finds('OLDER 3600', [1, 2, 3, 4, 5], { rfc: 'RFC 5032 §2' }),
  finds('MODSEQ 1', [1, 2, 3, 4, 5], {
    rfc: 'RFC 7162 §3.1.5',
    async run(at) {
      const { untagged } = await (await opened(at)).run('SEARCH MODSEQ 1');
      return numbers(untagged).filter((number) => !Number.isNaN(number));
    },
  }),
  finds('CHARSET X-NOTHING SUBJECT x', [], {
    title: 'SEARCH in a charset that is unknown is NO BADCHARSET',
    async run(at) {
      return verdict(await (await opened(at)).run('SEARCH CHARSET X-NOTHING SUBJECT x'));
    },
    answer: 'NO BADCHARSET',
    differs: { cyrus: { answers: 'BAD', word: CHARSET } },
  }),
  finds('XYZZY', [], {
    title: 'SEARCH with an unknown key is BAD',
    async run(at) {
      return (await (await opened(at)).run('SEARCH XYZZY')).status;
    },
    answer: 'BAD',
  }),
  utf8('SUBJECT', 'grüße', [5]),
  utf8('BODY', 'käsekuchen', [5]),
  utf8('TEXT', 'FÜR ALLE', [5]),
  returns('SEARCH RETURN (MIN MAX COUNT) UNSEEN', { MIN: '2', MAX: '5', COUNT: '3' }),
  returns('SEARCH RETURN (ALL) UNSEEN', { ALL: '2,4:5' }),
  returns('SEARCH RETURN () UNSEEN', { ALL: '2,4:5' }),
  returns('SEARCH RETURN (COUNT) SUBJECT nothing', { COUNT: '0' }),
  returns('SEARCH RETURN (MIN MAX ALL) SUBJECT nothing', {}),
  returns('UID SEARCH RETURN (MIN COUNT) SEEN', { UID: 'yes', MIN: '1', COUNT: '2' }),
  {
    title: 'UID SEARCH tells UIDs',
    rfc: 'RFC 3501 §6.4.8',
    async run(at) {
      const wire = await opened(at);
      await wire.run('EXPUNGE');
      return numbers((await wire.run('UID SEARCH UNSEEN')).untagged);
    },
    answer: [2, 5],
  },
  {
    title: 'imapflow searches by an object of keys',
    rfc: 'RFC 3501 §6.4.4',
    async run(at) {
      await shelf(await at.wire());
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      return [
        await client.search({ or: [{ from: 'carl' }, { subject: 'Party' }], seen: true }),
        await client.search({ since: new Date('2026-03-04'), larger: 100 }, { uid: true }),
        await client.search({ subject: 'Grüße' }),
      ];
    },
    answer: [[3], [4, 5], [5]],
  },
]);
