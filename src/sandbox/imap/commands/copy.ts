/** COPY (RFC 3501 §6.4.7) and MOVE (RFC 6851), with COPYUID (RFC 4315), by number and by UID. */
import type { Mailbox, MessagePair } from '../../store/model.ts';
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import type { Session } from '../session.ts';
import { formatSequenceSet } from '../wire/sequence-set.ts';
import { Refused } from '../wire/syntax.ts';
import { existing, userOf, viewOf, writableView } from './mailbox-named.ts';
import { pickedWhole } from './picked.ts';

function transferring(kind: 'COPY' | 'MOVE', by: 'number' | 'uid'): Command {
  const command: Command = {
    name: by === 'uid' ? `UID ${kind}` : kind,
    state: 'selected',
    run(session, given) {
      given.space();
      const set = given.sequenceSet();
      given.space();
      const name = given.mailbox();
      given.end();
      const view = kind === 'MOVE' ? writableView(session) : viewOf(session);
      const target = existing(session, name, 'TRYCREATE');
      const { found, missing } = pickedWhole(session, view, set, by);
      if (missing > 0 && by === 'number')
        throw new Refused('EXPUNGEISSUED', 'Some of the messages are gone.');
      const uids = found.map(({ message }) => message.uid);
      const user = userOf(session);
      if (kind === 'COPY') {
        return ok('Copied.', copyUid(session, target, user.copy(view.mailbox, uids, target, session)));
      }
      const code = copyUid(session, target, user.move(view.mailbox, uids, target, session));
      // Said before the EXPUNGEs, so that the client knows where to each one went (RFC 6851 §4.3).
      if (code !== null) session.untagged('COPYUID', `OK [${code}] Moved to there.`);
      const modseq = session.enabled.has('QRESYNC') ? `HIGHESTMODSEQ ${view.mailbox.highestModseq}` : null;
      return ok('Moved.', modseq);
    },
  };
  return kind === 'MOVE' ? { ...command, needs: ['MOVE'] } : command;
}

function copyUid(session: Session, target: Mailbox, pairs: readonly MessagePair[]): string | null {
  if (pairs.length === 0 || !session.offers('UIDPLUS')) return null;
  const from = formatSequenceSet(pairs.map((pair) => pair.from.uid));
  const to = formatSequenceSet(pairs.map((pair) => pair.to.uid));
  return `COPYUID ${target.uidValidity} ${from} ${to}`;
}

export const COPY: readonly Command[] = [
  transferring('COPY', 'number'),
  transferring('COPY', 'uid'),
  transferring('MOVE', 'number'),
  transferring('MOVE', 'uid'),
];
