/** APPEND (RFC 3501 §6.3.11) with APPENDUID (RFC 4315) and binary literals (RFC 3516 §4.4). */
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { readFlags } from './flags.ts';
import { existing } from './mailbox-named.ts';

const append: Command = {
  name: 'APPEND',
  state: 'authenticated',
  run(session, given) {
    given.space();
    const name = given.mailbox();
    given.space();
    let flags: readonly string[] = [];
    if (given.peek() === '(') {
      flags = readFlags(given);
      given.space();
    }
    let internalDate: Date | null = null;
    if (given.peek() === '"') {
      internalDate = given.dateTime();
      given.space();
    }
    if (given.accept('~') && !session.offers('BINARY'))
      throw new BadSyntax('Binary literals are not taken here.');
    const raw = given.literal();
    given.end();
    const mailbox = existing(session, name, 'TRYCREATE');
    const { onlyFlags } = session.house.behaviour.quirks;
    const kept = onlyFlags === undefined ? flags : flags.filter((flag) => onlyFlags.includes(flag));
    const [message] = mailbox.append(
      [{ raw, flags: kept, ...(internalDate === null ? {} : { internalDate }) }],
      session,
    );
    const uid = message?.uid ?? 0;
    return ok('Appended.', session.offers('UIDPLUS') ? `APPENDUID ${mailbox.uidValidity} ${uid}` : null);
  },
};

export const APPEND: readonly Command[] = [append];
