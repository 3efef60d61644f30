/**
 * FETCH (RFC 3501 §6.4.5) with CHANGEDSINCE and VANISHED (RFC 7162 §3.1.4, §3.2.6) and PARTIAL (RFC 9394), by
 * number and by UID. Answers message by message, no faster than the client reads.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Numbered } from '../../search/key.ts';
import type { Command } from '../command.ts';
import type { FetchItems } from '../fetch/item.ts';
import { plainItem, readFetchItems } from '../fetch/items.ts';
import { writeFetch } from '../fetch/write.ts';
import { no, ok } from '../reply.ts';
import { inRange, type PartialRange, readPartialRange } from '../search/partial.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { viewOf } from './mailbox-named.ts';
import { picked } from './picked.ts';
import { tellVanished } from './vanished.ts';

/** So long one command may keep all others waiting. */
const TURN_MS = 8;

interface Modifiers {
  changedSince: number | null;
  vanished: boolean;
  partial: PartialRange | null;
}

function fetching(by: 'number' | 'uid'): Command {
  return {
    name: by === 'uid' ? 'UID FETCH' : 'FETCH',
    state: 'selected',
    ...(by === 'number' ? { keepsNumbers: true } : {}),
    async run(session, given) {
      given.space();
      const set = given.sequenceSet();
      given.space();
      const asked = readFetchItems(session, given);
      const modifiers = readModifiers(session, given, by);
      given.end();
      const { changedSince, vanished, partial } = modifiers;
      if (changedSince !== null) session.useCondstore();
      const items = completed(session, given, asked, { uid: by === 'uid', modseq: changedSince !== null });
      const view = viewOf(session);
      const { found, missing, limit } = picked(session, view, set, by);
      const changed =
        changedSince === null ? found : found.filter(({ message }) => message.modseq > changedSince);
      const wanted = partial === null ? changed : inRange(changed, partial);
      if (vanished && changedSince !== null) tellVanished(session, view, changedSince, set);
      const seen = [...asked.values()].some((item) => item.seen === true)
        ? makeSeen(session, view, wanted)
        : null;
      await answer(session, view, wanted, items, seen);
      if (missing > 0 && by === 'number') return no('Some of the messages are gone.', 'EXPUNGEISSUED');
      return ok('Fetched.', limit);
    },
  };
}

function readModifiers(session: Session, given: Arguments, by: 'number' | 'uid'): Modifiers {
  const modifiers: Modifiers = { changedSince: null, vanished: false, partial: null };
  if (given.atEnd || !session.offers('CONDSTORE', 'QRESYNC', 'PARTIAL')) return modifiers;
  given.space();
  given.list(() => {
    const word = given.word();
    if (word === 'CHANGEDSINCE' && session.offers('CONDSTORE', 'QRESYNC')) {
      given.space();
      modifiers.changedSince = given.modseq();
    } else if (word === 'VANISHED' && session.enabled.has('QRESYNC') && by === 'uid')
      modifiers.vanished = true;
    else if (word === 'PARTIAL' && session.offers('PARTIAL') && by === 'uid') {
      given.space();
      modifiers.partial = readPartialRange(given);
    } else throw new BadSyntax(`Unknown modifier ${word}.`);
  });
  if (modifiers.vanished && modifiers.changedSince === null)
    throw new BadSyntax('VANISHED needs CHANGEDSINCE.');
  return modifiers;
}

/** With what comes unasked: the UID of UID FETCH, the modseq of CHANGEDSINCE. */
function completed(
  session: Session,
  given: Arguments,
  asked: FetchItems,
  unasked: { readonly uid: boolean; readonly modseq: boolean },
): FetchItems {
  const items = new Map<string, ReturnType<typeof plainItem>>();
  if (unasked.uid) items.set('UID', plainItem(session, given, 'UID'));
  for (const [name, item] of asked) items.set(name, item);
  const counted = unasked.modseq || (session.condstore && items.has('FLAGS'));
  if (counted && !items.has('MODSEQ')) items.set('MODSEQ', plainItem(session, given, 'MODSEQ'));
  return items;
}

/** The uids of those that were not `\Seen` and are now. */
function makeSeen(session: Session, view: View, wanted: readonly Numbered[]): ReadonlySet<number> {
  const unseen = wanted
    .filter(({ message }) => !message.flags.has('\\Seen'))
    .map(({ message }) => message.uid);
  if (view.readOnly || unseen.length === 0) return new Set();
  const { changed } = view.mailbox.changeFlags(unseen, { add: ['\\Seen'] }, { by: session });
  return new Set(changed.map(({ uid }) => uid));
}

async function answer(
  session: Session,
  view: View,
  wanted: readonly Numbered[],
  items: FetchItems,
  seen: ReadonlySet<number> | null,
): Promise<void> {
  const { output } = session.line;
  let turnBegan = performance.now();
  for (const { sequence, message } of wanted) {
    if (output.closed || session.ended) return;
    // As it is now: what was expunged meanwhile is told as it was.
    const now = { sequence, message: view.mailbox.byUid(message.uid) ?? message };
    for (const item of items.values()) item.check?.(now);
    if (session.mayThe('FETCH')) writeMessage(session, now, items, seen?.has(message.uid) === true);
    if (output.saturated) await output.drained();
    if (performance.now() - turnBegan > TURN_MS) {
      await nextTurn();
      turnBegan = performance.now();
    }
  }
}

/** The flags come unasked where the answering changed them. */
function writeMessage(session: Session, numbered: Numbered, items: FetchItems, nowSeen: boolean): void {
  const { message } = numbered;
  const flags = nowSeen && !items.has('FLAGS') ? ` FLAGS (${session.flagsOf(message)})` : '';
  const modseq = nowSeen && session.condstore && !items.has('MODSEQ') ? ` MODSEQ (${message.modseq})` : '';
  writeFetch(session.line.output, items, numbered, flags + modseq);
}

export const FETCH: readonly Command[] = [fetching('number'), fetching('uid')];
