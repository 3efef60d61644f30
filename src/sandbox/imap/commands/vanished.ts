/** VANISHED (EARLIER): which messages went since the client last looked (RFC 7162 §3.2.10). */
import type { SequenceSet } from '../../search/key.ts';
import { numberSet } from '../../search/number-set.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { formatSequenceSet, resolved } from '../wire/sequence-set.ts';

/** `among` are the uids that the client asks about; null is all. Nothing is said if none went. */
export function tellVanished(session: Session, view: View, modseq: number, among: SequenceSet | null): void {
  const { mailbox } = view;
  const highest = mailbox.uidNext - 1;
  const ranges = among === null ? [[1, highest] as const] : resolved(among, highest);
  const isMeant = among === null ? () => true : numberSet(among, highest);
  const remembered = mailbox.expungedSince(modseq)?.filter(isMeant) ?? absentIn(ranges, highest, view);
  // Those that still have a number in this session lose it later, and are told then.
  const gone = remembered.filter((uid) => view.sequenceOf(uid) === null);
  if (gone.length > 0) session.untagged('VANISHED', `VANISHED (EARLIER) ${formatSequenceSet(gone)}`);
}

/** Where the store has forgotten what went, everything that is not there may have been. */
function absentIn(
  ranges: readonly (readonly [number, number])[],
  highest: number,
  { mailbox }: View,
): readonly number[] {
  const absent: number[] = [];
  for (const [first, last] of ranges) {
    for (let uid = first; uid <= Math.min(last, highest); uid += 1) {
      if (mailbox.byUid(uid) === undefined) absent.push(uid);
    }
  }
  return absent;
}
