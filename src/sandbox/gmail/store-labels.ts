/** `STORE … [+-]X-GM-LABELS (…)`: a label is a mailbox that the message is put into or taken out of. */
import { labelsText } from './fetch-items.ts';
import type { Session } from '../imap/session.ts';
import type { Numbered } from '../search/key.ts';

export interface LabelOrder {
  readonly kind: 'add' | 'remove' | 'set';
  readonly labels: readonly string[];
  readonly silent: boolean;
  readonly unchangedSince: number | null;
}

/** Those that had changed since and were left alone. */
export function storeLabels(
  session: Session,
  named: readonly Numbered[],
  order: LabelOrder,
): readonly Numbered[] {
  const { labels, view } = session;
  if (labels === null || view === null) return [];
  const { unchangedSince } = order;
  const isLeft = ({ message }: Numbered): boolean =>
    unchangedSince !== null && message.modseq > unchangedSince;
  const found = named.filter((each) => !isLeft(each));
  const uids = found.map(({ message }) => message.uid);
  labels[order.kind](view.mailbox, uids, order.labels, null);
  const modified = named.filter(isLeft);
  if (order.silent) return modified;
  for (const { sequence, message } of found) {
    const text = labelsText(session, message);
    session.untagged('FETCH', `${sequence} FETCH (UID ${message.uid} X-GM-LABELS ${text})`);
  }
  return modified;
}
