/**
 * What a caller may put into a message that the gateway writes: the checks that a schema cannot make. Each
 * gives the first thing wrong as a place and a sentence.
 */
import { addressProblem, canonicalAddress, displayNameProblem, sameAddress } from './address.ts';
import type { AccountSettings } from './account.ts';
import type { InputProblem } from './errors.ts';

export interface Person {
  readonly address: string;
  readonly name?: string | null;
}

export interface OutgoingHeader {
  readonly name: string;
  readonly value: string;
}

export interface OutgoingAttachment {
  readonly filename?: string | null;
  readonly contentType?: string | null;
  /** Base64. */
  readonly content: string;
  readonly contentId?: string | null;
  readonly disposition?: 'inline' | 'attachment' | null;
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
  readonly attachments?: readonly OutgoingAttachment[] | null;
}

export const maximumRecipients = 1_000;
export const maximumAttachments = 100;
/** Of the finished MIME, in octets. */
export const maximumSize = 25 * 1024 * 1024;

const nul = '\0';
const mediaType = /^[A-Za-z0-9!#$&^_.+-]{1,127}\/[A-Za-z0-9!#$&^_.+-]{1,127}(?:;[\x20-\x7e]*)?$/;
const contentIdPattern = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,250}$/;
const headerName = /^[!-9;-~]{1,100}$/;

/** Fields that the gateway writes, that trace a message's way, or that say who gets it. */
const refusedNames =
  /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*|received|received-spf|return-path|delivered-to|dkim-signature|arc-.*|authentication-results|resent-.*)$/i;

function headerProblem({ name, value }: OutgoingHeader): string | null {
  if (!headerName.test(name)) return 'A header name is printable ASCII without blanks and colons.';
  if (refusedNames.test(name)) return `The field ${name} is not written from \`headers\`.`;
  if (/[\r\n\0]/.test(value)) return 'A header value holds no CR, LF or NUL.';
  return value.length > 10_000 ? 'A header value has at most 10,000 characters.' : null;
}

/** Why the envelope cannot carry this address, or null: the grammar, and what SMTP's own brackets forbid. */
export function envelopeProblem(address: string): string | null {
  if (/[<>]/.test(address)) return 'An address holds no angle brackets.';
  return addressProblem(address);
}

function personProblem({ address, name }: Person): string | null {
  return envelopeProblem(address) ?? displayNameProblem(name ?? '');
}

function attachmentProblem(attachment: OutgoingAttachment): readonly [string, string] | null {
  const { filename, contentType, content, contentId } = attachment;
  if (/[\r\n\0]/.test(filename ?? '')) return ['filename', 'A file name holds no CR, LF or NUL.'];
  if ((filename ?? '').length > 255) return ['filename', 'A file name has at most 255 characters.'];
  if (!mediaType.test(contentType ?? 'application/octet-stream')) {
    return ['contentType', 'A content type has the form type/subtype.'];
  }
  if (/^multipart\//i.test(contentType ?? '')) {
    return ['contentType', 'A file is no multipart: its boundary would be another (RFC 2046 §5.1).'];
  }
  if (!contentIdPattern.test(contentId ?? 'x')) {
    return ['contentId', 'A content id is printable ASCII without brackets and blanks.'];
  }
  // Buffer.from would skip what is not base64.
  const base64 = content.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(content);
  return base64 ? null : ['content', 'The content is not base64 (RFC 4648 §4).'];
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
    ...(input.headers ?? []).map((header, index) => at(`/headers/${index}`, headerProblem(header))),
    ...(input.attachments ?? []).map((attachment, index) => {
      const problem = attachmentProblem(attachment);
      return problem === null ? null : at(`/attachments/${index}/${problem[0]}`, problem[1]);
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
