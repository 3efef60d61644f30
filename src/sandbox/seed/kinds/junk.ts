/** What nobody asked for: HTML only, a sender who pretends, nothing to unsubscribe from. */
import { page } from '../html.ts';
import { text, written } from '../letter.ts';
import type { Kind } from '../scene.ts';

export const junk: Kind = ({ random, me, at, newId }) => {
  const host = `${random.hex(6)}.offers.test`;
  const offer = random.one([
    'You have won a voucher',
    'Your parcel could not be delivered',
    'Act now: 90% off',
    'Re: your account will be closed',
  ]);
  const raw = written({
    id: newId(host),
    from: { name: random.one(['Customer Care', 'Parcel Service', 'Prize Office']), address: `info@${host}` },
    to: [me],
    subject: random.chance(0.5) ? `✅ ${offer} ✅` : offer.toUpperCase(),
    at,
    fields: ['X-Spam-Flag: YES', `X-Spam-Score: ${random.between(60, 180) / 10}`],
    content: text(page([`${offer}!`, 'Click here before midnight.']), {
      subtype: 'html',
      transfer: 'base64',
    }),
  });
  return [{ raw, at, mailbox: 'Junk', flags: ['$Junk'] }];
};
