/** Opening and closing a mailbox, and what is told of it. */
import { area } from '../scenario.ts';
import { OPTIONAL } from '../words.ts';
import { file, fill, letter } from '../letters.ts';
import { dataOf, flags, items, told, verdict } from '../reading.ts';

const codes = (untagged: readonly { readonly code: string }[]): readonly string[] =>
  untagged.flatMap(({ code }) => (code === '' ? [] : [code.split(' ')[0] ?? '']));

export const selecting = area('Selecting', [
  {
    title: 'SELECT tells flags, count, UIDVALIDITY, UIDNEXT and PERMANENTFLAGS',
    rfc: 'RFC 3501 §6.3.1',
    async run(at) {
      const wire = await at.wire();
      const answer = await fill(wire, ['one', 'two']);
      const told3 = ['UIDVALIDITY', 'UIDNEXT', 'PERMANENTFLAGS'].map((name) =>
        codes(answer.untagged).includes(name),
      );
      return [verdict(answer), told(answer.untagged, 'EXISTS'), told3];
    },
    answer: ['OK READ-WRITE', 2, [true, true, true]],
  },
  {
    title: 'The five system flags can be kept',
    rfc: 'RFC 3501 §7.1 (PERMANENTFLAGS)',
    async run(at) {
      const { permanentFlags } = await (await at.client()).mailboxOpen('INBOX');
      return ['\\Answered', '\\Deleted', '\\Draft', '\\Flagged', '\\Seen'].filter(
        (flag) => !permanentFlags?.has(flag),
      );
    },
    answer: [],
  },
  {
    title: 'imapflow sees count, next UID and MODSEQ support at opening',
    rfc: 'RFC 3501 §6.3.1, RFC 7162 §3.1.2',
    async run(at) {
      const client = await at.client();
      await client.append('INBOX', letter());
      const { exists, uidNext, readOnly, highestModseq } = await client.mailboxOpen('INBOX');
      return { exists, uidNext, readOnly: readOnly ?? false, modseq: (highestModseq ?? 0n) > 0n };
    },
    answer: { exists: 1, uidNext: 2, readOnly: false, modseq: true },
  },
  {
    title: 'SELECT of a mailbox that is not there is NO NONEXISTENT',
    rfc: 'RFC 3501 §6.3.1, RFC 5530 §3',
    run: async (at) => verdict(await (await at.wire()).run('SELECT Nowhere')),
    answer: 'NO NONEXISTENT',
    differs: { dovecot: { answers: 'NO', word: OPTIONAL }, cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'A SELECT that fails leaves no mailbox selected',
    rfc: 'RFC 3501 §6.3.1',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      await wire.run('SELECT Nowhere');
      return (await wire.run('FETCH 1 FLAGS')).status;
    },
    answer: 'BAD',
  },
  {
    title: 'EXAMINE opens read-only: STORE changes nothing',
    rfc: 'RFC 3501 §6.3.2',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter());
      const opened = verdict(await wire.run('EXAMINE INBOX'));
      await wire.run('STORE 1 +FLAGS (\\Flagged)');
      await wire.run('SELECT INBOX');
      return [opened, flags(items((await wire.run('FETCH 1 FLAGS')).untagged, 'FLAGS')[0])];
    },
    answer: ['OK READ-ONLY', []],
  },
  {
    title: 'STORE in an examined mailbox is NO',
    rfc: 'RFC 3501 §6.4.6 (NO: cannot store that data)',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter());
      await wire.run('EXAMINE INBOX');
      return (await wire.run('STORE 1 +FLAGS (\\Flagged)')).status;
    },
    answer: 'NO',
    differs: {
      dovecot: {
        answers: 'OK',
        word: 'Doubtful: nothing is stored (RFC 3501 §6.3.2), yet OK says that the store is completed (§6.4.6).',
      },
    },
  },
  {
    title: 'Reading a body in an examined mailbox leaves the message unseen',
    rfc: 'RFC 3501 §6.3.2',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter());
      await wire.run('EXAMINE INBOX');
      await wire.run('FETCH 1 BODY[]');
      await wire.run('SELECT INBOX');
      return flags(items((await wire.run('FETCH 1 FLAGS')).untagged, 'FLAGS')[0]);
    },
    answer: [],
  },
  {
    title: 'CLOSE expunges what is deleted without telling it',
    rfc: 'RFC 3501 §6.4.2',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two']);
      await wire.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      const { status, untagged } = await wire.run('CLOSE');
      return [status, dataOf(untagged, 'EXPUNGE'), told((await wire.run('SELECT INBOX')).untagged, 'EXISTS')];
    },
    answer: ['OK', [], 1],
  },
  {
    title: 'UNSELECT leaves what is deleted',
    rfc: 'RFC 3691 §2',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one', 'two']);
      await wire.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      return [(await wire.run('UNSELECT')).status, told((await wire.run('SELECT INBOX')).untagged, 'EXISTS')];
    },
    answer: ['OK', 2],
  },
  {
    title: 'CLOSE of an examined mailbox expunges nothing',
    rfc: 'RFC 3501 §6.4.2',
    async run(at) {
      const wire = await at.wire();
      await fill(wire, ['one']);
      await wire.run('STORE 1 +FLAGS.SILENT (\\Deleted)');
      await wire.run('EXAMINE INBOX');
      await wire.run('CLOSE');
      return told((await wire.run('SELECT INBOX')).untagged, 'EXISTS');
    },
    answer: 1,
  },
  {
    title: 'SELECT of another mailbox says that the first is closed, once QRESYNC is enabled',
    rfc: 'RFC 7162 §3.2.11',
    async run(at) {
      const wire = await at.wire();
      await wire.run('ENABLE QRESYNC');
      await wire.run('SELECT INBOX');
      return codes((await wire.run('SELECT Sent')).untagged).includes('CLOSED');
    },
    answer: true,
  },
  {
    title: 'SELECT does not tell which message is the first unseen one wrongly',
    rfc: 'RFC 3501 §7.1 (UNSEEN)',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter(), { flags: '\\Seen' });
      const { untagged } = await fill(wire, ['two', 'three']);
      const unseen = untagged.find(({ code }) => code.startsWith('UNSEEN '))?.code;
      return unseen ?? 'UNSEEN 2';
    },
    answer: 'UNSEEN 2',
  },
  {
    title: 'UIDs rise and are never used again',
    rfc: 'RFC 3501 §2.3.1.1',
    async run(at) {
      const client = await at.client();
      const uids = [];
      for (let turn = 0; turn < 3; turn += 1) {
        const filed = await client.append('INBOX', letter());
        if (filed !== false) uids.push(filed.uid);
        await client.mailboxOpen('INBOX');
        await client.messageDelete('1:*');
      }
      return uids;
    },
    answer: [1, 2, 3],
  },
  {
    title: 'CHECK is OK',
    rfc: 'RFC 3501 §6.4.1',
    async run(at) {
      const wire = await at.wire();
      await wire.run('SELECT INBOX');
      return (await wire.run('CHECK')).status;
    },
    answer: 'OK',
  },
]);
