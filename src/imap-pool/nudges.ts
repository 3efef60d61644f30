/**
 * What a server says unasked about the selected mailbox. It is taken as a reason to look and never as the news
 * itself: sequence numbers shift, lines get lost with connections, and a look finds everything (failures.md §1).
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { ExpungeEvent } from 'imapflow';
import type { Session } from './session.ts';

/** A burst is awaited so long after its last line, and no longer than `most` in all. */
const quietMs = 1;
const mostMs = 20;

export interface Nudges {
  /** Resolves at the end of the burst that a nudge begins, after `ms`, when the connection closes, or at `signal`'s abort. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** True when there has been one since the last call. */
  take(): boolean;
  /** True when flags were told to have changed since the last call. */
  takeFlagged(): boolean;
  /** One of our own, as when an answer showed that there is more. */
  nudge(): void;
  /** UIDs told as vanished (RFC 7162 §3.2.10) since the last call, in the mailbox that is selected. */
  takeVanished(): readonly number[];
  stop(): void;
}

/** `isKnown` keeps what nobody asks about out of memory: a server may name millions. */
export function listenTo(session: Session, isKnown: (uid: number) => boolean): Nudges {
  const { client } = session;
  let pending = false;
  let flagged = false;
  let lastAt = 0;
  let vanished: number[] = [];
  let wake: (() => void) | null = null;

  const nudge = (): void => {
    pending = true;
    lastAt = performance.now();
    wake?.();
  };
  const onExpunge = (event: ExpungeEvent): void => {
    if (event.uid !== undefined && isKnown(event.uid)) vanished.push(event.uid);
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

  return {
    async wait(ms, signal) {
      if (!pending && session.alive && !signal.aborted) {
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
      while (pending && session.alive && !signal.aborted) {
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
    stop() {
      client.off('exists', nudge);
      client.off('expunge', onExpunge);
      client.off('flags', onFlags);
      client.off('close', nudge);
    },
  };
}
