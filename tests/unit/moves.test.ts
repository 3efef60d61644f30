import { describe, expect, it } from 'vitest';
import { mailboxId, messageId, type MessageRef } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/domain/message.ts';
import { uidSetOf } from '../../src/domain/uid-set.ts';
import { createMoves, type Found, type MessageLocation, type Moves } from '../../src/imap-pool/moves.ts';
import type { MoveNews } from '../../src/use-cases/ports/move-notice.ts';
import { sampleAccount } from '../support/samples.ts';

const account = sampleAccount({ watch: { mailboxes: 'all' } });
const box = (path: string): Found => ({
  mailbox: { id: mailboxId(account, path), path },
  uidValidity: 7,
});
const [inbox, work, other] = [box('INBOX'), box('Work'), box('Other')];
const ref = ({ mailbox, uidValidity }: Found, uid: number): MessageRef => ({
  mailboxId: mailbox.id,
  uidValidity,
  uid,
});
const at = (found: Found, uid: number): MessageLocation => ({
  id: messageId(account, ref(found, uid)),
  mailboxId: found.mailbox.id,
  mailboxPath: found.mailbox.path,
});
const message = (uid: number, name: string, size = 100): MessageView =>
  ({ uid, messageId: `<${name}@example.org>`, size, emailId: null }) as unknown as MessageView;

interface World {
  readonly moves: Moves;
  pass(ms: number): void;
}

function world(watch: typeof account.watch = account.watch): World {
  let time = 0;
  const moves = createMoves({ account: { ...account, watch }, isWatched: () => true, now: () => time });
  return { moves, pass: (ms) => void (time += ms) };
}

describe('a message that goes from one watched mailbox and comes into another', () => {
  it('is told at both sides, whichever is seen first', () => {
    const { moves } = world();
    moves.hasTold(inbox, [message(1, 'a'), message(2, 'b')]);
    expect(moves.goes(inbox, uidSetOf([1]))).toBe(true);
    expect(moves.comes(work, [message(9, 'a')])).toBe(false);
    expect(moves.wentTo(ref(inbox, 1))).toEqual(at(work, 9));
    expect(moves.cameFrom(ref(work, 9))).toEqual(at(inbox, 1));

    expect(moves.comes(work, [message(10, 'b')])).toBe(true);
    expect(moves.goes(inbox, uidSetOf([2]))).toBe(false);
    expect(moves.wentTo(ref(inbox, 2))).toEqual(at(work, 10));
    expect(moves.cameFrom(ref(work, 10))).toEqual(at(inbox, 2));
  });

  it('is known by its size as well, so that another with the same Message-ID is not taken for it', () => {
    const { moves } = world();
    moves.hasTold(inbox, [message(1, 'a', 100)]);
    moves.goes(inbox, uidSetOf([1]));
    expect(moves.comes(work, [message(9, 'a', 101)])).toBe(false);
    expect(moves.wentTo(ref(inbox, 1))).toBeNull();
  });

  it('is one of two that are alike, each told once', () => {
    const { moves } = world();
    moves.hasTold(inbox, [message(1, 'a'), message(2, 'a')]);
    moves.goes(inbox, uidSetOf([1, 2]));
    moves.comes(work, [message(9, 'a')]);
    moves.comes(other, [message(5, 'a')]);
    const targets = [1, 2].map((uid) => moves.wentTo(ref(inbox, uid))?.mailboxPath);
    expect(targets.sort()).toEqual(['Other', 'Work']);
  });

  it('was deleted when the same comes much later, or where nothing was remembered of it', () => {
    const { moves, pass } = world();
    moves.hasTold(inbox, [message(1, 'a'), message(2, 'b')]);
    moves.goes(inbox, uidSetOf([1]));
    pass(6 * 60_000);
    moves.comes(work, [message(9, 'a')]);
    expect(moves.cameFrom(ref(work, 9))).toBeNull();
    moves.forget(inbox.mailbox.id);
    expect(moves.goes(inbox, uidSetOf([2]))).toBe(false);
  });

  it('is looked for among the newest thousand', () => {
    const { moves } = world();
    const many = Array.from({ length: 1_001 }, (_, index) => message(index + 1, `m${index + 1}`));
    moves.hasTold(inbox, many);
    expect(moves.goes(inbox, uidSetOf([1]))).toBe(false);
    expect(moves.goes(inbox, uidSetOf([2]))).toBe(true);
  });

  it('is not looked for where one mailbox is watched', () => {
    const { moves } = world({ mailboxes: ['inbox'] });
    moves.hasTold(inbox, [message(1, 'a')]);
    expect(moves.goes(inbox, uidSetOf([1]))).toBe(false);
  });
});

describe('what the gateway itself moves', () => {
  const begun: MoveNews = {
    kind: 'begun',
    accountId: account.id,
    move: '1',
    mailboxIds: [inbox.mailbox.id, work.mailbox.id],
  };
  const ended = (to: MessageRef | null): MoveNews => ({
    kind: 'ended',
    accountId: account.id,
    move: '1',
    target: work.mailbox,
    paths: { [inbox.mailbox.id]: 'INBOX' },
    moved: [{ from: ref(inbox, 1), to }],
  });

  it('is waited for where it goes and comes, and told as the server said it', async () => {
    const { moves } = world();
    moves.hear(begun);
    let over = false;
    const waiting = moves.settled(inbox.mailbox.id).then(() => (over = true));
    await moves.settled(other.mailbox.id);
    expect(over).toBe(false);
    moves.hear(ended(ref(work, 9)));
    await waiting;
    expect(moves.wentTo(ref(inbox, 1))).toEqual(at(work, 9));
    expect(moves.cameFrom(ref(work, 9))).toEqual(at(inbox, 1));
  });

  it('is told with its mailbox alone when the server did not say more', () => {
    const { moves } = world();
    moves.hear(ended(null));
    expect(moves.wentTo(ref(inbox, 1))).toEqual({ ...at(work, 1), id: null });
  });
});
