/** How many dry runs are held whole at once. */
import { expect, it } from 'vitest';
import { createShowDryRun } from '../../src/use-cases/dry-run.ts';
import type { PreparedMessage } from '../../src/use-cases/prepare-message.ts';

it('dry runs with files follow one another in an account, and only a few are written at once over all', async () => {
  const writing = new Map<string, number>();
  let most = 0;
  let mostOfOne = 0;
  const show = createShowDryRun();
  const dryRun = async (accountId: string): Promise<string> => {
    const content = async function* (): AsyncGenerator<Buffer> {
      writing.set(accountId, (writing.get(accountId) ?? 0) + 1);
      mostOfOne = Math.max(mostOfOne, writing.get(accountId) ?? 0);
      most = Math.max(
        most,
        [...writing.values()].reduce((sum, each) => sum + each, 0),
      );
      for (let piece = 0; piece < 5; piece += 1) yield await Promise.resolve(Buffer.from('x'));
      writing.set(accountId, (writing.get(accountId) ?? 0) - 1);
      if (accountId === 'broken') throw new Error('the server hung up');
    };
    const message: PreparedMessage = {
      content: content(),
      messageId: '<1@postern.test>',
      subject: null,
      from: 'ada@postern.test',
      envelopeFrom: 'ada@postern.test',
      to: [],
      draft: null,
      refersTo: null,
      composition: { attachments: [{ blobId: 'blb_1' }] },
    };
    return (await show(accountId, message, new Set(), new AbortController().signal)).mime;
  };
  const accounts = ['a', 'a', 'a', 'broken', 'broken', 'b', 'c', 'd', 'e', 'f', 'b'];
  const ends = await Promise.allSettled(accounts.map(dryRun));
  expect(ends.map(({ status }) => status)).toEqual(
    accounts.map((each) => (each === 'broken' ? 'rejected' : 'fulfilled')),
  );
  expect([mostOfOne, most]).toEqual([1, 4]);
});
