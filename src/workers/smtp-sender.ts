/**
 * Hands one message to the account's SMTP server and reports what is certain. Until the message's last
 * octets are released the server cannot have it whole, whatever breaks; from then on silence means that
 * nobody knows (RFC 5321 §4.5.3.2.6, RFC 1047).
 */
import { domainToASCII } from 'node:url';
import { addressProblem } from '../domain/address.ts';
import { GatewayError } from '../domain/errors.ts';
import { oneLine, parseReply, type Outcome } from '../domain/outcome.ts';
import type { Envelope, SmtpReply } from '../domain/submission.ts';
import type { SmtpSender } from '../use-cases/ports/submissions.ts';
import { Withheld } from './mime-tail.ts';
import { replyIn, SmtpFailure, type SmtpDeadlines } from './smtp-connection.ts';
import type { SmtpConnections, SmtpLease } from './smtp-connections.ts';
import { commandOf, runTransaction, type TransactionEnd } from './smtp-transaction.ts';

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
        const wire = wireOf(envelope, lease.smtpUtf8);
        if (wire === null) {
          lease.release(false);
          return answeredAll(envelope, noSmtpUtf8);
        }
        const { from, to } = wire;
        const { stream, size } = message;
        const end = await runTransaction(
          lease.connection,
          { from, to: [...to.keys()], message: stream, size, beforeFinalDot },
          deadlines,
          signal,
        );
        const outcome = read(end, envelope, wire, size);
        settleLease(lease, end, outcome);
        if (outcome !== null) return outcome;
        if (end.ownFailure !== null) throw end.ownFailure;
        // A kept connection had died unnoticed, and nothing was said on it: a new one is due.
        if (!lease.reused || signal.aborted || end.phase !== 'envelope') return broken(end);
      }
    },
  };
}

/** The last look before the wire: nodemailer trims and reads addresses its own way, these leave it nothing to do. */
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
  if (!(error instanceof SmtpFailure)) throw error;
  if (error.kind === 'auth') return { kind: 'not-sent', reason: 'auth-failed', response: error.message };
  if (error.reply?.code === 421) return answeredAll(envelope, error.reply);
  return { kind: 'not-sent', reason: 'unreachable', response: error.message };
}

interface Wire {
  readonly from: string;
  /** Addresses on the wire, and as the envelope has them. */
  readonly to: ReadonlyMap<string, string>;
  /** Which the server cannot be told. */
  readonly impossible: readonly string[];
}

/** null when there is nothing that could be said. */
function wireOf({ from, to }: Envelope, smtpUtf8: boolean): Wire | null {
  const possible = (address: string): boolean => smtpUtf8 || isAscii(onWire(address));
  const known = to.filter(possible);
  if (known.length === 0 || !possible(from)) return null;
  return {
    from: onWire(from),
    to: new Map(known.map((address) => [onWire(address), address])),
    impossible: to.filter((address) => !possible(address)),
  };
}

/** A domain outside ASCII goes as its A-label, unless the local part needs SMTPUTF8 anyway. */
function onWire(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (!isAscii(local) || isAscii(domain)) return address;
  const ascii = domainToASCII(domain);
  return ascii === '' ? address : `${local}@${ascii}`;
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

const noSmtpUtf8: SmtpReply = {
  code: 553,
  enhanced: '5.6.7',
  text: 'The server does not take internationalised addresses (SMTPUTF8).',
};

/** null: it broke off while the server could not have the message. */
function read(end: TransactionEnd, envelope: Envelope, wire: Wire, size: number): Outcome | null {
  const refused = [
    ...[...end.refusals].map(([address, reply]) => ({ address: wire.to.get(address) ?? address, reply })),
    ...wire.impossible.map((address) => ({ address, reply: noSmtpUtf8 })),
  ];
  if (end.error === null) {
    const told = new Set([...end.accepted, ...end.refusals.keys()]);
    const complete = told.size === wire.to.size && [...told].every((address) => wire.to.has(address));
    if (end.phase !== 'final') {
      // A word of acceptance before the end was sent is no acceptance of this message.
      return { kind: 'not-sent', reason: 'unreachable', response: 'The server answered too early.' };
    }
    if (!complete) return { kind: 'unknown', refused, response: 'The server answered for other recipients.' };
    const reply = parseReply(end.response) ?? { code: 250, enhanced: null, text: oneLine(end.response) };
    return answered(envelope, refused, reply, true);
  }
  const reply = replyIn(end.error) ?? tooLarge(end.error, size);
  if (reply !== null) return answered(envelope, refused, reply, false);
  if (end.phase === 'final') {
    return { kind: 'unknown', refused, response: 'The connection broke before the server answered.' };
  }
  if (end.error instanceof Withheld) {
    return { kind: 'not-sent', reason: 'superseded', response: end.error.message };
  }
  return null;
}

/** Only what ended by a reply, at a point where the next command may follow, leaves a connection of use. */
function settleLease(lease: SmtpLease, end: TransactionEnd, outcome: Outcome | null): void {
  const code = replyIn(end.error)?.code;
  const orderly = outcome?.kind === 'answered' && end.phase !== 'data' && code !== 421;
  if (orderly) lease.release(end.error !== null);
  else lease.discard();
}

function broken({ error }: TransactionEnd): Outcome {
  const response =
    error instanceof SmtpFailure ? error.message : 'The connection broke before the message was handed over.';
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

function inWords({ code, enhanced, text }: SmtpReply): string {
  return oneLine([code, enhanced, text].filter((part) => part !== null && part !== '').join(' '));
}

/** nodemailer compares the size with the server's SIZE itself, and says so without a reply. */
function tooLarge(error: unknown, size: number): SmtpReply | null {
  const { code } = error as { readonly code?: unknown };
  if (code !== 'EMESSAGE' || commandOf(error) !== 'MAIL FROM') return null;
  return {
    code: 552,
    enhanced: '5.3.4',
    text: `The message of ${size} octets is larger than the server takes.`,
  };
}
