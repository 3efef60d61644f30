/** The users of the sandbox and their mail, all in memory. */
import { Announcements } from './announcements.ts';
import type { Premises } from './belongings.ts';
import { FlagSets } from './flags.ts';
import type { MailStore } from './model.ts';
import { createObjectIds } from './object-ids.ts';
import { StoreRefusal } from './refusal.ts';
import { User } from './user.ts';

/** In which names the standard mailboxes are kept (RFC 6154 §2). */
const STANDARD = [
  ['Archive', '\\Archive'],
  ['Drafts', '\\Drafts'],
  ['Junk', '\\Junk'],
  ['Sent', '\\Sent'],
  ['Trash', '\\Trash'],
] as const;

export interface MailStoreOptions {
  readonly now?: () => Date;
  /** In [0, 1); makes the identifiers of RFC 8474. */
  readonly random?: () => number;
  /** No limit, unless given. */
  readonly maxMessageOctets?: number;
}

export function createMailStore(options: MailStoreOptions = {}): MailStore {
  const { now = () => new Date(), random = Math.random, maxMessageOctets = Infinity } = options;
  const premises: Premises = {
    now,
    objectId: createObjectIds(random),
    nextUidValidity: risingFrom(now),
    announcements: new Announcements(),
    flagSets: new FlagSets(),
    maxMessageOctets,
  };
  const users = new Map<string, User>();
  const byAddress = new Map<string, User>();

  function find(nameOrAddress: string): User | null {
    const key = nameOrAddress.toLowerCase();
    return users.get(key) ?? byAddress.get(key) ?? null;
  }

  return {
    users: () => [...users.values()],
    user: find,
    addUser({ name, password, addresses, mailboxes = 'standard' }) {
      const own = addresses ?? [name.includes('@') ? name : `${name}@example.org`];
      const taken = [name, ...own].find((each) => find(each) !== null);
      if (taken !== undefined) throw new StoreRefusal('exists', `There is a user "${taken}" already.`);
      const user = new User(premises, { name, password, addresses: own });
      users.set(name.toLowerCase(), user);
      for (const address of own) byAddress.set(address.toLowerCase(), user);
      if (mailboxes === 'standard') {
        for (const [each, specialUse] of STANDARD) user.create(each, { specialUse });
      }
      for (const mailbox of user.mailboxes()) user.subscribe(mailbox.name, true);
      return user;
    },
    removeUser(name) {
      const user = users.get(name.toLowerCase());
      if (user === undefined) throw new StoreRefusal('nonexistent', `There is no user "${name}".`);
      users.delete(name.toLowerCase());
      for (const address of user.addresses) byAddress.delete(address.toLowerCase());
      user.close();
    },
  };
}

/** RFC 3501 §2.3.1.1 recommends the time: it rises also from one start of the sandbox to the next. */
function risingFrom(now: () => Date): () => number {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Math.floor(now().getTime() / 1_000));
    return last;
  };
}
