/** APPEND (RFC 3501 §6.3.11) with APPENDUID (RFC 4315) and binary literals (RFC 3516 §4.4). */
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { readFlags } from './flags.ts';
import { existing } from './mailbox-named.ts';

const append: Command = {
  name: 'APPEND',
  state: 'authenticated',
  run(session, given) {
    given.space();
    return ok('Appended.', store(session, readLetter(session, given)));
  },
};

/** What is to be put where. */
export interface Letter {
  readonly name: string;
  readonly raw: Buffer;
  readonly flags: readonly string[];
  readonly internalDate: Date | null;
}

/** Reads to the end of the command. */
export function readLetter(session: Session, given: Arguments): Letter {
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
  return { name, raw, flags, internalDate };
}

/** The response code that tells where it went, null where the server does not. */
export function store(session: Session, { name, raw, flags, internalDate }: Letter): string | null {
  const mailbox = existing(session, name, 'TRYCREATE');
  const { onlyFlags } = session.house.behaviour.quirks;
  const kept = onlyFlags === undefined ? flags : flags.filter((flag) => onlyFlags.includes(flag));
  const [message] = mailbox.append(
    [{ raw, flags: kept, ...(internalDate === null ? {} : { internalDate }) }],
    session,
  );
  return session.offers('UIDPLUS') ? `APPENDUID ${mailbox.uidValidity} ${message?.uid ?? 0}` : null;
}

export const APPEND: readonly Command[] = [append];
