/** What the demo tells of a message that somebody sent beside it: all of it under its own heading. */
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createChronicle } from '../../src/demo/chronicle.ts';
import type { Client, Submission } from '../../src/demo/client.ts';
import type { Timeline } from '../../src/demo/timeline.ts';
import type { Arrival } from '../../src/sandbox/smtp/arrivals.ts';

const person = (id: string) => ({ id, name: id, email: `${id}@postern.test` });
const [ann, bob] = [person('ann'), person('bob')];

it('begins the way of a message before it tells who noticed it, however slow the service answers', async () => {
  const told: string[] = [];
  const timeline: Timeline = {
    begin: (_journey, _at, title) => void told.push(title),
    knows: () => false,
    add: ({ step, account }) => void told.push(`${step} ${account}`),
    reached: () => Promise.resolve(),
    close: () => undefined,
  };
  const answer: { give: (sent: readonly Submission[]) => void } = { give: () => undefined };
  const client = {
    submissions: () =>
      new Promise<readonly Submission[]>((resolve) => {
        answer.give = resolve;
      }),
  } as unknown as Client;
  const chronicle = createChronicle({
    client,
    timeline,
    people: [ann, bob],
    onFailure: (cause) => void told.push(String(cause)),
  });

  const raw = Buffer.from('Message-ID: <answer@postern.test>\r\nSubject: An answer\r\n\r\n');
  const recipients = [{ address: ann.email }] as unknown as Arrival['recipients'];
  chronicle.accepted({ user: bob.email, recipients, raw, at: new Date() } as Arrival);
  chronicle.noticed(ann, { name: 'EXISTS', messages: 1, at: Date.now() });
  await turn();
  expect(told).toEqual([]);
  answer.give([
    {
      id: 'sub_1',
      accountId: 'bob',
      messageId: '<answer@postern.test>',
      envelope: { from: bob.email, to: [ann.email] },
      subject: 'An answer',
      createdAt: new Date().toISOString(),
    } as unknown as Submission,
  ]);
  await turn();
  expect(told.slice(0, 2)).toEqual(['bob → ann@postern.test: An answer', '202 bob']);
  expect(told.slice(-2)).toEqual(['SMTP bob', 'IDLE ann']);
});
