/**
 * A finished message from a caller (`message/rfc822`), or one of its drafts: who sends and receives it is read from its header,
 * Bcc is taken out, Date and Message-ID are added where they are missing, and the rest stays as it is.
 */
import type { Account } from '../domain/account.ts';
import { parseAddressList } from '../domain/address-list.ts';
import { invalid } from '../domain/errors.ts';
import { envelopeProblem, maySendAs, uniqueAddresses } from '../domain/outgoing.ts';
import { readReferenceNote, referenceNote } from '../domain/answered-mark.ts';
import { fieldsNamed, parseRawMessage, writeRawMessage, type RawMessage } from '../domain/raw-message.ts';
import type { ReferredMessage } from '../domain/reference.ts';
import { checkSize } from './check-size.ts';
import { newMessageId, type ComposedMessage } from './compose-message.ts';

export interface TakenMessage extends Omit<ComposedMessage, 'content'> {
  readonly content: Buffer;
  readonly to: readonly string[];
  /** What a draft notes of it. */
  readonly refersTo: ReferredMessage | null;
}

const messageIdPattern = /^<[^<>\s@]{1,500}@[^<>\s@]{1,400}>$/;

/** Never sent, wherever they come from. */
const secretFields = ['bcc', 'resent-bcc', 'return-path', referenceNote.toLowerCase()];

/** What programs note in their drafts for themselves. */
const draftFields =
  /^(fcc|x-fcc|x-unsent|x-mozilla-.*|x-identity-key|x-account-key|x-uniform-type-identifier)$/;

/**
 * A draft is sent with the time at which its owner lets it go (RFC 5322 §3.6.1), and without what its program noted in
 * it. Throws `invalid-request` and `too-large`. `now` in milliseconds.
 */
export function takeRawMessage(
  account: Account,
  octets: Buffer,
  now: number,
  as: 'finished' | 'draft' = 'finished',
): TakenMessage {
  checkSize(octets.length);
  if (octets.includes(0)) throw invalid('', 'A message holds no NUL.');
  const message = parseRawMessage(octets);
  if (message === null) throw invalid('', 'The message does not begin with header fields (RFC 5322 §2.2).');

  const [from, ...others] = addressesOf(message, 'from');
  if (from === undefined || fieldsNamed(message, 'from').length !== 1) {
    throw invalid('/From', 'The message needs exactly one From field with an address.');
  }
  for (const address of [from, ...others, ...addressesOf(message, 'sender')]) {
    if (!maySendAs(account, address)) {
      throw invalid('/From', "From and Sender name only the account's address and its identities.");
    }
  }
  const to = uniqueAddresses(['to', 'cc', 'bcc'].flatMap((name) => addressesOf(message, name)));

  const ids = fieldsNamed(message, 'message-id').map(({ value }) => value);
  const given = ids.length === 1 && messageIdPattern.test(ids[0] ?? '') ? ids[0] : undefined;
  const messageId = given ?? newMessageId(from);
  const added = [
    ...(given === undefined ? [{ name: 'Message-ID', value: messageId }] : []),
    ...(as === 'finished' && fieldsNamed(message, 'date').length === 1
      ? []
      : [{ name: 'Date', value: dateField(now) }]),
  ];
  const replaced = added.map(({ name }) => name.toLowerCase());
  const notes =
    as === 'finished'
      ? []
      : message.fields.map(({ name }) => name.toLowerCase()).filter((name) => draftFields.test(name));
  const content = writeRawMessage(message, added, [...secretFields, ...notes, ...replaced]);
  checkSize(content.length);
  checkLines(content);
  const subject = fieldsNamed(message, 'subject')[0]?.value ?? null;
  const [note = null] = as === 'finished' ? [] : fieldsNamed(message, referenceNote.toLowerCase());
  const refersTo = note === null ? null : readReferenceNote(account, note.value);
  return { content, messageId, subject, from, to, refersTo };
}

/** RFC 5322 §2.1.1 and RFC 5321 §4.5.3.1.6: servers break longer lines where they like, or refuse them. */
const longestLine = 998;

function checkLines(octets: Buffer): void {
  for (let from = 0; from < octets.length;) {
    const found = octets.indexOf('\r\n', from);
    const end = found === -1 ? octets.length : found;
    if (end - from > longestLine) {
      throw invalid(
        '',
        `A line has more than ${longestLine} octets (RFC 5322 §2.1.1): fold it in the header, encode it in the body.`,
      );
    }
    from = end + 2;
  }
}

function addressesOf(message: RawMessage, name: string): readonly string[] {
  return fieldsNamed(message, name).flatMap(({ name: field, value }) => {
    const addresses = parseAddressList(Buffer.from(value, 'latin1').toString('utf8'));
    if (addresses === null || addresses.some((address) => envelopeProblem(address) !== null)) {
      throw invalid(`/${field}`, `The addresses of ${field} cannot be understood (RFC 5322 §3.4).`);
    }
    return addresses;
  });
}

/** RFC 5322 §3.3. */
function dateField(now: number): string {
  return new Date(now).toUTCString().replace('GMT', '+0000');
}
