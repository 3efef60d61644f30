/**
 * What has been read of messages and never changes under one UID (RFC 9051 §2.3.1.1): the fields of their envelopes,
 * structures and headers, and small bodies. In the memory of this process, within a bound: what was not used for longest
 * goes first. Flags, labels and MODSEQ are never here, and which messages there are is not known here.
 */
import type { Account } from '../domain/account.ts';
import type { MessageField, MessageView } from '../domain/message.ts';
import type { Content } from '../use-cases/ports/content.ts';
import type { Structure } from './structure.ts';
import { weightOf } from './weight.ts';

/** What may change of a message, is told by its mailbox, or is made of its bodies. */
const passing: ReadonlySet<string> = new Set<MessageField>([
  ...(['mailboxId', 'mailboxPath', 'uid', 'modseq', 'flags', 'unread', 'labels'] as const),
  ...(['text', 'html', 'preview', 'markdown', 'quoted', 'signature', 'remoteImages'] as const),
  ...(['security', 'report', 'calendar', 'enclosed', 'snippets', 'truncated', 'parseError'] as const),
]);

export function isLasting(field: MessageField): boolean {
  return !passing.has(field);
}

export interface KnownMessage {
  /** Those lasting fields that have been read. */
  readonly fields: Readonly<Partial<MessageView>>;
  /** null: not read yet, or there is none. */
  readonly structure: Structure | null;
  /** What was made of the bodies, by what was asked. */
  content(asked: string): Content | undefined;
}

export interface Learnt {
  /** Of them only the lasting ones are kept. */
  readonly fields?: MessageView;
  readonly structure?: Structure | null;
  readonly content?: { readonly asked: string; readonly content: Content };
}

/** What is known of the messages of one mailbox. */
export interface KnownMessages {
  get(uid: number): KnownMessage | null;
  learn(uid: number, found: Learnt): void;
}

export interface MailboxState {
  /** Other settings may mean another server. */
  readonly account: Pick<Account, 'id' | 'incarnation' | 'revision'>;
  readonly mailboxId: string;
  readonly uidValidity: number;
}

export interface MessageCache {
  /** Of a mailbox that was made anew, or whose account has other settings, nothing is known. */
  of(mailbox: MailboxState): KnownMessages;
  /** The account is gone. */
  forget(accountId: string): void;
  /** In memory, estimated. */
  readonly octets: number;
}

interface Entry extends KnownMessage {
  readonly fields: Partial<MessageView> & Record<string, unknown>;
  structure: Structure | null;
  readonly contents: Map<string, Content>;
  octets: number;
  readonly key: string;
  readonly owner: Owner;
}

interface Owner {
  readonly entries: Set<Entry>;
  isGone: boolean;
}

/** Of one message: a mailbox may hold any number of monsters. */
const mostPerMessage = 64 * 1024;
/** An entry with its places in the maps. */
const bareEntry = 500;

/** `mostOctets` 0: nothing is kept. */
export function createMessageCache(mostOctets: number): MessageCache {
  /** What was not used for longest comes first. */
  const entries = new Map<string, Entry>();
  const owners = new Map<string, Owner>();
  let octets = 0;

  const ownerOf = (accountId: string): Owner => {
    const owner = owners.get(accountId) ?? { entries: new Set(), isGone: false };
    owners.set(accountId, owner);
    return owner;
  };

  const drop = (entry: Entry): void => {
    entries.delete(entry.key);
    entry.owner.entries.delete(entry);
    octets -= entry.octets;
  };

  const use = (key: string): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };

  const begin = (key: string, owner: Owner): Entry => {
    const contents = new Map<string, Content>();
    const entry: Entry = {
      key,
      owner,
      fields: {},
      structure: null,
      contents,
      octets: bareEntry,
      content: (asked) => contents.get(asked),
    };
    entries.set(key, entry);
    owner.entries.add(entry);
    octets += bareEntry;
    return entry;
  };

  return {
    of({ account, mailboxId, uidValidity }) {
      const owner = ownerOf(account.id);
      const { id, incarnation, revision } = account;
      const mailbox = [id, incarnation, revision, mailboxId, uidValidity].join(' ');
      const keyOf = (uid: number): string => `${mailbox} ${uid}`;
      return {
        get: (uid) => use(keyOf(uid)) ?? null,
        learn(uid, found) {
          if (mostOctets === 0 || owner.isGone) return;
          const entry = use(keyOf(uid)) ?? begin(keyOf(uid), owner);
          octets += add(entry, found);
          for (const oldest of entries.values()) {
            if (octets <= mostOctets) break;
            drop(oldest);
          }
        },
      };
    },
    forget(accountId) {
      const owner = owners.get(accountId);
      if (owner === undefined) return;
      owner.isGone = true;
      owners.delete(accountId);
      for (const entry of owner.entries) drop(entry);
    },
    get octets() {
      return octets;
    },
  };
}

/** Gives the octets that came with it. What would be too much for one message is left out. */
function add(entry: Entry, { fields, structure = null, content }: Learnt): number {
  const before = entry.octets;
  const keep = (value: unknown, store: () => void): void => {
    const weight = weightOf(value);
    if (weight > mostPerMessage - entry.octets) return;
    entry.octets += weight;
    store();
  };
  for (const [field, value] of Object.entries(fields ?? {})) {
    if (value === undefined || passing.has(field) || field in entry.fields) continue;
    keep(value, () => (entry.fields[field] = value));
  }
  if (structure !== null && entry.structure === null) keep(structure, () => (entry.structure = structure));
  if (content !== undefined && !entry.contents.has(content.asked)) {
    keep(content.content, () => entry.contents.set(content.asked, content.content));
  }
  return entry.octets - before;
}
