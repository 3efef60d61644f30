/** All FETCH items, and the reading of a list of them. A persona's own items are added to the registry here. */
import { GMAIL_ITEMS } from '../../gmail/fetch-items.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';
import type { FetchItem, FetchItems } from './item.ts';
import type { FetchItemKind } from './item-kind.ts';
import { PLAIN_ITEMS } from './plain-items.ts';
import { SECTION_ITEMS } from './section-items.ts';

const KINDS: ReadonlyMap<string, FetchItemKind> = new Map([...PLAIN_ITEMS, ...SECTION_ITEMS, ...GMAIL_ITEMS]);

const MACROS: Readonly<Record<string, readonly string[]>> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
};

export function readFetchItems(session: Session, given: Arguments): FetchItems {
  const items = new Map<string, FetchItem>();
  const macro = MACROS[given.peekWord()];
  if (macro !== undefined) {
    given.word();
    for (const name of macro) items.set(name, kindOf(session, name).read(given, session));
  } else if (given.peek() === '(') given.list(() => readItem(session, given, items));
  else readItem(session, given, items);
  return items;
}

/** The item of this name that needs nothing behind it. */
export function plainItem(session: Session, given: Arguments, name: 'UID' | 'FLAGS' | 'MODSEQ'): FetchItem {
  return kindOf(session, name).read(given, session);
}

function readItem(session: Session, given: Arguments, items: Map<string, FetchItem>): void {
  const from = given.mark();
  const item = kindOf(session, given.word()).read(given, session);
  items.set(given.since(from).toUpperCase(), item);
}

function kindOf(session: Session, name: string): FetchItemKind {
  const kind = KINDS.get(name);
  const offered = kind !== undefined && (kind.needs === undefined || session.offers(...kind.needs));
  const broken = session.house.behaviour.quirks.brokenBinary === true && name.startsWith('BINARY');
  if (!offered || broken) throw new BadSyntax(`Unknown item ${name}.`);
  return kind;
}
