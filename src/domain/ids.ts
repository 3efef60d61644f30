/**
 * Ids. Random ones for what the gateway keeps itself (`acc_ sub_ whk_ …`), derived ones for what a mail
 * server keeps (`mbx_ msg_ att_ eml_ thr_`) and for what must come out the same when made twice (`evt_ dlv_`).
 *
 * A derived id is base64url of: version, account id, payload, and a MAC of all that under the account's
 * incarnation. It can be read without storage, cannot be forged, and dies with its account.
 */
import {
  createHash,
  createHmac,
  createSecretKey,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import type { AccountIdentity } from './account.ts';

export type RandomPrefix = 'acc' | 'sub' | 'whk' | 'key' | 'job' | 'dlv' | 'tpl' | 'tok';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `length` base62 characters, about 5.95 bits each. */
export function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 = 4 × 62: above it a remainder would favour the first digits.
      if (byte < 248 && text.length < length) text += base62.charAt(byte % 62);
    }
  }
  return text;
}

/** About 119 random bits. */
export function randomId(prefix: RandomPrefix): string {
  return `${prefix}_${randomBase62(20)}`;
}

/** An id that comes out the same for the same parts; parts cannot run into one another. */
export function hashedId(prefix: 'evt' | 'dlv' | 'sub', ...parts: readonly (string | number)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return `${prefix}_${digest.subarray(0, 18).toString('base64url')}`;
}

/** A message by what never changes while its mailbox keeps its UIDVALIDITY (RFC 9051 §2.3.1.1). */
export interface MessageRef {
  readonly mailboxId: string;
  readonly uidValidity: number;
  readonly uid: number;
}

/** What depends on nothing but `key`, remembered for the last few hundred keys: those that work, of thousands that wait. */
function remember<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    if (known.size >= 500) known.clear();
    known.set(key, value);
  }
  return value;
}

const version = 1;
const macLength = 8;
const hashLength = 9;

function seal(prefix: string, account: AccountIdentity, payload: Buffer): string {
  const id = Buffer.from(account.id, 'utf8');
  const body = Buffer.concat([Buffer.from([version, id.length]), id, payload]);
  return `${prefix}_${Buffer.concat([body, mac(prefix, account, body)]).toString('base64url')}`;
}

function mac(prefix: string, account: AccountIdentity, body: Buffer, length = macLength): Buffer {
  const { incarnation } = account;
  const key = remember(macKeys, incarnation, () => createSecretKey(Buffer.from(incarnation, 'hex')));
  return createHmac('sha256', key).update(prefix).update(body).digest().subarray(0, length);
}

/** A page of messages takes a hundred MACs under one key, and to prepare the key costs more than the MAC. */
const macKeys = new Map<string, KeyObject>();

interface Opened {
  readonly accountId: string;
  readonly payload: Buffer;
  readonly body: Buffer;
  readonly mac: Buffer;
}

function open(prefix: string, id: string): Opened | null {
  if (!id.startsWith(`${prefix}_`)) return null;
  const text = id.slice(prefix.length + 1);
  const bytes = Buffer.from(text, 'base64url');
  // Reject every other spelling of the same bytes: an id is compared as a string.
  if (bytes.toString('base64url') !== text || bytes.length < 2 + macLength || bytes[0] !== version)
    return null;
  const idLength = bytes[1] ?? 0;
  const body = bytes.subarray(0, bytes.length - macLength);
  if (body.length < 2 + idLength) return null;
  return {
    accountId: body.subarray(2, 2 + idLength).toString('utf8'),
    payload: body.subarray(2 + idLength),
    body,
    mac: bytes.subarray(bytes.length - macLength),
  };
}

function openFor(prefix: string, account: AccountIdentity, id: string): Buffer | null {
  const opened = open(prefix, id);
  if (opened?.accountId !== account.id) return null;
  return timingSafeEqual(opened.mac, mac(prefix, account, opened.body)) ? opened.payload : null;
}

/** The account that a derived id claims to belong to, unverified; null when it is no derived id. */
export function claimedAccount(id: string): string | null {
  for (const prefix of ['mbx', 'msg', 'att', 'eml', 'thr']) {
    const opened = open(prefix, id);
    if (opened !== null) return opened.accountId;
  }
  return null;
}

function mailboxHash(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest().subarray(0, hashLength);
}

/** `key` is MAILBOXID or path (`Mailbox.key`). */
export function mailboxId(account: AccountIdentity, key: string): string {
  return seal('mbx', account, mailboxHash(key));
}

/** False for ids that are forged, malformed or another account's. */
export function isMailboxId(account: AccountIdentity, id: string): boolean {
  return openFor('mbx', account, id)?.length === hashLength;
}

const mailboxHashes = new Map<string, Buffer | null>();

function refBytes(account: AccountIdentity, ref: MessageRef): Buffer {
  const key = `${account.incarnation} ${account.id} ${ref.mailboxId}`;
  const hash = remember(mailboxHashes, key, () => openFor('mbx', account, ref.mailboxId));
  if (hash?.length !== hashLength)
    throw new Error('A message id is made of a mailbox id of the same account');
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(ref.uidValidity, 0);
  numbers.writeUInt32BE(ref.uid, 4);
  return Buffer.concat([hash, numbers]);
}

function readRef(account: AccountIdentity, payload: Buffer): MessageRef {
  return {
    mailboxId: seal('mbx', account, payload.subarray(0, hashLength)),
    uidValidity: payload.readUInt32BE(hashLength),
    uid: payload.readUInt32BE(hashLength + 4),
  };
}

export function messageId(account: AccountIdentity, ref: MessageRef): string {
  return seal('msg', account, refBytes(account, ref));
}

/** null for ids that are forged, malformed or another account's: the caller answers `not-found`. */
export function readMessageId(account: AccountIdentity, id: string): MessageRef | null {
  const payload = openFor('msg', account, id);
  return payload?.length === hashLength + 8 ? readRef(account, payload) : null;
}

/** `section` is an IMAP part specifier such as `2.1` (RFC 9051 §6.4.5.1), or `2.1/0`: the first file in a winmail.dat there. */
export function attachmentId(account: AccountIdentity, ref: MessageRef, section: string): string {
  return seal('att', account, Buffer.concat([refBytes(account, ref), Buffer.from(section, 'ascii')]));
}

export function readAttachmentId(
  account: AccountIdentity,
  id: string,
): { readonly message: MessageRef; readonly section: string } | null {
  const payload = openFor('att', account, id);
  if (payload === null || payload.length <= hashLength + 8) return null;
  const section = payload.subarray(hashLength + 8).toString('ascii');
  return /^\d+(\.\d+)*(\/\d+)?$/.test(section) ? { message: readRef(account, payload), section } : null;
}

/** Of what an account uploads; an id that is not forged and names nothing has expired. */
export function newBlobId(account: AccountIdentity): string {
  return seal('blb', account, randomBytes(blobIdLength));
}

/** False for ids that are forged, malformed or another account's. */
export function isBlobId(account: AccountIdentity, id: string): boolean {
  return openFor('blb', account, id)?.length === blobIdLength;
}

const blobIdLength = 12;

/**
 * Names a submission to whoever got its message, in lower-case letters and digits: 80 bits that only the account can make, so
 * that a report which quotes nothing but it is not forged.
 */
export function returnToken(account: AccountIdentity, submissionId: string): string {
  const sum = mac('ret', account, Buffer.from(`${account.id} ${submissionId}`, 'utf8'), returnTokenLength);
  return [...sum]
    .reduce((text, octet) => text * 256n + BigInt(octet), 0n)
    .toString(32)
    .padStart(16, '0');
}

const returnTokenLength = 10;

/** A conversation by what tells it: THREADID (RFC 8474), X-GM-THRID, or the Message-ID of its root. */
export interface ThreadKey {
  readonly source: 'thread' | 'gmail' | 'root';
  readonly value: string;
}

export function threadId(account: AccountIdentity, { source, value }: ThreadKey): string {
  return seal('thr', account, Buffer.from(`${source.charAt(0)}${value}`, 'utf8'));
}

/** null for ids that are forged, malformed or another account's. */
export function readThreadId(account: AccountIdentity, id: string): ThreadKey | null {
  return threadKey(openFor('thr', account, id));
}

/** The same unverified, for what is harmless in the account at hand. */
export function claimedThread(id: string): ThreadKey | null {
  return threadKey(open('thr', id)?.payload ?? null);
}

const threadSources = { t: 'thread', g: 'gmail', r: 'root' } as const;

function threadKey(payload: Buffer | null): ThreadKey | null {
  const text = payload?.toString('utf8') ?? '';
  const source = Object.entries(threadSources).find(([letter]) => text.startsWith(letter))?.[1];
  return source === undefined || text.length === 1 ? null : { source, value: text.slice(1) };
}

/** `eml_…` of EMAILID (RFC 8474) or X-GM-MSGID. */
export function emailId(account: AccountIdentity, value: string): string {
  return seal('eml', account, Buffer.from(value, 'utf8'));
}

/** EMAILID or X-GM-MSGID again; null for ids that are forged, malformed or another account's. */
export function readEmailId(account: AccountIdentity, id: string): string | null {
  return openFor('eml', account, id)?.toString('utf8') ?? null;
}

/** The same unverified, for what is harmless in the account at hand. */
export function claimedEmail(id: string): string | null {
  return open('eml', id)?.payload.toString('utf8') ?? null;
}
