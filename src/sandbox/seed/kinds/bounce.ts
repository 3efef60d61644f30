/** A letter of one's own and the report that it could not be delivered (RFC 3462, RFC 3464). */
import { wrapped } from '../flow.ts';
import { multipart, text, written } from '../letter.ts';
import { note, TOPICS } from '../phrases.ts';
import { hostOf, type Kind, later } from '../scene.ts';

export const bounce: Kind = ({ random, me, at, now, newId }) => {
  const lost = { name: 'Former Colleague', address: `gone.${random.hex(3)}@nowhere.test` };
  const original = written({
    id: newId(hostOf(me.address)),
    from: me,
    to: [lost],
    subject: random.one(TOPICS),
    at,
    content: text(wrapped(note(random, lost.name, me.name))),
  });
  const host = 'mx.nowhere.test';
  const returned = later(at, 1, now);
  const reason = '550 5.1.1 No such user here';
  const status = [
    `Reporting-MTA: dns; ${hostOf(me.address)}`,
    '',
    `Final-Recipient: rfc822; ${lost.address}`,
    'Action: failed',
    'Status: 5.1.1',
    `Remote-MTA: dns; ${host}`,
    `Diagnostic-Code: smtp; ${reason}`,
    '',
  ].join('\r\n');
  const report = multipart(
    'report; report-type=delivery-status',
    [
      text(wrapped([`Your message to ${lost.address} could not be delivered.`, reason])),
      { fields: ['Content-Type: message/delivery-status'], body: Buffer.from(status) },
      { fields: ['Content-Type: message/rfc822'], body: original },
    ],
    random,
  );
  const raw = written({
    id: newId(hostOf(me.address)),
    from: { name: 'Mail Delivery System', address: `MAILER-DAEMON@${hostOf(me.address)}` },
    to: [me],
    subject: 'Undelivered Mail Returned to Sender',
    at: returned,
    fields: ['Auto-Submitted: auto-replied'],
    content: report,
  });
  return [
    { raw: original, at, mailbox: 'Sent' },
    { raw, at: returned, mailbox: 'INBOX' },
  ];
};
