/**
 * Hands one message to the account's SMTP server and reports what is certain. Until the message's last
 * octets are released the server cannot have it whole, whatever breaks; from then on silence means that
 * nobody knows (RFC 5321 §4.5.3.2.6, RFC 1047).
 */
import { addressProblem } from '../domain/address.ts';
import { GatewayError } from '../domain/errors.ts';
import { inWords, type Outcome } from '../domain/outcome.ts';
import type { SmtpReply } from '../domain/recipient.ts';
import type { Envelope } from '../domain/submission.ts';
import type { SmtpSender } from '../use-cases/ports/submissions.ts';
import type { SmtpDeadlines } from './smtp-connection.ts';
import type { SmtpConnections, SmtpLease } from './smtp-connections.ts';
import { commandsFor, noSmtpUtf8, type SmtpCommands } from './smtp-envelope.ts';
import { SmtpFailure } from './smtp-failure.ts';
import { isNo, isYes, runTransaction, type TransactionEnd } from './smtp-transaction.ts';

export function createSmtpSender(connections: SmtpConnections, deadlines: SmtpDeadlines): SmtpSender {
  return {
    async send(account, envelope, message, beforeFinalDot, signal) {
      checkEnvelope(envelope);
      for (let fresh = false; ; fresh = true) {
        let lease: SmtpLease;
        try {
          lease = await connections.lease(account, fresh, signal);
        } catch (error) {
          return notConnected(error, envelope);
        }
        const commands = commandsFor(envelope, message, lease);
        const { dsn } = lease.offers;
        if ('refusal' in commands) {
          lease.release(false);
          return { ...answeredAll(envelope, commands.refusal), dsn };
        }
        const { mail, recipients } = commands;
        const end = await runTransaction(
          lease,
          {
            mail,
            recipients: recipients.map(({ command }) => command),
            message: message.stream,
            beforeFinalDot,
          },
          deadlines,
          signal,
        );
        const outcome = read(end, envelope, commands);
        settleLease(lease, end);
        if (outcome !== null && !(lease.reused && isFarewell(end))) return { ...outcome, dsn };
        if (end.ownFailure !== null) throw end.ownFailure;
        // A kept connection had ended unnoticed, and nothing was said on it: a new one is due.
        if (!lease.reused || signal.aborted || end.phase !== 'envelope') return broken(end);
      }
    },
  };
}

/** The last look before the wire: nothing in an address may end the command that carries it. */
function checkEnvelope({ from, to }: Envelope): void {
  for (const address of [from, ...to]) {
    if (addressProblem(address) !== null || /[<>]/.test(address)) {
      throw new GatewayError('internal', 'An address that was never validated came to the SMTP envelope.');
    }
  }
}

function notConnected(error: unknown, envelope: Envelope): Outcome {
  if (error instanceof GatewayError && error.code === 'egress-refused') {
    return { kind: 'not-sent', reason: 'unreachable', response: error.message };
  }
  // No token could be had for the login.
  if (error instanceof GatewayError && error.code === 'account-auth-failed') {
    return { kind: 'not-sent', reason: 'auth-failed', response: error.message };
  }
  if (error instanceof GatewayError && error.code === 'account-unreachable') {
    return { kind: 'not-sent', reason: 'unreachable', response: error.message };
  }
  if (!(error instanceof SmtpFailure)) throw error;
  if (error.kind === 'auth') return { kind: 'not-sent', reason: 'auth-failed', response: error.message };
  if (error.reply?.code === 421) return answeredAll(envelope, error.reply);
  return { kind: 'not-sent', reason: 'unreachable', response: error.message };
}

/** null: it broke off while the server could not have the message. */
function read(end: TransactionEnd, envelope: Envelope, commands: SmtpCommands): Outcome | null {
  const { phase, verdict, recipients } = end;
  const refused = [
    ...commands.recipients.flatMap(({ address }, index) => {
      const reply = recipients[index] ?? null;
      return reply === null || !isNo(reply) ? [] : [{ address, reply }];
    }),
    ...commands.impossible.map((address) => ({ address, reply: noSmtpUtf8 })),
  ];
  if (verdict !== null) return answered(envelope, refused, verdict, isYes(verdict));
  if (phase === 'final') {
    const response = end.broken?.message ?? 'The connection broke before the server answered.';
    return { kind: 'unknown', refused, response };
  }
  if (end.withheld) {
    return { kind: 'not-sent', reason: 'superseded', response: 'The end of the message was withheld.' };
  }
  return null;
}

/** The server gives a kept connection up instead of answering the first command on it. */
function isFarewell({ phase, verdict, recipients }: TransactionEnd): boolean {
  return phase === 'envelope' && verdict?.code === 421 && recipients.length === 0;
}

/** Only what ended by a reply, at a point where the next command may follow, leaves a connection of use. */
function settleLease(lease: SmtpLease, { verdict }: TransactionEnd): void {
  if (lease.dialogue.isOpen) lease.release(verdict !== null && isNo(verdict));
  else lease.discard();
}

function broken({ broken: failure }: TransactionEnd): Outcome {
  const response = failure?.message ?? 'The connection broke before the message was handed over.';
  return { kind: 'not-sent', reason: 'unreachable', response };
}

function answered(
  envelope: Envelope,
  refused: readonly { readonly address: string; readonly reply: SmtpReply }[],
  others: SmtpReply,
  ok: boolean,
): Outcome {
  const refusals = new Map(refused.map(({ address, reply }) => [address, reply]));
  const recipients = envelope.to.map((address) => {
    const refusal = refusals.get(address);
    return { address, accepted: ok && refusal === undefined, reply: refusal ?? others };
  });
  return { kind: 'answered', recipients, response: inWords(others) };
}

function answeredAll(envelope: Envelope, reply: SmtpReply): Outcome {
  return answered(envelope, [], reply, false);
}
