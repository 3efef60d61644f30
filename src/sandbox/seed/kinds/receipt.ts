/** What was bought, with the invoice as an attachment whose name is not ASCII now and then (RFC 2231). */
import { wrapped } from '../flow.ts';
import { file, multipart, text, written } from '../letter.ts';
import { pdf } from '../pdf.ts';
import { SHOPS } from '../people.ts';
import { hostOf, type Kind } from '../scene.ts';

export const receipt: Kind = ({ random, me, at, newId }) => {
  const shop = random.one(SHOPS);
  const number = `${at.getUTCFullYear()}-${random.between(10_000, 99_999)}`;
  const rows = Array.from({ length: random.between(1, 6) }, (_, index) => {
    const cents = random.between(199, 24_999);
    return { text: `Item ${index + 1}  EUR ${(cents / 100).toFixed(2)}`, cents };
  });
  const total = `Total  EUR ${(rows.reduce((sum, { cents }) => sum + cents, 0) / 100).toFixed(2)}`;
  const name = random.chance(0.3)
    ? `filename*=UTF-8''Rechnung%20f%C3%BCr%20${number}.pdf`
    : `filename="invoice-${number}.pdf"`;
  const invoice = file(
    pdf([`Invoice ${number}`, shop.name, ...rows.map((row) => row.text), total]),
    `application/pdf; name="invoice-${number}.pdf"`,
    [`Content-Disposition: attachment;\r\n ${name}`],
  );
  const thanks = wrapped([
    'Thank you for your order. The invoice is attached.',
    total,
    `Your ${shop.name} team`,
  ]);
  const raw = written({
    id: newId(hostOf(shop.address)),
    from: shop,
    to: [me],
    subject: `Your receipt ${number} from ${shop.name}`,
    at,
    fields: ['Auto-Submitted: auto-generated'],
    content: multipart(
      'mixed',
      [text(`${thanks}\n`, { transfer: '7bit', charset: 'utf-8' }), invoice],
      random,
    ),
  });
  return [{ raw, at, mailbox: random.one(['INBOX', 'Archive']), flags: ['Receipts'] }];
};
