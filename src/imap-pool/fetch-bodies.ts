/** What FETCH can be asked of a connection, and the second round of a plan: the bodies. */
import { looksLikeBounce } from '../domain/report-headers.ts';
import { fairShare, pageBodies, planBodies } from './body-plan.ts';
import type { FetchAbilities, FetchPlan } from './fetch-plan.ts';
import type { Token } from './exchange.ts';
import { rowsOf, type Row } from './fetch-rows.ts';
import type { Session } from './session.ts';
import { withRoots } from './thread-roots.ts';
import { headersOf, structureOf } from './to-message.ts';

export function abilitiesOf(session: Session): FetchAbilities {
  return {
    modseq: session.hasModseq,
    objectId: session.can('OBJECTID'),
    gmail: session.can('X-GM-EXT-1'),
    preview: session.can('PREVIEW'),
  };
}

/**
 * The rows with their bodies, where the plan wants any, and the plan as far as it could be kept: bodies that together are
 * more than a page holds are cut alike. What has vanished in between is left out. `share`: which part of the page
 * these rows are.
 */
export async function withBodies(
  session: Session,
  plan: FetchPlan,
  first: readonly Row[],
  share = 1,
): Promise<{ readonly rows: readonly Row[]; readonly plan: FetchPlan }> {
  const rows = await withRoots(session, plan, first);
  if (plan.content.length === 0 && plan.snippets?.has('body') !== true) return { rows, plan };
  const requests = rows.flatMap((row) => {
    const structure = structureOf(row);
    if (structure === null) return [];
    const isBounce = plan.fields.has('report') && looksLikeBounce(headersOf(row));
    return [{ uid: row.uid, root: structure.root, isBounce }];
  });
  const bodies = new Map<number, ReadonlyMap<string, Token>>();
  const vanished = new Set<number>();
  const partMaxBytes = fairShare(plan, requests, pageBodies * share);
  for (const { uids, items } of planBodies(plan, requests, partMaxBytes)) {
    const found = await rowsOf(session, uids, items);
    for (const [uid, row] of found) bodies.set(uid, row.items);
    for (const uid of uids) if (!found.has(uid)) vanished.add(uid);
  }
  const filled = rows.flatMap((row) => {
    if (vanished.has(row.uid)) return [];
    const body = bodies.get(row.uid);
    return [body === undefined ? row : { ...row, items: new Map([...row.items, ...body]) }];
  });
  return { rows: filled, plan: { ...plan, bodyMaxBytes: Math.min(plan.bodyMaxBytes, partMaxBytes) } };
}
