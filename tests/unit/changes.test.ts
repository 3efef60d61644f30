import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../src/domain/event.ts';
import { mailboxId, messageId } from '../../src/domain/ids.ts';
import type { MessageView } from '../../src/domain/message.ts';
import type { SyncPosition } from '../../src/domain/sync-position.ts';
import { uidSetOf } from '../../src/domain/uid-set.ts';
import { changesOf } from '../../src/imap-pool/changes.ts';
import type { FlagRow, Observation } from '../../src/imap-pool/observation.ts';

const account = { id: 'ada', incarnation: '00112233445566778899aabbccddeeff' };
const mailbox = { id: mailboxId(account, 'INBOX'), path: 'INBOX', specialUse: 'inbox' } as const;
const place = { account, mailbox };
const at = '2026-01-31T12:00:00.000Z';
const later = '2026-01-31T13:00:00.000Z';

function message(uid: number, rest: Partial<MessageView> = {}, uidValidity = 7): MessageView {
  const id = messageId(account, { mailboxId: mailbox.id, uidValidity, uid });
  return { id, mailboxId: mailbox.id, mailboxPath: mailbox.path, uid, flags: [], modseq: null, ...rest };
}

function whole(uids: readonly number[], rest: Partial<Observation & { kind: 'whole' }> = {}): Observation {
  return {
    kind: 'whole',
    uidValidity: 7,
    uidNext: Math.max(0, ...uids) + 1,
    highestModseq: '10',
    uids: uidSetOf(uids),
    flags: [],
    ...rest,
  };
}

function told(events: readonly NewEvent[]): readonly string[] {
  return events.map((event) => `${event.type} ${String((event.data['message'] as MessageView).uid)}`);
}

const start = changesOf(place, null, whole([1, 2, 3]), at).next;

describe('what a look at a mailbox tells', () => {
  it('tells nothing of what is there at first sight', () => {
    const { events, next } = changesOf(place, null, whole([1, 2, 5]), at);
    expect(events).toEqual([]);
    expect(next).toMatchObject({ known: '1:2,5', uidNext: 6, highestModseq: '10', number: 1 });
  });

  it('takes what arrives while it is seen first for new', () => {
    const { next } = changesOf(place, null, whole([1, 2, 3], { uidNext: 3 }), at);
    const { events } = changesOf(place, next, { kind: 'arrivals', messages: [message(3)], before: 4 }, at);
    expect(told(events)).toEqual(['message.received 3']);
  });

  it('tells what came since then where that is asked, and leaves what is older untold, also when it is broken off', () => {
    const first = whole([1, 2, 3, 4, 5], { uidNext: 3, backlog: { since: at, before: 6 } });
    const { next } = changesOf(place, null, first, later);
    expect(next).toMatchObject({ known: '1:2', uidNext: 3 });
    const old = '2026-01-31T11:59:59.999Z';
    const arrivals = (before: number, ...messages: MessageView[]): Observation => ({
      kind: 'arrivals',
      messages,
      before,
    });
    const one = changesOf(place, next, arrivals(4, message(3, { receivedAt: old })), later);
    expect(told(one.events)).toEqual([]);
    const received = [
      message(4, { receivedAt: at }),
      message(5, { receivedAt: old }),
      message(6, { receivedAt: old }),
    ];
    const two = changesOf(place, one.next, arrivals(7, ...received), later);
    expect(told(two.events)).toEqual(['message.received 4', 'message.received 6']);
    expect(two.next).toMatchObject({ known: '1:6', uidNext: 7, backlog: null });
  });

  it('tells a new message once, with its flags, in the order of UIDs', () => {
    const observation: Observation = {
      kind: 'arrivals',
      messages: [message(5, { flags: ['\\Seen'] }), message(4), message(3), message(4)],
      before: 6,
    };
    const { events, next } = changesOf(place, start, observation, at);
    expect(told(events)).toEqual(['message.received 4', 'message.received 5']);
    expect(events[0]?.data).toMatchObject({ mailbox: { ...mailbox, uidValidity: 7 } });
    expect(events[1]?.data['flags']).toEqual({ now: ['\\Seen'], added: null, removed: null });
    expect(changesOf(place, next, observation, at).events).toEqual([]);
    expect(next).toMatchObject({ known: '1:5', uidNext: 6, number: 2 });
  });

  it('passes over a UID whose message was expunged before it could be fetched', () => {
    const { events, next } = changesOf(place, start, { kind: 'arrivals', messages: [], before: 9 }, at);
    expect(events).toEqual([]);
    expect(next).toMatchObject({ uidNext: 9, known: '1:3', number: start.number });
  });

  it('does not take the coming of a message for a change of its flags', () => {
    const arrival: Observation = {
      kind: 'arrivals',
      messages: [message(4, { modseq: '12' })],
      before: 5,
    };
    const { next } = changesOf(place, start, arrival, at);
    const look = (modseq: string): Observation => ({
      kind: 'flags',
      rows: [{ uid: 4, flags: ['\\Seen'], modseq }],
      highestModseq: null,
      rest: false,
    });
    expect(changesOf(place, next, look('12'), at)).toMatchObject({
      events: [],
      next: { highestModseq: '12', fresh: {}, number: next.number },
    });
    expect(told(changesOf(place, next, look('13'), at).events)).toEqual(['message.updated 4']);
  });

  it('tells every change of flags of a known message once, also when the look is broken off in the middle', () => {
    const rows = [1, 2].map((uid): FlagRow => ({ uid, flags: ['\\Flagged'], modseq: String(20 + uid) }));
    const first = changesOf(
      place,
      start,
      { kind: 'flags', rows: rows.slice(0, 1), highestModseq: null, rest: true },
      at,
    );
    expect(told(first.events)).toEqual(['message.updated 1']);
    const again = changesOf(place, first.next, { kind: 'flags', rows, highestModseq: null, rest: false }, at);
    expect(told(again.events)).toEqual(['message.updated 2']);
    expect(again.next).toMatchObject({ highestModseq: '22', fresh: {} });
  });

  it('says which flags came and went where it remembers them', () => {
    const seen: FlagRow[] = [{ uid: 2, flags: ['\\Seen', 'work'], modseq: null }];
    const { next } = changesOf(place, null, whole([1, 2], { highestModseq: null, flags: seen }), at);
    const rows: FlagRow[] = [
      { uid: 1, flags: ['\\Seen'], modseq: null },
      { uid: 2, flags: ['\\Flagged', '\\Seen'], modseq: null },
    ];
    const step = changesOf(place, next, { kind: 'flags', rows, highestModseq: null, rest: false }, at);
    expect(told(step.events)).toEqual(['message.updated 2']);
    expect(step.events[0]?.data['flags']).toEqual({
      now: ['\\Flagged', '\\Seen'],
      added: ['\\Flagged'],
      removed: ['work'],
    });
    expect(step.next.flags).toEqual({ 1: '\\Seen', 2: '\\Flagged \\Seen' });
  });

  it('remembers the flags of the newest thousand messages and no more', () => {
    const uids = Array.from({ length: 1500 }, (_, index) => index + 1);
    const flags = uids.map((uid): FlagRow => ({ uid, flags: [], modseq: null }));
    const { next } = changesOf(place, null, whole(uids, { highestModseq: null, flags }), at);
    expect(Object.keys(next.flags)).toHaveLength(1000);
    expect(next.flags[501]).toBe('');
    expect(next.flags[500]).toBeUndefined();
  });

  it('tells the going of known messages only, and only once', () => {
    const vanished: Observation = { kind: 'vanished', uids: [[2, 900]] };
    const { events, next } = changesOf(place, start, vanished, at);
    expect(told(events)).toEqual(['message.deleted 2', 'message.deleted 3']);
    expect(changesOf(place, next, vanished, at)).toEqual({ events: [], next });
  });

  it('says after a change of UIDVALIDITY that the mailbox was reset and announces nothing in it anew', () => {
    const { events, next } = changesOf(place, start, whole([1, 2], { uidValidity: 8 }), later);
    expect(events.map((event) => event.type)).toEqual(['mailbox.reset', 'events.missed']);
    expect(events[0]?.data).toEqual({
      mailbox: { ...mailbox, uidValidity: 8 },
      previous: { ...mailbox, uidValidity: 7 },
    });
    expect(events[1]?.data).toMatchObject({ from: at, to: later, reason: 'uidvalidity-changed' });
    expect(next).toMatchObject({ uidValidity: 8, known: '1:2', number: start.number + 1 });
  });

  it('says that changes may be missed when the MODSEQ of the server fell behind', () => {
    const { events, next } = changesOf(place, start, { kind: 'modseq-lost', highestModseq: '4' }, later);
    expect(events[0]).toMatchObject({ type: 'events.missed', data: { reason: 'changes-unavailable' } });
    expect(next).toMatchObject({ highestModseq: '4', known: '1:3' });
  });

  it('keeps an event within 8 kB however large the message is described', () => {
    const to = Array.from({ length: 2000 }, (_, n) => ({ address: `reader${n}@example.org`, name: null }));
    const observation: Observation = { kind: 'arrivals', messages: [message(4, { to })], before: 5 };
    const [event] = changesOf(place, start, observation, at).events;
    expect(JSON.stringify(event?.data['message']).length).toBeLessThanOrEqual(8192);
    expect(event?.data['message']).toMatchObject({ truncated: true });
  });
});

interface Stored {
  readonly uid: number;
  flags: readonly string[];
  modseq: number;
}

/** A mailbox as a server keeps it, so small that all that can happen to it happens often. */
class Server {
  readonly messages = new Map<number, Stored>();
  readonly delivered: number[] = [];
  uidNext = 1;
  modseq = 1;

  deliver(): void {
    this.modseq += 1;
    this.messages.set(this.uidNext, { uid: this.uidNext, flags: [], modseq: this.modseq });
    this.delivered.push(this.uidNext);
    this.uidNext += 1;
  }
  flag(index: number, flags: readonly string[]): void {
    const each = [...this.messages.values()][index % Math.max(1, this.messages.size)];
    if (each === undefined || each.flags.join(' ') === flags.join(' ')) return;
    this.modseq += 1;
    each.flags = flags;
    each.modseq = this.modseq;
  }
  expunge(index: number): void {
    const uid = [...this.messages.keys()][index % Math.max(1, this.messages.size)];
    if (uid === undefined) return;
    this.modseq += 1;
    this.messages.delete(uid);
  }
}

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('flag' as const),
      index: fc.nat(20),
      flags: fc.constantFrom<readonly string[]>([], ['\\Seen'], ['\\Flagged', '\\Seen']),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expunge' as const), index: fc.nat(20) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('look' as const),
      part: fc.constantFrom('arrivals', 'flags', 'some flags', 'vanished'),
      lost: fc.boolean(),
    }),
  },
);

describe.each([{ condstore: true }, { condstore: false }])(
  'looking, with CONDSTORE: $condstore',
  (server) => {
    it('tells exactly what is true, whatever happens meanwhile and however often a step is lost', () => {
      fc.assert(
        fc.property(fc.nat(5), fc.array(operation, { maxLength: 60 }), (before, operations) => {
          const box = new Server();
          for (let n = 0; n < before; n += 1) box.deliver();
          const rows = (): FlagRow[] =>
            [...box.messages.values()].map(({ uid, flags, modseq }) => ({
              uid,
              flags,
              modseq: server.condstore ? String(modseq) : null,
            }));
          const highestModseq = server.condstore ? String(box.modseq) : null;
          const first = whole([...box.messages.keys()], {
            uidNext: box.uidNext,
            highestModseq,
            flags: rows(),
          });
          let position: SyncPosition = changesOf(place, null, first, at).next;
          let stored = position;
          const journal: NewEvent[] = [];
          const known = new Map([...box.messages.values()].map(({ uid, flags }) => [uid, flags]));

          const observe = (part: string): Observation => {
            switch (part) {
              case 'arrivals':
                return {
                  kind: 'arrivals',
                  messages: rows()
                    .filter(({ uid }) => uid >= position.uidNext)
                    .map(({ uid, flags, modseq }) => message(uid, { flags, modseq })),
                  before: box.uidNext,
                };
              case 'vanished':
                return {
                  kind: 'vanished',
                  uids: uidSetOf(box.delivered.filter((uid) => !box.messages.has(uid))),
                };
              default: {
                const since = position.highestModseq;
                const all = rows().filter(
                  ({ modseq }) => since === null || modseq === null || BigInt(modseq) > BigInt(since),
                );
                const rest = part === 'some flags';
                const some = rest ? all.slice(0, all.length >> 1) : all;
                return { kind: 'flags', rows: some, highestModseq: null, rest };
              }
            }
          };
          const look = (part: string, lost: boolean): void => {
            const step = changesOf(place, position, observe(part), at);
            // A crash before the commit goes back to what was written last, with the events before it.
            if (lost) {
              position = stored;
              return;
            }
            position = step.next;
            if (step.next.number > stored.number) stored = step.next;
            else expect(step.events).toEqual([]);
            for (const event of step.events) {
              journal.push(event);
              const { uid } = event.data['message'] as MessageView;
              const { now } = event.data['flags'] as { now: readonly string[] };
              if (event.type === 'message.deleted') known.delete(uid);
              else known.set(uid, now);
            }
          };

          for (const each of operations) {
            if (each.do === 'deliver') box.deliver();
            else if (each.do === 'flag') box.flag(each.index, each.flags);
            else if (each.do === 'expunge') box.expunge(each.index);
            else look(each.part, each.lost);
          }
          for (const part of ['arrivals', 'flags', 'vanished']) look(part, false);

          expect(new Set(journal.map((event) => event.id)).size).toBe(journal.length);
          const uids = (type: string): number[] =>
            journal
              .filter((event) => event.type === type)
              .map((event) => (event.data['message'] as MessageView).uid);
          const received = uids('message.received');
          expect(received.every((uid) => uid > before)).toBe(true);
          expect(received).toEqual([...new Set(received)].sort((a, b) => a - b));
          expect(uids('message.deleted').every((uid) => uid <= before || received.includes(uid))).toBe(true);
          expect(uids('message.deleted').some((uid) => box.messages.has(uid))).toBe(false);
          const truth = new Map([...box.messages.values()].map(({ uid, flags }) => [uid, flags]));
          expect([...known].sort(([a], [b]) => a - b)).toEqual([...truth]);
          look('arrivals', false);
          look('flags', false);
          look('vanished', false);
          expect([...known].sort(([a], [b]) => a - b)).toEqual([...truth]);
          expect(new Set(journal.map((event) => event.id)).size).toBe(journal.length);
        }),
        { numRuns: 400 },
      );
    });
  },
);
