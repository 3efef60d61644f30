/**
 * Fetched rows → messages with their bodies. The bodies are read by the content house, after the connection that they
 * came from has gone back to the pool.
 */
import type { HtmlForm, MessageView } from '../domain/message.ts';
import type { ContentField, ContentReader, EncodedBodies, EncodedPart } from '../use-cases/ports/content.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { Row } from './fetch-rows.ts';
import { withSnippets } from './show-snippets.ts';
import { bodiesOf, type Part } from './structure.ts';
import { octetsOf, structureOf, toMessage, type Place } from './to-message.ts';

/** What a plan's rounds of FETCH brought from one mailbox. */
export interface FetchedRows {
  readonly rows: readonly Row[];
  readonly place: Place;
  readonly plan: FetchPlan;
}

const contentFields: readonly ContentField[] = ['text', 'html'];

/** In the order of the rows. */
export async function showMessages(
  { rows, place, plan }: FetchedRows,
  html: HtmlForm,
  content: ContentReader,
  signal: AbortSignal,
): Promise<MessageView[]> {
  const seen = rows.map((row) => toMessage(row, place, plan));
  const views = await withSnippets(seen, rows, plan);
  const fields = contentFields.filter((field) => plan.fields.has(field));
  if (fields.length === 0) {
    return plan.fields.has('truncated') ? views.map((view) => ({ ...view, truncated: false })) : [...views];
  }
  const wanted = { fields, maxBytes: plan.bodyMaxBytes, html };
  const contents = await content.read(rows.map(bodiesOfRow), wanted, signal);
  return views.map((view, index) => {
    const read = contents[index];
    if (read === undefined) return view;
    const problems = [view.parseError, read.problem].filter((each) => typeof each === 'string');
    return {
      ...view,
      ...read.fields,
      ...(plan.fields.has('truncated') ? { truncated: read.truncated } : {}),
      ...(plan.fields.has('parseError') ? { parseError: problems.join(' ') || null } : {}),
    };
  });
}

function bodiesOfRow(row: Row): EncodedBodies {
  const structure = structureOf(row);
  if (structure === null) return { text: [], html: [] };
  const { text, html } = bodiesOf(structure.root);
  const encoded = (part: Part): EncodedPart => encodedPart(row, part);
  return { text: text.map(encoded), html: html.map(encoded) };
}

function encodedPart(row: Row, part: Part): EncodedPart {
  const is = (name: string, value: string): boolean => part.parameters.get(name)?.toLowerCase() === value;
  return {
    type: part.type,
    octets: octetsOf(row.items.get(`BODY[${part.section}]`)),
    size: part.size,
    encoding: part.encoding,
    charset: part.parameters.get('charset') ?? null,
    flowed: part.type === 'text/plain' && is('format', 'flowed'),
    delSp: is('delsp', 'yes'),
  };
}
