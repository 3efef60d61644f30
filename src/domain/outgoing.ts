/**
 * What a caller may put into a message that the gateway writes: the checks that a schema cannot make. Each
 * gives the first thing wrong as a place and a sentence.
 */
import { addressProblem, canonicalAddress, displayNameProblem, sameAddress } from './address.ts';
import type { AccountSettings } from './account.ts';
import type { InputProblem } from './errors.ts';
import { attachmentProblem, type OutgoingAttachment } from './outgoing-attachment.ts';
import { headersProblem, type OutgoingHeader, type OutgoingList } from './outgoing-headers.ts';
import type { Priority } from './precedence.ts';

export interface Person {
  readonly address: string;
  readonly name?: string | null;
}

/** The fields of a message as a caller gives them. */
export interface OutgoingInput {
  readonly from?: Person | null;
  readonly to?: readonly Person[] | null;
  readonly cc?: readonly Person[] | null;
  readonly bcc?: readonly Person[] | null;
  readonly replyTo?: readonly Person[] | null;
  readonly subject?: string | null;
  readonly text?: string | null;
  readonly html?: string | null;
  readonly headers?: readonly OutgoingHeader[] | null;
  readonly list?: OutgoingList | null;
  /** Readers are told of what is not `normal`. */
  readonly priority?: Priority | null;
  readonly attachments?: readonly OutgoingAttachment[] | null;
}

export const maximumRecipients = 1_000;
export const maximumAttachments = 100;
/** Of the finished MIME, in octets. */
export const maximumSize = 25 * 1024 * 1024;

const nul = '\0';

/** Why the envelope cannot carry this address, or null: the grammar, and what SMTP's own brackets forbid. */
export function envelopeProblem(address: string): string | null {
  if (/[<>]/.test(address)) return 'An address holds no angle brackets.';
  return addressProblem(address) ?? domainProblem(address.slice(address.lastIndexOf('@') + 1));
}

/** A domain outside ASCII travels as its A-labels (RFC 5891 §4.4), unless the server takes SMTPUTF8. */
function domainProblem(domain: string): string | null {
  if (/^[\0-\x7f]*$/.test(domain)) return null;
  const isKnown = URL.canParse(`http://${domain}/`) && new URL(`http://${domain}/`).hostname.length <= 253;
  return isKnown ? null : 'The part after @ is no internationalised domain name (RFC 5891).';
}

function personProblem({ address, name }: Person): string | null {
  return envelopeProblem(address) ?? displayNameProblem(name ?? '');
}

/** The first problem, or null. */
export function outgoingProblem(input: OutgoingInput): InputProblem | null {
  const at = (pointer: string, message: string | null): InputProblem | null =>
    message === null ? null : { pointer, message };
  const problems = [
    at('/from', input.from === null || input.from === undefined ? null : personProblem(input.from)),
    ...(['to', 'cc', 'bcc', 'replyTo'] as const).flatMap((field) =>
      (input[field] ?? []).map((person, index) => at(`/${field}/${index}`, personProblem(person))),
    ),
    at('/subject', /[\r\n\0]/.test(input.subject ?? '') ? 'A subject holds no CR, LF or NUL.' : null),
    at('/text', (input.text ?? '').includes(nul) ? 'A text holds no NUL.' : null),
    at('/html', (input.html ?? '').includes(nul) ? 'HTML holds no NUL.' : null),
    headersProblem(input),
    ...(input.attachments ?? []).map((attachment, index) => {
      const problem = attachmentProblem(attachment);
      if (problem === null) return null;
      const [field, message] = problem;
      return at(`/attachments/${index}${field === '' ? '' : `/${field}`}`, message);
    }),
  ];
  return problems.find((problem) => problem !== null) ?? null;
}

/** True for the account's own address and its identities. */
export function maySendAs(account: AccountSettings, address: string): boolean {
  return [account.email, ...account.identities.map((identity) => identity.address)].some((own) =>
    sameAddress(own, address),
  );
}

/** Without repetitions, in order of the first. */
export function uniqueAddresses(addresses: readonly string[]): readonly string[] {
  return [
    ...new Map([...addresses].reverse().map((each) => [canonicalAddress(each), each])).values(),
  ].reverse();
}
