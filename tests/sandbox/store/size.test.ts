/** A mailbox of 100,000 messages: what one change costs in time, and one message in memory. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createMailStore } from '../../../src/sandbox/store/mail-store.ts';
import type { Mailbox } from '../../../src/sandbox/store/model.ts';

const MESSAGES = 100_000;

/** Each with a buffer of its own, as they come from a socket. */
function filled(): { inbox: Mailbox; octets: number } {
  const inbox = createMailStore().addUser({ name: 'ann', password: 'x' }).mailbox('INBOX');
  if (inbox === null) throw new Error('no INBOX');
  let octets = 0;
  for (let number = 1; number <= MESSAGES; number += 1) {
    const raw = Buffer.from(`Message-ID: <${number}@example.org>\r\n\r\n${'text '.repeat(100)}`);
    octets += raw.length;
    inbox.append([{ raw, flags: number % 2 === 0 ? ['\\Seen'] : [] }]);
  }
  return { inbox, octets };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('a mailbox of 100,000 messages', () => {
  it('takes ten thousand single changes in less than a second, and a change of all in less than two', () => {
    const { inbox } = filled();
    const tenThousand = Array.from({ length: 10_000 }, (_, index) => 20_000 + index * 7);
    const raw = Buffer.from('\r\n');
    const took = {
      append: milliseconds(() => {
        tenThousand.forEach(() => inbox.append([{ raw }]));
      }),
      flags: milliseconds(() => {
        for (const uid of tenThousand) inbox.changeFlags([uid], { add: ['\\Flagged', '$Seldom'] });
      }),
      // What lies behind moves up in memory.
      expungeOfAThousand: milliseconds(() => {
        for (const uid of tenThousand.slice(0, 1_000)) inbox.expunge([uid]);
      }),
    };
    for (const [kind, time] of Object.entries(took)) expect(time, kind).toBeLessThan(1_000);

    const all = inbox.messages.map(({ uid }) => uid);
    expect(milliseconds(() => inbox.changeFlags(all, { add: ['\\Deleted'] }))).toBeLessThan(2_000);
    expect(inbox.deleted).toBe(all.length);
    expect(milliseconds(() => inbox.expunge(all.filter((uid) => uid % 2 === 0)))).toBeLessThan(2_000);
  });

  it('needs less than 700 octets for each beside the octets of the messages', () => {
    const before = memoryInUse();
    const { inbox, octets } = filled();
    const grown = memoryInUse() - before;
    expect(inbox.size).toBe(octets);
    expect((grown - octets) / MESSAGES).toBeLessThan(700);
  });
});
