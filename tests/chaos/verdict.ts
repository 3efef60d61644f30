/**
 * The truth beside the journal and beside what the receiver took. Pure. The journal is replayed: what it says a mailbox
 * holds must be what the mail server has, and each message comes and goes in it once.
 */
import { originOf, placeOfEvent, type Entry, type Told } from './ledger.ts';
import type { Deeds } from './programs.ts';
import { firstMailboxes, writeFlags, type Message, type Truth } from './truth.ts';

export interface Difference {
  readonly what: string;
  readonly account: string | null;
  /** All that the journal has of what it is about. */
  readonly journal: readonly Told[];
}

export interface Verdict {
  readonly differences: readonly Difference[];
  /** [what, truth, journal, receiver] */
  readonly counts: readonly (readonly [
    what: string,
    truth: number | null,
    journal: number,
    receiver: number,
  ])[];
}

export interface Findings {
  readonly deeds: Deeds;
  readonly truth: Truth;
  readonly journal: readonly Told[];
  readonly entries: ReadonlyMap<string, Entry>;
  /** The ids that a reader saw who asked for what comes next all the while. */
  readonly read: readonly string[];
  /** What each process wrote. */
  readonly logs: readonly string[];
}

export function judge(findings: Findings): Verdict {
  const { truth, journal, entries } = findings;
  const byPlace = livesByPlace(journal);
  const differences = [
    ...deliveredDifferences(findings),
    ...[...truth.messages.values()].flatMap((message) =>
      messageDifferences(message, byPlace.get(message.place) ?? [[]]),
    ),
    ...inventions(truth, byPlace),
    ...mailboxDifferences(truth, journal),
    ...journalDifferences(journal),
    ...receiverDifferences(journal, entries),
    ...readerDifferences(journal, findings.read),
    ...findings.logs.flatMap(mistakes),
  ];
  const messages = [...truth.messages.values()];
  const of = (type: string): readonly Told[] => journal.filter((event) => event.type === type);
  const taken = (type: string): number =>
    of(type).filter(({ id }) => (entries.get(id)?.taken ?? 0) > 0).length;
  const row = (what: string, type: string, count: number | null): Verdict['counts'][number] => [
    what,
    count,
    of(type).length,
    taken(type),
  ];
  const unseen = messages.filter(({ mustBeTold }) => !mustBeTold).length;
  return {
    differences,
    counts: [
      row(
        `messages that came, ${unseen} of them for so short a time that it may go untold`,
        'message.received',
        messages.length,
      ),
      row('messages that went', 'message.deleted', messages.filter(({ flags }) => flags === null).length),
      row(
        'changes of flags, several of which may be told as one',
        'message.updated',
        findings.deeds.flagged.times,
      ),
      row('mailboxes that were made', 'mailbox.created', findings.deeds.mailboxes.made),
      row('mailboxes that were renamed', 'mailbox.renamed', findings.deeds.mailboxes.renamed),
      row('mailboxes that were deleted', 'mailbox.deleted', findings.deeds.mailboxes.deleted),
      row('resets', 'mailbox.reset', 0),
      row('what may have been missed', 'events.missed', 0),
      ['events of all types', null, journal.length, journal.filter(({ id }) => entries.has(id)).length],
    ],
  };
}

/** Each message that the mail server took is in the truth: else the truth is not to be trusted. */
function deliveredDifferences({ deeds, truth }: Findings): readonly Difference[] {
  const inboxes = new Set(
    [...truth.messages.values()].flatMap(({ account, mailbox, subject }) =>
      mailbox === 'INBOX' ? [`${account} ${subject}`] : [],
    ),
  );
  return [...deeds.delivered].flatMap(([subject, account]) =>
    inboxes.has(`${account} ${subject}`)
      ? []
      : [{ what: `${subject}: delivered, and the mail server knows nothing of it`, account, journal: [] }],
  );
}

/**
 * What is told of each message. More than one life where its mailbox was told as gone and it was still told of: a rename may
 * be told as another mailbox, with all that it holds.
 */
function livesByPlace(journal: readonly Told[]): ReadonlyMap<string, readonly (readonly Told[])[]> {
  const deaths = new Map<string, number>();
  const places = new Map<string, Told[][]>();
  for (const event of journal) {
    const { accountId, type, data } = event;
    if (type === 'mailbox.deleted' && 'mailbox' in data && data.mailbox !== null) {
      const mailbox = `${accountId} ${originOf(data.mailbox.path)}`;
      deaths.set(mailbox, (deaths.get(mailbox) ?? 0) + 1);
    }
    const place = placeOfEvent(event);
    if (place === null) continue;
    const lives = places.get(place) ?? [];
    places.set(place, lives);
    const died = deaths.get(place.slice(0, place.lastIndexOf(' '))) ?? 0;
    while (lives.length <= died) lives.push([]);
    lives[died]?.push(event);
  }
  return places;
}

function messageDifferences(message: Message, lives: readonly (readonly Told[])[]): readonly Difference[] {
  const { place, account, subject, flags, mustBeTold, withItsMailbox } = message;
  const journal = lives.flat();
  const last = lives.at(-1) ?? [];
  const found: string[] = [];
  for (const life of lives) {
    const received = timesOf(life, 'message.received');
    if (received > 1) found.push(`came ${received} times`);
    if (life.length > 0 && life[0]?.type !== 'message.received')
      found.push('something was told before its coming');
    const deleted = timesOf(life, 'message.deleted');
    const expected = flags === null && life === last ? received : 0;
    const mayBeSilent = flags === null && (withItsMailbox || life !== last);
    if (deleted !== expected && !(mayBeSilent && deleted <= received))
      found.push(`its going was told ${deleted} times instead of ${expected}`);
  }
  const received = flags === null ? timesOf(journal, 'message.received') : timesOf(last, 'message.received');
  if (received < 1 && mustBeTold) found.push('its coming was not told');
  const told = lastFlags(last);
  if (flags !== null && received > 0 && told !== flags)
    found.push(`has the flags "${flags}", told as "${told ?? 'gone'}"`);
  return found.map((what) => ({ what: `${subject} (${place}): ${what}`, account, journal }));
}

function timesOf(journal: readonly Told[], type: Told['type']): number {
  return journal.filter((event) => event.type === type).length;
}

function lastFlags(journal: readonly Told[]): string | null {
  const last = journal.at(-1);
  if (last === undefined || last.type === 'message.deleted' || !('flags' in last.data)) return null;
  return writeFlags(last.data.flags.now ?? []);
}

/** Told of messages that never were. */
function inventions(
  { messages }: Truth,
  byPlace: ReadonlyMap<string, readonly (readonly Told[])[]>,
): readonly Difference[] {
  return [...byPlace].flatMap(([place, lives]) => {
    if (messages.has(place)) return [];
    const journal = lives.flat();
    const account = journal[0]?.accountId ?? null;
    return [{ what: `${place}: there has never been such a message`, account, journal }];
  });
}

/** What is told of an account's mailboxes, put over those of the beginning, makes those that are there. */
function mailboxDifferences({ mailboxes }: Truth, journal: readonly Told[]): readonly Difference[] {
  return [...mailboxes].flatMap(([account, paths]) => {
    const told = new Set<string>(firstMailboxes);
    const events = journal.filter(
      ({ accountId, type }) => accountId === account && type.startsWith('mailbox.'),
    );
    for (const { type, data } of events) {
      if (!('mailbox' in data) || data.mailbox === null) continue;
      const { path } = data.mailbox;
      if (type === 'mailbox.deleted') told.delete(path);
      else told.add(path);
      if (type === 'mailbox.renamed' && 'previous' in data) told.delete(data.previous?.path ?? '');
    }
    const replayed = [...told].sort().join(', ');
    return replayed === paths.join(', ')
      ? []
      : [
          {
            what: `${account}: has the mailboxes ${paths.join(', ')}, told as ${replayed}`,
            account,
            journal: events,
          },
        ];
  });
}

function journalDifferences(journal: readonly Told[]): readonly Difference[] {
  const found: Difference[] = [];
  for (const [id, same] of groupBy(journal, ({ id }) => id)) {
    if (same.length > 1) {
      found.push({
        what: `${id}: is in the journal ${same.length} times`,
        account: same[0]?.accountId ?? null,
        journal: same,
      });
    }
  }
  for (const [account, events] of groupBy(journal, ({ accountId }) => accountId)) {
    for (const [index, event] of events.entries()) {
      const before = events[index - 1];
      if (before === undefined || before.timestamp < event.timestamp) continue;
      found.push({
        what: `${event.id}: is not later than the one before it`,
        account,
        journal: [before, event],
      });
    }
  }
  return found;
}

function receiverDifferences(
  journal: readonly Told[],
  entries: ReadonlyMap<string, Entry>,
): readonly Difference[] {
  const ids = new Set(journal.map(({ id }) => id));
  return [
    ...journal.flatMap((event) =>
      (entries.get(event.id)?.taken ?? 0) > 0
        ? []
        : [
            {
              what: `${event.id} (${event.type}): the receiver never took it`,
              account: event.accountId,
              journal: [event],
            },
          ],
    ),
    ...[...entries].flatMap(([id, { event, same }]) => [
      ...(ids.has(id)
        ? []
        : [
            {
              what: `${id}: the receiver got it, the journal has it not`,
              account: event.accountId,
              journal: [],
            },
          ]),
      ...(same
        ? []
        : [
            {
              what: `${id}: came to the receiver with different contents`,
              account: event.accountId,
              journal: [event],
            },
          ]),
    ]),
  ];
}

function readerDifferences(journal: readonly Told[], read: readonly string[]): readonly Difference[] {
  const at = journal.findIndex(({ id }, index) => id !== read[index]);
  if (at === -1 && read.length === journal.length) return [];
  const place = at === -1 ? journal.length : at;
  const event = journal[place];
  return [
    {
      what: `the reader who followed has ${read.length} events of ${journal.length}, and at ${place} ${read[place] ?? 'nothing'}`,
      account: event?.accountId ?? null,
      journal: event === undefined ? [] : [event],
    },
  ];
}

/** An error of no known kind is a mistake of the program, even where it goes on as if nothing had been. */
function mistakes(log: string, process: number): readonly Difference[] {
  const lines = log
    .split('\n')
    .filter((line) => /"level":"(error|fatal)".*"name":"\w*(Type|Range|Reference)Error"/.test(line));
  const [first] = lines;
  if (first === undefined) return [];
  const what = `process ${process} made ${lines.length} mistakes, the first: ${first.slice(0, 600)}`;
  return [{ what, account: null, journal: [] }];
}

function groupBy<T>(
  list: readonly T[],
  keyOf: (item: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
