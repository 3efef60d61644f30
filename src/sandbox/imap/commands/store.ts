/** STORE (RFC 3501 §6.4.6) with UNCHANGEDSINCE (RFC 7162 §3.1.3), by number and by UID. */
import { readLabels } from '../../gmail/read-label.ts';
import { type LabelOrder, storeLabels } from '../../gmail/store-labels.ts';
import type { FlagChange, StoredMessage } from '../../store/model.ts';
import type { Command } from '../command.ts';
import { no, ok } from '../reply.ts';
import type { Session } from '../session.ts';
import { tellFlags } from '../telling.ts';
import type { Arguments } from '../wire/arguments.ts';
import { formatSequenceSet } from '../wire/sequence-set.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { readFlag, readFlags } from './flags.ts';
import { writableView } from './mailbox-named.ts';
import { picked } from './picked.ts';

interface Order {
  readonly change: FlagChange;
  readonly silent: boolean;
  readonly unchangedSince: number | null;
}

function storing(by: 'number' | 'uid'): Command {
  return {
    name: by === 'uid' ? 'UID STORE' : 'STORE',
    state: 'selected',
    ...(by === 'number' ? { keepsNumbers: true } : {}),
    run(session, given) {
      given.space();
      const set = given.sequenceSet();
      given.space();
      const order = readOrder(session, given);
      given.end();
      const view = writableView(session);
      const { found, missing, limit } = picked(session, view, set, by);
      if ('labels' in order) {
        if (order.unchangedSince !== null) session.useCondstore();
        const left = storeLabels(session, found, order);
        if (left.length === 0) return ok('Stored.', limit);
        const numbers = left.map(({ sequence, message }) => (by === 'uid' ? message.uid : sequence));
        return ok('Some were changed by others.', `MODIFIED ${formatSequenceSet(numbers)}`);
      }
      const { change, silent, unchangedSince } = order;
      if (unchangedSince !== null) session.useCondstore();
      const { changed, modified } = view.mailbox.changeFlags(
        found.map(({ message }) => message.uid),
        change,
        { by: session, ...(unchangedSince === null ? {} : { unchangedSince }) },
      );
      const refused = new Set(modified);
      const altered = new Map(changed.map((message) => [message.uid, message]));
      for (const { sequence, message } of found) {
        if (refused.has(message.uid)) continue;
        const after = altered.get(message.uid);
        if (!silent) tellFlags(session, { sequence, message: after ?? message });
        else if (session.condstore && after !== undefined) tellModseq(session, sequence, after);
      }
      const gone = missing > 0 && by === 'number';
      if (modified.length === 0) {
        return gone ? no('Some of the messages are gone.', 'EXPUNGEISSUED') : ok('Stored.', limit);
      }
      const named = by === 'uid' ? modified : modified.map((uid) => view.sequenceOf(uid) ?? 0);
      const code = `MODIFIED ${formatSequenceSet(named)}`;
      return gone
        ? no('Some were changed by others, and some are gone.', code)
        : ok('Some were changed by others.', code);
    },
  };
}

/** What even a silent STORE tells who counts modseqs (RFC 7162 §3.1.3). */
function tellModseq(session: Session, sequence: number, { uid, modseq }: StoredMessage): void {
  session.untagged('FETCH', `${sequence} FETCH (UID ${uid} MODSEQ (${modseq}))`);
}

function readOrder(session: Session, given: Arguments): Order | LabelOrder {
  let unchangedSince: number | null = null;
  if (given.peek() === '(' && session.offers('CONDSTORE', 'QRESYNC')) {
    given.list(() => {
      given.expect('UNCHANGEDSINCE ');
      unchangedSince = given.modseq();
    });
    given.space();
  }
  const kind = given.accept('+') ? 'add' : given.accept('-') ? 'remove' : 'set';
  const word = given.word();
  const silent = word.endsWith('.SILENT');
  if (word.startsWith('X-GM-LABELS') && session.offers('X-GM-EXT-1')) {
    given.space();
    return { kind, labels: readLabels(given), silent, unchangedSince };
  }
  if (word !== 'FLAGS' && word !== 'FLAGS.SILENT') throw new BadSyntax('Only FLAGS can be stored.');
  given.space();
  const flags = given.peek() === '(' ? readFlags(given) : bareFlags(given);
  const { onlyFlags } = session.house.behaviour.quirks;
  const kept = onlyFlags === undefined ? flags : flags.filter((flag) => onlyFlags.includes(flag));
  return { change: { [kind]: kept }, silent, unchangedSince };
}

function bareFlags(given: Arguments): readonly string[] {
  const flags = [readFlag(given)];
  while (given.accept(' ')) flags.push(readFlag(given));
  return flags;
}

export const STORE: readonly Command[] = [storing('number'), storing('uid')];
