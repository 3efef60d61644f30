/** What a session is told of others' changes: by IDLE at once, else at its next command; NOTIFY. */
import { area, type Scenario } from '../scenario.ts';
import { file, fill, letter } from '../letters.ts';
import { fetched, flags, items, numbers, pairs, told, verdict } from '../reading.ts';
import type { Subject } from '../subject.ts';
import type { WireClient } from '../../support/wire-client.ts';
import type { WireResponse, WireValue } from '../../support/wire-response.ts';

interface Pair {
  readonly watching: WireClient;
  readonly changing: WireClient;
}

/** Two sessions that have selected INBOX with three messages. */
async function pair(at: Subject): Promise<Pair> {
  const changing = await at.wire();
  await fill(changing, ['one', 'two', 'three']);
  const watching = await at.wire();
  await watching.run('SELECT INBOX');
  return { watching, changing };
}

/** Of the responses that tell one; a server may add others' flags of its own accord. */
function uids(untagged: readonly WireResponse[]): readonly string[] {
  return items(untagged, 'UID').flatMap((uid) => (typeof uid === 'string' ? [uid] : []));
}

async function idle(wire: WireClient): Promise<void> {
  wire.send('i IDLE\r\n');
  await wire.until(({ tag }) => tag === '+');
}

const is =
  (name: string) =>
  ({ data }: WireResponse): boolean =>
    data[1] === name;

/** What the idling session is told up to the first response of this name, within ten seconds of another's command. */
const idles = (
  title: string,
  command: (changing: WireClient) => Promise<unknown>,
  awaited: string,
  read: (seen: readonly WireResponse[]) => unknown,
  answer: unknown,
): Scenario => ({
  title,
  rfc: 'RFC 2177 §3',
  async run(at) {
    const { watching, changing } = await pair(at);
    await idle(watching);
    await command(changing);
    return read(await watching.until(is(awaited), 10_000));
  },
  answer,
});

export const news = area('News', [
  idles(
    'IDLE tells a new message by EXISTS',
    (changing) => file(changing, 'INBOX', letter()),
    'EXISTS',
    (seen) => told(seen, 'EXISTS'),
    4,
  ),
  idles(
    'IDLE tells new flags by FETCH',
    (changing) => changing.run('STORE 2 +FLAGS (\\Flagged)'),
    'FETCH',
    (seen) => flags(fetched(seen)['2']?.['FLAGS']),
    ['\\flagged'],
  ),
  idles(
    'IDLE tells a removed message by EXPUNGE',
    async (changing) => {
      await changing.run('STORE 2 +FLAGS.SILENT (\\Deleted)');
      await changing.run('EXPUNGE');
    },
    'EXPUNGE',
    (seen) => numbers(seen, 'EXPUNGE'),
    [2],
  ),
  idles(
    'IDLE tells a message that is moved away by EXPUNGE',
    (changing) => changing.run('MOVE 1 Archive'),
    'EXPUNGE',
    (seen) => numbers(seen, 'EXPUNGE'),
    [1],
  ),
  {
    title: 'IDLE tells mail that is delivered',
    rfc: 'RFC 2177 §3',
    async run(at) {
      const wire = await at.wire();
      await wire.run('SELECT INBOX');
      await idle(wire);
      await at.deliver(letter());
      return told(await wire.until(is('EXISTS'), 10_000), 'EXISTS');
    },
    answer: 1,
  },
  {
    title: 'IDLE ends with its OK at DONE',
    rfc: 'RFC 2177 §3',
    async run(at) {
      const wire = await at.wire();
      await wire.run('SELECT INBOX');
      await idle(wire);
      wire.send('DONE\r\n');
      return (await wire.until(({ tag }) => tag === 'i')).at(-1)?.status;
    },
    answer: 'OK',
  },
  {
    title: 'IDLE ends with BAD at anything else but DONE',
    rfc: 'RFC 2177 §3',
    async run(at) {
      const wire = await at.wire();
      await wire.run('SELECT INBOX');
      await idle(wire);
      wire.send('NOOP\r\n');
      return (await wire.until(({ tag }) => tag === 'i')).at(-1)?.status;
    },
    answer: 'BAD',
  },
  {
    title: 'imapflow hears exists, flags and expunge of another session',
    rfc: 'RFC 2177 §3',
    async run(at) {
      const { changing } = await pair(at);
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      const heard: string[] = [];
      let wake: (() => void) | null = null;
      const hear = (what: string): void => {
        heard.push(what);
        wake?.();
      };
      const hears = async (what: string): Promise<void> => {
        while (!heard.includes(what)) await new Promise<void>((resolve) => void (wake = resolve));
      };
      client.on('exists', ({ count }) => hear(`exists ${count}`));
      client.on('flags', ({ seq, flags: set }) => hear(`flags ${seq} ${set.has('\\Answered')}`));
      client.on('expunge', (each) => hear(`expunge ${'seq' in each ? each.seq : ''}`));
      const idling = client.idle();
      await file(changing, 'INBOX', letter());
      await hears('exists 4');
      await changing.run('STORE 3 +FLAGS (\\Answered)');
      await hears('flags 3 true');
      await changing.run('UID MOVE 1 Archive');
      await hears('expunge 1');
      await client.noop();
      await idling;
      return client.mailbox !== false && client.mailbox.exists;
    },
    answer: 3,
  },
  {
    title: 'NOOP tells what others have added, changed and removed',
    rfc: 'RFC 3501 §6.1.2',
    async run(at) {
      const { watching, changing } = await pair(at);
      await file(changing, 'INBOX', letter());
      await changing.run('STORE 3 +FLAGS (\\Answered)');
      await changing.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      await changing.run('UID EXPUNGE 1');
      await watching.run('NOOP');
      const { untagged } = await watching.run('FETCH 1:* (UID FLAGS)');
      return Object.values(fetched(untagged)).map(({ UID, FLAGS }) => [UID, flags(FLAGS)]);
    },
    answer: [
      ['2', []],
      ['3', ['\\answered']],
      ['4', []],
    ],
  },
  {
    title: 'FETCH, STORE and SEARCH tell no EXPUNGE, so that sequence numbers hold',
    rfc: 'RFC 3501 §7.4.1',
    async run(at) {
      const { watching, changing } = await pair(at);
      await changing.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      await changing.run('EXPUNGE');
      const answers = [
        await watching.run('FETCH 2 UID'),
        await watching.run('STORE 3 +FLAGS (\\Seen)'),
        await watching.run('SEARCH ALL'),
      ];
      return [answers.map(({ untagged }) => numbers(untagged, 'EXPUNGE')), uids(answers[0]?.untagged ?? [])];
    },
    answer: [[[], [], []], ['2']],
  },
  {
    title: 'A session keeps its sequence numbers until it is told of EXPUNGE',
    rfc: 'RFC 3501 §7.4.1',
    async run(at) {
      const { watching, changing } = await pair(at);
      await changing.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      await changing.run('EXPUNGE');
      const before = uids((await watching.run('FETCH 3 UID')).untagged);
      const noop = await watching.run('NOOP');
      const after = uids((await watching.run('FETCH 2 UID')).untagged);
      return [before, numbers(noop.untagged, 'EXPUNGE'), after];
    },
    answer: [['3'], [1], ['3']],
  },
  {
    title: 'UID commands may tell EXPUNGE',
    rfc: 'RFC 3501 §7.4.1',
    async run(at) {
      const { watching, changing } = await pair(at);
      await changing.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      await changing.run('EXPUNGE');
      const { status, untagged } = await watching.run('UID FETCH 2:3 UID');
      return [
        status,
        uids(untagged)
          .filter((uid) => uid !== '1')
          .toSorted(),
      ];
    },
    answer: ['OK', ['2', '3']],
  },
  {
    title: 'A mailbox that is deleted under a session does not answer with messages',
    rfc: 'RFC 2180 §3',
    async run(at) {
      const changing = await at.wire();
      await changing.run('CREATE Temp');
      await fill(changing, ['one'], 'Temp');
      await changing.run('UNSELECT');
      const watching = await at.wire();
      await watching.run('SELECT Temp');
      await changing.run('DELETE Temp');
      const after = await watching.run('SELECT Temp').catch(() => null);
      return after?.status ?? 'NO';
    },
    answer: 'NO',
  },
  {
    title: 'NOTIFY tells new mail of another mailbox by STATUS',
    rfc: 'RFC 5465 §5.1',
    async run(at) {
      const wire = await at.wire();
      const other = await at.wire();
      await file(other, 'Archive', letter());
      const set = verdict(await wire.run('NOTIFY SET (PERSONAL (MessageNew MessageExpunge))'));
      await file(other, 'Archive', letter());
      const seen = await wire.until(({ data }) => data[0] === 'STATUS' && data[1] === 'Archive', 10_000);
      const [, , counts] = seen.at(-1)?.data ?? [];
      return [set, pairs(counts ?? null)['MESSAGES']];
    },
    answer: ['OK', '2'],
    absent: { capability: 'NOTIFY', at: ['cyrus'] },
  },
  {
    title: 'NOTIFY tells new mail of the selected mailbox with the items asked for',
    rfc: 'RFC 5465 §5.2',
    async run(at) {
      const { watching, changing } = await pair(at);
      await watching.run('NOTIFY SET (SELECTED (MessageNew (UID ENVELOPE) MessageExpunge))');
      await file(changing, 'INBOX', letter({ subject: 'fresh' }));
      watching.send('n NOOP\r\n');
      const seen = await watching.until(({ tag }) => tag === 'n');
      const { UID, ENVELOPE } = fetched(seen)['4'] ?? {};
      const subject: WireValue | undefined = Array.isArray(ENVELOPE)
        ? (ENVELOPE as readonly WireValue[])[1]
        : null;
      return [UID, subject];
    },
    answer: ['4', 'fresh'],
    absent: { capability: 'NOTIFY', at: ['cyrus'] },
  },
  {
    title: 'NOTIFY tells news of the selected mailbox without any command',
    rfc: 'RFC 5465 §1',
    async run(at) {
      const { watching, changing } = await pair(at);
      await watching.run('NOTIFY SET (SELECTED (MessageNew (UID) MessageExpunge))');
      await file(changing, 'INBOX', letter());
      return watching.until(is('FETCH'), 2_000).then(
        () => 'told',
        () => 'silent',
      );
    },
    answer: 'told',
    absent: { capability: 'NOTIFY', at: ['cyrus'] },
    differs: {
      dovecot: {
        answers: 'silent',
        word: 'Not as it should be: told at the next command. RFC 5465 §1: notifications come unsolicited.',
      },
    },
  },
  {
    title: 'NOTIFY NONE is OK and ends it',
    rfc: 'RFC 5465 §3.1',
    run: async (at) => (await (await at.wire()).run('NOTIFY NONE')).status,
    answer: 'OK',
    absent: { capability: 'NOTIFY', at: ['cyrus'] },
  },
  {
    title: 'NOTIFY with an event that is unknown is NO BADEVENT',
    rfc: 'RFC 5465 §5',
    run: async (at) => verdict(await (await at.wire()).run('NOTIFY SET (PERSONAL (XNothing))')),
    answer: 'NO BADEVENT',
    differs: {
      dovecot: {
        answers: 'BAD',
        word: 'Not as it should be. RFC 5465 §5: an event not supported is NO BADEVENT.',
      },
    },
    absent: { capability: 'NOTIFY', at: ['cyrus'] },
  },
]);
