/** HTML that shows a picture which comes with it (RFC 2387, RFC 2392). */
import { multipart, file, text, written } from '../letter.ts';
import { page } from '../html.ts';
import { COLLEAGUES } from '../people.ts';
import { paragraph } from '../phrases.ts';
import { png } from '../png.ts';
import { hostOf, type Kind } from '../scene.ts';

export const picture: Kind = ({ random, me, at, newId }) => {
  const from = random.one(COLLEAGUES);
  const contentId = `photo.${random.hex(8)}@${hostOf(from.address)}`;
  const image = png(random.between(8, 24), [random.between(0, 255), random.between(0, 255), 200]);
  const words = paragraph(random, 1);
  const html = page([words]).replace('</body>', `<img src="cid:${contentId}" alt="The harbour">\n</body>`);
  const related = multipart(
    'related; type="text/html"',
    [
      text(html, { subtype: 'html' }),
      file(image, 'image/png; name="harbour.png"', [
        `Content-ID: <${contentId}>`,
        'Content-Disposition: inline; filename="harbour.png"',
      ]),
    ],
    random,
  );
  const raw = written({
    id: newId(hostOf(from.address)),
    from,
    to: [me],
    subject: random.one(['The harbour this morning', 'Look at this', 'A picture from the trip']),
    at,
    content: multipart('alternative', [text(`${words}\n`), related], random),
  });
  return [{ raw, at, mailbox: random.one(['INBOX', 'Archive']) }];
};
