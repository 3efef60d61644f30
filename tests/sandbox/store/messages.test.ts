import { beforeEach, describe, expect, it } from 'vitest';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { Mailbox, MailboxChange, MailUser } from '../../../src/sandbox/store/model.ts';

let user: MailUser;
let inbox: Mailbox;
let now: Date;

beforeEach(() => {
  now = new Date('2026-03-01T10:00:00Z');
  const store = createMailStore({ now: () => now, random: () => 0.5, maxMessageOctets: 100_000 });
  user = store.addUser({ name: 'ann', password: 'secret' });
  inbox = mailbox('INBOX');
});

function mailbox(name: string): Mailbox {
  const found = user.mailbox(name);
  if (found === null) throw new Error(`no ${name}`);
  return found;
}

/** Fields of the header, one a line, and an empty body. */
function letter(...fields: string[]): { raw: Buffer } {
  return { raw: Buffer.from(`${['Subject: hello', ...fields].join('\r\n')}\r\n\r\nText\r\n`) };
}

function threads(from: Mailbox): string[] {
  return from.messages.map(({ threadId }) => threadId);
}

describe('a message', () => {
  it('keeps its octets, dates and identity over copies and moves', () => {
    const internalDate = new Date('2020-02-03T04:05:06Z');
    const [message] = inbox.append([{ ...letter('Message-ID: <1@example.org>'), internalDate }]);
    now = new Date('2026-03-02T10:00:00Z');
    const [copied] = user.copy(inbox, [1], mailbox('Archive'));
    const [moved] = user.move(inbox, [1], mailbox('Trash'));
    for (const { to } of [copied, moved].filter((pair) => pair !== undefined)) {
      expect(to).toMatchObject({ emailId: message?.emailId, threadId: message?.threadId, internalDate });
      expect(to.raw).toBe(message?.raw);
      expect(to.savedAt).toEqual(now);
    }
    expect(message?.savedAt).toEqual(new Date('2026-03-01T10:00:00Z'));
    expect(inbox.messages).toEqual([]);
  });

  it('has an identity of its own, also when another has the same octets', () => {
    const [one, two] = inbox.append([letter(), letter()]);
    expect(one?.emailId).not.toBe(two?.emailId);
    expect(one?.emailId).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
  });

  it('is parsed for whoever asks, and once', () => {
    const [message] = inbox.append([letter('Content-Type: text/html')]);
    expect(message?.root).toMatchObject({ type: 'text', subtype: 'html' });
    const [copy] = user.copy(inbox, [1], inbox);
    expect(copy?.to.root).toBe(message?.root);
  });

  it('does not hold the larger buffer that its octets were cut from', () => {
    const large = Buffer.alloc(1_000_000, 'a');
    const [message] = inbox.append([{ raw: large.subarray(0, 10) }]);
    expect(message?.raw.buffer.byteLength).toBe(10);
  });
});

describe('a thread', () => {
  it('is one over all mailboxes, whichever message comes first', () => {
    inbox.append([letter('Message-ID: <3@example.org>', 'References: <1@example.org>\r\n <2@example.org>')]);
    mailbox('Sent').append([letter('Message-ID: <2@example.org>', 'In-Reply-To: <1@example.org>')]);
    mailbox('Archive').append([letter('message-id: <1@example.org>')]);
    inbox.append([letter('Message-ID: <other@example.org>')]);
    const [thread, other] = threads(inbox);
    expect(threads(mailbox('Sent'))).toEqual([thread]);
    expect(threads(mailbox('Archive'))).toEqual([thread]);
    expect(other).not.toBe(thread);
  });

  it('of a message never changes, also when two turn out to be one', () => {
    inbox.append([letter('Message-ID: <1@example.org>'), letter('Message-ID: <2@example.org>')]);
    const before = threads(inbox);
    inbox.append([letter('In-Reply-To: <2@example.org>', 'References: <1@example.org> <2@example.org>')]);
    expect(threads(inbox)).toEqual([...before, before[1]]);
  });

  it('is forgotten with the last copy of its last message', () => {
    inbox.append([letter('Message-ID: <1@example.org>')]);
    const [thread] = threads(inbox);
    user.move(inbox, [1], mailbox('Trash'));
    mailbox('Trash').expunge([1]);
    inbox.append([letter('Message-ID: <1@example.org>')]);
    expect(threads(inbox)).not.toContain(thread);
  });
});

describe('flags', () => {
  it('are spelled in one way whatever the client writes, and never include \\Recent', () => {
    inbox.append([{ ...letter(), flags: ['\\sEEN', '\\Recent', '$Label'] }, letter()]);
    inbox.changeFlags([2], { add: ['$LABEL', '\\flagged', '\\recent'] });
    expect(inbox.messages.map(({ flags }) => [...flags])).toEqual([
      ['$Label', '\\Seen'],
      ['$Label', '\\Flagged'],
    ]);
    inbox.changeFlags([1, 2], { remove: ['$lABEL', '\\SEEN'] });
    expect(inbox.messages.map(({ flags }) => [...flags])).toEqual([[], ['\\Flagged']]);
    expect(inbox.keywords).toEqual(['$Label']);
  });

  it('that stay as they are change nothing and tell nobody', () => {
    inbox.append([{ ...letter(), flags: ['\\Seen'] }]);
    const { highestModseq } = inbox;
    const told: MailboxChange[] = [];
    inbox.onChange((change) => told.push(change));
    expect(inbox.changeFlags([1], { set: ['\\Seen', '\\seen'] })).toEqual({ changed: [], modified: [] });
    expect(inbox.highestModseq).toBe(highestModseq);
    expect(told).toEqual([]);
  });

  it('of all messages of one command change under one modseq, but not where they changed in between', () => {
    inbox.append([letter(), letter(), letter()]);
    const { highestModseq: unchangedSince } = inbox;
    inbox.changeFlags([2], { add: ['\\Seen'] });
    const { changed, modified } = inbox.changeFlags([3, 2, 1, 9], { add: ['\\Deleted'] }, { unchangedSince });
    expect(changed.map(({ uid, modseq }) => [uid, modseq - unchangedSince])).toEqual([
      [1, 2],
      [3, 2],
    ]);
    expect(modified).toEqual([2]);
    expect(inbox.deleted).toBe(2);
  });

  it('are at most a thousand keywords in a mailbox, and one too many changes nothing', () => {
    const keywords = Array.from({ length: 1_000 }, (_, index) => `k${index}`);
    inbox.append([{ ...letter(), flags: keywords }]);
    expect(() => inbox.changeFlags([1], { set: ['one-more'] })).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    );
    expect(inbox.messages[0]?.flags.size).toBe(1_000);
  });
});

describe('a quota', () => {
  it('refuses all of what is too much and nothing of what only moves', () => {
    user.setQuota({ messages: 2, storageKiB: 1 });
    expect(() => inbox.append([letter(), letter(), letter()])).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    );
    expect(() => inbox.append([{ raw: Buffer.alloc(1_025) }])).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    );
    expect(() => inbox.append([{ raw: Buffer.alloc(100_001) }])).toThrow(
      expect.objectContaining({ code: 'too-big' }),
    );
    inbox.append([letter(), letter()]);
    expect(user.quota.usage()).toEqual({ storageKiB: 1, messages: 2 });
    expect(() => user.copy(inbox, [1], mailbox('Trash'))).toThrow(
      expect.objectContaining({ code: 'over-quota' }),
    );
    expect(user.move(inbox, [1], mailbox('Trash'))).toHaveLength(1);
    user.setQuota({ messages: null });
    expect(user.quota).toMatchObject({ storageKiB: 1, messages: null });
  });
});

describe('a listener', () => {
  it('is told who changed something, and of a move when it is whole', () => {
    const me = {};
    const told: unknown[] = [];
    inbox.append([letter()]);
    inbox.onChange(({ kind, ...rest }) => told.push(['INBOX', kind, (rest as { by?: unknown }).by]));
    mailbox('Trash').onChange((change) => {
      told.push(['Trash', change.kind, inbox.messages.length, 'by' in change && change.by === me]);
    });
    user.move(inbox, [1], mailbox('Trash'), me);
    inbox.append([letter()]);
    expect(told).toEqual([
      ['Trash', 'added', 0, true],
      ['INBOX', 'expunged', me],
      ['INBOX', 'added', null],
    ]);
  });

  it('that changes something itself is told of it after what it is being told', () => {
    const first: string[] = [];
    const second: string[] = [];
    inbox.onChange(({ kind }) => {
      first.push(kind);
      if (kind === 'added') inbox.changeFlags([1], { add: ['\\Seen'] });
    });
    const stop = inbox.onChange(({ kind }) => {
      second.push(kind);
      if (kind === 'flags') stop();
    });
    inbox.append([letter()]);
    inbox.expunge([1]);
    expect(first).toEqual(['added', 'flags', 'expunged']);
    expect(second).toEqual(['added', 'flags']);
  });

  it('is not told of what happened before it came or after it went', () => {
    const told: string[] = [];
    let stop = (): void => undefined;
    inbox.onChange(({ kind }) => {
      if (kind !== 'added') return;
      inbox.changeFlags([1], { add: ['\\Seen'] });
      stop = inbox.onChange((change) => told.push(change.kind));
      inbox.changeFlags([1], { add: ['\\Deleted'] });
    });
    inbox.append([letter()]);
    stop();
    inbox.expunge([1]);
    expect(told).toEqual(['flags']);
  });
});

describe('the history of a mailbox', () => {
  it('says what went and what changed since a modseq', () => {
    inbox.append([letter(), letter(), letter(), letter()]);
    const { highestModseq } = inbox;
    inbox.expunge([4, 2]);
    inbox.changeFlags([3], { add: ['\\Seen'] });
    expect(inbox.expungedSince(highestModseq)).toEqual([2, 4]);
    expect(inbox.changedSince(highestModseq).map(({ uid }) => uid)).toEqual([3]);
    expect(inbox.expungedSince(inbox.highestModseq)).toEqual([]);
  });

  it('admits what it has forgotten', () => {
    const start = inbox.highestModseq;
    const { raw } = letter();
    const uids = inbox.append(Array.from({ length: 250_000 }, () => ({ raw }))).map(({ uid }) => uid);
    inbox.expunge(uids.slice(0, 150_000));
    const between = inbox.highestModseq;
    inbox.expunge(uids.slice(150_000));
    expect(inbox.expungedSince(start)).toBeNull();
    expect(inbox.expungedSince(between)).toHaveLength(100_000);
  });

  it('ends with the UIDVALIDITY', () => {
    inbox.append([letter(), letter()]);
    inbox.expunge([1]);
    const { highestModseq, uidValidity } = inbox;
    inbox.resetUidValidity();
    expect(inbox.uidValidity).toBeGreaterThan(uidValidity);
    expect(inbox.expungedSince(highestModseq)).toBeNull();
    expect(inbox.messages.map(({ uid }) => uid)).toEqual([1]);
    expect(inbox.uidNext).toBe(2);
  });
});

it('gives \\Recent to one session only', () => {
  inbox.append([letter(), letter()]);
  expect(inbox.recent).toBe(2);
  expect(inbox.claimRecent()).toBe(1);
  expect(inbox.recent).toBe(0);
  inbox.append([letter()]);
  expect(inbox.recent).toBe(1);
  expect(inbox.claimRecent()).toBe(3);
});
