/**
 * What a listener knows that was told of every change of one mailbox and never looks into it. It takes nothing
 * twice and nothing out of order.
 */
import type { Mailbox, MailboxChange } from '../../../src/sandbox/store/model.ts';

export interface Mirror {
  /** What is known of each message, by uid. */
  readonly messages: Map<number, { modseq: number; flags: string }>;
  resets: number;
  readonly close: () => void;
}

export function mirrorOf(mailbox: Mailbox): Mirror {
  const mirror: Mirror = { messages: contents(mailbox), resets: 0, close: mailbox.onChange(hear) };
  let modseq = mailbox.highestModseq;

  function hear(change: MailboxChange): void {
    switch (change.kind) {
      case 'added':
        for (const { uid, modseq: of, flags } of change.messages) {
          if (uid <= Math.max(0, ...mirror.messages.keys())) throw new Error(`uid ${uid} does not rise`);
          if (of <= modseq) throw new Error(`modseq ${of} does not rise`);
          mirror.messages.set(uid, { modseq: of, flags: [...flags].join(' ') });
        }
        modseq = change.messages[0]?.modseq ?? modseq;
        return;
      case 'flags':
        for (const { uid, modseq: of, flags } of change.messages) {
          if (of <= modseq) throw new Error(`modseq ${of} does not rise`);
          if (!mirror.messages.has(uid)) throw new Error(`flags of ${uid}, which is not known`);
          mirror.messages.set(uid, { modseq: of, flags: [...flags].join(' ') });
        }
        modseq = change.messages[0]?.modseq ?? modseq;
        return;
      case 'expunged':
        for (const uid of change.uids) {
          if (!mirror.messages.delete(uid)) throw new Error(`${uid} is expunged, which is not known`);
        }
        return;
      case 'reset':
        mirror.resets += 1;
        mirror.messages.clear();
        for (const [uid, known] of contents(mailbox)) mirror.messages.set(uid, known);
    }
  }
  return mirror;
}

/** As a mirror would know it. */
export function contents(mailbox: Mailbox): Map<number, { modseq: number; flags: string }> {
  return new Map(
    mailbox.messages.map(({ uid, modseq, flags }) => [uid, { modseq, flags: [...flags].join(' ') }]),
  );
}
