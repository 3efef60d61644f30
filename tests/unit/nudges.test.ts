import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { listenTo, type Nudges } from '../../src/imap-pool/nudges.ts';
import type { Session } from '../../src/imap-pool/session.ts';

interface Heard {
  readonly nudges: Nudges;
  /** What the server says. */
  readonly says: { exists(): void; status(path: string): Promise<void> };
}

/** As much of a session as hearing needs: `INBOX` is selected, `Work` is watched beside it. */
function hearing(): Heard {
  const handlers: Record<string, ((response: object) => Promise<void>) | undefined> = {};
  const client = Object.assign(new EventEmitter(), {
    untaggedHandlers: handlers,
    sectionHandlers: {},
    enabled: new Set<string>(),
  });
  const session = { client, alive: true, selected: 'INBOX', can: () => true } as unknown as Session;
  const nudges = listenTo(session, { isKnown: () => true, isWatched: (path) => path === 'Work' });
  const status = async (path: string): Promise<void> => {
    const name = { type: 'STRING', value: path };
    const items = [
      { type: 'ATOM', value: 'MESSAGES' },
      { type: 'ATOM', value: '3' },
    ];
    await handlers['STATUS']?.({ command: 'STATUS', attributes: [name, items] });
  };
  return { nudges, says: { exists: () => void client.emit('exists', {}), status } };
}

describe('what a server says unasked', () => {
  it('is waited for to its end, but not for as long as it goes on', async () => {
    const { nudges, says } = hearing();
    let over = false;
    const babble = (): void => {
      says.exists();
      if (!over) setImmediate(babble);
    };
    const waiting = nudges.wait(60_000, new AbortController().signal);
    babble();
    await waiting;
    over = true;
    expect(nudges.take()).toBe(true);
  });

  it('of a mailbox that is not selected is kept by its path, of others not at all', async () => {
    const { nudges, says } = hearing();
    await says.status('Foreign');
    expect(nudges.elsewhere).toBe(false);
    await says.status('Work');
    expect(nudges.elsewhere).toBe(true);
    expect([...nudges.takeCounts()]).toEqual([['Work', { total: 3 }]]);
    expect(nudges.elsewhere).toBe(false);
  });

  it('of the selected mailbox by STATUS is a reason to look there', async () => {
    const { nudges, says } = hearing();
    await says.status('INBOX');
    expect(nudges.elsewhere).toBe(false);
    expect(nudges.take()).toBe(true);
  });
});
