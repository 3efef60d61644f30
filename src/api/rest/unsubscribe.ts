/** REST: leaving the mailing list that a message came over. */
import { leavingAnswer, type Unsubscribe } from '../../use-cases/unsubscribe.ts';
import type { Handlers } from '../operations.ts';

export function createUnsubscribeHandlers(unsubscribe: Unsubscribe): Pick<Handlers, 'unsubscribeMessage'> {
  return {
    async unsubscribeMessage({ principal, path, body, claim, signal, traceparent }) {
      const request = { method: body?.value.method ?? null, traceparent };
      const left = await unsubscribe.run(principal, path.account, path.message, request, claim, signal);
      if (left.submission === null) return { status: 200, body: left };
      const { location } = leavingAnswer(left);
      return {
        status: 202,
        body: left,
        isKept: claim !== null,
        ...(location === null ? {} : { location }),
      };
    },
  };
}
