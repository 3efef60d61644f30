/** What a client learns that comes back with an old UIDVALIDITY and MODSEQ (RFC 7162). */
import { area, type Scenario } from '../scenario.ts';
import { fill } from '../letters.ts';
import { dataOf, fetched, flags } from '../reading.ts';
import type { Subject } from '../subject.ts';
import type { WireClient } from '../../support/wire-client.ts';
import type { WireResponse } from '../../support/wire-response.ts';

interface Known {
  readonly wire: WireClient;
  readonly uidValidity: string;
  readonly modseq: string;
}

function code(untagged: readonly WireResponse[], name: string): string {
  const found = untagged.find((each) => each.code.startsWith(`${name} `))?.code;
  return found?.split(' ')[1] ?? '';
}

/** Knows five messages; since then the first has been flagged, the second and the third removed, a sixth filed. */
async function away(at: Subject): Promise<Known> {
  const wire = await at.wire();
  await fill(wire, ['1', '2', '3', '4', '5']);
  const { untagged } = await wire.run('SELECT INBOX (CONDSTORE)');
  await wire.run('STORE 1 +FLAGS.SILENT (\\Flagged)');
  await wire.run('STORE 2:3 +FLAGS.SILENT (\\Deleted)');
  await wire.run('EXPUNGE');
  await wire.run('UNSELECT');
  await fill(wire, ['6']);
  await wire.run('UNSELECT');
  return { wire, uidValidity: code(untagged, 'UIDVALIDITY'), modseq: code(untagged, 'HIGHESTMODSEQ') };
}

const resyncs = (
  title: string,
  known: (position: Known) => string,
  answer: unknown,
  rfc = 'RFC 7162 §3.2.5',
): Scenario => ({
  title,
  rfc,
  async run(at) {
    const position = await away(at);
    await position.wire.run('ENABLE QRESYNC');
    const { status, untagged } = await position.wire.run(`SELECT INBOX (QRESYNC (${known(position)}))`);
    const changed = Object.values(fetched(untagged)).map(
      ({ UID, FLAGS }) => `${String(UID)} ${flags(FLAGS).join()}`,
    );
    return [status, vanished(untagged), changed];
  },
  answer,
});

/** The UIDs told as vanished earlier, of those that the client can have known. */
function vanished(untagged: readonly WireResponse[]): readonly number[] {
  return dataOf(untagged, 'VANISHED')
    .flatMap((values) => String(values.at(-1)).split(','))
    .flatMap((range) => {
      const [first = 0, last = first] = range.split(':').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

export const resyncing = area('Resyncing', [
  resyncs(
    'SELECT with QRESYNC tells what vanished and what changed',
    ({ uidValidity, modseq }) => `${uidValidity} ${modseq}`,
    ['OK', [2, 3], ['1 \\flagged', '6 ']],
  ),
  resyncs(
    'QRESYNC with known UIDs tells of these only',
    ({ uidValidity, modseq }) => `${uidValidity} ${modseq} 1:2`,
    ['OK', [2], ['1 \\flagged']],
  ),
  resyncs(
    'QRESYNC with another UIDVALIDITY tells nothing of the past',
    ({ uidValidity, modseq }) => `${Number(uidValidity) + 7} ${modseq}`,
    ['OK', [], []],
  ),
  {
    title: 'SELECT with QRESYNC before ENABLE is BAD',
    rfc: 'RFC 7162 §3.2.5',
    run: async (at) => (await (await at.wire()).run('SELECT INBOX (QRESYNC (1 1))')).status,
    answer: 'BAD',
  },
  {
    title: 'UID FETCH with CHANGEDSINCE and VANISHED tells both',
    rfc: 'RFC 7162 §3.2.6',
    async run(at) {
      const { wire, modseq } = await away(at);
      await wire.run('ENABLE QRESYNC');
      await wire.run('SELECT INBOX');
      const { untagged } = await wire.run(`UID FETCH 1:5 FLAGS (CHANGEDSINCE ${modseq} VANISHED)`);
      return [vanished(untagged), Object.values(fetched(untagged)).map(({ UID }) => UID)];
    },
    answer: [[2, 3], ['1']],
  },
  {
    title: 'ENABLE QRESYNC enables CONDSTORE too',
    rfc: 'RFC 7162 §3.2.3',
    async run(at) {
      const { wire } = await away(at);
      await wire.run('ENABLE QRESYNC');
      await wire.run('SELECT INBOX');
      const { untagged } = await wire.run('STORE 1 +FLAGS (\\Seen)');
      return Object.keys(fetched(untagged)['1'] ?? {}).includes('MODSEQ');
    },
    answer: true,
  },
  {
    title: 'A QRESYNC session is told removals by another session as VANISHED',
    rfc: 'RFC 7162 §3.2.10',
    async run(at) {
      const { wire } = await away(at);
      await wire.run('ENABLE QRESYNC');
      await wire.run('SELECT INBOX');
      const other = await at.wire();
      await other.run('SELECT INBOX');
      await other.run('UID STORE 4 +FLAGS.SILENT (\\Deleted)');
      await other.run('EXPUNGE');
      const { untagged } = await wire.run('NOOP');
      return [dataOf(untagged, 'EXPUNGE'), dataOf(untagged, 'VANISHED')];
    },
    answer: [[], [['4']]],
  },
  {
    title: 'imapflow opens with QRESYNC and hears what vanished and changed',
    rfc: 'RFC 7162 §3.2.5',
    async run(at) {
      const { modseq } = await away(at);
      const client = await at.client();
      await client.mailboxOpen('INBOX');
      const changed = [];
      for await (const { uid } of client.fetch('1:*', { flags: true }, { changedSince: BigInt(modseq) }))
        changed.push(uid);
      return changed;
    },
    answer: [1, 6],
  },
]);
