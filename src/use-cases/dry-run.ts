/** What would be sent, octet for octet, and what its sender may want to know before. Nothing of it is kept. */
import { isUtf8 } from 'node:buffer';
import type { InputProblem } from '../domain/errors.ts';
import type { OutgoingInput } from '../domain/outgoing.ts';
import type { Envelope } from '../domain/submission.ts';
import { createAccountTurns } from './account-turns.ts';
import { octetsOf } from './compose-message.ts';
import type { PreparedMessage } from './prepare-message.ts';

export interface DryRun {
  readonly dryRun: true;
  /** With `<…>`; another one when it is sent. */
  readonly messageId: string;
  readonly subject: string | null;
  readonly envelope: Envelope;
  readonly size: number;
  /** As text where the octets are UTF-8, else in base64. */
  readonly mime: string;
  readonly encoding: 'utf-8' | 'base64';
  readonly warnings: readonly InputProblem[];
}

/** What a few words can make as long as a message may be, each of it held whole. */
const withFilesAtOnce = 4;

/** `signal` ends the wait for others of it. */
export type ShowDryRun = (
  accountId: string,
  message: PreparedMessage,
  suppressed: ReadonlySet<string>,
  signal: AbortSignal,
) => Promise<DryRun>;

export function createShowDryRun(): ShowDryRun {
  const turns = createAccountTurns(withFilesAtOnce);
  return async (accountId, message, suppressed, signal) => {
    const hasFiles = (message.composition?.attachments ?? []).length > 0;
    const end = hasFiles ? await turns.take(accountId, signal) : () => undefined;
    try {
      return await dryRunOf(message, suppressed);
    } finally {
      end();
    }
  };
}

async function dryRunOf(message: PreparedMessage, suppressed: ReadonlySet<string>): Promise<DryRun> {
  const octets = await octetsOf(message);
  const encoding = isUtf8(octets) ? 'utf-8' : 'base64';
  return {
    dryRun: true,
    messageId: message.messageId,
    subject: message.subject,
    envelope: { from: message.envelopeFrom, to: message.to },
    size: octets.length,
    mime: octets.toString(encoding),
    encoding,
    warnings: [...aboutRecipients(message, suppressed), ...aboutHtml(message.composition ?? {})],
  };
}

function aboutRecipients(
  { to, envelopeFrom }: PreparedMessage,
  suppressed: ReadonlySet<string>,
): readonly InputProblem[] {
  const beyondAscii = [envelopeFrom, ...to].find((address) => /[^\0-\x7f]/.test(localPart(address)));
  return [
    ...to.flatMap((address, index) =>
      suppressed.has(address)
        ? [{ pointer: `/envelope/to/${index}`, message: 'The address is suppressed: nothing is sent to it.' }]
        : [],
    ),
    ...(beyondAscii === undefined
      ? []
      : [{ pointer: '/envelope', message: `${beyondAscii} needs a server that takes SMTPUTF8 (RFC 6531).` }]),
  ];
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

function aboutHtml({ text, html, attachments }: OutgoingInput): readonly InputProblem[] {
  if (html === null || html === undefined) return [];
  const there = new Set((attachments ?? []).map(({ contentId }) => contentId));
  const named = [...html.matchAll(/\bcid:([^\s"'<>)]+)/gi)].map(([, id = '']) => unescaped(id));
  return [
    ...(text === null || text === undefined
      ? [{ pointer: '/html', message: 'There is no text beside the HTML for readers that show none.' }]
      : []),
    ...[...new Set(named)]
      .filter((id) => !there.has(id))
      .map((id) => ({ pointer: '/html', message: `No attachment has the content id ${id}.` })),
  ];
}

/** RFC 2392 §2. */
function unescaped(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
