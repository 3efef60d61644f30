/**
 * The text of messages that a search looks through: all their parts of text, attached or not, and
 * messages within messages as they are encoded.
 */
import { inCharset } from '../mime/charset.ts';
import { decodeTransfer } from '../mime/transfer-encoding.ts';
import { atom } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import type { Session } from './session.ts';
import { leavesOf, type Part } from './structure.ts';
import { octetsOf, structureOf } from './to-message.ts';
import { visibleText } from './visible-text.ts';

/** Encoded octets of the parts that `searchedBodies` will fetch for a row with its BODYSTRUCTURE. */
export function searchedOctets(row: Row): readonly number[] {
  return partsOf(row).map(({ size }) => size);
}

/** By UID; one FETCH for all rows whose parts have the same numbers. What has vanished is left out. */
export async function searchedBodies(
  session: Session,
  rows: readonly Row[],
): Promise<ReadonlyMap<number, string>> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const sections = partsOf(row).map(({ section }) => section);
    const group = groups.get(sections.join(' '));
    if (group === undefined) groups.set(sections.join(' '), [row]);
    else group.push(row);
  }
  const texts = new Map<number, string>();
  for (const [sections, group] of groups) {
    if (sections === '') continue;
    const items = sections.split(' ').map((section) => bodySection([atom(section)], null));
    const uids = group.map(({ uid }) => uid);
    const fetched = await rowsOf(session, uids, [atom('UID'), ...items]);
    for (const row of group) {
      const body = fetched.get(row.uid);
      if (body !== undefined) texts.set(row.uid, searchedText(partsOf(row), body));
    }
  }
  return texts;
}

function partsOf(row: Row): readonly Part[] {
  const structure = structureOf(row);
  if (structure === null) return [];
  return leavesOf(structure.root).filter(({ type, size }) => /^(text|message)\//.test(type) && size > 0);
}

/** What was fetched of these parts, as one text; of HTML what it shows. */
export function shownText(parts: readonly Part[], body: Row): string {
  return parts
    .map((part) => (isHtml(part) ? visibleText(textOf(part, body)) : textOf(part, body)))
    .join('\n');
}

/** Words that tags divide are found in what HTML shows, links in its source, where servers look for both. */
function searchedText(parts: readonly Part[], body: Row): string {
  const sources = parts.filter(isHtml).map((part) => textOf(part, body));
  return [shownText(parts, body), ...sources].join('\n');
}

function isHtml({ type }: Part): boolean {
  return type === 'text/html';
}

function textOf(part: Part, body: Row): string {
  const encoded = octetsOf(body.items.get(`BODY[${part.section}]`));
  const octets = decodeTransfer(encoded, part.encoding);
  return inCharset(octets, part.parameters.get('charset') ?? null, encoded.length < part.size);
}
