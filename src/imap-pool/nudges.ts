/**
 * What a server says unasked. It is taken as a reason to look and never as the news itself: sequence numbers shift,
 * lines get lost with connections, and a look finds everything (failures.md §1).
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { ExpungeEvent } from 'imapflow';
import type { MailboxCounts } from '../domain/mailbox.ts';
import { hearNotices } from './notify.ts';
import type { Session } from './session.ts';

/** A burst is awaited so long after its last line, and no longer than `most` in all. */
const quietMs = 1;
const mostMs = 20;

export interface Nudges {
  /** Resolves at the end of the burst that a nudge begins, after `ms`, when the connection closes, or at `signal`'s abort. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** True when there has been one about the selected mailbox since the last call. */
  take(): boolean;
  /** True when flags were told to have changed since the last call. */
  takeFlagged(): boolean;
  /** One of our own, as when an answer showed that there is more. */
  nudge(): void;
  /** UIDs told as vanished (RFC 7162 §3.2.10) since the last call, in the mailbox that is selected. */
  takeVanished(): readonly number[];
  /** What was told of a mailbox that is not selected, by its path, since the last call. */
  takeCounts(path: string): Partial<MailboxCounts> | undefined;
  /** Whether there is something of a mailbox that is not selected, or of the list of mailboxes. */
  readonly elsewhere: boolean;
  /** True when mailboxes may have come, gone or been renamed since the last call. */
  takeHierarchy(): boolean;
  /** The list of mailboxes is to be asked for anew. */
  nudgeHierarchy(): void;
  /** The other mailboxes are to be asked for, and then the selected one looked at again. */
  nudgeElsewhere(): void;
  /** True when that has been since the last call. */
  takeElsewhere(): boolean;
  /** True when the server has ceased to tell of what is not selected, since the last call. */
  takeOverflow(): boolean;
  stop(): void;
}

/** Keeps what nobody asks about out of memory: a server may name millions. */
export interface Concern {
  /** Of the selected mailbox. */
  isKnown(uid: number): boolean;
  isWatched(path: string): boolean;
}

export function listenTo(session: Session, concern: Concern): Nudges {
  const { client } = session;
  let pending = false;
  let flagged = false;
  let hierarchy = false;
  let overflowed = false;
  let others = false;
  let lastAt = 0;
  let vanished: number[] = [];
  const counted = new Map<string, Partial<MailboxCounts>>();
  let wake: (() => void) | null = null;

  const rouse = (): void => {
    lastAt = performance.now();
    wake?.();
  };
  const nudge = (): void => {
    pending = true;
    rouse();
  };
  const nudgeHierarchy = (): void => {
    hierarchy = true;
    rouse();
  };
  const onExpunge = (event: ExpungeEvent): void => {
    if (event.uid !== undefined && concern.isKnown(event.uid)) vanished.push(event.uid);
    if (event.earlier !== true) nudge();
  };
  const onFlags = (): void => {
    flagged = true;
    nudge();
  };
  client.on('exists', nudge);
  client.on('expunge', onExpunge);
  client.on('flags', onFlags);
  client.on('close', nudge);
  hearNotices(session, {
    counts(path, counts) {
      if (!concern.isWatched(path)) return;
      counted.set(path, { ...counted.get(path), ...counts });
      rouse();
    },
    hierarchy: nudgeHierarchy,
    overflow() {
      overflowed = true;
      nudgeHierarchy();
    },
  });
  const roused = (): boolean => pending || hierarchy || counted.size > 0;

  return {
    async wait(ms, signal) {
      if (!roused() && session.alive && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          timer.unref();
          wake = (): void => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener('abort', wake, { once: true });
        });
        if (wake !== null) signal.removeEventListener('abort', wake);
        wake = null;
      }
      const burstEnds = performance.now() + mostMs;
      while (roused() && session.alive && !signal.aborted) {
        const now = performance.now();
        const quietAt = Math.min(lastAt + quietMs, burstEnds);
        if (now >= quietAt) break;
        await delay(quietAt - now);
      }
    },
    take() {
      const was = pending;
      pending = false;
      return was;
    },
    takeFlagged() {
      const was = flagged;
      flagged = false;
      return was;
    },
    nudge,
    takeVanished() {
      const uids = vanished;
      vanished = [];
      return uids;
    },
    takeCounts(path) {
      const counts = counted.get(path);
      counted.delete(path);
      return counts;
    },
    get elsewhere() {
      return hierarchy || others || counted.size > 0;
    },
    takeHierarchy() {
      const was = hierarchy;
      hierarchy = false;
      return was;
    },
    nudgeHierarchy,
    nudgeElsewhere() {
      others = true;
      rouse();
    },
    takeElsewhere() {
      const was = others;
      others = false;
      return was;
    },
    takeOverflow() {
      const was = overflowed;
      overflowed = false;
      return was;
    },
    stop() {
      client.off('exists', nudge);
      client.off('expunge', onExpunge);
      client.off('flags', onFlags);
      client.off('close', nudge);
    },
  };
}
