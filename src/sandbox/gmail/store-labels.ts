/** `STORE … [+-]X-GM-LABELS (…)`: a label is a mailbox that the message is put into or taken out of. */
import { labelsText } from './fetch-items.ts';
import type { Session } from '../imap/session.ts';
import type { Numbered } from '../search/key.ts';

export interface LabelOrder {
  readonly kind: 'add' | 'remove' | 'set';
  readonly labels: readonly string[];
  readonly silent: boolean;
}

export function storeLabels(session: Session, found: readonly Numbered[], order: LabelOrder): void {
  const { labels, view } = session;
  if (labels === null || view === null) return;
  const uids = found.map(({ message }) => message.uid);
  labels[order.kind](view.mailbox, uids, order.labels, null);
  if (order.silent) return;
  for (const { sequence, message } of found) {
    const text = labelsText(session, message);
    session.untagged('FETCH', `${sequence} FETCH (UID ${message.uid} X-GM-LABELS ${text})`);
  }
}
