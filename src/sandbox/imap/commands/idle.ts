/** IDLE (RFC 2177): what happens is told at once, until DONE. */
import type { Command } from '../command.ts';
import { bad, no, ok } from '../reply.ts';

const idle: Command = {
  name: 'IDLE',
  state: 'authenticated',
  needs: ['IDLE'],
  async run(session, given) {
    given.end();
    const struck = await session.meet('idle');
    if (struck !== null) return struck;
    session.idling = true;
    const answered = session.ask('idling');
    // What happened before is told now, and not only with the next change.
    session.push();
    try {
      const line = await answered;
      if (line === null) return no('The connection ended.');
      return line.toUpperCase() === 'DONE' ? ok('Idle no more.') : bad('Only DONE ends IDLE.');
    } finally {
      session.idling = false;
    }
  },
};

export const IDLE: readonly Command[] = [idle];
