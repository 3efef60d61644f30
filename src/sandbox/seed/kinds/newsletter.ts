/** Mail to many, in HTML with plain text beside it, and how to get rid of it (RFC 2369, RFC 2919, RFC 8058). */
import { wrapped } from '../flow.ts';
import { page } from '../html.ts';
import { multipart, text, written } from '../letter.ts';
import { PAPERS } from '../people.ts';
import { paragraph } from '../phrases.ts';
import { hostOf, type Kind } from '../scene.ts';

export const newsletter: Kind = ({ random, me, at, newId }) => {
  const from = random.one(PAPERS);
  const host = hostOf(from.address);
  const issue = random.between(12, 480);
  const articles = Array.from({ length: random.between(2, 5) }, () =>
    paragraph(random, random.between(2, 5)),
  );
  const token = random.hex(16);
  const html = page([`${from.name} №${issue}`, ...articles]).replace(
    '</body>',
    `<img src="https://${host}/open/${token}.gif" width="1" height="1" alt="">\n` +
      `<p><a href="https://${host}/unsubscribe/${token}">Unsubscribe</a></p>\n</body>`,
  );
  const raw = written({
    id: newId(host),
    from,
    to: [me],
    subject: `${from.name} №${issue}: ${random.one(['what is new', 'slow and steady', 'read this first'])}`,
    at,
    fields: [
      `List-Id: ${from.name} <weekly.${host}>`,
      `List-Unsubscribe: <mailto:leave+${token}@${host}>,\r\n <https://${host}/unsubscribe/${token}>`,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'Precedence: bulk',
    ],
    content: multipart('alternative', [text(wrapped(articles)), text(html, { subtype: 'html' })], random),
  });
  return [{ raw, at, mailbox: random.one(['INBOX', 'INBOX', 'Archive']), flags: ['$NotJunk'] }];
};
