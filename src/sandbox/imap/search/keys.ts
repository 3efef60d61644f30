/** The keys of SEARCH as they stand in a command (RFC 3501 §6.4.4, §9). A persona's own are added to the registry. */
import { GMAIL_KEYS } from '../../gmail/search-keys.ts';
import type { SearchKey, SequenceSet } from '../../search/key.ts';
import { readFlag } from '../commands/flags.ts';
import type { View } from '../view.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';
import type { KeyKind, SearchContext } from './key-kind.ts';

const flag = (name: string, set: boolean): KeyKind => ({ read: () => ({ kind: 'flag', flag: name, set }) });

const keyword = (set: boolean): KeyKind => ({
  read: (given) => ({ kind: 'flag', flag: behindSpace(given, () => readFlag(given)), set }),
});

const text = (make: (value: string) => SearchKey): KeyKind => ({
  read: (given, { charset }) => make(behindSpace(given, () => given.text(charset))),
});

const day = (
  kind: 'internal-date' | 'sent-date' | 'saved-date',
  compare: 'before' | 'on' | 'since',
): KeyKind => ({
  ...(kind === 'saved-date' ? { needs: ['SAVEDATE'] } : {}),
  read: (given) => ({ kind, compare, day: behindSpace(given, () => given.day()) }),
});

const size = (compare: 'larger' | 'smaller'): KeyKind => ({
  read: (given) => ({ kind: 'size', compare, octets: behindSpace(given, () => given.number()) }),
});

const within = (compare: 'older' | 'younger'): KeyKind => ({
  needs: ['WITHIN'],
  read: (given) => ({ kind: 'within', compare, seconds: behindSpace(given, () => given.positive()) }),
});

const objectId = (kind: 'email-id' | 'thread-id'): KeyKind => ({
  needs: ['OBJECTID'],
  read: (given) => ({ kind, id: behindSpace(given, () => given.astring()) }),
});

const header: KeyKind = {
  read(given, { charset }) {
    const name = behindSpace(given, () => given.astring());
    return { kind: 'header', name, value: behindSpace(given, () => given.text(charset)) };
  },
};

/** RFC 7162 §3.1.5; which flag's modseq is meant is read and passed over, as messages have one for all. */
const modseq: KeyKind = {
  needs: ['CONDSTORE', 'QRESYNC'],
  read(given, { session }) {
    given.space();
    if (given.peek() === '"') {
      given.string();
      given.space();
      if (!['PRIV', 'SHARED', 'ALL'].includes(given.word()))
        throw new BadSyntax('Expected priv, shared or all.');
      given.space();
    }
    const from = given.modseq();
    session.useCondstore();
    return { kind: 'modseq', from };
  },
};

function recentKey({ view }: SearchContext): SearchKey {
  const uids = view.recentUids().map((uid) => ({ first: uid, last: uid }));
  return uids.length === 0 ? { kind: 'not', key: { kind: 'all' } } : { kind: 'uid', set: uids };
}

const KEYS: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ...GMAIL_KEYS,
  ['ALL', { read: () => ({ kind: 'all' }) }],
  ['ANSWERED', flag('\\Answered', true)],
  ['DELETED', flag('\\Deleted', true)],
  ['DRAFT', flag('\\Draft', true)],
  ['FLAGGED', flag('\\Flagged', true)],
  ['SEEN', flag('\\Seen', true)],
  ['UNANSWERED', flag('\\Answered', false)],
  ['UNDELETED', flag('\\Deleted', false)],
  ['UNDRAFT', flag('\\Draft', false)],
  ['UNFLAGGED', flag('\\Flagged', false)],
  ['UNSEEN', flag('\\Seen', false)],
  ['KEYWORD', keyword(true)],
  ['UNKEYWORD', keyword(false)],
  ['RECENT', { read: (_, context) => recentKey(context) }],
  ['OLD', { read: (_, context) => ({ kind: 'not', key: recentKey(context) }) }],
  [
    'NEW',
    {
      read: (_, context) => ({
        kind: 'and',
        keys: [recentKey(context), { kind: 'flag', flag: '\\Seen', set: false }],
      }),
    },
  ],
  ['FROM', text((value) => ({ kind: 'address', field: 'from', value }))],
  ['TO', text((value) => ({ kind: 'address', field: 'to', value }))],
  ['CC', text((value) => ({ kind: 'address', field: 'cc', value }))],
  ['BCC', text((value) => ({ kind: 'address', field: 'bcc', value }))],
  ['SUBJECT', text((value) => ({ kind: 'subject', value }))],
  ['BODY', text((value) => ({ kind: 'body', value }))],
  ['TEXT', text((value) => ({ kind: 'text', value }))],
  ['HEADER', header],
  ['BEFORE', day('internal-date', 'before')],
  ['ON', day('internal-date', 'on')],
  ['SINCE', day('internal-date', 'since')],
  ['SENTBEFORE', day('sent-date', 'before')],
  ['SENTON', day('sent-date', 'on')],
  ['SENTSINCE', day('sent-date', 'since')],
  ['SAVEDBEFORE', day('saved-date', 'before')],
  ['SAVEDON', day('saved-date', 'on')],
  ['SAVEDSINCE', day('saved-date', 'since')],
  ['SAVEDATESUPPORTED', { needs: ['SAVEDATE'], read: () => ({ kind: 'all' }) }],
  ['LARGER', size('larger')],
  ['SMALLER', size('smaller')],
  ['OLDER', within('older')],
  ['YOUNGER', within('younger')],
  ['EMAILID', objectId('email-id')],
  ['THREADID', objectId('thread-id')],
  ['MODSEQ', modseq],
  ['UID', { read: (given) => ({ kind: 'uid', set: behindSpace(given, () => given.sequenceSet()) }) }],
  [
    'NOT',
    { read: (given, context) => ({ kind: 'not', key: behindSpace(given, () => readKey(given, context)) }) },
  ],
  [
    'OR',
    {
      read(given, context) {
        const one = behindSpace(given, () => readKey(given, context));
        return { kind: 'or', keys: [one, behindSpace(given, () => readKey(given, context))] };
      },
    },
  ],
]);

/** All keys up to the end of the command: each of them must match. */
export function readSearchKeys(given: Arguments, context: SearchContext): SearchKey {
  const keys = [readKey(given, context)];
  while (given.accept(' ')) keys.push(readKey(given, context));
  return keys.length === 1 && keys[0] !== undefined ? keys[0] : { kind: 'and', keys };
}

function readKey(given: Arguments, context: SearchContext): SearchKey {
  return given.nested(() => {
    if (given.peek() === '(') return { kind: 'and', keys: given.list(() => readKey(given, context)) };
    if (/[\d*]/.test(given.peek()))
      return { kind: 'sequence', set: anchored(given.sequenceSet(), context.view) };
    const name = given.word();
    const kind = KEYS.get(name);
    if (kind === undefined || (kind.needs !== undefined && !context.session.offers(...kind.needs))) {
      throw new BadSyntax(`Unknown search key ${name}.`);
    }
    return kind.read(given, context);
  });
}

/** With `*` as the highest number that the client knows, whether that message is still there or not. */
function anchored(set: SequenceSet, { size }: View): SequenceSet {
  return set.map(({ first, last }) => ({
    first: first === '*' ? size : first,
    last: last === '*' ? size : last,
  }));
}

function behindSpace<Result>(given: Arguments, read: () => Result): Result {
  given.space();
  return read();
}
