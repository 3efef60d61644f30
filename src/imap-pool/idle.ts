/**
 * IDLE (RFC 2177) of a watching connection. imapflow enters it by itself only 15 s after the last command, and
 * would be deaf so long: here it begins at once and ends when told, its end being waited for, so that a dead link
 * shows itself.
 */
import type { ImapFlow } from 'imapflow';
import type { Session } from './session.ts';

export interface Idling {
  /** Says DONE. Throws `upstream-timeout`, having closed the connection, when the server does not end IDLE in time. */
  stop(deadlineMs: number): Promise<void>;
}

/** `over` is called when it ends without `stop`: the server ended or refused it, or the connection is gone. */
export function startIdle(session: Session, over: () => void): Idling {
  let stopping = false;
  const finished = (): void => {
    if (!stopping) over();
  };
  const ended = session.client.idle().then(finished, finished);
  return {
    stop: (deadlineMs) =>
      session.within(async () => {
        stopping = true;
        await breakIdle(session.client);
        await ended;
      }, deadlineMs),
  };
}

/** imapflow breaks IDLE before each of its own commands by this function, which its types leave out. */
interface Breakable {
  readonly preCheck: (() => Promise<unknown>) | false;
}

async function breakIdle(client: ImapFlow): Promise<void> {
  const { preCheck } = client as unknown as Breakable;
  if (typeof preCheck === 'function') await preCheck();
}
