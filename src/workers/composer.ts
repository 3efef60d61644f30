/**
 * Writes the MIME of a message. Every field is mapped by name: nothing of a caller's object reaches
 * nodemailer, which would read files and URLs, or take recipients, out of unexpected keys.
 */
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Composer, OutgoingMessage } from '../use-cases/ports/submissions.ts';

type Person = OutgoingMessage['from'];

export function createComposer(): Composer {
  return {
    async compose(message) {
      const composer = new MailComposer({
        messageId: message.messageId,
        date: message.date,
        from: named(message.from),
        to: message.to.map(named),
        cc: message.cc.map(named),
        bcc: message.bcc.map(named),
        replyTo: message.replyTo.map(named),
        ...(message.subject === null ? {} : { subject: message.subject }),
        // A message without any body is an empty text.
        ...(message.text === null && message.html !== null ? {} : { text: message.text ?? '' }),
        ...(message.html === null ? {} : { html: message.html }),
        headers: message.headers.map(({ name, value }) => ({ key: name, value })),
        attachments: message.attachments.map(
          ({ filename, contentType, content, contentId, disposition }) => ({
            filename: filename ?? false,
            contentType,
            content,
            contentDisposition: disposition,
            ...(contentId === null ? {} : { cid: contentId }),
          }),
        ),
        newline: 'windows',
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const mime = composer.compile();
      mime.keepBcc = true;
      return await mime.build();
    },
  };
}

function named({ address, name }: Person): { readonly address: string; readonly name: string } {
  return { address, name: name ?? '' };
}
