/** The server's answer to LIST as mailboxes with ids, special uses and, where asked, counts. No cache here. */
import { setImmediate as turn } from 'node:timers/promises';
import type { ListResponse, StatusObject } from 'imapflow';
import type { AccountIdentity } from '../domain/account.ts';
import { mailboxId } from '../domain/ids.ts';
import { specialUses, type Mailbox, type MailboxCounts, type SpecialUse } from '../domain/mailbox.ts';
import { maySayAbsent } from './errors.ts';
import {
  atom,
  forgetMailboxes,
  isList,
  numberOf,
  string,
  textOf,
  unclaimed,
  type Token,
} from './exchange.ts';
import { listedPath, wireName } from './mailbox-name.ts';
import type { Session } from './session.ts';

const countItems = {
  messages: true,
  unseen: true,
  uidNext: true,
  uidValidity: true,
  highestModseq: true,
} as const;

/** Their ids are MACs: other work goes on in between. */
const mailboxesPerTurn = 500;

export async function listMailboxes(
  session: Session,
  account: AccountIdentity,
  counts: boolean,
): Promise<readonly Mailbox[]> {
  const together = counts && session.can('LIST-STATUS');
  const options = together ? { statusQuery: countItems } : {};
  const entries = await session.within(() => session.client.list(options));
  forgetMailboxes(session.client);
  const keys = await objectIds(session, entries);
  const told = new Set(entries.map(toldUse));
  const mailboxes: Mailbox[] = [];
  for (const entry of entries) {
    // imapflow decodes leniently, and cuts a delimiter off that stands in front.
    const path = listedPath(session, entry.pathAsListed);
    const key = keys.get(entry.pathAsListed) ?? path;
    const mailbox = toMailbox(entry, { path, key }, account, told, session.tellsRemovals);
    // It finds the counts by its own path.
    const isCounted = together && entry.path === path;
    mailboxes.push(counts && !isCounted ? await withCounts(session, mailbox) : mailbox);
    if (mailboxes.length % mailboxesPerTurn === 0) await turn();
  }
  return mailboxes;
}

/** Without counts where the server does not tell them. */
async function withCounts(session: Session, mailbox: Mailbox): Promise<Mailbox> {
  if (!mailbox.selectable) return mailbox;
  try {
    return { ...mailbox, counts: await countsOf(session, mailbox.path) };
  } catch (error) {
    if (maySayAbsent(error)) return { ...mailbox, counts: null };
    throw error;
  }
}

/** One STATUS (RFC 9051 §6.3.11). imapflow's own would write the counts into its view of a selected mailbox. */
export async function countsOf(session: Session, path: string): Promise<MailboxCounts> {
  // Of the selected mailbox Dovecot counts what the connection has been told.
  if (session.selected === path) await session.command('NOOP');
  let counts: Partial<MailboxCounts> = {};
  await session.command('STATUS', [wireName(session, path), countItemsOf(session)], {
    STATUS: ({ attributes }) => {
      // With NOTIFY another mailbox may be told of in between.
      if (listedPath(session, textOf(attributes?.[0]) ?? '') !== path) return unclaimed;
      counts = { ...counts, ...statusCounts(attributes?.[1]) };
      return undefined;
    },
  });
  return completeCounts(counts, session);
}

/** Of several mailboxes, in one command where the server has LIST-STATUS (RFC 5819); null of what it does not tell. */
export async function countsAmong(
  session: Session,
  mailboxes: readonly Mailbox[],
): Promise<ReadonlyMap<Mailbox, MailboxCounts | null>> {
  // A pattern cannot name one with a wildcard in it alone (RFC 9051 §6.3.9).
  const plain = mailboxes.filter(({ path }) => !/[*%]/.test(path));
  const together = plain.length > 1 && session.can('LIST-STATUS') && session.can('LIST-EXTENDED');
  const found = together ? await orNull(session, listedCounts(session, plain)) : null;
  const counts = new Map<Mailbox, MailboxCounts | null>();
  for (const mailbox of mailboxes) {
    const told = found?.get(mailbox.path) ?? (await orNull(session, countsOf(session, mailbox.path)));
    counts.set(mailbox, told);
  }
  return counts;
}

/** null when the server refuses it. */
async function orNull<T>(session: Session, asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!session.alive) throw error;
    return null;
  }
}

async function listedCounts(
  session: Session,
  mailboxes: readonly Mailbox[],
): Promise<ReadonlyMap<string, MailboxCounts>> {
  const found = new Map<string, MailboxCounts>();
  const names = mailboxes.map(({ path }) => wireName(session, path));
  const status = [atom('STATUS'), countItemsOf(session)];
  await session.command('LIST', [string(''), names, atom('RETURN'), status], {
    LIST: () => undefined,
    STATUS: ({ attributes }) => {
      const counts = completeCounts(statusCounts(attributes?.[1]), session);
      found.set(listedPath(session, textOf(attributes?.[0]) ?? ''), counts);
    },
  });
  return found;
}

/** As far as the items of a STATUS response say (RFC 9051 §7.3.2). */
export function statusCounts(items: Token | undefined): Partial<MailboxCounts> {
  const found = new Map<string, Token>();
  readPairs(items, found);
  const number = (key: keyof MailboxCounts, name: string): Partial<MailboxCounts> => {
    const value = numberOf(found.get(name));
    return value === null ? {} : { [key]: value };
  };
  return {
    ...number('total', 'MESSAGES'),
    ...number('unseen', 'UNSEEN'),
    ...number('uidNext', 'UIDNEXT'),
    ...number('uidValidity', 'UIDVALIDITY'),
    ...(found.has('HIGHESTMODSEQ') ? { highestModseq: modseqText(textOf(found.get('HIGHESTMODSEQ'))) } : {}),
  };
}

export function completeCounts(
  counts: Partial<MailboxCounts>,
  { tellsRemovals }: Pick<Session, 'tellsRemovals'>,
): MailboxCounts {
  const none = { total: 0, unseen: 0, uidNext: 0, uidValidity: 0, highestModseq: null };
  return { ...none, ...counts, tellsRemovals };
}

function countItemsOf(session: Session): readonly Token[] {
  const keepsModseq = session.can('CONDSTORE') || session.can('QRESYNC');
  const modseq = keepsModseq ? ['HIGHESTMODSEQ'] : [];
  return ['MESSAGES', 'UNSEEN', 'UIDNEXT', 'UIDVALIDITY', ...modseq].map(atom);
}

/** MAILBOXID by the name as listed (RFC 8474 §4.3); empty where the server has none. */
async function objectIds(
  session: Session,
  entries: readonly ListResponse[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  if (!session.can('OBJECTID')) return ids;
  const read = ({ attributes }: { readonly attributes?: readonly Token[] }): void => {
    const found = new Map<string, Token>();
    readPairs(attributes?.[1], found);
    const id = found.get('MAILBOXID');
    const value = textOf(isList(id) ? id[0] : id);
    const name = textOf(attributes?.[0]);
    if (name !== null && value !== null) ids.set(name, value);
  };
  if (session.can('LIST-STATUS')) {
    const wanted: Token = [atom('STATUS'), [atom('MAILBOXID')]];
    await session.command('LIST', [string(''), string('*'), atom('RETURN'), wanted], {
      LIST: () => undefined,
      STATUS: read,
    });
    return ids;
  }
  for (const entry of entries.filter(isSelectable)) {
    await session.command('STATUS', [string(entry.pathAsListed), [atom('MAILBOXID')]], { STATUS: read });
  }
  return ids;
}

function readPairs(list: Token | undefined, into: Map<string, Token>): void {
  if (!isList(list)) return;
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = textOf(list[at]);
    if (name !== null) into.set(name.toUpperCase(), list[at + 1] ?? null);
  }
}

/** `told`: the uses that mailboxes have by attribute. */
function toMailbox(
  entry: ListResponse,
  { path, key }: Pick<Mailbox, 'path' | 'key'>,
  account: AccountIdentity,
  told: ReadonlySet<SpecialUse | null>,
  tellsRemovals: boolean,
): Mailbox {
  const selectable = isSelectable(entry);
  const delimiter = entry.delimiter === '' ? null : (entry.delimiter ?? null);
  return {
    id: mailboxId(account, key),
    key,
    path,
    name: delimiter === null ? path : path.slice(path.lastIndexOf(delimiter) + 1),
    delimiter,
    specialUse: toldUse(entry) ?? guessedUse(entry, told),
    // Absent where LSUB had to be asked, and did not name it.
    subscribed: (entry.subscribed as boolean | undefined) === true,
    selectable,
    counts: selectable && entry.status !== undefined ? countsFrom(entry.status, tellsRemovals) : null,
  };
}

function isSelectable(entry: ListResponse): boolean {
  const flags = [...entry.flags].map((flag) => flag.toLowerCase());
  return !flags.includes('\\noselect') && !flags.includes('\\nonexistent');
}

/** By attribute, which servers tell without the capability as well (RFC 6154 §2). */
function toldUse({ flags }: ListResponse): SpecialUse | null {
  const words = [...flags].map((flag) => flag.slice(1).toLowerCase());
  return specialUses.find((use) => words.includes(use)) ?? null;
}

/** By the usual names in many languages, which is imapflow's work, unless another mailbox has the use by attribute. */
function guessedUse({ specialUse }: ListResponse, told: ReadonlySet<SpecialUse | null>): SpecialUse | null {
  const word = specialUse?.slice(1).toLowerCase();
  const use = specialUses.find((each) => each === word) ?? null;
  return told.has(use) ? null : use;
}

function countsFrom(status: StatusObject, tellsRemovals: boolean): MailboxCounts | null {
  const { messages, unseen, uidNext, uidValidity, highestModseq } = status;
  if (messages === undefined || uidValidity === undefined) return null;
  return {
    total: messages,
    unseen: unseen ?? 0,
    uidNext: uidNext ?? 0,
    uidValidity: Number(uidValidity),
    highestModseq: modseqText(highestModseq?.toString() ?? null),
    tellsRemovals,
  };
}

/** 0 says that the mailbox keeps no mod-sequences (RFC 7162 §3.1.2.2). */
function modseqText(value: string | null): string | null {
  return value === null || value === '0' ? null : value;
}
