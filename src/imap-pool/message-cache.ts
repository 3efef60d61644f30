/**
 * What has been read of messages and never changes under one UID (RFC 9051 §2.3.1.1): the fields of their envelopes,
 * structures and headers, and small bodies. In the memory of this process, within a bound: what was not used for long
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
  /** Since room was last looked for. */
  isUsed: boolean;
  readonly uid: number;
  readonly mailbox: string;
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
  const mailboxes = new Map<string, Map<number, Entry>>();
  const owners = new Map<string, Owner>();
  /** Where room is looked for: what was used meanwhile goes to the end once more. */
  const entries = new Set<Entry>();
  let octets = 0;

  const ownerOf = (accountId: string): Owner => {
    const owner = owners.get(accountId) ?? { entries: new Set(), isGone: false };
    owners.set(accountId, owner);
    return owner;
  };

  const drop = (entry: Entry): void => {
    const { mailbox, uid, owner } = entry;
    const messages = mailboxes.get(mailbox);
    messages?.delete(uid);
    if (messages?.size === 0) mailboxes.delete(mailbox);
    owner.entries.delete(entry);
    entries.delete(entry);
    octets -= entry.octets;
  };

  const begin = (mailbox: string, uid: number, owner: Owner): Entry => {
    const contents = new Map<string, Content>();
    const entry: Entry = {
      fields: {},
      structure: null,
      contents,
      content: (asked) => contents.get(asked),
      octets: bareEntry,
      isUsed: false,
      uid,
      mailbox,
      owner,
    };
    const messages = mailboxes.get(mailbox) ?? new Map<number, Entry>();
    mailboxes.set(mailbox, messages.set(uid, entry));
    owner.entries.add(entry);
    entries.add(entry);
    octets += bareEntry;
    return entry;
  };

  const makeRoom = (): void => {
    for (const entry of entries) {
      if (octets <= mostOctets) return;
      if (entry.isUsed) {
        entry.isUsed = false;
        entries.delete(entry);
        entries.add(entry);
      } else drop(entry);
    }
  };

  return {
    of({ account, mailboxId, uidValidity }) {
      const { id, incarnation, revision } = account;
      const owner = ownerOf(id);
      const mailbox = [id, incarnation, revision, mailboxId, uidValidity].join(' ');
      return {
        get(uid) {
          const entry = mailboxes.get(mailbox)?.get(uid);
          if (entry === undefined) return null;
          entry.isUsed = true;
          return entry;
        },
        learn(uid, found) {
          if (mostOctets === 0 || owner.isGone) return;
          const entry = mailboxes.get(mailbox)?.get(uid) ?? begin(mailbox, uid, owner);
          octets += add(entry, found);
          makeRoom();
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
  for (const field in fields) {
    if (passing.has(field) || field in entry.fields) continue;
    const value = fields[field as MessageField];
    if (value !== undefined) keep(value, () => (entry.fields[field] = value));
  }
  if (structure !== null && entry.structure === null) keep(structure, () => (entry.structure = structure));
  if (content !== undefined && !entry.contents.has(content.asked)) {
    keep(content.content, () => entry.contents.set(content.asked, content.content));
  }
  return entry.octets - before;
}
