/**
 * The envelope of a message in the commands of SMTP, with what of the server's extensions it needs; or why this server cannot be
 * told of it, in the reply that a server would give. Nothing has been sent when that is found.
 */
import { domainToASCII } from 'node:url';
import type { SmtpReply } from '../domain/recipient.ts';
import type { DsnRequest } from '../domain/submission.ts';
import type { WireForm } from '../domain/wire-form.ts';
import type { OutgoingEnvelope } from '../use-cases/ports/submissions.ts';
import type { SmtpExtensions } from './smtp-extensions.ts';

export interface SmtpCommands {
  readonly mail: string;
  /** Addresses as the envelope has them, in the order of their RCPT commands. */
  readonly recipients: readonly { readonly address: string; readonly command: string }[];
  /** Whom the server cannot be told. */
  readonly impossible: readonly string[];
}

/** `form` null: of a message that nobody looked at. */
export interface WireMessage {
  readonly size: number;
  readonly form: WireForm | null;
}

export interface SmtpServer {
  readonly offers: SmtpExtensions;
  readonly verified: boolean;
}

export function commandsFor(
  envelope: OutgoingEnvelope,
  message: WireMessage,
  server: SmtpServer,
): SmtpCommands | { readonly refusal: SmtpReply } {
  const { offers } = server;
  const refusal = refusalBefore(envelope, message, server);
  if (refusal !== null) return { refusal };
  const possible = (address: string): boolean => offers.smtpUtf8 || isAscii(onWire(address));
  const known = envelope.to.filter(possible);
  if (known.length === 0 || !possible(envelope.from)) return { refusal: noSmtpUtf8 };

  const wire = [envelope.from, ...known].map(onWire);
  const utf8 = message.form === 'utf8-header' || !wire.every(isAscii);
  const eightBit = offers.eightBitMime && (utf8 || message.form !== '7bit');
  const parameters = [
    ...(offers.size === null ? [] : [`SIZE=${message.size}`]),
    ...(eightBit ? ['BODY=8BITMIME'] : []),
    ...(utf8 ? ['SMTPUTF8'] : []),
    ...(envelope.requireTls ? ['REQUIRETLS'] : []),
    ...(offers.dsn ? dsnOfMail(envelope.id, envelope.dsn) : []),
  ];
  return {
    mail: [`MAIL FROM:<${onWire(envelope.from)}>`, ...parameters].join(' '),
    recipients: known.map((address) => {
      const dsn = offers.dsn ? dsnOfRecipient(onWire(address), envelope.dsn) : [];
      return { address, command: [`RCPT TO:<${onWire(address)}>`, ...dsn].join(' ') };
    }),
    impossible: envelope.to.filter((address) => !possible(address)),
  };
}

/** Also what is said of a single recipient whom the server cannot be told. */
export const noSmtpUtf8: SmtpReply = {
  code: 553,
  enhanced: '5.6.7',
  text: 'The server does not take internationalised addresses (SMTPUTF8).',
};

function refusalBefore(
  { requireTls }: OutgoingEnvelope,
  { size, form }: WireMessage,
  { offers, verified }: SmtpServer,
): SmtpReply | null {
  const limit = offers.size?.limit ?? null;
  if (limit !== null && size > limit) {
    const text = `The message of ${size} octets is larger than the server takes (${limit}).`;
    return { code: 552, enhanced: '5.3.4', text };
  }
  if (requireTls && !(verified && offers.requireTls)) {
    const text = verified
      ? 'The server does not promise TLS on the further way (REQUIRETLS).'
      : 'The connection to the server is not verified TLS, which this message requires.';
    return { code: 550, enhanced: '5.7.30', text };
  }
  if (form === 'utf8-header' && !offers.smtpUtf8) {
    const text = 'The header of the message is not ASCII, which the server does not take (SMTPUTF8).';
    return { code: 554, enhanced: '5.6.9', text };
  }
  if (form === '8bit' && !offers.eightBitMime) {
    const text = 'The body of the message is not ASCII, which the server does not take (8BITMIME).';
    return { code: 554, enhanced: '5.6.3', text };
  }
  return null;
}

function dsnOfMail(id: string, dsn: DsnRequest | null): readonly string[] {
  const back = { headers: 'HDRS', full: 'FULL' } as const;
  const wanted = dsn?.return ?? null;
  return [...(wanted === null ? [] : [`RET=${back[wanted]}`]), `ENVID=${xtext(id)}`];
}

/** The original recipient comes back in reports about whom the mail was forwarded to. */
function dsnOfRecipient(address: string, dsn: DsnRequest | null): readonly string[] {
  const occasions = dsn?.notify.map((occasion) => occasion.toUpperCase()) ?? null;
  return [
    ...(occasions === null ? [] : [`NOTIFY=${occasions.length === 0 ? 'NEVER' : occasions.join(',')}`]),
    // Beyond ASCII it has a syntax of its own (RFC 6533), which few servers read.
    ...(isAscii(address) ? [`ORCPT=rfc822;${xtext(address)}`] : []),
  ];
}

/** RFC 3461 §4, of ASCII. */
function xtext(text: string): string {
  return text.replace(
    /[^!-*,-<>-~]/g,
    (char) => `+${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
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
