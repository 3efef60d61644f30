/** A thread of the content house: one task after another, as the main thread sends them. */
import { parentPort } from 'node:worker_threads';
import type { EncodedBodies, EncodedPart, WantedContent } from '../use-cases/ports/content.ts';
import { textOfHtml } from './html-text.ts';
import { markdownOf } from './markdown.ts';
import { readBodies, type ContentTools } from './read-bodies.ts';
import { readCalendar } from './read-calendar.ts';
import { safeHtml } from './safe-html.ts';
import type { ThreadMessage } from './threads.ts';
import { wordsIn } from './words-in.ts';

export type ThreadTask = ContentTask | SearchTask;

export interface ContentTask {
  readonly bodies: EncodedBodies;
  readonly wanted: WantedContent;
}

export interface SearchTask {
  readonly parts: readonly EncodedPart[];
  readonly needles: readonly string[];
}

const tools: ContentTools = { safeHtml, markdownOf, textOfHtml, readCalendar };

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

parentPort?.on('message', (task: ThreadTask) => {
  try {
    const value =
      'needles' in task ? wordsIn(task.parts, task.needles) : readBodies(task.bodies, task.wanted, tools);
    send({ kind: 'done', value });
  } catch (error) {
    send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});
send({ kind: 'ready' });
