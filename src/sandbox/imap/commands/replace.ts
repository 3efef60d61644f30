/** REPLACE and UID REPLACE (RFC 8508): a message takes the place of another in one step. */
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import { Refused } from '../wire/syntax.ts';
import { readLetter, store } from './append.ts';
import { writableView } from './mailbox-named.ts';
import { picked } from './picked.ts';

function replacing(by: 'number' | 'uid'): Command {
  return {
    name: by === 'uid' ? 'UID REPLACE' : 'REPLACE',
    state: 'selected',
    needs: ['REPLACE'],
    run(session, given) {
      given.space();
      const set = given.sequenceSet();
      given.space();
      const letter = readLetter(session, given);
      const view = writableView(session);
      const [old] = picked(session, view, set, by).found;
      if (old === undefined) throw new Refused('NONEXISTENT', 'There is no message to be replaced.');
      const code = store(session, letter);
      if (code !== null) session.untagged('OK', `OK [${code}] Put in place of it.`);
      view.mailbox.expunge([old.message.uid], session);
      return ok('Replaced.');
    },
  };
}

export const REPLACE: readonly Command[] = [replacing('number'), replacing('uid')];
