/** REST: conversations. */
import { summaryFields } from '../../domain/message.ts';
import type { Threads } from '../../use-cases/threads.ts';
import type { Handlers } from '../operations.ts';
import { messageOnWire } from '../wire.ts';
import { defaultBodyMaxBytes, htmlForm } from './messages.ts';

export function createThreadHandlers(threads: Threads): Pick<Handlers, 'getThread'> {
  return {
    async getThread({ principal, path, query, signal }) {
      const { fields = summaryFields, bodyMaxBytes = defaultBodyMaxBytes } = query;
      const wanted = { fields, bodyMaxBytes, html: htmlForm(query) };
      const { messages, ...thread } = await threads.get(principal, path.account, path.thread, wanted, signal);
      const shown = messages.map((message) => messageOnWire(message, fields));
      return { status: 200, body: { ...thread, messages: shown } };
    },
  };
}
