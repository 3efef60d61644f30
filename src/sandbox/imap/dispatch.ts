/** Carries out one command: finds it, checks that it may come now, runs it, tells what happened, and replies. */
import { StoreRefusal } from '../store/refusal.ts';
import type { Command } from './command.ts';
import { COMMANDS } from './commands/all.ts';
import { bad, formatReply, no, type Reply } from './reply.ts';
import type { House, Session } from './session.ts';
import { Arguments } from './wire/arguments.ts';
import type { CommandText } from './wire/command-text.ts';
import { BadSyntax, Refused, Severed } from './wire/syntax.ts';

const HEAD = /^[^\s]+ (UID )?([^\s]+)/i;
const UNKNOWN = bad('Unknown command.');

/** Says the reply; answers whether it was BAD. */
export async function carryOut(session: Session, text: CommandText): Promise<boolean> {
  const head = HEAD.exec(text.texts[0] ?? '');
  if (text.tag === '*' || head === null) {
    session.line.output.line('* BAD A command begins with a tag and a name.');
    session.line.output.flush();
    return true;
  }
  session.command = head[2]?.toUpperCase() ?? '';
  const command = COMMANDS.get(`${head[1]?.toUpperCase() ?? ''}${session.command}`);
  const reply = await replyTo(session, command, new Arguments(text, head[0].length, session.namespace));
  if (reply === null) return false;
  if (!session.ended) session.tell(command?.keepsNumbers !== true);
  await sayReply(session, text.tag, reply);
  session.command = null;
  const { afterReply } = session;
  session.afterReply = null;
  // What a client was never told has not begun.
  if (!session.line.output.mute) await afterReply?.();
  // What was held back during the command.
  session.push();
  return reply.condition === 'BAD';
}

/** null when the session was refused with BYE. */
async function replyTo(
  session: Session,
  command: Command | undefined,
  given: Arguments,
): Promise<Reply | null> {
  if (command === undefined || (command.needs !== undefined && !session.offers(...command.needs)))
    return UNKNOWN;
  const wrongState = unsuited(command.state, session);
  if (wrongState !== null) return bad(wrongState);
  try {
    return (await session.meet('command')) ?? (await command.run(session, given));
  } catch (error) {
    if (error instanceof Severed) return null;
    return replyToError(error, session.house);
  }
}

function unsuited(state: Command['state'], session: Session): string | null {
  switch (state) {
    case 'any':
      return null;
    case 'not-authenticated':
      return session.user === null ? null : 'You are logged in already.';
    case 'authenticated':
      return session.user === null ? 'Log in first.' : null;
    case 'selected':
      return session.view === null ? 'Select a mailbox first.' : null;
  }
}

function replyToError(error: unknown, { onError }: House): Reply {
  if (error instanceof BadSyntax) return bad(error.message);
  if (error instanceof Refused) return no(error.message, error.code);
  if (error instanceof StoreRefusal) return no(error.message, codeOf(error));
  onError(error);
  return no('The server failed at this.', 'SERVERBUG');
}

/** RFC 5530 §3, RFC 7889 §3.3. */
function codeOf(refusal: StoreRefusal): string {
  switch (refusal.code) {
    case 'nonexistent':
      return 'NONEXISTENT';
    case 'exists':
      return 'ALREADYEXISTS';
    case 'invalid-name':
    case 'inbox':
      return 'CANNOT';
    case 'has-children':
      return 'HASCHILDREN';
    case 'over-quota':
      return 'OVERQUOTA';
    case 'too-big':
      return 'TOOBIG';
  }
}

async function sayReply(session: Session, tag: string, reply: Reply): Promise<void> {
  const { output, strikes } = session.line;
  const struck = await session.meet('reply');
  output.line(`${tag} ${formatReply(struck ?? reply)}`);
  for (const line of strikes.takeInjected()) output.line(line);
  output.flush();
  // A client that does not read is not asked for its next command.
  await output.drained();
}
