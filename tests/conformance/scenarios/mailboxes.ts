/** Making, naming, listing and counting mailboxes. */
import { area } from '../scenario.ts';
import { OPTIONAL } from '../words.ts';
import { file, letter } from '../letters.ts';
import { dataOf, flags, listed, names, pairs, verdict } from '../reading.ts';

export const mailboxes = area('Mailboxes', [
  {
    title: 'A fresh user has INBOX and the five usual mailboxes',
    rfc: 'RFC 3501 §5.1',
    run: async (at) => names((await (await at.wire()).run('LIST "" "*"')).untagged),
    answer: ['Archive', 'Drafts', 'INBOX', 'Junk', 'Sent', 'Trash'],
  },
  {
    title: 'imapflow lists the mailboxes with their special uses',
    rfc: 'RFC 6154 §2',
    async run(at) {
      const found = await (await at.client()).list();
      return Object.fromEntries(
        found.flatMap(({ path, specialUse }) => (specialUse ? [[path, specialUse]] : [])),
      );
    },
    answer: {
      INBOX: '\\Inbox',
      Archive: '\\Archive',
      Drafts: '\\Drafts',
      Junk: '\\Junk',
      Sent: '\\Sent',
      Trash: '\\Trash',
    },
  },
  {
    title: 'LIST with an empty pattern tells the separator',
    rfc: 'RFC 3501 §6.3.8',
    async run(at) {
      const { untagged } = await (await at.wire()).run('LIST "" ""');
      return dataOf(untagged, 'LIST').map(([, separator, name]) => [separator, name]);
    },
    answer: [['/', '']],
  },
  {
    title: '% matches one level, * all of them',
    rfc: 'RFC 3501 §6.3.8',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE Work');
      await wire.run('CREATE Work/Plans');
      const answers = [
        await wire.run('LIST "" W%'),
        await wire.run('LIST "" W*'),
        await wire.run('LIST Work/ %'),
      ];
      return answers.map(({ untagged }) => names(untagged));
    },
    answer: [['Work'], ['Work', 'Work/Plans'], ['Work/Plans']],
  },
  {
    title: 'INBOX is listed under any case',
    rfc: 'RFC 3501 §5.1',
    run: async (at) =>
      names((await (await at.wire()).run('LIST "" inbox')).untagged).map((name) => name.toUpperCase()),
    answer: ['INBOX'],
    differs: {
      cyrus: { answers: [], word: 'Not as it should be. RFC 3501 §5.1: INBOX is a case-insensitive name.' },
    },
  },
  {
    title: 'A mailbox with children says so, one without too',
    rfc: 'RFC 5258 §4 (RETURN CHILDREN)',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE Work');
      await wire.run('CREATE Work/Plans');
      const { untagged } = await wire.run('LIST "" (Work Work/Plans) RETURN (CHILDREN)');
      return listed(untagged).map(({ attributes }) => attributes.filter((name) => name.includes('children')));
    },
    answer: [['\\haschildren'], ['\\hasnochildren']],
  },
  {
    title: 'LIST takes several patterns',
    rfc: 'RFC 5258 §3',
    run: async (at) => names((await (await at.wire()).run('LIST "" (Sent Tr%)')).untagged),
    answer: ['Sent', 'Trash'],
  },
  {
    title: 'LIST (SUBSCRIBED) lists a subscribed mailbox that does not exist as \\NonExistent',
    rfc: 'RFC 5258 §3.1',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE Gone');
      await wire.run('SUBSCRIBE Gone');
      await wire.run('DELETE Gone');
      const { untagged } = await wire.run('LIST (SUBSCRIBED) "" Gone');
      return listed(untagged).map(({ attributes }) => attributes.filter((each) => /nonex|subsc/.test(each)));
    },
    answer: [['\\nonexistent', '\\subscribed']],
  },
  {
    title: 'LIST RETURN (SUBSCRIBED) marks what is subscribed',
    rfc: 'RFC 5258 §3.2',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE One');
      await wire.run('CREATE Two');
      await wire.run('SUBSCRIBE One');
      const { untagged } = await wire.run('LIST "" (One Two) RETURN (SUBSCRIBED)');
      return listed(untagged).map(({ attributes }) => attributes.includes('\\subscribed'));
    },
    answer: [true, false],
  },
  {
    title: 'LIST (SPECIAL-USE) lists only mailboxes of a special use',
    rfc: 'RFC 6154 §5',
    run: async (at) => names((await (await at.wire()).run('LIST (SPECIAL-USE) "" "*"')).untagged),
    answer: ['Archive', 'Drafts', 'Junk', 'Sent', 'Trash'],
  },
  {
    title: 'LIST RETURN (STATUS) tells the status behind each mailbox',
    rfc: 'RFC 5819 §2',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'Sent', letter());
      const { untagged } = await wire.run('LIST "" Sent RETURN (STATUS (MESSAGES UNSEEN))');
      return [
        names(untagged),
        dataOf(untagged, 'STATUS').map(([name, counts]) => [name, pairs(counts ?? null)]),
      ];
    },
    answer: [['Sent'], [['Sent', { MESSAGES: '1', UNSEEN: '1' }]]],
  },
  {
    title: 'LSUB lists the subscribed mailboxes',
    rfc: 'RFC 3501 §6.3.9',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE One');
      await wire.run('CREATE Two');
      await wire.run('SUBSCRIBE One');
      await wire.run('SUBSCRIBE Two');
      await wire.run('UNSUBSCRIBE Two');
      const all = names((await wire.run('LSUB "" "*"')).untagged, 'LSUB');
      return [all.includes('One'), all.includes('Two')];
    },
    answer: [true, false],
  },
  {
    title: 'CREATE makes a mailbox that can be selected at once and is empty',
    rfc: 'RFC 3501 §6.3.3',
    async run(at) {
      const client = await at.client();
      const { created } = await client.mailboxCreate('Project');
      const { exists } = await client.mailboxOpen('Project');
      return [created, exists];
    },
    answer: [true, 0],
  },
  {
    title: 'CREATE below a mailbox that is not there makes the whole path',
    rfc: 'RFC 3501 §6.3.3',
    async run(at) {
      const wire = await at.wire();
      const { status } = await wire.run('CREATE a/b/c');
      return [status, (await wire.run('SELECT a/b/c')).status];
    },
    answer: ['OK', 'OK'],
  },
  {
    title: 'CREATE of a mailbox that exists is NO ALREADYEXISTS',
    rfc: 'RFC 3501 §6.3.3, RFC 5530 §3',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE Work');
      return verdict(await wire.run('CREATE Work'));
    },
    answer: 'NO ALREADYEXISTS',
    differs: { cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'CREATE INBOX is refused',
    rfc: 'RFC 3501 §6.3.3',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter());
      return (await wire.run('CREATE INBOX')).status;
    },
    answer: 'NO',
  },
  {
    title: 'CREATE with USE gives the new mailbox its special use',
    rfc: 'RFC 6154 §3',
    async run(at) {
      const wire = await at.wire();
      await wire.run('DELETE Archive');
      const { status } = await wire.run('CREATE Attic (USE (\\Archive))');
      const { untagged } = await wire.run('LIST "" Attic RETURN (SPECIAL-USE)');
      return [status, listed(untagged)[0]?.attributes.includes('\\archive')];
    },
    answer: ['OK', true],
    absent: { capability: 'CREATE-SPECIAL-USE', at: ['dovecot'] },
  },
  {
    title: 'A name outside of ASCII comes back in modified UTF-7',
    rfc: 'RFC 3501 §5.1.3',
    async run(at) {
      const client = await at.client();
      await client.mailboxCreate('Entwürfe/日本語');
      const wire = await at.wire();
      const { untagged } = await wire.run('LIST "" "Entw*"');
      return [(await client.list()).some(({ path }) => path === 'Entwürfe/日本語'), names(untagged).at(-1)];
    },
    answer: [true, 'Entw&APw-rfe/&ZeVnLIqe-'],
  },
  {
    title: 'DELETE removes a mailbox with its messages',
    rfc: 'RFC 3501 §6.3.4',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE Temp');
      await file(wire, 'Temp', letter());
      return [(await wire.run('DELETE Temp')).status, verdict(await wire.run('SELECT Temp'))];
    },
    answer: ['OK', 'NO NONEXISTENT'],
    differs: {
      dovecot: { answers: ['OK', 'NO'], word: OPTIONAL },
      cyrus: { answers: ['OK', 'NO'], word: OPTIONAL },
    },
  },
  {
    title: 'DELETE of a mailbox that is not there is NO NONEXISTENT',
    rfc: 'RFC 3501 §6.3.4, RFC 5530 §3',
    run: async (at) => verdict(await (await at.wire()).run('DELETE Nowhere')),
    answer: 'NO NONEXISTENT',
    differs: { cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'DELETE INBOX is refused',
    rfc: 'RFC 3501 §6.3.4',
    run: async (at) => (await (await at.wire()).run('DELETE INBOX')).status,
    answer: 'NO',
  },
  {
    title: 'DELETE of a mailbox leaves its children',
    rfc: 'RFC 3501 §6.3.4',
    async run(at) {
      const wire = await at.wire();
      await wire.run('CREATE Top');
      await wire.run('CREATE Top/Below');
      await wire.run('DELETE Top');
      return (await wire.run('SELECT Top/Below')).status;
    },
    answer: 'OK',
  },
  {
    title: 'A mailbox made anew under an old name has another UIDVALIDITY or goes on with its UIDs',
    rfc: 'RFC 3501 §2.3.1.1',
    async run(at) {
      const client = await at.client();
      const lives = [];
      for (let life = 0; life < 2; life += 1) {
        await client.mailboxCreate('Temp');
        const filed = await client.append('Temp', letter());
        lives.push(filed === false ? null : `${filed.uidValidity}/${filed.uid}`);
        await client.mailboxDelete('Temp');
      }
      return lives[0] !== lives[1] && lives.every((life) => life !== null);
    },
    answer: true,
  },
  {
    title: 'RENAME takes the messages and the UIDVALIDITY or a new one along',
    rfc: 'RFC 3501 §6.3.5',
    async run(at) {
      const client = await at.client();
      await client.mailboxCreate('Before');
      await client.append('Before', letter());
      await client.mailboxRename('Before', 'After');
      const status = await client.status('After', { messages: true });
      return [
        status !== false && status.messages,
        (await client.list()).some(({ path }) => path === 'Before'),
      ];
    },
    answer: [1, false],
  },
  {
    title: 'RENAME takes the children along',
    rfc: 'RFC 3501 §6.3.5',
    async run(at) {
      const wire = await at.wire();
      for (const name of ['Top', 'Top/Mid', 'Top/Mid/Low']) await wire.run(`CREATE ${name}`);
      await wire.run('RENAME Top New');
      return [
        names((await wire.run('LIST "" New*')).untagged),
        names((await wire.run('LIST "" Top*')).untagged),
      ];
    },
    answer: [['New', 'New/Mid', 'New/Mid/Low'], []],
  },
  {
    title: 'RENAME onto a mailbox that exists is NO ALREADYEXISTS',
    rfc: 'RFC 3501 §6.3.5, RFC 5530 §3',
    async run(at) {
      const wire = await at.wire();
      for (const name of ['One', 'Two']) await wire.run(`CREATE ${name}`);
      return verdict(await wire.run('RENAME One Two'));
    },
    answer: 'NO ALREADYEXISTS',
    differs: { cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'RENAME of a mailbox that is not there is NO NONEXISTENT',
    rfc: 'RFC 3501 §6.3.5, RFC 5530 §3',
    run: async (at) => verdict(await (await at.wire()).run('RENAME Nowhere Somewhere')),
    answer: 'NO NONEXISTENT',
    differs: { cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'RENAME of INBOX moves its messages and leaves an empty INBOX',
    rfc: 'RFC 3501 §6.3.5',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'INBOX', letter());
      const renamed = await wire.run('RENAME INBOX Old').catch(() => null);
      if (renamed === null) return 'closed';
      const counts = [];
      for (const name of ['INBOX', 'Old']) {
        const { untagged } = await wire.run(`STATUS ${name} (MESSAGES)`);
        counts.push(dataOf(untagged, 'STATUS').map(([, each]) => pairs(each ?? null)));
      }
      return [renamed.status, counts];
    },
    answer: ['OK', [[{ MESSAGES: '0' }], [{ MESSAGES: '1' }]]],
    differs: {
      dovecot: {
        answers: ['NO', [[{ MESSAGES: '1' }], []]],
        word: 'Not as it should be, told by NO CANNOT. RFC 3501 §6.3.5: renaming INBOX is permitted.',
      },
      cyrus: {
        answers: 'closed',
        word: 'A defect: the process ends. RFC 3501 §6.3.5: renaming INBOX is permitted.',
      },
    },
  },
  {
    title: 'STATUS counts messages, unseen ones and the next UID',
    rfc: 'RFC 3501 §6.3.10',
    async run(at) {
      const client = await at.client();
      await client.append('Sent', letter(), ['\\Seen']);
      await client.append('Sent', letter());
      const status = await client.status('Sent', { messages: true, unseen: true, uidNext: true });
      return status !== false && [status.messages, status.unseen, status.uidNext];
    },
    answer: [2, 1, 3],
  },
  {
    title: 'STATUS of a mailbox that is not there is NO NONEXISTENT',
    rfc: 'RFC 5530 §3',
    run: async (at) => verdict(await (await at.wire()).run('STATUS Nowhere (MESSAGES)')),
    answer: 'NO NONEXISTENT',
    differs: { dovecot: { answers: 'NO', word: OPTIONAL }, cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'STATUS tells HIGHESTMODSEQ, which grows by every change',
    rfc: 'RFC 7162 §3.1.7',
    async run(at) {
      const wire = await at.wire();
      await file(wire, 'Sent', letter());
      const modseq = async (): Promise<bigint> => {
        const { untagged } = await wire.run('STATUS Sent (HIGHESTMODSEQ)');
        const [[, counts] = []] = dataOf(untagged, 'STATUS');
        return BigInt(String(pairs(counts ?? null)['HIGHESTMODSEQ']));
      };
      const before = await modseq();
      await file(wire, 'Sent', letter());
      return (await modseq()) > before;
    },
    answer: true,
  },
  {
    title: 'SUBSCRIBE and UNSUBSCRIBE through imapflow',
    rfc: 'RFC 3501 §6.3.6, §6.3.7',
    async run(at) {
      const client = await at.client();
      await client.mailboxCreate('News');
      const subscribed = async (): Promise<boolean> =>
        (await client.list()).some(({ path, subscribed: is }) => path === 'News' && is);
      await client.mailboxSubscribe('News');
      const first = await subscribed();
      await client.mailboxUnsubscribe('News');
      return [first, await subscribed()];
    },
    answer: [true, false],
  },
  {
    title: 'Flags of a listed mailbox are no message flags',
    rfc: 'RFC 3501 §7.2.2',
    async run(at) {
      const { untagged } = await (await at.wire()).run('LIST "" INBOX');
      return dataOf(untagged, 'LIST').flatMap(([attributes]) =>
        flags(attributes).filter((name) => ['\\seen', '\\deleted', '\\flagged'].includes(name)),
      );
    },
    answer: [],
  },
]);
