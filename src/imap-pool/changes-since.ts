/**
 * What has changed in a mailbox between two points (RFC 7162). The end is taken first, and what is asked afterwards is cut
 * there: what happens meanwhile belongs to the next span, once.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { messagesOf, type Snapshot, type UidChanges } from '../domain/mailbox-changes.ts';
import {
  differenceOf,
  intersectionOf,
  parseUidSet,
  uidCount,
  uidSetOf,
  unionOf,
  type UidSet,
} from '../domain/uid-set.ts';
import type { ChangeLook, ChangeReader, ChangeSpan, MailboxPoint } from '../use-cases/ports/changes.ts';
import { atom, isList, numberOf, sequence, textOf, unclaimed, type Token } from './exchange.ts';
import { fetchRows, pairsOf } from './fetch-rows.ts';
import { listUids } from './look.ts';
import { countsOf } from './mailbox-listing.ts';
import { overAll } from './message-limit.ts';
import type { OpenMailbox } from './open-mailbox.ts';
import type { Session } from './session.ts';
import { readFlags } from './to-message.ts';

/** Of messages whose flags are all fetched and remembered. */
const mostRemembered = 100_000;

const nothing: UidChanges = { created: [], updated: [], destroyed: [] };

export function createChangeReader({ open }: { readonly open: OpenMailbox }): ChangeReader {
  return {
    async look(account: Account, mailbox: Mailbox, span: ChangeSpan | null, signal): Promise<ChangeLook> {
      // Within a step that has its end nothing depends on the moment.
      const reading = { fresh: (span?.to ?? null) === null ? 'anew' : true, repeatable: true } as const;
      return await open(account, mailbox, reading, signal, async (session, { uidValidity }) => {
        if (span !== null) checkHolds(session, span, uidValidity);
        const to = span?.to ?? (await standing(session, mailbox));
        const forgets = to.highestModseq === null || !session.tellsRemovals;
        if (span === null) {
          const snapshot = forgets ? await remembered(session, to) : null;
          return { uidValidity, to, unchanged: false, snapshot, told: nothing };
        }
        checkForward(span.from, to);
        if (span.to === null && isSame(span, to)) {
          return { uidValidity, to, unchanged: true, snapshot: null, told: nothing };
        }
        const snapshot = span.remembered && span.to === null ? await remembered(session, to) : null;
        if (to.highestModseq === null) return { uidValidity, to, unchanged: false, snapshot, told: nothing };
        const told = await toldOf(session, span, to);
        const whole = countOf(told) <= span.limit && addsUp(span.from, to, told);
        if (span.remembered || span.to !== null || whole) {
          return { uidValidity, to, unchanged: false, snapshot, told };
        }
        const present = await remembered(session, to);
        const seen = { ...span, present: messagesOf(present) };
        return {
          uidValidity,
          to,
          unchanged: false,
          snapshot: present,
          told: await toldOf(session, seen, to),
        };
      });
    },
  };
}

/** As the SELECT said that has just been made; the session's view is of the same moment. */
async function standing(session: Session, { path }: Mailbox): Promise<MailboxPoint> {
  const { uidNext, exists, highestModseq } = session.mailbox;
  const modseq = session.hasModseq && highestModseq !== undefined ? highestModseq.toString() : null;
  // Servers of before RFC 9051 may leave it out of SELECT, but not of STATUS.
  const next =
    Number.isSafeInteger(uidNext) && uidNext > 0 ? uidNext : (await countsOf(session, path)).uidNext;
  return { uidNext: next, total: exists, highestModseq: modseq };
}

function checkHolds(session: Session, span: ChangeSpan, uidValidity: number): void {
  if (uidValidity !== span.uidValidity) throw expired('The mailbox was made anew; list it again.');
  const byModseq = span.from.highestModseq !== null;
  if (byModseq !== session.hasModseq || (!span.remembered && !session.tellsRemovals)) {
    throw expired('The mail server no longer tells changes in the way of this state; list the mailbox anew.');
  }
}

/** A restored backup, or a server that lost its count. */
function checkForward(from: MailboxPoint, to: MailboxPoint): void {
  const fallen = BigInt(to.highestModseq ?? 0) < BigInt(from.highestModseq ?? 0) || to.uidNext < from.uidNext;
  if (fallen) throw expired('The mail server has gone back behind this state; list the mailbox anew.');
}

/** Without QRESYNC a removal leaves MODSEQ alone, but not the number of messages. */
function isSame({ from }: ChangeSpan, to: MailboxPoint): boolean {
  return (
    to.highestModseq !== null &&
    to.highestModseq === from.highestModseq &&
    to.uidNext === from.uidNext &&
    to.total === from.total
  );
}

async function remembered(session: Session, { uidNext, highestModseq }: MailboxPoint): Promise<Snapshot> {
  const below: UidSet = uidNext > 1 ? [[1, uidNext - 1]] : [];
  if (highestModseq !== null) return new Map([['', intersectionOf(await listUids(session), below)]]);
  if (session.mailbox.exists > mostRemembered) {
    throw new GatewayError(
      'unsupported-by-server',
      `The mail server keeps no mod-sequences, and without them a mailbox of more than ${mostRemembered} messages is not followed.`,
    );
  }
  const rows =
    session.mailbox.exists === 0 ? [] : await fetchRows(session, 'uid', '1:*', [atom('UID'), atom('FLAGS')]);
  const byFlags = new Map<string, number[]>();
  for (const { uid, items } of rows) {
    if (uid >= uidNext) continue;
    const flags = [...readFlags(items.get('FLAGS'))].sort().join(' ');
    const uids = byFlags.get(flags);
    if (uids === undefined) byFlags.set(flags, [uid]);
    else uids.push(uid);
  }
  return new Map([...byFlags].sort(byKey).map(([flags, uids]) => [flags, uidSetOf(uids)]));
}

function countOf({ created, updated, destroyed }: UidChanges): number {
  return uidCount(created) + uidCount(updated) + uidCount(destroyed);
}

/**
 * Servers that have forgotten when messages went name all that ever did (RFC 7162 §3.2.6 lets them), Cyrus often at once.
 * Numbers show it: what is told has to make the one total out of the other.
 */
function addsUp(from: MailboxPoint, to: MailboxPoint, { created, destroyed }: UidChanges): boolean {
  return from.total + uidCount(created) - uidCount(destroyed) === to.total;
}

async function toldOf(session: Session, span: ChangeSpan, to: MailboxPoint): Promise<UidChanges> {
  const { from, after, present } = span;
  const range = rangeOf(after + 1, to.uidNext - 1);
  const [known, arrived] = [rangeOf(after + 1, from.uidNext - 1), rangeOf(from.uidNext, to.uidNext - 1)];
  const { modseqs, vanished } = await changedSince(session, range, from.highestModseq, !span.remembered);
  const end = BigInt(to.highestModseq ?? 0);
  const changed = uidSetOf([...modseqs].flatMap(([uid, modseq]) => (modseq <= end ? [uid] : [])));
  const updated = intersectionOf(changed, known);
  if (present !== null) {
    return {
      created: intersectionOf(present, intersectionOf(arrived, range)),
      updated: intersectionOf(updated, present),
      destroyed: differenceOf(intersectionOf(vanished, known), present),
    };
  }
  const gone = intersectionOf(vanished, known);
  // Which of them went only after the end is known by asking from there.
  const later = gone.length === 0 ? null : await changedSince(session, known, to.highestModseq, true);
  return {
    created: intersectionOf(uidSetOf(modseqs.keys()), arrived),
    updated,
    destroyed: differenceOf(gone, later?.vanished ?? []),
  };
}

interface Changed {
  readonly modseqs: ReadonlyMap<number, bigint>;
  readonly vanished: UidSet;
}

/** `UID FETCH … (CHANGEDSINCE n VANISHED)`. Removals that are only noticed meanwhile are left to the session's view. */
async function changedSince(
  session: Session,
  range: UidSet,
  modseq: string | null,
  removals: boolean,
): Promise<Changed> {
  const modseqs = new Map<number, bigint>();
  let vanished: UidSet = [];
  const [bounds] = range;
  if (bounds === undefined) return { modseqs, vanished };
  const modifiers = [atom('CHANGEDSINCE'), atom(modseq ?? '1'), ...(removals ? [atom('VANISHED')] : [])];
  await overAll(`${bounds[0]}:${bounds[1]}`, (set) =>
    session.command('UID FETCH', [sequence(set), [atom('UID'), atom('MODSEQ')], modifiers], {
      FETCH({ attributes }) {
        const items = pairsOf(attributes?.[1]);
        const uid = numberOf(items.get('UID'));
        const list = items.get('MODSEQ');
        const value = textOf(isList(list) ? list[0] : list);
        if (uid === null || value === null || uid < bounds[0] || uid > bounds[1]) return;
        const known = modseqs.get(uid) ?? 0n;
        modseqs.set(uid, BigInt(value) > known ? BigInt(value) : known);
      },
      VANISHED({ attributes = [] }) {
        const [tag, uids] = attributes;
        if (!isEarlier(tag)) return unclaimed;
        vanished = unionOf(vanished, parseUidSet(textOf(uids) ?? ''));
        return null;
      },
    }),
  );
  return { modseqs, vanished: intersectionOf(vanished, range) };
}

function isEarlier(tag: Token | undefined): boolean {
  return isList(tag) && textOf(tag[0])?.toUpperCase() === 'EARLIER';
}

function rangeOf(first: number, last: number): UidSet {
  return first > last ? [] : [[first, last]];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function expired(detail: string): GatewayError {
  return new GatewayError('cursor-expired', detail);
}
