import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween, firstChanges, messagesOf, type Snapshot } from '../../src/domain/mailbox-changes.ts';
import { uidSetOf, uidsOf, type UidSet } from '../../src/domain/uid-set.ts';

const list = (uids: UidSet): readonly number[] => [...uidsOf(uids)];
/** UID → flags, as a mailbox holds them. */
const contents = fc.dictionary(
  fc.integer({ min: 1, max: 40 }).map(String),
  fc.constantFrom('', '\\Seen', '\\Flagged \\Seen'),
);
const snapshotOf = (messages: Readonly<Record<string, string>>): Snapshot => {
  const flags = new Set(Object.values(messages));
  const having = (wanted: string): number[] =>
    Object.keys(messages)
      .filter((uid) => messages[uid] === wanted)
      .map(Number);
  return new Map([...flags].map((each) => [each, uidSetOf(having(each))]));
};

describe('the changes between two snapshots', () => {
  it('are what came, what went and what has other flags', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        const { created, updated, destroyed } = changesBetween(snapshotOf(before), snapshotOf(after));
        const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].map(Number);
        const those = (matches: (uid: number) => boolean): readonly number[] =>
          keys.filter(matches).sort((a, b) => a - b);
        expect(list(created)).toEqual(those((uid) => before[uid] === undefined));
        expect(list(destroyed)).toEqual(those((uid) => after[uid] === undefined));
        expect(list(updated)).toEqual(
          those((uid) => before[uid] !== undefined && after[uid] !== undefined && before[uid] !== after[uid]),
        );
      }),
    );
  });

  it('are told whole in pages of any size', () => {
    fc.assert(
      fc.property(contents, contents, fc.integer({ min: 1, max: 10 }), (before, after, limit) => {
        const all = changesBetween(snapshotOf(before), snapshotOf(after));
        const { changes, more, last } = firstChanges(all, limit);
        const told = [changes.created, changes.updated, changes.destroyed].flatMap(list);
        const due = [all.created, all.updated, all.destroyed].flatMap(list).sort((a, b) => a - b);
        expect([...told].sort((a, b) => a - b)).toEqual(due.slice(0, limit));
        expect(more).toBe(due.length > limit);
        if (more) expect(last).toBe(due[limit - 1]);
      }),
    );
  });

  it('do not depend on the flags where none are remembered', () => {
    const seen: Snapshot = new Map([['', [[1, 3]]]]);
    expect(changesBetween(seen, seen)).toEqual({ created: [], updated: [], destroyed: [] });
    expect(messagesOf(new Map())).toEqual([]);
  });
});
