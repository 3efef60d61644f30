/** CREATE (with USE of RFC 6154), DELETE, RENAME, SUBSCRIBE, UNSUBSCRIBE (RFC 3501 §6.3.3 to §6.3.7). */
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax, Refused } from '../wire/syntax.ts';
import { userOf } from './mailbox-named.ts';

const SPECIAL_USES = ['\\All', '\\Archive', '\\Drafts', '\\Flagged', '\\Junk', '\\Sent', '\\Trash'];

const create: Command = {
  name: 'CREATE',
  state: 'authenticated',
  run(session, given) {
    given.space();
    const name = given.mailbox();
    const specialUse = readUse(session, given);
    given.end();
    const mailbox = userOf(session).create(name, specialUse === null ? {} : { specialUse });
    return ok('Created.', session.offers('OBJECTID') ? `MAILBOXID (${mailbox.id})` : null);
  },
};

function readUse(session: Session, given: Arguments): string | null {
  if (given.atEnd || !session.offers('CREATE-SPECIAL-USE')) return null;
  given.space();
  const uses = given.list(() => {
    given.expect('USE ');
    return given.list(() => given.flag(), 'may-be-empty');
  });
  const wanted = uses.flat();
  if (wanted.length > 1) throw new Refused('USEATTR', 'A mailbox has one use here.');
  const [first] = wanted;
  if (first === undefined) return null;
  const use = SPECIAL_USES.find((each) => each.toLowerCase() === first.toLowerCase());
  if (use === undefined) throw new Refused('USEATTR', 'There is no such use.');
  return use;
}

function ofOneMailbox(name: string, act: (session: Session, mailbox: string) => string): Command {
  return {
    name,
    state: 'authenticated',
    run(session, given) {
      given.space();
      const mailbox = given.mailbox();
      given.end();
      return ok(act(session, mailbox));
    },
  };
}

const remove = ofOneMailbox('DELETE', (session, name) => {
  const user = userOf(session);
  const selected = session.view?.mailbox;
  // Who deletes what it has selected goes on without a mailbox; others are told BYE. INBOX will not go.
  if (selected !== undefined && selected.name !== 'INBOX' && user.mailbox(name) === selected)
    session.unselect();
  user.delete(name);
  return 'Deleted.';
});

const rename: Command = {
  name: 'RENAME',
  state: 'authenticated',
  run(session, given) {
    given.space();
    const from = given.mailbox();
    given.space();
    const to = given.mailbox();
    given.end();
    if (from === '' || to === '') throw new BadSyntax('A mailbox has a name.');
    userOf(session).rename(from, to);
    return ok('Renamed.');
  },
};

const subscribe = ofOneMailbox('SUBSCRIBE', (session, name) => {
  userOf(session).subscribe(name, true);
  return 'Subscribed.';
});

const unsubscribe = ofOneMailbox('UNSUBSCRIBE', (session, name) => {
  userOf(session).subscribe(name, false);
  return 'Unsubscribed.';
});

export const MAILBOXES: readonly Command[] = [create, remove, rename, subscribe, unsubscribe];
