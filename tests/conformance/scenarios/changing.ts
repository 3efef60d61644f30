/** STORE, COPY, MOVE and EXPUNGE. */
import { area, type Scenario } from '../scenario.ts';
import { fill } from '../letters.ts';
import { dataOf, fetched, flags, items, numbers, told, verdict } from '../reading.ts';
import type { Subject } from '../subject.ts';
import type { WireClient } from '../../support/wire-client.ts';
import type { WireResponse, WireValue } from '../../support/wire-response.ts';

async function three(at: Subject): Promise<WireClient> {
  const wire = await at.wire();
  await fill(wire, ['one', 'two', 'three']);
  return wire;
}

/** What STORE tells, and what is kept after it. */
const stores = (
  title: string,
  commands: readonly string[],
  answer: unknown,
  more: Partial<Scenario> = {},
): Scenario => ({
  title,
  rfc: 'RFC 3501 §6.4.6',
  async run(at) {
    const wire = await three(at);
    const seen = [];
    for (const command of commands) seen.push(items((await wire.run(command)).untagged, 'FLAGS').map(flags));
    return [seen.at(-1), items((await wire.run('FETCH 1:* FLAGS')).untagged, 'FLAGS').map(flags)];
  },
  answer,
  ...more,
});

/** Source and destination UIDs of COPYUID. */
function copied(untagged: readonly WireResponse[], code: string): readonly string[] {
  const found = [code, ...untagged.map((each) => each.code)].find((each) => each.startsWith('COPYUID '));
  return found?.split(' ').slice(2) ?? [];
}

const modseq = (values: readonly (WireValue | undefined)[]): number => {
  const [first] = values;
  return Array.isArray(first) ? Number(first[0]) : Number.NaN;
};

export const changing = area('Changing', [
  stores(
    'STORE +FLAGS adds and tells the new flags',
    ['STORE 1 +FLAGS (\\Seen)', 'STORE 1:2 +FLAGS (\\Flagged)'],
    [
      [['\\flagged', '\\seen'], ['\\flagged']],
      [['\\flagged', '\\seen'], ['\\flagged'], []],
    ],
  ),
  stores(
    'STORE -FLAGS takes away',
    ['STORE 1:3 FLAGS (\\Seen \\Flagged)', 'STORE 2 -FLAGS (\\Seen)'],
    [[['\\flagged']], [['\\flagged', '\\seen'], ['\\flagged'], ['\\flagged', '\\seen']]],
  ),
  stores(
    'STORE FLAGS replaces',
    ['STORE 1 FLAGS (\\Seen \\Flagged)', 'STORE 1 FLAGS (\\Draft)'],
    [[['\\draft']], [['\\draft'], [], []]],
  ),
  stores(
    'STORE FLAGS () takes all away',
    ['STORE 1 FLAGS (\\Seen)', 'STORE 1 FLAGS ()'],
    [[[]], [[], [], []]],
  ),
  stores(
    'STORE +FLAGS.SILENT tells nothing',
    ['STORE 1:3 +FLAGS.SILENT (\\Seen)'],
    [[], [['\\seen'], ['\\seen'], ['\\seen']]],
    {
      differs: {
        cyrus: {
          answers: [
            [['\\seen'], ['\\seen'], ['\\seen']],
            [['\\seen'], ['\\seen'], ['\\seen']],
          ],
          word: 'Tolerable. RFC 3501 §6.4.6: after .SILENT the server should not tell the new value.',
        },
      },
    },
  ),
  stores(
    'STORE takes flags without parentheses',
    ['STORE 2 +FLAGS \\Answered \\Draft'],
    [[['\\answered', '\\draft']], [[], ['\\answered', '\\draft'], []]],
  ),
  stores(
    'A keyword is kept like a system flag',
    ['STORE 3 +FLAGS ($Forwarded later)'],
    [[['$forwarded', 'later']], [[], [], ['$forwarded', 'later']]],
  ),
  {
    title: '\\Recent cannot be stored',
    rfc: 'RFC 3501 §2.3.2',
    async run(at) {
      const wire = await three(at);
      await wire.run('STORE 1 +FLAGS (\\Recent)');
      await wire.run('SELECT INBOX');
      await wire.run('SELECT INBOX');
      const [kept] = items((await wire.run('FETCH 1 FLAGS')).untagged, 'FLAGS');
      return Array.isArray(kept) && kept.includes('\\Recent');
    },
    answer: false,
  },
  {
    title: 'UID STORE tells the UID beside the flags',
    rfc: 'RFC 3501 §6.4.8',
    async run(at) {
      const { untagged } = await (await three(at)).run('UID STORE 2 +FLAGS (\\Seen)');
      const { UID, FLAGS } = fetched(untagged)['2'] ?? {};
      return [UID, flags(FLAGS)];
    },
    answer: ['2', ['\\seen']],
  },
  {
    title: 'STORE UNCHANGEDSINCE leaves what has changed, and names it by MODIFIED',
    rfc: 'RFC 7162 §3.1.3',
    async run(at) {
      const wire = await three(at);
      const before = Math.max(
        ...items((await wire.run('FETCH 1:3 MODSEQ')).untagged, 'MODSEQ').map((each) => modseq([each])),
      );
      await wire.run('STORE 2 +FLAGS.SILENT (\\Answered)');
      const { status, code } = await wire.run(
        `STORE 1:3 (UNCHANGEDSINCE ${before}) +FLAGS.SILENT (\\Flagged)`,
      );
      return [status, code, items((await wire.run('FETCH 1:3 FLAGS')).untagged, 'FLAGS').map(flags)];
    },
    answer: ['OK', 'MODIFIED 2', [['\\flagged'], ['\\answered'], ['\\flagged']]],
  },
  {
    title: 'STORE tells MODSEQ once CONDSTORE is enabled, though SILENT, and it has grown',
    rfc: 'RFC 7162 §3.1.3',
    async run(at) {
      const wire = await three(at);
      await wire.run('ENABLE CONDSTORE');
      const before = modseq(items((await wire.run('FETCH 1 MODSEQ')).untagged, 'MODSEQ'));
      const after = modseq(items((await wire.run('STORE 1 +FLAGS.SILENT (\\Seen)')).untagged, 'MODSEQ'));
      return after > before;
    },
    answer: true,
  },
  {
    title: 'A STORE that changes nothing leaves MODSEQ',
    rfc: 'RFC 7162 §3.1.3',
    async run(at) {
      const wire = await three(at);
      await wire.run('STORE 1 +FLAGS (\\Seen)');
      const before = modseq(items((await wire.run('FETCH 1 MODSEQ')).untagged, 'MODSEQ'));
      await wire.run('STORE 1 +FLAGS (\\Seen)');
      return modseq(items((await wire.run('FETCH 1 MODSEQ')).untagged, 'MODSEQ')) === before;
    },
    answer: true,
  },
  {
    title: 'imapflow adds, removes and sets flags',
    rfc: 'RFC 3501 §6.4.6',
    async run(at) {
      await three(at);
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1:3', ['\\Seen', '\\Flagged'], { uid: true });
      await client.messageFlagsRemove('2', ['\\Flagged']);
      await client.messageFlagsSet('3', ['$Label1']);
      const kept = [];
      for await (const message of client.fetch('1:*', { flags: true })) kept.push([...(message.flags ?? [])]);
      return kept.map((each) => flags(each));
    },
    answer: [['\\flagged', '\\seen'], ['\\seen'], ['$label1']],
  },
  {
    title: 'COPY tells COPYUID and keeps flags and internal date',
    rfc: 'RFC 3501 §6.4.7, RFC 4315 §3',
    async run(at) {
      const wire = await three(at);
      await wire.run('STORE 2 +FLAGS (\\Flagged later)');
      const before = items((await wire.run('FETCH 2 INTERNALDATE')).untagged, 'INTERNALDATE')[0];
      const { code, untagged } = await wire.run('COPY 2:3 Archive');
      await wire.run('SELECT Archive');
      const kept = await wire.run('FETCH 1 (FLAGS INTERNALDATE)');
      const date = items(kept.untagged, 'INTERNALDATE')[0];
      return [copied(untagged, code), flags(items(kept.untagged, 'FLAGS')[0]), date === before];
    },
    answer: [['2:3', '1:2'], ['\\flagged', 'later'], true],
  },
  {
    title: 'COPY to a mailbox that is not there is NO TRYCREATE',
    rfc: 'RFC 3501 §6.4.7',
    run: async (at) => verdict(await (await three(at)).run('COPY 1 Nowhere')),
    answer: 'NO TRYCREATE',
  },
  {
    title: 'UID COPY of a UID that is not there is OK and copies nothing',
    rfc: 'RFC 3501 §6.4.8',
    async run(at) {
      const wire = await three(at);
      const { status } = await wire.run('UID COPY 99 Archive');
      return [status, told((await wire.run('SELECT Archive')).untagged, 'EXISTS')];
    },
    answer: ['OK', 0],
  },
  {
    title: 'COPY into the selected mailbox makes a second one',
    rfc: 'RFC 3501 §6.4.7',
    async run(at) {
      const wire = await three(at);
      await wire.run('COPY 1 INBOX');
      return told((await wire.run('SELECT INBOX')).untagged, 'EXISTS');
    },
    answer: 4,
  },
  {
    title: 'MOVE tells COPYUID, then EXPUNGE of each message',
    rfc: 'RFC 6851 §4.3',
    async run(at) {
      const wire = await three(at);
      const { status, code, untagged } = await wire.run('MOVE 1:2 Archive');
      const left = told((await wire.run('SELECT INBOX')).untagged, 'EXISTS');
      return [status, copied(untagged, code), numbers(untagged, 'EXPUNGE').length, left];
    },
    answer: ['OK', ['1:2', '1:2'], 2, 1],
  },
  {
    title: 'COPYUID of MOVE comes in an untagged OK before the first EXPUNGE',
    rfc: 'RFC 6851 §4.3',
    async run(at) {
      const { untagged } = await (await three(at)).run('UID MOVE 2 Archive');
      const uid = untagged.findIndex(({ code }) => code.startsWith('COPYUID '));
      const expunge = untagged.findIndex(({ data }) => data[1] === 'EXPUNGE');
      return uid !== -1 && uid < expunge;
    },
    answer: true,
  },
  {
    title: 'MOVE to a mailbox that is not there is NO TRYCREATE and moves nothing',
    rfc: 'RFC 6851 §3.3, RFC 3501 §6.4.7',
    async run(at) {
      const wire = await three(at);
      const refused = verdict(await wire.run('MOVE 1 Nowhere'));
      return [refused, told((await wire.run('SELECT INBOX')).untagged, 'EXISTS')];
    },
    answer: ['NO TRYCREATE', 3],
  },
  {
    title: 'imapflow copies and moves and learns the new UIDs',
    rfc: 'RFC 4315 §3',
    async run(at) {
      await three(at);
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      const copy = await client.messageCopy('1', 'Archive');
      const move = await client.messageMove('2:3', 'Archive');
      return [copy, move].map((each) => each !== false && [...(each.uidMap ?? [])]);
    },
    answer: [
      [[1, 1]],
      [
        [2, 2],
        [3, 3],
      ],
    ],
  },
  {
    title: 'EXPUNGE tells sequence numbers, each as it is after those before it',
    rfc: 'RFC 3501 §7.4.1',
    async run(at) {
      const wire = await three(at);
      await wire.run('STORE 1,3 +FLAGS.SILENT (\\Deleted)');
      const { untagged } = await wire.run('EXPUNGE');
      let numbersLeft = [1, 2, 3];
      for (const number of numbers(untagged, 'EXPUNGE')) numbersLeft = numbersLeft.toSpliced(number - 1, 1);
      return numbersLeft;
    },
    answer: [2],
  },
  {
    title: 'UID EXPUNGE removes only deleted messages among the named ones',
    rfc: 'RFC 4315 §2.1',
    async run(at) {
      const wire = await three(at);
      await wire.run('STORE 1,3 +FLAGS.SILENT (\\Deleted)');
      await wire.run('UID EXPUNGE 2:3');
      return numbers((await wire.run('UID SEARCH ALL')).untagged);
    },
    answer: [1, 2],
  },
  {
    title: 'imapflow deletes just the messages that it names',
    rfc: 'RFC 4315 §2.1',
    async run(at) {
      const wire = await three(at);
      await wire.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      await client.messageDelete('2', { uid: true });
      return client.search({ all: true }, { uid: true });
    },
    answer: [1, 3],
  },
  {
    title: 'With QRESYNC enabled, VANISHED tells UIDs instead of EXPUNGE',
    rfc: 'RFC 7162 §3.2.10',
    async run(at) {
      const wire = await three(at);
      await wire.run('ENABLE QRESYNC');
      await wire.run('SELECT INBOX');
      await wire.run('STORE 1:2 +FLAGS.SILENT (\\Deleted)');
      const { untagged } = await wire.run('EXPUNGE');
      return [dataOf(untagged, 'EXPUNGE'), dataOf(untagged, 'VANISHED')];
    },
    answer: [[], [['1:2']]],
  },
  {
    title: 'With CONDSTORE, the OK of EXPUNGE may tell HIGHESTMODSEQ, and it has grown',
    rfc: 'RFC 7162 §3.1.2.1',
    async run(at) {
      const wire = await three(at);
      const highest = async (): Promise<number> => {
        const { untagged } = await wire.run('SELECT INBOX (CONDSTORE)');
        return Number(untagged.find(({ code }) => code.startsWith('HIGHESTMODSEQ '))?.code.split(' ')[1]);
      };
      const before = await highest();
      await wire.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      await wire.run('EXPUNGE');
      return (await highest()) > before;
    },
    answer: true,
  },
]);
