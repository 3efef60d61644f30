/** The text of messages that a search looks through: of their text parts whole, of HTML what it shows. */
import { inCharset } from '../mime/charset.ts';
import { decodeTransfer } from '../mime/transfer-encoding.ts';
import { atom } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import type { Session } from './session.ts';
import { bodiesOf, type Part } from './structure.ts';
import { octetsOf, structureOf } from './to-message.ts';
import { visibleText } from './visible-text.ts';

/** Encoded octets that `searchedBodies` will fetch for a row with its BODYSTRUCTURE. */
export function searchedOctets(row: Row): number {
  return partsOf(row).reduce((sum, { size }) => sum + size, 0);
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
      if (body !== undefined) texts.set(row.uid, searchableText(partsOf(row), body));
    }
  }
  return texts;
}

function partsOf(row: Row): readonly Part[] {
  const structure = structureOf(row);
  if (structure === null) return [];
  const { text, html } = bodiesOf(structure.root);
  return [...text, ...html].filter(({ size }) => size > 0);
}

/** What was fetched of these parts, as one text. */
export function searchableText(parts: readonly Part[], body: Row): string {
  return parts
    .map((part) => {
      const encoded = octetsOf(body.items.get(`BODY[${part.section}]`));
      const octets = decodeTransfer(encoded, part.encoding);
      const text = inCharset(octets, part.parameters.get('charset') ?? null, encoded.length < part.size);
      return part.type === 'text/html' ? visibleText(text) : text;
    })
    .join('\n');
}
