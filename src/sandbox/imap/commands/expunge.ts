/** EXPUNGE (RFC 3501 §6.4.3) and UID EXPUNGE (RFC 4315). What went is told like all news, before the reply. */
import { numberSet } from '../../search/number-set.ts';
import type { Command } from '../command.ts';
import { ok, type Reply } from '../reply.ts';
import type { Session } from '../session.ts';
import { writableView } from './mailbox-named.ts';

const expunge: Command = {
  name: 'EXPUNGE',
  state: 'selected',
  run(session, given) {
    given.end();
    return expunged(session, () => true);
  },
};

const uidExpunge: Command = {
  name: 'UID EXPUNGE',
  state: 'selected',
  needs: ['UIDPLUS'],
  run(session, given) {
    given.space();
    const set = given.sequenceSet();
    given.end();
    return expunged(session, numberSet(set, writableView(session).mailbox.messages.at(-1)?.uid ?? 0));
  },
};

function expunged(session: Session, wanted: (uid: number) => boolean): Reply {
  const { mailbox } = writableView(session);
  if (mailbox.deleted > 0) {
    const gone = mailbox.messages.filter(({ uid, flags }) => flags.has('\\Deleted') && wanted(uid));
    mailbox.expunge(
      gone.map(({ uid }) => uid),
      session,
    );
  }
  const modseq = session.enabled.has('QRESYNC') ? `HIGHESTMODSEQ ${mailbox.highestModseq}` : null;
  return ok('Expunged.', modseq);
}

export const EXPUNGE: readonly Command[] = [expunge, uidExpunge];
