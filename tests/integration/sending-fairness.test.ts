/** What one account has waiting costs another one little, however slow its server is. */
import { expect, it } from 'vitest';
import { startSubmissionServer } from '../support/submission-server.ts';
import { eventually } from '../support/eventually.ts';
import { accountFor, never, openSendingRig, owner } from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

const backlog = 1_000;

it('a message behind a thousand of another account is sent at once', { timeout: 60_000 }, async () => {
  const [slow, quick] = await Promise.all([startSubmissionServer(), startSubmissionServer()]);
  slow.faults.arm({ kind: 'delay', at: 'before-reply', ms: 60_000 });
  const at = ({ port, password }: typeof slow): { host: string; port: number; password: string } => ({
    host: '127.0.0.1',
    port,
    password,
  });
  const busy = accountFor('acc_busy', { smtp: at(slow) });
  const other = accountFor('acc_other', { smtp: at(quick) });
  const rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp: at(slow),
    accounts: [busy, other],
    deadlines: { finalReplyMs: 60_000 },
  });
  const input = { to: [{ address: 'grace@example.org' }], subject: 'Hello', text: 'Hello.' };
  try {
    let left = backlog;
    const submitters = Array.from({ length: 50 }, async () => {
      while (left > 0) {
        left -= 1;
        await rig.send(input);
      }
    });
    await Promise.all(submitters);
    await eventually(() => expect(slow.faults.struck).toBe(5));
    const since = performance.now();
    const { id } = await rig.submit(owner, other.id, input, null, never);
    await eventually(async () => expect((await rig.get(owner, null, id)).status).toBe('sent'), 20_000);
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(quick.accepted).toHaveLength(1);
  } finally {
    await slow.stop();
    await rig.close(10);
    await quick.stop();
  }
});
