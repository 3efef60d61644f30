/**
 * Twenty-five thousand operations in random order, the same in every run, on the store and on a model that is too
 * simple to be wrong; and what listeners and resynchronising clients can know of it.
 */
import { describe, expect, it } from 'vitest';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { Mailbox, MailUser } from '../../../src/sandbox/store/model.ts';
import { StoreRefusal } from '../../../src/sandbox/store/refusal.ts';
import { type Chance, chanceOf } from './chance.ts';
import { contents, type Mirror, mirrorOf } from './mirror.ts';

const OPERATIONS = 25_000;
const NAMES = ['INBOX', 'Archive', 'a', 'a/b', 'a/b/c', 'a/d', 'INBOX/e', 'f', 'f/b'];
const FLAGS = ['\\Seen', '\\Deleted', '\\Flagged', '$Work', 'Later'];

interface ModelMessage {
  uid: number;
  readonly text: string;
  flags: Set<string>;
}

/** A mailbox whose messages nobody changes but by the four verbs. */
interface ModelBox {
  uidNext: number;
  messages: ModelMessage[];
}

/** Null is a name only. */
type Model = Map<string, ModelBox | null>;

function world(chance: Chance) {
  const store = createMailStore({ random: chance.next });
  const user = store.addUser({ name: 'ann', password: 'secret', mailboxes: 'inbox' });
  const model: Model = new Map([['INBOX', { uidNext: 1, messages: [] }]]);
  const mirrors = new Map<Mailbox, Mirror>();
  let written = 0;

  const openNames = (): string[] => [...model].flatMap(([name, box]) => (box === null ? [] : [name]));
  const nameAnywhere = (): string => chance.one(NAMES);
  const boxOf = (name: string): Mailbox => {
    const box = user.mailbox(name);
    if (box === null) throw new Error(`no ${name}`);
    if (!mirrors.has(box)) mirrors.set(box, mirrorOf(box));
    return box;
  };
  const modelOf = (name: string): ModelBox => {
    const box = model.get(name);
    if (box === null || box === undefined) throw new Error(`no ${name}`);
    return box;
  };
  /** Some that are there, some that never were, some twice. */
  const uidsOf = (name: string): number[] => {
    const { messages, uidNext } = modelOf(name);
    const there = messages.map(({ uid }) => uid);
    return [...chance.some(there, 5), ...(chance.int(4) === 0 ? [chance.int(uidNext + 3) + 1] : [])];
  };
  const put = (box: ModelBox, text: string, flags: Iterable<string>): void => {
    box.messages.push({ uid: box.uidNext, text, flags: new Set(flags) });
    box.uidNext += 1;
  };
  const take = (box: ModelBox, uids: readonly number[]): ModelMessage[] => {
    const taken = box.messages.filter(({ uid }) => uids.includes(uid));
    box.messages = box.messages.filter(({ uid }) => !uids.includes(uid));
    return taken;
  };
  const childrenOf = (name: string): string[] =>
    [...model.keys()].filter((each) => each.startsWith(`${name}/`));
  const makeAbove = (name: string): void => {
    for (let end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      const above = name.slice(0, end);
      if (!model.has(above)) model.set(above, { uidNext: 1, messages: [] });
    }
  };
  const prune = (): void => {
    const empty = [...model].find(([name, box]) => box === null && childrenOf(name).length === 0);
    if (empty === undefined) return;
    model.delete(empty[0]);
    prune();
  };

  const verbs: Record<string, () => void> = {
    append() {
      const name = chance.one(openNames());
      const messages = Array.from({ length: chance.int(3) + 1 }, () => {
        written += 1;
        return {
          text: `Message-ID: <${written}@example.org>\r\n\r\n${written}`,
          flags: chance.some(FLAGS, 3),
        };
      });
      boxOf(name).append(messages.map(({ text, flags }) => ({ raw: Buffer.from(text), flags })));
      for (const { text, flags } of messages) put(modelOf(name), text, flags);
    },
    changeFlags() {
      const name = chance.one(openNames());
      const uids = uidsOf(name);
      const change = chance.one(['add', 'remove', 'set'] as const);
      const flags = chance.some(FLAGS, 3);
      const box = boxOf(name);
      const unchangedSince = chance.int(3) === 0 ? chance.int(box.highestModseq + 1) : Infinity;
      const late = box.messages.filter(({ modseq }) => modseq > unchangedSince).map(({ uid }) => uid);
      const { modified } = box.changeFlags(uids, { [change]: flags }, { unchangedSince });
      const named = modelOf(name).messages.filter(({ uid }) => uids.includes(uid));
      expect(modified).toEqual(named.map(({ uid }) => uid).filter((uid) => late.includes(uid)));
      for (const message of named) {
        if (late.includes(message.uid)) continue;
        if (change === 'set') message.flags = new Set(flags);
        for (const flag of flags) message.flags[change === 'remove' ? 'delete' : 'add'](flag);
      }
    },
    expunge() {
      const name = chance.one(openNames());
      const uids = uidsOf(name);
      const gone = boxOf(name).expunge(uids);
      expect(gone).toEqual(take(modelOf(name), uids).map(({ uid }) => uid));
    },
    copy() {
      const [from, to] = [chance.one(openNames()), chance.one(openNames())];
      const uids = uidsOf(from);
      const pairs = user.copy(boxOf(from), uids, boxOf(to));
      const copied = modelOf(from).messages.filter(({ uid }) => uids.includes(uid));
      expect(pairs.map((pair) => pair.from.uid)).toEqual(copied.map(({ uid }) => uid));
      expect(pairs.every((pair) => pair.from.emailId === pair.to.emailId)).toBe(true);
      for (const { text, flags } of copied) put(modelOf(to), text, flags);
    },
    move() {
      const [from, to] = [chance.one(openNames()), chance.one(openNames())];
      const uids = uidsOf(from);
      user.move(boxOf(from), uids, boxOf(to));
      for (const { text, flags } of take(modelOf(from), uids)) put(modelOf(to), text, flags);
    },
    create() {
      const name = nameAnywhere();
      if (model.get(name)) {
        expect(refusalOf(() => user.create(name))).toBe('exists');
        return;
      }
      user.create(name);
      makeAbove(name);
      model.set(name, { uidNext: 1, messages: [] });
    },
    delete() {
      const name = nameAnywhere();
      const box = model.get(name);
      const refused =
        box === undefined ? 'nonexistent' : name === 'INBOX' ? 'inbox' : box === null ? 'has-children' : null;
      expect(refusalOf(() => user.delete(name))).toBe(refused);
      if (refused !== null) return;
      if (childrenOf(name).length > 0) model.set(name, null);
      else model.delete(name);
      prune();
    },
    rename() {
      const [from, to] = [nameAnywhere(), nameAnywhere()];
      const below = to.startsWith(`${from}/`) && from !== 'INBOX';
      const refused = !model.has(from)
        ? 'nonexistent'
        : model.has(to)
          ? 'exists'
          : below
            ? 'invalid-name'
            : null;
      expect(refusalOf(() => user.rename(from, to))).toBe(refused);
      if (refused !== null) return;
      makeAbove(to);
      if (from === 'INBOX') {
        const into: ModelBox = { uidNext: 1, messages: [] };
        for (const { text, flags } of modelOf('INBOX').messages) put(into, text, flags);
        modelOf('INBOX').messages = [];
        model.set(to, into);
        return;
      }
      const moved = [from, ...childrenOf(from)].map((name) => [name, model.get(name) ?? null] as const);
      for (const [name] of moved) model.delete(name);
      for (const [name, box] of moved) model.set(to + name.slice(from.length), box);
      prune();
    },
    reset() {
      if (chance.int(20) > 0) return;
      const name = chance.one(openNames());
      const { uidValidity } = boxOf(name);
      boxOf(name).resetUidValidity();
      expect(boxOf(name).uidValidity).toBeGreaterThan(uidValidity);
      const box = modelOf(name);
      box.messages.forEach((message, index) => (message.uid = index + 1));
      box.uidNext = box.messages.length + 1;
    },
  };
  const often = [
    'append',
    'append',
    'changeFlags',
    'changeFlags',
    'changeFlags',
    'expunge',
    'expunge',
    'copy',
    'move',
    'move',
  ];
  return {
    user,
    model,
    mirrors,
    boxOf,
    openNames,
    operate: () => {
      const verb = chance.int(3) > 0 ? chance.one(often) : chance.one(Object.keys(verbs));
      // Else copies of copies fill the memory.
      const full = [...model].find(([, box]) => (box?.messages.length ?? 0) > 200)?.[0];
      if (full === undefined) verbs[verb]?.();
      else {
        const uids = modelOf(full)
          .messages.slice(0, 150)
          .map(({ uid }) => uid);
        boxOf(full).expunge(uids);
        take(modelOf(full), uids);
      }
    },
  };
}

function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof StoreRefusal) return error.code;
    throw error;
  }
}

function expectAgreement(user: MailUser, model: Model): void {
  expect(
    user
      .mailboxes()
      .map(({ name, selectable }) => [name, selectable] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ).toEqual(
    [...model].map(([name, box]) => [name, box !== null]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
  let messages = 0;
  let octets = 0;
  for (const box of user.mailboxes()) {
    const expected = model.get(box.name)?.messages ?? [];
    messages += expected.length;
    octets += expected.reduce((sum, { text }) => sum + text.length, 0);
    expect(box.messages.map(({ uid, raw, flags }) => [uid, raw.toString(), [...flags].sort()])).toEqual(
      expected.map(({ uid, text, flags }) => [uid, text, [...flags].sort()]),
    );
    expect(box.uidNext).toBe(model.get(box.name)?.uidNext ?? 1);
    expect(box.unseen).toBe(expected.filter(({ flags }) => !flags.has('\\Seen')).length);
    expect(box.deleted).toBe(expected.filter(({ flags }) => flags.has('\\Deleted')).length);
    expect(box.size).toBe(expected.reduce((sum, { text }) => sum + text.length, 0));
    expect(box.highestModseq).toBeGreaterThanOrEqual(
      Math.max(1, ...box.messages.map(({ modseq }) => modseq)),
    );
    expect(box.hasChildren).toBe([...model.keys()].some((name) => name.startsWith(`${box.name}/`)));
    for (const message of box.messages) expect(box.byUid(message.uid)).toBe(message);
  }
  expect(user.quota.usage()).toEqual({ messages, storageKiB: Math.ceil(octets / 1_024) });
}

/** What a client keeps of a mailbox to come back with (RFC 7162 §3.2.5). */
function bookmarkOf(box: Mailbox) {
  return { box, uidValidity: box.uidValidity, modseq: box.highestModseq, known: contents(box) };
}

function expectResynchronised({ box, uidValidity, modseq, known }: ReturnType<typeof bookmarkOf>): void {
  if (!box.selectable || box.uidValidity !== uidValidity) return;
  for (const uid of box.expungedSince(modseq) ?? []) known.delete(uid);
  for (const { uid, modseq: of, flags } of box.changedSince(modseq)) {
    known.set(uid, { modseq: of, flags: [...flags].join(' ') });
  }
  expect(known).toEqual(contents(box));
}

describe('the mail store under random operations', () => {
  it.each([1, 2, 3])(
    'agrees with a simple model, its listeners and its returning clients (seed %i)',
    (seed) => {
      const chance = chanceOf(seed);
      const { user, model, mirrors, boxOf, openNames, operate } = world(chance);
      let bookmarks: ReturnType<typeof bookmarkOf>[] = [];
      for (let done = 1; done <= OPERATIONS / 3 + 1; done += 1) {
        operate();
        if (chance.int(50) === 0) bookmarks.push(bookmarkOf(boxOf(chance.one(openNames()))));
        if (done % 100 !== 0) continue;
        expectAgreement(user, model);
        for (const [box, mirror] of mirrors) {
          if (box.selectable) expect(mirror.messages).toEqual(contents(box));
          else {
            expect(mirror.resets).toBeGreaterThan(0);
            mirror.close();
            mirrors.delete(box);
          }
        }
        for (const bookmark of bookmarks) expectResynchronised(bookmark);
        bookmarks = bookmarks.filter(() => chance.int(3) > 0);
      }
    },
  );
});
