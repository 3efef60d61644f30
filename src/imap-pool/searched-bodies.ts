/**
 * The text of messages that a search looks through: all their parts of text, attached or not, and
 * messages within messages as they are encoded.
 */
import type { EncodedPart } from '../use-cases/ports/content.ts';
import { encodedPart } from './encoded-part.ts';
import { atom } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import type { Session } from './session.ts';
import { leavesOf, type Part } from './structure.ts';
import { structureOf } from './to-message.ts';

/** Encoded octets of the parts that `searchedBodies` will fetch for a row with its BODYSTRUCTURE. */
export function searchedOctets(row: Row): readonly number[] {
  return partsOf(row).map(({ size }) => size);
}

/** By UID; one FETCH for all rows whose parts have the same numbers. What has vanished is left out. */
export async function searchedBodies(
  session: Session,
  rows: readonly Row[],
): Promise<ReadonlyMap<number, readonly EncodedPart[]>> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const sections = partsOf(row).map(({ section }) => section);
    const group = groups.get(sections.join(' '));
    if (group === undefined) groups.set(sections.join(' '), [row]);
    else group.push(row);
  }
  const parts = new Map<number, readonly EncodedPart[]>();
  for (const [sections, group] of groups) {
    if (sections === '') continue;
    const items = sections.split(' ').map((section) => bodySection([atom(section)], null));
    const uids = group.map(({ uid }) => uid);
    const fetched = await rowsOf(session, uids, [atom('UID'), ...items]);
    for (const row of group) {
      const body = fetched.get(row.uid);
      if (body !== undefined)
        parts.set(
          row.uid,
          partsOf(row).map((part) => encodedPart(body, part)),
        );
    }
  }
  return parts;
}

function partsOf(row: Row): readonly Part[] {
  const structure = structureOf(row);
  if (structure === null) return [];
  return leavesOf(structure.root).filter(({ type, size }) => /^(text|message)\//.test(type) && size > 0);
}
