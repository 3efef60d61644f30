/** SEARCH (RFC 3501 §6.4.4, ESEARCH), SORT and THREAD (RFC 5256), each by number and by UID. */
import type { Numbered, SearchKey } from '../../search/key.ts';
import { search } from '../../search/search.ts';
import { sort, type SortKey } from '../../search/sort.ts';
import { type Thread, threadByReferences } from '../../search/thread.ts';
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import { readSearchKeys } from '../search/keys.ts';
import { readReturn, tellExtended, tellList } from '../search/results.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax, Refused } from '../wire/syntax.ts';
import { viewOf } from './mailbox-named.ts';
import { limited, type Picked } from './picked.ts';

type By = 'number' | 'uid';

const SORT_KEYS: readonly SortKey['by'][] = ['ARRIVAL', 'CC', 'DATE', 'FROM', 'SIZE', 'SUBJECT', 'TO'];
const DISPLAY_KEYS: readonly SortKey['by'][] = ['DISPLAYFROM', 'DISPLAYTO'];

function searching(by: By): Command {
  return {
    ...command('SEARCH', by),
    run(session, given) {
      given.space();
      const asked = readReturn(session, given);
      if (asked !== null) given.space();
      const rev2 = session.enabled.has('IMAP4REV2');
      const wanted = asked ?? (rev2 ? { options: new Set(['ALL']), partial: null } : null);
      let charset = 'utf-8';
      if (given.accept('CHARSET ')) {
        if (session.enabled.has('UTF8=ACCEPT')) throw new BadSyntax('There is no CHARSET after UTF8=ACCEPT.');
        charset = readCharset(session, given);
        given.space();
      }
      const { key, found, limit } = results(session, given, charset);
      const { emptySearchUnderRev2 = false, emptySearch } = session.house.behaviour.quirks;
      const isBlind = emptySearch === 'always' || (emptySearch === 'extended' && asked !== null);
      const shown = isBlind || (rev2 && emptySearchUnderRev2) ? [] : found;
      const modseq = holdsModseq(key);
      if (wanted === null) tellList(session, shown, by, modseq);
      else tellExtended(session, shown, wanted, { tag: given.tag, by, modseq });
      return ok('Searched.', limit);
    },
  };
}

function sorting(by: By): Command {
  return {
    ...command('SORT', by),
    needs: ['SORT'],
    run(session, given) {
      given.space();
      const keys = given.list(() => readSortKey(session, given));
      given.space();
      const charset = readCharset(session, given);
      given.space();
      const sorted = sort(results(session, given, charset).found, keys);
      session.untagged('SORT', ['SORT', ...sorted.map((each) => numberOf(each, by))].join(' '));
      return ok('Sorted.');
    },
  };
}

function threading(by: By): Command {
  return {
    ...command('THREAD', by),
    needs: ['THREAD=REFERENCES'],
    run(session, given) {
      given.space();
      if (given.atom().toUpperCase() !== 'REFERENCES') throw new BadSyntax('Only REFERENCES is known.');
      given.space();
      const charset = readCharset(session, given);
      given.space();
      const threads = threadByReferences(results(session, given, charset).found);
      const text = threads.map((thread) => `(${formatThread(thread, by)})`).join('');
      session.untagged('THREAD', text === '' ? 'THREAD' : `THREAD ${text}`);
      return ok('Threaded.');
    },
  };
}

function command(name: string, by: By): Pick<Command, 'name' | 'state' | 'keepsNumbers'> {
  return by === 'uid'
    ? { name: `UID ${name}`, state: 'selected' }
    : { name, state: 'selected', keepsNumbers: true };
}

function results(
  session: Session,
  given: Arguments,
  charset: string,
): { readonly key: SearchKey } & Pick<Picked, 'found' | 'limit'> {
  const view = viewOf(session);
  const key = readSearchKeys(given, { session, view, charset });
  given.end();
  return { key, ...limited(session, search(view.all(), key, new Date())) };
}

function readCharset(session: Session, given: Arguments): string {
  const name = given.astring();
  if (session.house.behaviour.quirks.asciiSearch === true && !/^US-ASCII$/i.test(name))
    throw new Refused('BADCHARSET (US-ASCII)', 'Only US-ASCII is known.');
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new Refused('BADCHARSET (UTF-8 US-ASCII)', 'The charset is not known.');
  }
}

function readSortKey(session: Session, given: Arguments): SortKey {
  let word = given.word();
  const reverse = word === 'REVERSE';
  if (reverse) {
    given.space();
    word = given.word();
  }
  const known = session.offers('SORT=DISPLAY') ? [...SORT_KEYS, ...DISPLAY_KEYS] : SORT_KEYS;
  const by = known.find((name) => name === word);
  if (by === undefined) throw new BadSyntax(`Unknown sort key ${word}.`);
  return { by, reverse };
}

function holdsModseq(key: SearchKey): boolean {
  switch (key.kind) {
    case 'modseq':
      return true;
    case 'not':
      return holdsModseq(key.key);
    case 'and':
    case 'or':
      return key.keys.some(holdsModseq);
    default:
      return false;
  }
}

/**
 * `thread-members` (RFC 5256 §5): single replies follow with a space, several each in parentheses. A stack
 * instead of recursion, because a conversation may be as deep as the mailbox is large.
 */
function formatThread(thread: Thread, by: By): string {
  let text = '';
  const todo: (Thread | ')' | '(')[] = [thread];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === '(' || next === ')') {
      text += next;
      continue;
    }
    if (next.number !== null)
      text += `${text === '' || text.endsWith('(') ? '' : ' '}${numberOf(next.number, by)}`;
    const { replies } = next;
    const [only] = replies;
    if (replies.length === 1 && only !== undefined) {
      todo.push(only);
      continue;
    }
    if (replies.length > 1 && next.number !== null) text += ' ';
    for (const reply of [...replies].reverse()) todo.push(')', reply, '(');
  }
  return text;
}

function numberOf({ sequence, message }: Numbered, by: By): number {
  return by === 'uid' ? message.uid : sequence;
}

export const SEARCH: readonly Command[] = (['number', 'uid'] as const).flatMap((by) => [
  searching(by),
  sorting(by),
  threading(by),
]);
