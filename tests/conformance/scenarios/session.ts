/** Before and around a mailbox: greeting, capabilities, login, and commands that are wrong. */
import { area } from '../scenario.ts';
import { OPTIONAL } from '../words.ts';
import { dataOf, verdict } from '../reading.ts';

/** What all three offer; the sandbox must offer the whole list of its README besides. */
const SHARED = [
  'IMAP4REV1',
  'CHILDREN',
  'CONDSTORE',
  'ENABLE',
  'ESEARCH',
  'ID',
  'IDLE',
  'LIST-EXTENDED',
  'LIST-STATUS',
  'LITERAL+',
  'MOVE',
  'NAMESPACE',
  'QRESYNC',
  'SORT',
  'SPECIAL-USE',
  'THREAD=REFERENCES',
  'UIDPLUS',
  'UNSELECT',
  'WITHIN',
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');

export const session = area('Session', [
  {
    title: 'The greeting is an untagged OK',
    rfc: 'RFC 3501 §7.1.1',
    run: async (at) => (await at.stranger()).greeting.status,
    answer: 'OK',
  },
  {
    title: 'CAPABILITY announces IMAP4rev1 before login, and AUTH=PLAIN where plaintext is allowed',
    rfc: 'RFC 3501 §6.1.1',
    async run(at) {
      const { untagged } = await (await at.stranger()).run('CAPABILITY');
      const words = dataOf(untagged, 'CAPABILITY').flat();
      return ['IMAP4rev1', 'AUTH=PLAIN'].map((word) => words.includes(word));
    },
    answer: [true, true],
  },
  {
    title: 'CAPABILITY after login announces the extensions that the suite uses',
    rfc: 'RFC 3501 §6.1.1',
    async run(at) {
      const { untagged } = await (await at.wire()).run('CAPABILITY');
      const words = dataOf(untagged, 'CAPABILITY')
        .flat()
        .map((word) => String(word).toUpperCase());
      return SHARED.filter((name) => !words.includes(name));
    },
    answer: [],
  },
  {
    title: 'LOGIN with the right password is OK',
    rfc: 'RFC 3501 §6.2.3',
    run: async (at) => (await (await at.stranger()).run(`LOGIN ${at.login} ${at.password}`)).status,
    answer: 'OK',
  },
  {
    title: 'LOGIN takes its arguments as literals',
    rfc: 'RFC 3501 §4.3',
    async run(at) {
      const wire = await at.stranger();
      return (await wire.run('LOGIN ', { literal: at.login }, ' ', { literal: at.password })).status;
    },
    answer: 'OK',
  },
  {
    title: 'LOGIN with a wrong password is NO',
    rfc: 'RFC 3501 §6.2.3',
    run: async (at) => (await (await at.stranger()).run(`LOGIN ${at.login} wrong`)).status,
    answer: 'NO',
  },
  {
    title: 'A wrong password is told by the code AUTHENTICATIONFAILED',
    rfc: 'RFC 5530 §3',
    run: async (at) => verdict(await (await at.stranger()).run(`LOGIN ${at.login} wrong`)),
    answer: 'NO AUTHENTICATIONFAILED',
    differs: { cyrus: { answers: 'NO', word: OPTIONAL } },
  },
  {
    title: 'AUTHENTICATE PLAIN waits for its response behind a +',
    rfc: 'RFC 3501 §6.2.2, RFC 4616',
    async run(at) {
      const wire = await at.stranger();
      wire.send('a AUTHENTICATE PLAIN\r\n');
      const asked = await wire.next();
      wire.send(`${base64(`\0${at.login}\0${at.password}`)}\r\n`);
      const end = (await wire.until(({ tag }) => tag === 'a')).at(-1);
      return [asked.tag, end?.status];
    },
    answer: ['+', 'OK'],
  },
  {
    title: 'AUTHENTICATE PLAIN takes an initial response',
    rfc: 'RFC 4959 §3',
    async run(at) {
      const wire = await at.stranger();
      return (await wire.run(`AUTHENTICATE PLAIN ${base64(`\0${at.login}\0${at.password}`)}`)).status;
    },
    answer: 'OK',
  },
  {
    title: 'AUTHENTICATE ends with BAD when the client cancels by *',
    rfc: 'RFC 3501 §6.2.2',
    async run(at) {
      const wire = await at.stranger();
      wire.send('a AUTHENTICATE PLAIN\r\n');
      await wire.next();
      wire.send('*\r\n');
      return (await wire.until(({ tag }) => tag === 'a')).at(-1)?.status;
    },
    answer: 'BAD',
  },
  {
    title: 'AUTHENTICATE with a mechanism that is not there is NO',
    rfc: 'RFC 3501 §6.2.2',
    run: async (at) => (await (await at.stranger()).run('AUTHENTICATE X-NOTHING')).status,
    answer: 'NO',
  },
  {
    title: 'A command that needs login is refused before it',
    rfc: 'RFC 3501 §3.1',
    run: async (at) => (await (await at.stranger()).run('SELECT INBOX')).status === 'OK',
    answer: false,
  },
  {
    title: 'A command that needs a selected mailbox is refused without one',
    rfc: 'RFC 3501 §3.2',
    run: async (at) => (await (await at.wire()).run('FETCH 1 FLAGS')).status === 'OK',
    answer: false,
  },
  {
    title: 'An unknown command is BAD and the session goes on',
    rfc: 'RFC 3501 §7.1.3',
    async run(at) {
      const wire = await at.wire();
      return [(await wire.run('XYZZY')).status, (await wire.run('NOOP')).status];
    },
    answer: ['BAD', 'OK'],
  },
  {
    title: 'A command without its arguments is BAD',
    rfc: 'RFC 3501 §7.1.3',
    run: async (at) => (await (await at.wire()).run('SELECT')).status,
    answer: 'BAD',
  },
  {
    title: 'Command names are compared without regard to case',
    rfc: 'RFC 3501 §9',
    run: async (at) => (await (await at.wire()).run('sElEcT inbox')).status,
    answer: 'OK',
  },
  {
    title: 'Commands sent in one go are answered in their order',
    rfc: 'RFC 3501 §5.5',
    async run(at) {
      const wire = await at.wire();
      wire.send('a NOOP\r\nb CAPABILITY\r\nc SELECT INBOX\r\nd NOOP\r\n');
      const seen = await wire.until(({ tag }) => tag === 'd');
      return seen.filter(({ tag }) => tag !== '*').map(({ tag }) => tag);
    },
    answer: ['a', 'b', 'c', 'd'],
  },
  {
    title: 'A non-synchronising literal is read without a go-ahead',
    rfc: 'RFC 7888 §3',
    async run(at) {
      const wire = await at.stranger();
      wire.send(
        `a LOGIN {${at.login.length}+}\r\n${at.login} {${at.password.length}+}\r\n${at.password}\r\n`,
      );
      const seen = await wire.until(({ tag }) => tag === 'a');
      return [seen.some(({ tag }) => tag === '+'), seen.at(-1)?.status];
    },
    answer: [false, 'OK'],
  },
  {
    title: 'LOGOUT says BYE before its OK',
    rfc: 'RFC 3501 §6.1.3',
    async run(at) {
      const { status, untagged } = await (await at.wire()).run('LOGOUT');
      return [untagged.some((response) => response.status === 'BYE'), status];
    },
    answer: [true, 'OK'],
  },
  {
    title: 'ENABLE names what it has enabled, and nothing that it does not know',
    rfc: 'RFC 5161 §3.1',
    async run(at) {
      const { status, untagged } = await (await at.wire()).run('ENABLE CONDSTORE X-NOTHING');
      return [status, dataOf(untagged, 'ENABLED').flat()];
    },
    answer: ['OK', ['CONDSTORE']],
  },
  {
    title: 'ID answers with a list of names and values or NIL',
    rfc: 'RFC 2971 §3.2',
    async run(at) {
      const { status, untagged } = await (await at.wire()).run('ID ("name" "suite")');
      const [[parameters] = []] = dataOf(untagged, 'ID');
      return [status, parameters === null || (Array.isArray(parameters) && parameters.length % 2 === 0)];
    },
    answer: ['OK', true],
  },
  {
    title: 'NAMESPACE names the personal namespace and its separator',
    rfc: 'RFC 2342 §5',
    async run(at) {
      const { untagged } = await (await at.wire()).run('NAMESPACE');
      return dataOf(untagged, 'NAMESPACE')[0]?.[0];
    },
    answer: [['', '/']],
  },
  {
    title: 'imapflow logs in and sees the personal namespace',
    rfc: 'RFC 2342 §5',
    async run(at) {
      const client = await at.client();
      return { authenticated: Boolean(client.authenticated), namespace: client.namespace };
    },
    answer: { authenticated: true, namespace: { prefix: '', delimiter: '/' } },
  },
]);
