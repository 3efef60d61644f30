/** A submission to one recipient, accepted at that time (milliseconds) and not yet tried; its bytes are nowhere. */
import { accept } from '../../src/domain/submission-orders.ts';
import type { Submission } from '../../src/domain/submission.ts';

export function waitingSubmission(now: number, incarnation = '00'): Submission {
  return accept(
    {
      id: 'sub_1',
      accountId: 'acc_1',
      incarnation,
      messageId: '<1@example.com>',
      subject: null,
      envelope: { from: 'me@example.com', to: ['grace@example.org'] },
      mime: { key: 'none', size: 0, chunks: 1 },
      sentCopy: 'none',
      tags: [],
      metadata: {},
      traceparent: null,
    },
    null,
    now,
  );
}
