/** The snippets of a page of messages, from what its plan fetched; the event loop turns between them. */
import { setImmediate as turn } from 'node:timers/promises';
import type { MessageView } from '../domain/message.ts';
import { encodedPart } from './encoded-part.ts';
import { readEnvelope } from './envelope.ts';
import { shownText } from '../mime/part-text.ts';
import { snippetParts } from './body-plan.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { Row } from './fetch-rows.ts';
import { snippetsOf } from './snippets.ts';
import { structureOf } from './to-message.ts';

/** Of a body, in UTF-16 units: what lies behind is not looked at. */
const longestBody = 64 * 1024;

/** The views with `snippets`, where they are wanted: null without a search. */
export async function withSnippets(
  views: readonly MessageView[],
  rows: readonly Row[],
  { fields, snippets: terms }: FetchPlan,
): Promise<readonly MessageView[]> {
  if (!fields.has('snippets')) return views;
  if (terms === null) return views.map((view) => ({ ...view, snippets: null }));
  const shown: MessageView[] = [];
  for (const [index, view] of views.entries()) {
    const row = rows[index];
    const envelope = readEnvelope(row?.items.get('ENVELOPE'));
    const { subject, from, to, cc, bcc } = envelope;
    const body = row === undefined || !terms.has('body') ? null : bodyOf(row);
    shown.push({ ...view, snippets: snippetsOf({ subject, from, to, cc, bcc, body }, terms) });
    if (body !== null) await turn();
  }
  return shown;
}

function bodyOf(row: Row): string {
  const structure = structureOf(row);
  const parts = structure === null ? [] : snippetParts(structure.root);
  return shownText(parts.map((part) => encodedPart(row, part))).slice(0, longestBody);
}
