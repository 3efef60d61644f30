/** NOTIFY (RFC 5465): what a session is to be told of outside of commands, in the selected mailbox and elsewhere. */
import type { Command } from '../command.ts';
import type { FetchItems } from '../fetch/item.ts';
import { readFetchItems } from '../fetch/items.ts';
import { createNotify, type MailboxFilter, type NotifyEvent, type NotifyGroup } from '../notify.ts';
import { ok } from '../reply.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { BadSyntax, Refused } from '../wire/syntax.ts';
import { userOf } from './mailbox-named.ts';

const EVENTS: readonly NotifyEvent[] = [
  'MessageNew',
  'MessageExpunge',
  'FlagChange',
  'MailboxName',
  'SubscriptionChange',
];

interface Events {
  readonly events: ReadonlySet<NotifyEvent>;
  readonly fetch: FetchItems | null;
}

interface Group extends Events {
  readonly filter: 'selected' | 'selected-delayed' | MailboxFilter;
}

const notify: Command = {
  name: 'NOTIFY',
  state: 'authenticated',
  needs: ['NOTIFY'],
  run(session, given) {
    given.space();
    const user = userOf(session);
    if (given.accept('NONE')) {
      given.end();
      session.notify?.close();
      session.notify = null;
      return ok('Nothing will be told.');
    }
    given.expect('SET');
    const withStatus = given.accept(' STATUS');
    const groups: Group[] = [];
    while (!given.atEnd) {
      given.space();
      groups.push(readGroup(session, given));
    }
    if (groups.length === 0) throw new BadSyntax('Expected a group of events.');
    const [own, another] = groups.filter(({ filter }) => typeof filter === 'string');
    if (another !== undefined) throw new BadSyntax('The selected mailbox is told of in one way.');
    session.notify?.close();
    session.notify = createNotify(session, user, {
      selected:
        own === undefined || own.events.size === 0 ? null : own.filter === 'selected' ? 'at-once' : 'delayed',
      flagsOfSelected: own?.events.has('FlagChange') === true,
      fetch: own?.fetch ?? null,
      groups: groups.flatMap(({ filter, events }): NotifyGroup[] =>
        typeof filter === 'string' ? [] : [{ filter, events }],
      ),
    });
    if (withStatus) session.notify.tellAll();
    return ok('You will be told.');
  },
};

function readGroup(session: Session, given: Arguments): Group {
  given.expect('(');
  const filter = readFilter(given);
  given.space();
  const ofSelected = typeof filter === 'string';
  const events = given.accept('NONE')
    ? { events: new Set<NotifyEvent>(), fetch: null }
    : readEvents(session, given, ofSelected);
  given.expect(')');
  return { filter, ...events };
}

function readFilter(given: Arguments): Group['filter'] {
  const word = given.word().toLowerCase();
  switch (word) {
    case 'selected':
    case 'selected-delayed':
      return word;
    case 'inboxes':
    case 'personal':
    case 'subscribed':
      return { kind: word };
    case 'subtree':
    case 'mailboxes': {
      given.space();
      const names = given.peek() === '(' ? given.list(() => given.mailbox()) : [given.mailbox()];
      return { kind: word, names: names.map((name) => (/^inbox$/i.test(name) ? 'INBOX' : name)) };
    }
    default:
      throw new BadSyntax(`Unknown filter ${word}.`);
  }
}

function readEvents(session: Session, given: Arguments, ofSelected: boolean): Events {
  const events = new Set<NotifyEvent>();
  let fetch: FetchItems | null = null;
  given.list(() => {
    const word = given.word();
    const event = EVENTS.find((each) => each.toUpperCase() === word);
    if (event === undefined) throw new Refused(`BADEVENT (${EVENTS.join(' ')})`, 'This is not watched here.');
    events.add(event);
    if (event === 'MessageNew' && given.accept(' (')) {
      if (!ofSelected) throw new BadSyntax('Only of the selected mailbox something is fetched.');
      given.back();
      fetch = readFetchItems(session, given);
    }
  });
  const both = events.has('MessageNew') && events.has('MessageExpunge');
  const either = events.has('MessageNew') || events.has('MessageExpunge');
  if ((either || events.has('FlagChange')) && !both) {
    throw new BadSyntax('MessageNew and MessageExpunge come together, and FlagChange with both.');
  }
  if (ofSelected && (events.has('MailboxName') || events.has('SubscriptionChange'))) {
    throw new BadSyntax('Of the selected mailbox only messages are told.');
  }
  return { events, fetch };
}

export const NOTIFY: readonly Command[] = [notify];
