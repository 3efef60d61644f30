import { describe, expect, it } from 'vitest';
import { holds, type FilteredEvent } from '../../src/domain/event-filter.ts';
import { asksForContent, readEventFilter, type FilterInput } from '../../src/domain/read-event-filter.ts';

const event: FilteredEvent = {
  id: 'evt_1',
  type: 'message.received',
  timestamp: '2026-11-23T09:32:00.361Z',
  accountId: 'ada',
  data: {
    message: {
      id: 'msg_Aa',
      mailboxId: 'mbx_Aa',
      mailboxPath: 'INBOX',
      uid: 7,
      subject: 'Rechnung für Grüße',
      from: [{ name: 'Grace', address: 'Grace@Example.org' }],
      to: [
        { name: null, address: 'ada@example.com' },
        { name: 'Bob', address: 'bob@example.com' },
      ],
      cc: [],
      date: '2026-11-23T10:00:00.000Z',
      size: 2048,
      flags: ['\\Flagged', '$Work'],
      unread: true,
      attachments: [{ filename: 'a.pdf' }, { filename: 'b.txt' }],
    },
    mailbox: { id: 'mbx_Aa', path: 'INBOX', uidValidity: 1, specialUse: 'inbox' },
    movedFrom: null,
    movedTo: { id: null, mailboxId: 'mbx_Bb', mailboxPath: 'Archive' },
    submission: { metadata: { 'order.id': 'A-17' } },
  },
};

function told(filter: FilterInput): boolean {
  return holds(readEventFilter(filter, '/filter'), event);
}

describe('a filter', () => {
  it.each<[FilterInput, boolean]>([
    [{ field: 'data.message.subject', op: 'equals', value: 'RECHNUNG FU\u0308R GRÜßE' }, true],
    [{ field: 'data.message.subject', op: 'equals', value: 'Rechnung' }, false],
    [{ field: 'data.message.subject', op: 'startsWith', value: 'rechnung' }, true],
    [{ field: 'data.message.subject', op: 'startsWith', value: 'für' }, false],
    [{ field: 'data.message.subject', op: 'contains', value: 'FÜR' }, true],
    [{ field: 'data.message.subject', op: 'in', value: ['other', 'rechnung für grüße'] }, true],
    [{ field: 'data.message.from', op: 'contains', value: '@example.ORG' }, true],
    [{ field: 'data.message.from.name', op: 'equals', value: 'grace' }, true],
    [{ field: 'data.message.to.address', op: 'equals', value: 'bob@example.com' }, true],
    [{ field: 'data.message.to', op: 'in', value: ['eve@example.com', 'grace@example.org'] }, false],
    [{ field: 'data.message.cc', op: 'exists' }, false],
    [{ field: 'data.message.cc', op: 'exists', value: false }, true],
    [{ field: 'data.message.flags', op: 'equals', value: '\\flagged' }, true],
    [{ field: 'data.message.flags', op: 'equals', value: '\\Seen' }, false],
    [{ field: 'data.message.attachments.filename', op: 'contains', value: '.PDF' }, true],
    [{ field: 'data.message.size', op: 'greater', value: 2047 }, true],
    [{ field: 'data.message.size', op: 'greater', value: 2048 }, false],
    [{ field: 'data.message.size', op: 'less', value: 2049 }, true],
    [{ field: 'data.message.size', op: 'in', value: [1, 2048] }, true],
    [{ field: 'data.message.date', op: 'less', value: '2026-11-23T12:00:00+01:00' }, true],
    [{ field: 'data.message.date', op: 'equals', value: '2026-11-23T11:00:00+01:00' }, true],
    [{ field: 'data.message.unread', op: 'equals', value: true }, true],
    [{ field: 'data.message.mailboxId', op: 'equals', value: 'mbx_aa' }, false],
    [{ field: 'data.mailbox.specialUse', op: 'equals', value: 'inbox' }, true],
    [{ field: 'data.movedTo', op: 'exists' }, true],
    [{ field: 'data.movedFrom', op: 'exists' }, false],
    [{ field: 'data.submission.metadata.order.id', op: 'equals', value: 'a-17' }, true],
    [{ field: 'data.submission.metadata.other', op: 'exists' }, false],
    [{ field: 'data.account.email', op: 'equals', value: 'x' }, false],
    [{ not: { field: 'data.account.email', op: 'equals', value: 'x' } }, true],
    [{ field: 'type', op: 'startsWith', value: 'message.' }, true],
    [{ field: 'accountId', op: 'equals', value: 'Ada' }, false],
    [
      {
        all: [
          { field: 'data.mailbox.specialUse', op: 'in', value: ['inbox', 'archive'] },
          {
            any: [
              { field: 'data.message.size', op: 'less', value: 1 },
              { field: 'data.message.unread', op: 'equals', value: true },
            ],
          },
          { not: { field: 'data.message.flags', op: 'equals', value: '\\Seen' } },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { field: 'type', op: 'exists' },
          { field: 'data.message.size', op: 'less', value: 1 },
        ],
      },
      false,
    ],
  ])('%j: %s', (filter, expected) => {
    expect(told(filter)).toBe(expected);
  });

  const nested = (levels: number): FilterInput =>
    levels === 1 ? { field: 'type', op: 'exists' } : { not: nested(levels - 1) };
  const condition: FilterInput = { field: 'type', op: 'equals', value: 'message.received' };

  it.each<[string, FilterInput, string]>([
    ['has no form', {}, '/filter'],
    ['has two forms', { all: [condition], not: condition }, '/filter'],
    ['mixes a form with a condition', { all: [{ any: [condition], op: 'equals' }] }, '/filter/all/0'],
    [
      'names no field that an event has',
      { any: [condition, { field: 'data.message.subjekt', op: 'exists' }] },
      '/filter/any/1/field',
    ],
    ['names a field of every object', { field: 'data.constructor', op: 'exists' }, '/filter/field'],
    ['numbers the elements', { field: 'data.message.from.0.address', op: 'exists' }, '/filter/field'],
    ['looks at a body', { field: 'data.message.text', op: 'contains', value: 'x' }, '/filter/field'],
    ['lacks its op', { field: 'type' }, '/filter/op'],
    ['compares an object', { not: { field: 'data.movedTo', op: 'equals', value: 'x' } }, '/filter/not/op'],
    ['orders texts', { field: 'data.message.subject', op: 'greater', value: 'x' }, '/filter/op'],
    ['lacks its value', { field: 'type', op: 'equals' }, '/filter/value'],
    [
      'compares a number with a text',
      { field: 'data.message.size', op: 'greater', value: '10' },
      '/filter/value',
    ],
    [
      'compares a time with a day',
      { field: 'data.message.date', op: 'less', value: '2026-11-23' },
      '/filter/value',
    ],
    ['lists nothing', { field: 'type', op: 'in', value: [] }, '/filter/value'],
    ['lists another kind', { field: 'data.message.uid', op: 'in', value: [1, '2'] }, '/filter/value/1'],
    ['asks for existence in words', { field: 'type', op: 'exists', value: 'yes' }, '/filter/value'],
    ['nests too deep', nested(9), '/filter' + '/not'.repeat(8)],
    [
      'has too many conditions',
      { all: [{ any: Array(100).fill(condition) as FilterInput[] }, condition] },
      '/filter/all/1',
    ],
    ['is too large', { field: 'type', op: 'equals', value: 'x'.repeat(16_384) }, '/filter'],
  ])('that %s is refused where it is wrong', (_what, filter, pointer) => {
    expect(() => told(filter)).toThrow(
      expect.objectContaining({ code: 'invalid-request', errors: [expect.objectContaining({ pointer })] }),
    );
  });

  it('reaches its bounds', () => {
    expect(told(nested(8))).toBe(false);
    expect(told({ all: Array(100).fill(condition) as FilterInput[] })).toBe(true);
  });

  it('looks at content where it looks at more than the place of a message', () => {
    const asks = (field: string): boolean =>
      asksForContent(readEventFilter({ not: { field, op: 'exists' } }, ''));
    expect(['data.message', 'data.message.mailboxId', 'data.flags.now', 'type'].filter(asks)).toEqual([]);
    expect(asks('data.message.subject')).toBe(true);
  });
});
