/** A mailbox of 100,000 messages: what one change costs in time, and one message in memory. */
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

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('a mailbox of 100,000 messages', () => {
  it('takes a thousand single changes of each kind in much less than a second', () => {
    const { inbox } = filled();
    const thousand = Array.from({ length: 1_000 }, (_, index) => 50_000 + index * 7);
    const raw = Buffer.from('\r\n');
    const took = {
      append: milliseconds(() => {
        thousand.forEach(() => inbox.append([{ raw }]));
      }),
      flags: milliseconds(() => {
        for (const uid of thousand) inbox.changeFlags([uid], { add: ['\\Flagged', '$Seldom'] });
      }),
      expunge: milliseconds(() => {
        for (const uid of thousand) inbox.expunge([uid]);
      }),
      flagsOfAll: milliseconds(() => {
        inbox.changeFlags(
          inbox.messages.map(({ uid }) => uid),
          { add: ['\\Deleted'] },
        );
      }),
      expungeOfHalf: milliseconds(() => {
        inbox.expunge(inbox.messages.flatMap(({ uid }) => (uid % 2 === 0 ? [uid] : [])));
      }),
    };
    for (const [kind, time] of Object.entries(took)) expect(time, kind).toBeLessThan(500);
    expect(inbox.deleted).toBe(inbox.messages.length);
  });

  it('needs less than 700 octets for each beside the octets of the messages', () => {
    const before = process.memoryUsage();
    const { inbox, octets } = filled();
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.external - before.heapUsed - before.external;
    expect(inbox.size).toBe(octets);
    expect((grown - octets) / MESSAGES).toBeLessThan(700);
  });
});
