/** ENVELOPE (RFC 3501 §7.4.2): a message's header fields, encoded words left as they are. */
import type { Value } from '../imap/wire/value.ts';
import { parseAddressList, type ListedAddress } from './address-list.ts';
import { fieldName, fieldsIn, fieldValue } from './header.ts';
import { nstring } from './nstring.ts';
import type { MimePart } from './part.ts';

/** An address must have both, and NIL would mean a group: what stands there when the field has none. */
const MISSING_MAILBOX = 'MISSING_MAILBOX';
const MISSING_DOMAIN = 'MISSING_DOMAIN';

/**
 * A field that is missing is NIL, one that is empty the empty string. Of a field that may stand only once the
 * first counts; the addresses of several fields of one name are put together. Sender and Reply-To are From
 * when they hold no address.
 */
export function envelope(raw: Buffer, part: MimePart): Value {
  const fields = new Map<string, string[]>();
  for (const field of fieldsIn(raw, part.headerStart, part.bodyStart)) {
    const name = fieldName(raw, field);
    if (!enveloped.has(name)) continue;
    const values = fields.get(name) ?? [];
    values.push(fieldValue(raw, field));
    fields.set(name, values);
  }
  const text = (name: string): Value => nstring(fields.get(name)?.[0] ?? null);
  const addresses = (name: string): Value => {
    const list = (fields.get(name) ?? []).flatMap((field) => parseAddressList(field).map(address));
    return list.length === 0 ? null : list;
  };
  const from = addresses('from');
  return [
    text('date'),
    text('subject'),
    from,
    addresses('sender') ?? from,
    addresses('reply-to') ?? from,
    addresses('to'),
    addresses('cc'),
    addresses('bcc'),
    text('in-reply-to'),
    text('message-id'),
  ];
}

const enveloped = new Set([
  'date',
  'subject',
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'in-reply-to',
  'message-id',
]);

function address(listed: ListedAddress): Value {
  switch (listed.kind) {
    case 'mailbox':
      return [
        nstring(listed.name),
        nstring(listed.route),
        nstring(listed.local ?? MISSING_MAILBOX),
        nstring(listed.domain ?? MISSING_DOMAIN),
      ];
    case 'group-start':
      return [null, null, nstring(listed.name), null];
    case 'group-end':
      return [null, null, null, null];
  }
}
