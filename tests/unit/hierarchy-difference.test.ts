import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/domain/mailbox.ts';
import type { SyncPosition } from '../../src/domain/sync-position.ts';
import { differenceOf, shownAmong, type Gone } from '../../src/imap-pool/hierarchy-difference.ts';

const listed = (path: string, id = path, uidNext = 4, total = 3): Mailbox => ({
  id,
  key: path,
  path,
  name: path.slice(path.lastIndexOf('/') + 1),
  delimiter: '/',
  specialUse: null,
  subscribed: true,
  selectable: true,
  counts: { total, unseen: 0, uidNext, uidValidity: 7, highestModseq: null, tellsRemovals: false },
});
const position = (uidNext = 4): SyncPosition => ({
  uidValidity: 7,
  uidNext,
  highestModseq: null,
  known: `1:${uidNext - 1}`,
  fresh: {},
  flags: {},
  number: 1,
  updatedAt: '2026-01-31T12:00:00.000Z',
});
const gone = (path: string, known: SyncPosition | null = position()): Gone => ({
  id: path,
  path,
  specialUse: null,
  position: known,
});

function told(
  before: readonly Mailbox[],
  now: readonly Mailbox[],
  left: readonly Gone[],
  former: Readonly<Record<string, string>> = {},
): object {
  const { created, renamed, deleted } = differenceOf(
    shownAmong(before),
    now,
    left,
    (path) => former[path] ?? null,
  );
  return {
    created: created.map(({ path }) => path),
    renamed: renamed.map(({ from, to }) => `${from.path} > ${to.path}`),
    deleted: deleted.map(({ path }) => path),
  };
}

describe('a mailbox that is not listed as it was', () => {
  const inbox = listed('INBOX');

  it('is renamed when it keeps its id', () => {
    const before = [inbox, listed('A', 'mbx_1')];
    const expected = { created: [], renamed: ['A > B'], deleted: [] };
    expect(told(before, [inbox, listed('B', 'mbx_1')], [])).toEqual(expected);
  });

  it('is renamed when another one has what it held, and gone when none has', () => {
    const before = [inbox, listed('A')];
    const renamed = { created: [], renamed: ['A > B'], deleted: [] };
    const made = { created: ['B'], renamed: [], deleted: ['A'] };
    expect(told(before, [inbox, listed('B')], [gone('A')])).toEqual(renamed);
    expect(told(before, [inbox, listed('B', 'B', 4, 1)], [gone('A')])).toEqual(renamed);
    expect(told(before, [inbox, listed('B', 'B', 5)], [gone('A')])).toEqual(made);
    expect(told(before, [inbox, listed('B', 'B', 4, 4)], [gone('A')])).toEqual(made);
    expect(told(before, [inbox, listed('B')], [gone('A', null)])).toEqual(made);
  });

  it('is renamed when it was renamed here, whatever has come into it since', () => {
    const now = [inbox, listed('B', 'B', 9, 8), listed('B/in', 'B/in', 5)];
    const left = [gone('A', null), gone('A/in')];
    expect(told([inbox, listed('A'), listed('A/in')], now, left, { B: 'A', 'B/in': 'A/in' })).toEqual({
      created: [],
      renamed: ['A > B', 'A/in > B/in'],
      deleted: [],
    });
  });

  it('is taken for the one of the same name where several hold the same', () => {
    const before = [listed('A'), listed('A/x'), listed('A/y')];
    const now = [listed('B/y'), listed('B'), listed('B/x')];
    const left = [gone('A/x'), gone('A/y'), gone('A')];
    expect(told(before, now, left)).toMatchObject({ created: [], deleted: [] });
    expect(
      told([listed('A/x'), listed('A/y')], [listed('B/y'), listed('B/x')], left.slice(0, 2)),
    ).toMatchObject({
      renamed: ['A/y > B/y', 'A/x > B/x'],
    });
  });
});
