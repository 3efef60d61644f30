/**
 * What a session asked to be told of by NOTIFY (RFC 5465): watches mailboxes and their list, remembers which
 * changed until it can be said, and says each as one STATUS or LIST.
 */
import type { ListChange, Mailbox, MailboxChange, MailUser } from '../store/model.ts';
import type { FetchItems } from './fetch/item.ts';
import type { Notification } from './notification.ts';
import type { Session } from './session.ts';
import { outward, written } from './wire/namespace.ts';

export type NotifyEvent =
  'MessageNew' | 'MessageExpunge' | 'FlagChange' | 'MailboxName' | 'SubscriptionChange';

/** Which mailboxes a group of events is about; the first group that names a mailbox decides (RFC 5465 §5). */
export type MailboxFilter =
  | { readonly kind: 'inboxes' | 'personal' | 'subscribed' }
  | { readonly kind: 'subtree' | 'mailboxes'; readonly names: readonly string[] };

export interface NotifyGroup {
  readonly filter: MailboxFilter;
  readonly events: ReadonlySet<NotifyEvent>;
}

export interface NotifyWish {
  /** How the selected mailbox is told of; null as without NOTIFY. */
  readonly selected: Notification['selected'];
  /** Whether changed flags in the selected mailbox are told outside of commands. */
  readonly flagsOfSelected: boolean;
  /** What is fetched of each new message in the selected mailbox. */
  readonly fetch: FetchItems | null;
  readonly groups: readonly NotifyGroup[];
}

export function createNotify(session: Session, user: MailUser, wish: NotifyWish): Notification {
  const watched = new Map<Mailbox, () => void>();
  const changed = new Set<Mailbox>();
  let listed: ListChange[] = [];

  const wire = (name: string): string => written(session.namespace, outward(session.namespace, name));

  function eventsOf(name: string): ReadonlySet<NotifyEvent> {
    return wish.groups.find(({ filter }) => covers(filter, name, user))?.events ?? new Set();
  }

  function watch(mailbox: Mailbox): void {
    if (watched.has(mailbox) || !mailbox.selectable) return;
    watched.set(
      mailbox,
      mailbox.onChange((change) => {
        const event = eventOf(change);
        if (event === null || !eventsOf(mailbox.name).has(event)) return;
        changed.add(mailbox);
        session.push();
      }),
    );
  }

  function followList(change: ListChange): void {
    for (const [mailbox, stop] of watched) {
      if (mailbox.selectable) continue;
      stop();
      watched.delete(mailbox);
      changed.delete(mailbox);
    }
    const mailbox = user.mailbox(change.name);
    if (mailbox !== null) watch(mailbox);
    const event = change.kind === 'subscribed' ? 'SubscriptionChange' : 'MailboxName';
    if (!eventsOf(change.name).has(event) && !eventsOf(change.before ?? change.name).has(event)) return;
    // One that does not read is told of the latest only.
    listed = [...listed.filter(({ name }) => name !== change.name).slice(-1_000), change];
    session.push();
  }

  function tellStatus(mailbox: Mailbox): void {
    const events = eventsOf(mailbox.name);
    const { messages, uidNext, uidValidity, unseen, highestModseq } = mailbox;
    const items = [`MESSAGES ${messages.length} UIDNEXT ${uidNext} UIDVALIDITY ${uidValidity}`];
    if (events.has('FlagChange')) items.push(`UNSEEN ${unseen}`);
    if (session.offers('CONDSTORE', 'QRESYNC')) items.push(`HIGHESTMODSEQ ${highestModseq}`);
    session.untagged('STATUS', `STATUS ${wire(mailbox.name)} (${items.join(' ')})`);
  }

  function tellListed({ name, before, kind }: ListChange): void {
    const mailbox = user.mailbox(name);
    const attributes: string[] = [];
    if (mailbox === null) attributes.push('\\NonExistent');
    else if (!mailbox.selectable) attributes.push('\\Noselect');
    if (user.subscriptions().includes(name) && kind === 'subscribed') attributes.push('\\Subscribed');
    const old = before === undefined ? '' : ` ("OLDNAME" (${wire(before)}))`;
    session.untagged(
      'LIST',
      `LIST (${attributes.join(' ')}) "${session.namespace.delimiter}" ${wire(name)}${old}`,
    );
  }

  if (wish.groups.length > 0) for (const mailbox of user.mailboxes()) watch(mailbox);
  const stopList = wish.groups.length > 0 ? user.onListChange(followList) : () => undefined;

  return {
    selected: wish.selected,
    flagsOfSelected: wish.flagsOfSelected,
    tell() {
      for (const change of listed) tellListed(change);
      listed = [];
      for (const mailbox of changed) {
        if (mailbox.selectable && mailbox !== session.view?.mailbox) tellStatus(mailbox);
      }
      changed.clear();
    },
    tellArrived(arrived, write) {
      if (wish.fetch === null) return;
      for (const message of arrived) write(wish.fetch, message);
    },
    tellAll() {
      for (const mailbox of watched.keys()) {
        const events = eventsOf(mailbox.name);
        const ofMessages =
          events.has('MessageNew') || events.has('MessageExpunge') || events.has('FlagChange');
        if (ofMessages && mailbox !== session.view?.mailbox) tellStatus(mailbox);
      }
    },
    close() {
      stopList();
      for (const stop of watched.values()) stop();
      watched.clear();
    },
  };
}

function eventOf(change: MailboxChange): NotifyEvent | null {
  switch (change.kind) {
    case 'added':
      return 'MessageNew';
    case 'expunged':
      return 'MessageExpunge';
    case 'flags':
      return 'FlagChange';
    case 'reset':
      return null;
  }
}

function covers(filter: MailboxFilter, name: string, user: MailUser): boolean {
  switch (filter.kind) {
    case 'inboxes':
      return name === 'INBOX';
    case 'personal':
      return true;
    case 'subscribed':
      return user.mailbox(name)?.subscribed ?? user.subscriptions().includes(name);
    case 'mailboxes':
      return filter.names.includes(name);
    case 'subtree':
      return filter.names.some((top) => name === top || name.startsWith(`${top}/`));
  }
}
