import { describe, expect, it } from 'vitest';
import { withoutExcess } from '../../src/imap-pool/oversized-items.ts';

const response = (payload: string, ...literals: readonly string[]) => ({
  payload: Buffer.from(payload),
  literals: literals.map((literal) => Buffer.from(literal)),
});
const shown = ({ payload, literals }: ReturnType<typeof response>): readonly string[] => [
  payload.toString(),
  ...literals.map(String),
];

const group = '(NIL NIL "g" NIL)';

describe('a row with too many elements', () => {
  it('loses the item that has them, with its literals, and nothing else', () => {
    const row = response(
      `* 7 FETCH (UID 9 ENVELOPE ("d" {1}\r\n ${group.repeat(30)} NIL) BODY[HEADER.FIELDS (TO)] {2}\r\n FLAGS (\\Seen "a)\\"b"))`,
      's',
      'To',
    );
    expect(shown(withoutExcess(row, 50))).toEqual([
      '* 7 FETCH (UID 9 ENVELOPE NIL BODY[HEADER.FIELDS (TO)] {2}\r\n FLAGS (\\Seen "a)\\"b"))',
      'To',
    ]);
  });

  it('loses only what it must', () => {
    const row = response(`* 7 FETCH (ENVELOPE (${group.repeat(30)}) BODYSTRUCTURE (${group.repeat(5)}))`);
    expect(shown(withoutExcess(row, 50))).toEqual([
      `* 7 FETCH (ENVELOPE NIL BODYSTRUCTURE (${group.repeat(5)}))`,
    ]);
  });

  it.each([
    ['few elements', `* 7 FETCH (ENVELOPE ("${'x'.repeat(500)}"))`],
    ['another response', `* SEARCH ${'1 '.repeat(500)}`],
    ['no end', `* 7 FETCH (ENVELOPE (${'('.repeat(500)}`],
  ])('and anything else with %s stays as it is', (_, payload) => {
    const row = response(payload);
    expect(withoutExcess(row, 50)).toBe(row);
  });
});
