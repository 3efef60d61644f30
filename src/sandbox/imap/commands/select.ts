/**
 * SELECT, EXAMINE, CLOSE (RFC 3501 §6.3.1, §6.4.2), UNSELECT (RFC 3691), with CONDSTORE and the resync of
 * QRESYNC (RFC 7162 §3.1.8, §3.2.5).
 */
import type { SequenceSet } from '../../search/key.ts';
import type { Mailbox } from '../../store/model.ts';
import type { Command } from '../command.ts';
import { ok, type Reply } from '../reply.ts';
import type { Session } from '../session.ts';
import { tellFlags } from '../telling.ts';
import type { View } from '../view.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { existing } from './mailbox-named.ts';
import { tellVanished } from './vanished.ts';

const SYSTEM_FLAGS = ['\\Answered', '\\Flagged', '\\Deleted', '\\Seen', '\\Draft'];

/** What the client remembers of the mailbox. */
interface Known {
  readonly uidValidity: number;
  readonly modseq: number;
  readonly uids: SequenceSet | null;
}

interface Wish {
  readonly condstore: boolean;
  readonly known: Known | null;
}

function selecting(name: 'SELECT' | 'EXAMINE'): Command {
  return {
    name,
    state: 'authenticated',
    run(session, given) {
      given.space();
      const mailboxName = given.mailbox();
      const wish = readWish(session, given);
      given.end();
      // Whatever comes of it, the mailbox of before is not selected any more.
      if (session.view !== null) leave(session);
      const mailbox = existing(session, mailboxName);
      if (wish.condstore || wish.known !== null) session.useCondstore();
      const view = session.select(mailbox, name === 'EXAMINE');
      tellState(session, view);
      if (wish.known !== null) resync(session, view, wish.known);
      return view.readOnly ? ok('Selected, to be read only.', 'READ-ONLY') : ok('Selected.', 'READ-WRITE');
    },
  };
}

function readWish(session: Session, given: Arguments): Wish {
  let condstore = false;
  let known: Known | null = null;
  if (!given.atEnd && session.offers('CONDSTORE', 'QRESYNC')) {
    given.space();
    given.list(() => {
      const word = given.word();
      if (word === 'CONDSTORE') condstore = true;
      else if (word === 'QRESYNC' && session.enabled.has('QRESYNC')) known = readKnown(given);
      else throw new BadSyntax('Unknown parameter, or one that was not enabled.');
    });
  }
  return { condstore, known };
}

function readKnown(given: Arguments): Known {
  given.space();
  given.expect('(');
  const uidValidity = given.positive();
  given.space();
  const modseq = given.modseq();
  let uids: SequenceSet | null = null;
  if (given.accept(' ') && given.peek() !== '(') {
    uids = given.sequenceSet();
    given.accept(' ');
  }
  // Which number had which uid only helps servers that remember no expunges: it is read and passed over.
  if (given.accept('(')) {
    given.sequenceSet();
    given.space();
    given.sequenceSet();
    given.expect(')');
  }
  given.expect(')');
  return { uidValidity, modseq, uids };
}

function leave(session: Session): void {
  session.unselect();
  if (session.offers('QRESYNC')) session.untagged('CLOSED', 'OK [CLOSED] The mailbox of before is closed.');
}

function tellState(session: Session, view: View): void {
  const { mailbox } = view;
  const { onlyFlags } = session.house.behaviour.quirks;
  const flags = onlyFlags ?? [...SYSTEM_FLAGS, ...mailbox.keywords];
  const permanent = view.readOnly ? [] : onlyFlags === undefined ? [...flags, '\\*'] : flags;
  const unseen = firstUnseen(mailbox);
  session.untagged('FLAGS', `FLAGS (${flags.join(' ')})`);
  session.untagged('PERMANENTFLAGS', `OK [PERMANENTFLAGS (${permanent.join(' ')})] These can be changed.`);
  session.untagged('EXISTS', `${view.size} EXISTS`);
  session.untagged('RECENT', `${view.recent} RECENT`);
  if (unseen !== null) session.untagged('UNSEEN', `OK [UNSEEN ${unseen}] The first unseen one.`);
  session.untagged('UIDVALIDITY', `OK [UIDVALIDITY ${mailbox.uidValidity}] UIDs are valid.`);
  session.untagged('UIDNEXT', `OK [UIDNEXT ${mailbox.uidNext}] The next UID.`);
  if (session.offers('CONDSTORE', 'QRESYNC')) {
    session.untagged('HIGHESTMODSEQ', `OK [HIGHESTMODSEQ ${mailbox.highestModseq}] The highest so far.`);
  }
  if (session.offers('OBJECTID')) session.untagged('MAILBOXID', `OK [MAILBOXID (${mailbox.id})] Its id.`);
}

function firstUnseen(mailbox: Mailbox): number | null {
  if (mailbox.unseen === 0) return null;
  const index = mailbox.messages.findIndex(({ flags }) => !flags.has('\\Seen'));
  return index < 0 ? null : index + 1;
}

/** Tells all that happened since the client last looked; nothing if what it knows is of other UIDs. */
function resync(session: Session, view: View, known: Known): void {
  if (known.uidValidity !== view.mailbox.uidValidity) return;
  tellVanished(session, view, known.modseq, known.uids);
  const { uids } = known;
  const among =
    uids === null ? null : new Set(view.pick(uids, 'uid').found.map(({ message }) => message.uid));
  for (const message of view.mailbox.changedSince(known.modseq)) {
    const sequence = view.sequenceOf(message.uid);
    if (sequence !== null && (among === null || among.has(message.uid)))
      tellFlags(session, { sequence, message });
  }
}

function closing(name: 'CLOSE' | 'UNSELECT'): Command {
  const command: Command = {
    name,
    state: 'selected',
    run(session, given): Reply {
      given.end();
      const { view } = session;
      session.unselect();
      if (name === 'UNSELECT' || view === null || view.readOnly) return ok('Closed.');
      if (view.mailbox.deleted > 0) {
        const deleted = view.mailbox.messages.filter(({ flags }) => flags.has('\\Deleted'));
        view.mailbox.expunge(
          deleted.map(({ uid }) => uid),
          session,
        );
      }
      const code = session.enabled.has('QRESYNC') ? `HIGHESTMODSEQ ${view.mailbox.highestModseq}` : null;
      return ok('Closed, and expunged.', code);
    },
  };
  return name === 'UNSELECT' ? { ...command, needs: ['UNSELECT'] } : command;
}

export const SELECT: readonly Command[] = [
  selecting('SELECT'),
  selecting('EXAMINE'),
  closing('CLOSE'),
  closing('UNSELECT'),
];
