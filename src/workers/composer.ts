/**
 * Writes the MIME of a message as a stream. Every field is mapped by name: nothing of a caller's object reaches
 * nodemailer, which would read files and URLs, or take recipients, out of unexpected keys.
 */
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Composer, MimeSource, OutgoingMessage } from '../use-cases/ports/submissions.ts';
import { fieldValue } from './header-field.ts';
import { identityEncoding } from './identity-encoding.ts';
import { crlfLines, crlfOnly } from './line-ends.ts';

type Person = OutgoingMessage['from'];
type Attachment = OutgoingMessage['attachments'][number];

export function createComposer(): Composer {
  return {
    async *compose(message) {
      const labels: Label[] = [];
      for (const each of message.attachments) labels.push(await labelOf(each));
      const composer = new MailComposer({
        messageId: message.messageId,
        date: message.date,
        from: named(message.from),
        to: message.to.map(named),
        cc: message.cc.map(named),
        bcc: message.bcc.map(named),
        replyTo: message.replyTo.map(named),
        // A message without any body is an empty text.
        ...(message.text === null && message.html !== null ? {} : { text: crlfOnly(message.text ?? '') }),
        ...(message.html === null ? {} : { html: crlfOnly(message.html) }),
        headers: [...message.headers, { name: 'Subject', value: message.subject ?? '' }].map(field),
        attachments: message.attachments.map((each, index) => ({
          filename: each.filename ?? false,
          ...labels[index],
          content: readable(isEncoded(labels[index]) ? each.content() : crlfLines(each.content())),
          contentDisposition: each.disposition,
          ...contentIdOf(each),
        })),
        newline: 'windows',
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const mime = composer.compile();
      mime.keepBcc = true;
      // What holds octets beyond ASCII says so as well (RFC 2045 §6.4).
      if (labels.some((each) => each.contentTransferEncoding === '8bit'))
        mime.setHeader('Content-Transfer-Encoding', '8bit');
      yield* mime.createReadStream() as AsyncIterable<Buffer>;
    },
  };
}

/** Conversations are told by ids, which the library knows how to write. */
const ofIds = /^(in-reply-to|references)$/i;

function field({ name, value }: OutgoingMessage['headers'][number]): { key: string; value: object | string } {
  return { key: name, value: ofIds.test(name) ? value : { prepared: true, value: fieldValue(name, value) } };
}

interface Label {
  readonly contentType: string;
  readonly contentTransferEncoding: '7bit' | '8bit' | 'base64';
}

function isEncoded(label: Label | undefined): boolean {
  return label?.contentTransferEncoding === 'base64';
}

/**
 * An attached message is not encoded (RFC 2046 §5.2.1): what it holds decides. One that no line of another message can hold
 * arrives octet for octet as a file.
 */
async function labelOf({ contentType, content }: Attachment): Promise<Label> {
  if (!/^message\//i.test(contentType)) return { contentType, contentTransferEncoding: 'base64' };
  const encoding = await identityEncoding(content());
  return encoding === null
    ? { contentType: 'application/octet-stream', contentTransferEncoding: 'base64' }
    : { contentType, contentTransferEncoding: encoding };
}

/** What is inline and has one belongs to the HTML (RFC 2387); other files only carry it. */
function contentIdOf({ contentId, disposition }: Attachment): object {
  if (contentId === null) return {};
  return disposition === 'inline'
    ? { cid: contentId }
    : { headers: [{ key: 'Content-ID', value: `<${contentId}>` }] };
}

/** Begins to read the source when somebody reads it. */
function readable(source: MimeSource): Readable {
  return Readable.from(source, { objectMode: false });
}

function named({ address, name }: Person): { readonly address: string; readonly name: string } {
  return { address, name: name ?? '' };
}
