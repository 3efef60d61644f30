/** Waiting on the selected mailbox of a watching connection: in IDLE where the server has it, else by NOOP. */
import { GatewayError } from '../domain/errors.ts';
import { startIdle } from './idle.ts';
import type { Opened } from './look.ts';
import type { Session } from './session.ts';
import type { Visits } from './visits.ts';

export interface WaitTimes {
  /** Between two NOOP where the server has no IDLE. */
  readonly pollMs: number;
  /** For the end of IDLE; a link that takes longer is taken for dead. */
  readonly replyMs: number;
}

export interface Waiting {
  /** False where IDLE is not there, or the server ended it at once again and again. */
  readonly idles: boolean;
  /**
   * Looks at `opened` whenever there is a nudge; null: no mailbox is selected. `done` at that time, or when there is
   * something elsewhere. Throws when the connection ends or the signal aborts.
   */
  stay(opened: Opened | null, untilMs: number): Promise<'fenced' | 'done'>;
}

/** After so many IDLEs in a row that the server ended at once it is asked by NOOP instead. */
const idlePatience = 3;

export function createWaiting(
  session: Session,
  visits: Visits,
  times: WaitTimes,
  signal: AbortSignal,
): Waiting {
  const { nudges } = visits;
  let fruitlessIdles = 0;
  const idles = (): boolean => session.can('IDLE') && fruitlessIdles < idlePatience;

  const checkAlive = (): void => {
    signal.throwIfAborted();
    if (session.alive) return;
    throw (
      session.failure ?? new GatewayError('account-unreachable', 'The mail server closed the connection.')
    );
  };

  const idle = async (ms: number): Promise<void> => {
    const startedAt = performance.now();
    const idling = startIdle(session, () => {
      if (performance.now() - startedAt < 1_000) fruitlessIdles += 1;
      nudges.nudge();
    });
    await nudges.wait(ms, signal);
    checkAlive();
    await idling.stop(times.replyMs);
  };

  const poll = async (ms: number): Promise<void> => {
    await nudges.wait(Math.min(ms, times.pollMs), signal);
    checkAlive();
    await session.command('NOOP');
  };

  return {
    get idles() {
      return idles();
    },
    async stay(opened, untilMs) {
      for (;;) {
        while (nudges.take()) {
          checkAlive();
          const result = opened === null ? 'done' : await visits.lookAgain(opened);
          if (result === 'fenced') return 'fenced';
          if (result === 'again') nudges.nudge();
          if (nudges.elsewhere) break;
        }
        checkAlive();
        const left = untilMs - performance.now();
        if (left <= 0 || nudges.elsewhere) return 'done';
        if (opened !== null && idles()) await idle(left);
        else await poll(left);
      }
    },
  };
}
