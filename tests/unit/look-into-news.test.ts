/** A report that could not be read is looked into again, but not for ever. */
import { expect, it } from 'vitest';
import type { JournalEvent } from '../../src/domain/event.ts';
import { mailboxId, messageId } from '../../src/domain/ids.ts';
import { createLookIntoNews } from '../../src/use-cases/look-into-news.ts';
import { sampleAccount } from '../support/samples.ts';

const account = sampleAccount();
const arrivedAt = '2026-11-20T10:00:00.000Z';
const inbox = { mailboxId: mailboxId(account, 'INBOX'), mailboxPath: 'INBOX', uid: 1 };
const id = messageId(account, { ...inbox, uidValidity: 1 });
const event: JournalEvent = {
  id: 'evt_1',
  type: 'message.received',
  accountId: account.id,
  timestamp: arrivedAt,
  position: '1-0',
  data: {
    message: { id, ...inbox, attachments: [{ contentType: 'message/delivery-status' }] },
  },
};

function looking(parseError: string | null, msAfterArrival: number): Promise<void> {
  const look = createLookIntoNews({
    accounts: { get: () => Promise.resolve(account) },
    reader: { read: () => Promise.resolve([{ id, ...inbox, report: null, parseError }]) },
    submissions: {
      get: () => Promise.resolve(null),
      named: () => Promise.resolve([]),
      save: () => Promise.reject(new Error('nothing is known of it')),
    },
    suppressions: { add: () => Promise.reject(new Error('nothing is known of it')) },
    clock: { now: () => Date.parse(arrivedAt) + msAfterArrival },
    telemetry: { eventsJournaled: () => undefined },
  });
  return look(event);
}

it('looks again into a report that could not be read whole', async () => {
  await expect(looking('The whole body would take too long to read.', 1_000)).rejects.toThrow(/read whole/);
  await expect(looking(null, 1_000)).resolves.toBeUndefined();
});

it('leaves a report that stays unreadable', async () => {
  await expect(looking('The whole body would take too long to read.', 600_000)).resolves.toBeUndefined();
});
