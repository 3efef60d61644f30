/** A thread of the content house: one task after another, as the main thread sends them. */
import { parentPort } from 'node:worker_threads';
import type { EncodedBodies, WantedContent } from '../use-cases/ports/content.ts';
import { textOfHtml } from './html-text.ts';
import { markdownOf } from './markdown.ts';
import { readBodies, type ContentTools } from './read-bodies.ts';
import { readCalendar } from './read-calendar.ts';
import { safeHtml } from './safe-html.ts';
import type { ThreadMessage } from './threads.ts';

export interface ContentTask {
  readonly bodies: EncodedBodies;
  readonly wanted: WantedContent;
}

const tools: ContentTools = { safeHtml, markdownOf, textOfHtml, readCalendar };

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ bodies, wanted }: ContentTask) => {
  try {
    send({ kind: 'done', value: readBodies(bodies, wanted, tools) });
  } catch (error) {
    send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
send({ kind: 'ready' });
