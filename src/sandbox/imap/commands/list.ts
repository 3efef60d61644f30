/** LIST and LSUB (RFC 3501 §6.3.8), LIST-EXTENDED (RFC 5258), LIST-STATUS (RFC 5819), SPECIAL-USE (RFC 6154). */
import type { Mailbox, MailUser } from '../../store/model.ts';
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { written } from '../wire/namespace.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { userOf } from './mailbox-named.ts';
import { LONGEST_PATTERN, matches } from './pattern.ts';
import { readStatusItems, tellStatus, wireName } from './status.ts';

interface Question {
  readonly patterns: readonly string[];
  /** Of plain LIST with an empty pattern: whose root is asked for; else null. */
  readonly rootOf: string | null;
  readonly select: ReadonlySet<string>;
  readonly give: ReadonlySet<string>;
  readonly status: readonly string[];
}

const SELECTION: Readonly<Record<string, readonly string[]>> = {
  SUBSCRIBED: ['LIST-EXTENDED'],
  REMOTE: ['LIST-EXTENDED'],
  RECURSIVEMATCH: ['LIST-EXTENDED'],
  'SPECIAL-USE': ['SPECIAL-USE'],
};

const RETURN: Readonly<Record<string, readonly string[]>> = {
  SUBSCRIBED: ['LIST-EXTENDED'],
  CHILDREN: ['LIST-EXTENDED'],
  'SPECIAL-USE': ['SPECIAL-USE'],
  STATUS: ['LIST-STATUS'],
};

const list: Command = {
  name: 'LIST',
  state: 'authenticated',
  run(session, given) {
    const question = readQuestion(session, given);
    if (question.rootOf !== null) {
      const { delimiter } = session.namespace;
      const root = question.rootOf.slice(0, question.rootOf.indexOf(delimiter) + 1);
      session.untagged('LIST', `LIST (\\Noselect) "${delimiter}" ${written(session.namespace, root)}`);
      return ok('This is the delimiter.');
    }
    const user = userOf(session);
    for (const entry of entries(session, user, question)) tellEntry(session, entry, question);
    return ok('That is all.');
  },
};

function readQuestion(session: Session, given: Arguments): Question {
  given.space();
  const extended = session.offers('LIST-EXTENDED');
  const listStatus = session.offers('LIST-STATUS', 'SPECIAL-USE');
  const select = new Set<string>();
  const selecting = extended && given.peek() === '(';
  if (selecting) {
    given.list(() => select.add(option(session, given, SELECTION)), 'may-be-empty');
    given.space();
  }
  if (select.has('RECURSIVEMATCH') && select.size === (select.has('REMOTE') ? 2 : 1)) {
    throw new BadSyntax('RECURSIVEMATCH needs something to match.');
  }
  const reference = given.reference();
  given.space();
  const several = extended && given.peek() === '(';
  const patterns = several ? given.list(() => given.listMailbox()) : [given.listMailbox()];
  const give = new Set<string>();
  let status: readonly string[] = [];
  const returning = !given.atEnd && (extended || listStatus);
  if (returning) {
    given.space();
    given.expect('RETURN ');
    given.list(() => {
      const name = option(session, given, RETURN);
      give.add(name);
      if (name !== 'STATUS') return;
      given.space();
      status = readStatusItems(session, given);
    }, 'may-be-empty');
  }
  given.end();
  const plain = !(selecting || several || returning);
  return {
    patterns: patterns.map((pattern) => whole(reference, pattern)),
    rootOf: plain && patterns[0] === '' ? reference : null,
    select,
    give,
    status,
  };
}

function option(
  session: Session,
  given: Arguments,
  known: Readonly<Record<string, readonly string[]>>,
): string {
  const name = given.word();
  const needs = Object.hasOwn(known, name) ? known[name] : undefined;
  if (needs === undefined || !session.offers(...needs)) throw new BadSyntax(`Unknown option ${name}.`);
  return name;
}

function whole(reference: string, pattern: string): string {
  const both = reference + pattern;
  if (both.length > LONGEST_PATTERN) throw new BadSyntax('The pattern is too long.');
  return both;
}

interface Entry {
  readonly name: string;
  /** null: only subscribed to, or only above others. */
  readonly mailbox: Mailbox | null;
  readonly subscribed: boolean;
  /** For RECURSIVEMATCH: something below it was selected. */
  readonly childInfo: boolean;
  /** False where only `childInfo` brought it into the list. */
  readonly selected: boolean;
}

function entries(session: Session, user: MailUser, { patterns, select }: Question): readonly Entry[] {
  const subscriptions = new Set(user.subscriptions());
  const all = new Map<string, Mailbox | null>();
  for (const mailbox of user.mailboxes()) all.set(mailbox.name, mailbox);
  if (select.has('SUBSCRIBED')) for (const name of subscriptions) if (!all.has(name)) all.set(name, null);
  const chosen = (name: string, mailbox: Mailbox | null): boolean =>
    (!select.has('SUBSCRIBED') || subscriptions.has(name)) &&
    (!select.has('SPECIAL-USE') || (mailbox?.specialUse ?? null) !== null);
  const parents = select.has('RECURSIVEMATCH') ? parentsOfChosen(all, chosen) : new Set<string>();
  for (const name of parents) if (!all.has(name)) all.set(name, null);
  const found: Entry[] = [];
  for (const [name, mailbox] of all) {
    const childInfo = parents.has(name);
    const selected = chosen(name, mailbox);
    if (!(selected || childInfo)) continue;
    if (!patterns.some((pattern) => matches(pattern, name, session.namespace))) continue;
    found.push({ name, mailbox, subscribed: subscriptions.has(name), childInfo, selected });
  }
  return found;
}

function parentsOfChosen(
  all: ReadonlyMap<string, Mailbox | null>,
  chosen: (name: string, mailbox: Mailbox | null) => boolean,
): Set<string> {
  const parents = new Set<string>();
  for (const [name, mailbox] of all) {
    if (!chosen(name, mailbox)) continue;
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1))
      parents.add(name.slice(0, end));
  }
  return parents;
}

function tellEntry(
  session: Session,
  { name, mailbox, subscribed, childInfo, selected }: Entry,
  question: Question,
): void {
  const { select, give, status } = question;
  const attributes: string[] = [];
  if (mailbox === null) attributes.push('\\NonExistent');
  else if (!mailbox.selectable) attributes.push('\\Noselect');
  if (mailbox !== null && (session.offers('CHILDREN') || give.has('CHILDREN'))) {
    const parent = mailbox.hasChildren || (mailbox.name === 'INBOX' && session.namespace.prefix !== '');
    attributes.push(parent ? '\\HasChildren' : '\\HasNoChildren');
  }
  if (subscribed && (select.has('SUBSCRIBED') || give.has('SUBSCRIBED'))) attributes.push('\\Subscribed');
  const specialUse = mailbox?.specialUse ?? null;
  const unannounced = session.house.behaviour.quirks.specialUseUnannounced === true;
  if (specialUse !== null && (unannounced || session.offers('SPECIAL-USE'))) attributes.push(specialUse);
  const info = childInfo ? ` ("CHILDINFO" (${childInfoOf(select)}))` : '';
  session.untagged(
    'LIST',
    `LIST (${attributes.join(' ')}) "${session.namespace.delimiter}" ${wireName(session, name)}${info}`,
  );
  // None for what is only listed for those below it (RFC 5819 §2).
  if (status.length > 0 && selected && mailbox?.selectable === true) tellStatus(session, mailbox, status);
}

function childInfoOf(select: ReadonlySet<string>): string {
  return [...select]
    .filter((name) => name === 'SUBSCRIBED' || name === 'SPECIAL-USE')
    .map((name) => `"${name}"`)
    .join(' ');
}

const lsub: Command = {
  name: 'LSUB',
  state: 'authenticated',
  run(session, given) {
    given.space();
    const reference = given.reference();
    given.space();
    const pattern = whole(reference, given.listMailbox());
    given.end();
    const user = userOf(session);
    const told = new Set<string>();
    const subscriptions = user.subscriptions();
    for (const name of subscriptions) if (matches(pattern, name, session.namespace)) told.add(name);
    for (const name of told) {
      const gone = user.mailbox(name)?.selectable !== true;
      session.untagged(
        'LSUB',
        `LSUB (${gone ? '\\Noselect' : ''}) "${session.namespace.delimiter}" ${wireName(session, name)}`,
      );
    }
    // With `%` a name stands for those below it that are subscribed (RFC 3501 §6.3.9).
    if (pattern.endsWith('%')) tellNamesAbove(session, pattern, subscriptions, told);
    return ok('That is all.');
  },
};

function tellNamesAbove(
  session: Session,
  pattern: string,
  subscriptions: readonly string[],
  told: Set<string>,
): void {
  for (const name of subscriptions) {
    for (let end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
      const above = name.slice(0, end);
      if (told.has(above) || !matches(pattern, above, session.namespace)) continue;
      told.add(above);
      session.untagged(
        'LSUB',
        `LSUB (\\Noselect) "${session.namespace.delimiter}" ${wireName(session, above)}`,
      );
    }
  }
}

export const LIST: readonly Command[] = [list, lsub];
