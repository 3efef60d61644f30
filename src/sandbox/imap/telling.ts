/** How news of the selected mailbox is said: which responses, and in which order (RFC 3501 §7.3, §7.4; RFC 7162 §3.2.10). */
import type { Numbered } from '../search/key.ts';
import type { StoredMessage } from '../store/model.ts';
import { writeFetch } from './fetch/write.ts';
import type { Notification } from './notification.ts';
import type { News, View } from './view.ts';
import type { Output } from './wire/output.ts';
import { formatSequenceSet } from './wire/sequence-set.ts';

/** What of a session speaks. */
export interface Speaker {
  readonly line: { readonly output: Output };
  readonly view: View | null;
  readonly notify: Notification | null;
  readonly enabled: ReadonlySet<string>;
  readonly condstore: boolean;
  mayThe(name: string): boolean;
  untagged(name: string, text: string): void;
  flagsOf(message: StoredMessage): string;
}

/** EXPUNGE only if numbers may change. */
export function tellNews(speaker: Speaker, numbersMayChange: boolean, flagsToo: boolean): void {
  const { view } = speaker;
  if (view?.hasNews !== true) return;
  const news = view.takeNews(numbersMayChange, flagsToo);
  tellExpunged(speaker, news.expunged);
  if (news.arrived.length > 0) tellArrived(speaker, view, news.arrived);
  for (const each of news.flags) tellFlags(speaker, each);
}

/** `FETCH` with the flags as they are, and the modseq if the client counts them. */
export function tellFlags(speaker: Speaker, { sequence, message }: Numbered): void {
  const modseq = speaker.condstore ? ` MODSEQ (${message.modseq})` : '';
  const flags = speaker.flagsOf(message);
  speaker.untagged('FETCH', `${sequence} FETCH (UID ${message.uid} FLAGS (${flags})${modseq})`);
}

function tellExpunged(speaker: Speaker, expunged: News['expunged']): void {
  if (expunged.length === 0) return;
  if (speaker.enabled.has('QRESYNC')) {
    const uids = formatSequenceSet(expunged.map(({ uid }) => uid));
    speaker.untagged('VANISHED', `VANISHED ${uids}`);
    return;
  }
  // Each one that goes lowers the numbers of those behind it.
  expunged.forEach(({ sequence }, before) => speaker.untagged('EXPUNGE', `${sequence - before} EXPUNGE`));
}

function tellArrived(speaker: Speaker, view: View, arrived: readonly StoredMessage[]): void {
  speaker.untagged('EXISTS', `${view.size} EXISTS`);
  speaker.untagged('RECENT', `${view.recent} RECENT`);
  speaker.notify?.tellArrived(arrived, (items, message) => {
    const sequence = view.sequenceOf(message.uid);
    if (sequence !== null && speaker.mayThe('FETCH'))
      writeFetch(speaker.line.output, items, { sequence, message });
  });
}
