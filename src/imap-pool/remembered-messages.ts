/**
 * By what the newest messages of a watched mailbox would be known again in another one: EMAILID or Gmail's number where the
 * server has them, else Message-ID and size. In the memory of the process, some 16 kB a mailbox; a restart forgets it.
 */
import { createHash } from 'node:crypto';
import type { AccountIdentity } from '../domain/account.ts';
import { headerValue } from '../domain/header.ts';
import { hasUid, newestUids, writeUidSet, type UidSet } from '../domain/uid-set.ts';
import { messageIds } from './envelope.ts';
import { atom, numberOf, type Token } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import { fetchRows, type Row } from './fetch-rows.ts';
import { identityItems } from './message-identities.ts';
import { rememberedMessages } from './remembered-flags.ts';
import type { Session } from './session.ts';
import { headersOf, readEmailId } from './to-message.ts';

/** 48 bits of a hash: enough to tell some thousand messages apart, and as small as a number. */
export type Mark = number;

export class RememberedMessages {
  /** Ascending, each with the mark at the same place. */
  #uids: number[] = [];
  #marks: Mark[] = [];
  #isLoaded = false;

  /** Those of a set that are remembered. */
  *among(uids: UidSet): Generator<readonly [uid: number, mark: Mark]> {
    for (const [index, uid] of this.#uids.entries())
      if (hasUid(uids, uid)) yield [uid, this.#marks[index] ?? 0];
  }

  has(mark: Mark): boolean {
    return this.#marks.includes(mark);
  }

  add(marks: ReadonlyMap<number, Mark>): void {
    const all = new Map(this.#uids.map((uid, index) => [uid, this.#marks[index] ?? 0]));
    for (const [uid, mark] of marks) all.set(uid, mark);
    const newest = [...all].sort(([a], [b]) => a - b).slice(-rememberedMessages);
    this.#uids = newest.map(([uid]) => uid);
    this.#marks = newest.map(([, mark]) => mark);
  }

  drop(gone: UidSet): void {
    const left = this.#uids.map((uid) => !hasUid(gone, uid));
    this.#marks = this.#marks.filter((_, index) => left[index]);
    this.#uids = this.#uids.filter((_, index) => left[index]);
  }

  /** Asks the server once, for the newest of `known`. */
  async load(session: Session, account: AccountIdentity, known: UidSet): Promise<void> {
    if (this.#isLoaded) return;
    // Before it is asked: a message that breaks the connection is not to do so for ever.
    this.#isLoaded = true;
    const newest = newestUids(known, rememberedMessages);
    if (newest.length === 0) return;
    const identity = identityItems(session);
    const items = identity.length > 0 ? identity : [atom('RFC822.SIZE'), messageIdItem()];
    const rows = await fetchRows(session, 'uid', writeUidSet(newest), [atom('UID'), ...items]);
    const marks = rows.map((row) => [row.uid, markOfRow(account, row)] as const);
    this.add(new Map(marks.flatMap(([uid, mark]) => (mark === null ? [] : [[uid, mark]]))));
  }
}

interface Identity {
  readonly emailId?: string | null;
  readonly messageId?: string | null;
  readonly size?: number | null;
}

/** null for a message that has nothing to be known by. */
export function markOf({ emailId, messageId, size }: Identity): Mark | null {
  if (typeof emailId === 'string') return hash(emailId);
  const name = messageIds(messageId ?? null)[0];
  return name === undefined || typeof size !== 'number' ? null : hash(`${name} ${size}`);
}

function markOfRow(account: AccountIdentity, row: Row): Mark | null {
  const emailId = readEmailId(account, row.items);
  const messageId = headerValue(headersOf(row), 'Message-ID');
  return markOf({ emailId, messageId, size: numberOf(row.items.get('RFC822.SIZE')) });
}

function messageIdItem(): Token {
  return bodySection([atom('HEADER.FIELDS'), [atom('MESSAGE-ID')]], null);
}

function hash(text: string): Mark {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}
