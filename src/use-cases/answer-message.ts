/**
 * A message that answers or forwards another one: whom it goes to, its subject, its place in the conversation, the words
 * that it quotes and the files that go along. What the caller gives wins, field by field.
 */
import type { Account } from '../domain/account.ts';
import { answerRecipients, ownAmong, type AnswerRecipients } from '../domain/answer-recipients.ts';
import { answerSubject } from '../domain/answer-subject.ts';
import { answerThread, type AnswerThread } from '../domain/answer-thread.ts';
import { carriedFiles } from '../domain/carried-files.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import { messageId, type MessageRef } from '../domain/ids.ts';
import type { MessageField, MessageView } from '../domain/message.ts';
import type { Person } from '../domain/outgoing.ts';
import type { OutgoingHeader } from '../domain/outgoing-headers.ts';
import { requireScope } from '../domain/principal.ts';
import { withQuote, type QuotedMessage } from '../domain/quote.ts';
import { answeredFields, quotes, takesFiles, type AnsweredFields } from '../domain/reference.ts';
import type { MessageReferences } from './message-reference.ts';
import type { MessageReader } from './ports/mail.ts';
import type { Composition, CompositionStep } from './prepare-message.ts';

/** Of each body. */
const quotedBytes = 5 * 1024 * 1024;

/**
 * Needs `messages:read`, and `bodies:read` for what shows content. Throws `not-found` and `stale-reference` for a message that
 * is gone, `too-large` for one that is too long to be quoted.
 */
export function createAnswerMessage(ports: {
  readonly references: Pick<MessageReferences, 'all'>;
  readonly reader: Pick<MessageReader, 'read'>;
}): CompositionStep {
  const { references, reader } = ports;

  return async (composition, { principal, account, signal }) => {
    const { reference = null } = composition;
    if (reference === null) return composition;
    requireScope(principal, 'messages:read');
    if (quotes(reference) || takesFiles(reference)) requireScope(principal, 'bodies:read');

    // Copies of one message are answered alike.
    const [[ref] = []] = await references.all(account, [reference.message], signal);
    if (ref === undefined) throw notFound('message');
    const quoting = quotes(reference);
    const all = takesFiles(reference);
    const fields: readonly MessageField[] = [
      ...answeredFields,
      ...(quoting ? quotedFields : []),
      ...(quoting || all ? (['attachments'] as const) : []),
    ];
    const found = await read(account, ref, fields, signal);
    const original = found as AnsweredFields;
    const thread = answerThread(original);
    const answer: Composition = {
      ...composition,
      ...recipientsOf(composition, original, account),
      from: composition.from ?? ownAmong(account, [...original.from, ...original.to, ...original.cc]),
      subject: composition.subject ?? answerSubject(original.subject, reference.action),
      headers: [...(composition.headers ?? []), ...threadHeaders(composition, thread)],
      reference: null,
      refersTo: { message: found.id, messageId: thread.inReplyTo, action: reference.action },
    };
    const { text = null, html = null, attachments: given = null } = composition;
    const bodies = quoting
      ? withQuote({ text, html }, await quotedOf(account, ref, found, composition, signal), reference.action)
      : { text, html };
    const { id: message, attachments = [] } = found;
    const carried = carriedFiles({ message, attachments, html: bodies.html, given: given ?? [], all });
    return { ...answer, ...bodies, attachments: [...(given ?? []), ...carried] };
  };

  async function read(
    account: Account,
    ref: MessageRef,
    fields: readonly MessageField[],
    signal: AbortSignal,
  ): Promise<MessageView> {
    const html = { as: 'quotable', images: 'keep' } as const;
    const wanted = { fields, bodyMaxBytes: quotedBytes, html };
    const [message = null] = await reader.read(account, [ref], wanted, signal);
    if (message === null) throw notFound('message');
    if (message.truncated === true) {
      throw new GatewayError(
        'too-large',
        'The message is too long to be quoted: set `quote` to false, and attach it where it has to be whole.',
      );
    }
    return { ...message, id: messageId(account, ref) };
  }

  /** A message of HTML alone has its words in text as well. */
  async function quotedOf(
    account: Account,
    ref: MessageRef,
    found: MessageView,
    { text = null, html = null }: Composition,
    signal: AbortSignal,
  ): Promise<QuotedMessage> {
    const original = found as QuotedMessage;
    if (original.text !== null || original.html === null || (text === null && html !== null)) return original;
    const words = await read(account, ref, ['markdown', 'signature', 'quoted', 'truncated'], signal);
    const parts = [words.markdown, words.signature, words.quoted].filter((part) => typeof part === 'string');
    return { ...original, text: parts.join('\n\n') };
  }
}

const quotedFields = [
  'date',
  'receivedAt',
  'text',
  'html',
  'truncated',
] as const satisfies readonly MessageField[];

function recipientsOf(
  { reference, to, cc, bcc }: Composition,
  original: AnsweredFields,
  account: Account,
): Partial<AnswerRecipients> {
  const action = reference?.action ?? 'forward';
  if (action === 'forward') return {};
  const derived = answerRecipients(original, action, account);
  const given = new Set(
    [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])].map(({ address }) => address.toLowerCase()),
  );
  const others = (people: readonly Person[]): readonly Person[] =>
    people.filter(({ address }) => !given.has(address.toLowerCase()));
  return { to: to ?? others(derived.to), cc: cc ?? others(derived.cc) };
}

/** A forward is part of the conversation, but answers nobody. */
function threadHeaders(
  { reference, headers }: Composition,
  { inReplyTo, references }: AnswerThread,
): readonly OutgoingHeader[] {
  const given = new Set((headers ?? []).map(({ name }) => name.toLowerCase()));
  return [
    ...(inReplyTo === null || reference?.action === 'forward'
      ? []
      : [{ name: 'In-Reply-To', value: inReplyTo }]),
    ...(references.length === 0 ? [] : [{ name: 'References', value: references.join(' ') }]),
  ].filter(({ name }) => !given.has(name.toLowerCase()));
}
