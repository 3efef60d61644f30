/**
 * One mail transaction on an open connection (RFC 5321 §3.3), with a deadline for every wait, and how far it
 * came. What that means for the recipients is read in `smtp-sender.ts`.
 */
import type { Readable } from 'node:stream';
import type { SmtpReply } from '../domain/recipient.ts';
import type { SmtpDeadlines, SmtpSession } from './smtp-connection.ts';
import type { SmtpDialogue } from './smtp-dialogue.ts';
import { SmtpFailure } from './smtp-failure.ts';
import { wireOctets } from './wire-octets.ts';

/** `envelope`: nothing of the message has left; `data`: not its end; `final`: its end may have. */
export type Phase = 'envelope' | 'data' | 'final';

export interface Transaction {
  /** With its parameters, as the commands of the recipients. */
  readonly mail: string;
  readonly recipients: readonly string[];
  readonly message: Readable;
  /** Awaited before the end of the message may leave; false withholds it. */
  readonly beforeFinalDot: () => Promise<boolean>;
}

export interface TransactionEnd {
  readonly phase: Phase;
  /** What the server said to each RCPT, in their order and as far as it came; empty when it refused MAIL. */
  readonly recipients: readonly SmtpReply[];
  /** The server's yes or no to all whom it had not refused one by one; null when it gave none. */
  readonly verdict: SmtpReply | null;
  /** Why there is no verdict. */
  readonly broken: SmtpFailure | null;
  /** Set when the break came from our side: the message could not be read, or `beforeFinalDot` failed. */
  readonly ownFailure: Error | null;
  /** `beforeFinalDot` said no. */
  readonly withheld: boolean;
}

type Progress = { -readonly [Key in keyof TransactionEnd]: TransactionEnd[Key] };

/** So much of a message stays here until its end may leave: no server can take it for whole before. */
const heldOctets = 64;
/** A short message whose end may leave goes in one piece: each is a system call here and another one at the server. */
const shortOctets = 16 * 1024;

export function isYes({ code }: SmtpReply): boolean {
  return code < 300;
}

export function isNo({ code }: SmtpReply): boolean {
  return code >= 400;
}

/** Never rejects. Where the server may be waiting for more of a message, the connection is closed. */
export async function runTransaction(
  session: SmtpSession,
  transaction: Transaction,
  deadlines: SmtpDeadlines,
  signal: AbortSignal,
): Promise<TransactionEnd> {
  const { dialogue } = session;
  const { message } = transaction;
  const end: Progress = {
    phase: 'envelope',
    recipients: [],
    verdict: null,
    broken: null,
    ownFailure: null,
    withheld: false,
  };
  const own = (error: unknown): void => {
    end.ownFailure ??= error instanceof Error ? error : new Error(String(error));
  };
  message.once('error', own);
  const stop = (): void => {
    if (end.phase !== 'final') dialogue.breakOff('The service is stopping.');
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  try {
    if (await tellEnvelope(session, transaction, deadlines, end)) {
      await tellMessage(dialogue, transaction, deadlines, end);
    }
  } catch (error) {
    if (!(error instanceof SmtpFailure)) own(error);
    else if (error.reply === null) end.broken = error;
    else end.verdict ??= error.reply;
    dialogue.close();
  }
  signal.removeEventListener('abort', stop);
  return end;
}

/** True when the server waits for the message. */
async function tellEnvelope(
  { dialogue, offers: { pipelining } }: SmtpSession,
  { mail, recipients }: Transaction,
  { commandMs }: SmtpDeadlines,
  end: Progress,
): Promise<boolean> {
  const told = repliesTo(dialogue, [mail, ...recipients, 'DATA'], pipelining, commandMs);
  const next = async (): Promise<SmtpReply> => (await told.next()).value;
  const toMail = yesOrNo(await next());
  if (isNo(toMail)) {
    end.verdict = toMail;
    if (!pipelining) return false;
  }
  const replies: SmtpReply[] = [];
  // Behind a refused MAIL they are refused as well, for want of a transaction: that is no word on them.
  if (isYes(toMail)) end.recipients = replies;
  while (replies.length < recipients.length) replies.push(yesOrNo(await next()));
  if (replies.every(isNo)) {
    end.verdict ??= refusalOfAll(replies);
    if (!pipelining) return false;
  }
  const toData = await next();
  const waits = toData.code === 354;
  if (isNo(toData)) end.verdict ??= toData;
  if (end.verdict === null) {
    if (!waits) throw outOfTurn();
    return true;
  }
  // An empty message for nobody ends what such a server began (RFC 2920 §3.1); without a sender it is beyond help.
  if (waits && isYes(toMail)) await dialogue.say('.', commandMs);
  else if (waits) throw outOfTurn();
  return false;
}

/** Where the server takes commands in advance (RFC 2920) all are said at once, else each when the one before was answered. */
async function* repliesTo(
  dialogue: SmtpDialogue,
  commands: readonly string[],
  pipelining: boolean,
  deadlineMs: number,
): AsyncGenerator<SmtpReply, never, void> {
  if (pipelining) for (const reply of dialogue.sayAll(commands, deadlineMs)) yield await reply;
  else for (const command of commands) yield await dialogue.say(command, deadlineMs);
  throw outOfTurn();
}

function yesOrNo(reply: SmtpReply): SmtpReply {
  if (isYes(reply) || isNo(reply)) return reply;
  throw outOfTurn();
}

function outOfTurn(): SmtpFailure {
  return new SmtpFailure('network', 'The server answered out of turn.', null);
}

/** Of all refused: what lets them be tried again, if any does. */
function refusalOfAll(replies: readonly SmtpReply[]): SmtpReply | null {
  return replies.find(({ code }) => code < 500) ?? replies.at(-1) ?? null;
}

async function tellMessage(
  dialogue: SmtpDialogue,
  { message, beforeFinalDot }: Transaction,
  { dataMs, finalReplyMs }: SmtpDeadlines,
  end: Progress,
): Promise<void> {
  end.phase = 'data';
  const answer = dialogue.expect();
  // A word that comes before the end is the server's last, and no acceptance of this message.
  const interrupted = answer.reply.then<never>((reply) => {
    if (end.phase === 'final') return new Promise<never>(() => undefined);
    throw isNo(reply) ? new SmtpFailure('refused', 'The server refused the message.', reply) : outOfTurn();
  });
  interrupted.catch(() => undefined);
  const unlessAnswered = <T>(work: Promise<T>): Promise<T> => Promise.race([work, interrupted]);

  const pieces = wireOctets(message);
  let held = Buffer.alloc(0);
  let isShort = true;
  const letGo = async (): Promise<void> => {
    const split = Math.max(0, held.length - heldOctets);
    if (split > 0) await unlessAnswered(dialogue.write(held.subarray(0, split), dataMs));
    held = held.subarray(split);
  };
  for (;;) {
    const { value, done } = await unlessAnswered(pieces.next());
    if (done === true) break;
    held = Buffer.concat([held, value]);
    isShort &&= held.length <= shortOctets;
    if (!isShort) await letGo();
  }
  const mayEnd = beforeFinalDot();
  if (isShort && !(await isAtHand(mayEnd))) await letGo();
  if (!(await unlessAnswered(mayEnd))) {
    end.withheld = true;
    dialogue.close();
    return;
  }
  if (!dialogue.isOpen || answer.settled) await interrupted;
  end.phase = 'final';
  answer.due(finalReplyMs);
  const [reply] = await Promise.all([answer.reply, dialogue.write(held, dataMs)]);
  end.verdict = yesOrNo(reply);
}

/** Whether it settles without waiting for anybody else. */
async function isAtHand(work: Promise<unknown>): Promise<boolean> {
  const later = new Promise<false>((resolve) => setImmediate(resolve, false));
  return await Promise.race([
    work.then(
      () => true,
      () => true,
    ),
    later,
  ]);
}
