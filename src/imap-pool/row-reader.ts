/**
 * The rows that a request wants, by the fewest commands: where all that lasts of the messages is known already
 * (`message-cache.ts`), their flags alone are fetched, and bodies along with them. Which messages there are is always
 * asked of the server.
 */
import type { HtmlForm } from '../domain/message.ts';
import type { BodyRoom } from '../use-cases/ports/mail.ts';
import { looksLikeBounce } from '../domain/report-headers.ts';
import type { HeldBodies } from './body-budget.ts';
import { bodyOctets, fairShare, pageBodies, planBodies, type BodyRequest } from './body-plan.ts';
import { planFetch, type FetchPlan } from './fetch-plan.ts';
import { fetchByUid, fetchRows, rowsOf, type Row } from './fetch-rows.ts';
import { tellsArrivalsAtOnce } from './freshness.ts';
import { isLasting, type KnownMessage, type KnownMessages } from './message-cache.ts';
import type { Session } from './session.ts';
import { withRoots } from './thread-roots.ts';
import { headersOf, structureOf } from './to-message.ts';

/** A row with what is known of its message beside it. */
export interface ReadRow extends Row {
  /** What was asked: less than the plan where the rest is known. */
  readonly asked: FetchPlan;
  readonly known: KnownMessage | null;
  /** Whether the wanted bodies are among its items, or known. */
  readonly hasBodies: boolean;
}

/** From one sequence number to another; `*` is the last message. */
export interface Range {
  readonly from: number;
  readonly to: number | '*';
}

export interface RowReader {
  /** Ascending. `range` is asked again when messages have vanished, which moves the others; none above the last message. */
  between(range: () => Range): Promise<readonly ReadRow[]>;
  /** Ascending; of what the view of the connection holds, or of what a look for new messages shows. */
  named(uids: readonly number[], looksAgain: boolean): Promise<readonly ReadRow[]>;
  /**
   * The rows with their bodies, where the plan wants any, and the plan as far as it could be kept: bodies that together are
   * more than a page holds are cut alike. What has vanished in between is left out.
   */
  withBodies(rows: readonly ReadRow[]): Promise<RowsOfPlan>;
  /** Makes sure that removals of before are known. */
  freshen(): Promise<void>;
}

export interface RowsOfPlan {
  readonly rows: readonly ReadRow[];
  readonly plan: FetchPlan;
  /** By which name known content was looked for; null when none was. */
  readonly contentKey: string | null;
  /** Whether some part is shorter than it would be on another page. */
  readonly isCut: boolean;
}

export interface Reading {
  readonly session: Session;
  readonly plan: FetchPlan;
  readonly html: HtmlForm;
  readonly messages: KnownMessages;
  readonly freshen: () => Promise<void>;
  /** Grows by every body before it is fetched. */
  readonly held: Pick<HeldBodies, 'grow'>;
  /** Which part of a page these rows are. */
  readonly share?: number;
  /** Of an answer that reads more than this. */
  readonly room?: BodyRoom | null;
}

/** What a plan's content is known by; null for one that does not last: links to a message's own images expire. */
export function contentKeyOf({ content, bodyMaxBytes }: FetchPlan, html: HtmlForm): string | null {
  if (content.length === 0 || (content.includes('html') && html.as === 'safe')) return null;
  return JSON.stringify([content, bodyMaxBytes, html]);
}

export function createRowReader(reading: Reading): RowReader {
  const { session, plan, messages, freshen, held, share = 1, room = null } = reading;
  const contentKey = contentKeyOf(plan, reading.html);
  const wantsBodies = plan.content.length > 0 || plan.snippets?.has('body') === true;
  const knowsContent = ({ content }: KnownMessage): boolean =>
    contentKey !== null && content(contentKey) !== undefined;
  /** Of the plan, or what the page has room for. */
  let { bodyMaxBytes } = plan;
  let isCut = false;
  let freshened: Promise<void> | null = null;
  const freshenOnce = (): Promise<void> => (freshened ??= freshen());

  /** What is left of the plan for messages of which all that lasts is known; null when something is not. */
  const whatIsLeft = (known: readonly KnownMessage[]): FetchPlan | null => {
    if (plan.snippets !== null) return null;
    const content = new Set<string>(known.every(knowsContent) ? plan.content : []);
    const left = [...plan.fields].filter((field) => {
      // Some of them stand in the structure.
      if (content.has(field) && field !== 'enclosed') return false;
      // Gmail may join conversations.
      const lasts = isLasting(field) && !(field === 'threadId' && plan.abilities.gmail);
      return !lasts || known.some(({ fields }) => fields[field] === undefined);
    });
    const knowsStructure = known.every(({ structure }) => structure !== null);
    return planFetch(left, plan.bodyMaxBytes, plan.abilities, null, plan.messages, knowsStructure);
  };

  /** The rows of known messages with their bodies, where one command can fetch these; null when something is not known. */
  const knownRows = async (
    uids: readonly number[],
    fetch: typeof rowsOf,
  ): Promise<readonly ReadRow[] | null> => {
    const known = new Map<number, KnownMessage>();
    for (const uid of uids) {
      const message = messages.get(uid);
      if (message === null) return null;
      known.set(uid, message);
    }
    const asked = whatIsLeft([...known.values()]);
    if (asked === null) return null;
    const isContentKnown = plan.content.length === 0 || [...known.values()].every(knowsContent);
    const bodies = isContentKnown ? [] : await bodiesAlong(asked, known);
    const rows = await fetch(session, uids, [...asked.items, ...(bodies ?? [])]);
    return [...rows.values()].map((row) => {
      const message = known.get(row.uid) ?? null;
      const structure = message?.structure ?? null;
      return { ...row, structure, asked, known: message, hasBodies: bodies !== null };
    });
  };

  return {
    freshen: freshenOnce,

    async between(range) {
      if (!tellsArrivalsAtOnce(session)) await freshenOnce();
      const seen = range();
      const uids = session.numbering.between(seen.from, seen.to === '*' ? session.mailbox.exists : seen.to);
      if (uids !== null && uids.length > 0) {
        // By UID the server may tell of what has vanished (RFC 9051 §7.5.1): no NOOP has to ask for it.
        const rows = await knownRows(uids, rowsOf);
        if (rows?.length === uids.length) return rows;
      }
      await freshenOnce();
      const { from, to } = range();
      if (from > (to === '*' ? session.mailbox.exists : to)) return [];
      const rows = await fetchRows(session, 'sequence', `${from}:${to}`, plan.items);
      // Flag changes of other messages come along unasked.
      return readBy(
        plan,
        rows.filter(({ seq }) => seq >= from && (to === '*' || seq <= to)),
      );
    },

    async named(uids, looksAgain) {
      if (uids.length === 0) return [];
      const fetch = looksAgain ? fetchByUid : rowsOf;
      const known = await knownRows(uids, fetch);
      return known ?? readBy(plan, [...(await fetch(session, uids, plan.items)).values()]);
    },

    async withBodies(found) {
      const rows = await withRoots(session, plan, found);
      const requests = rows.flatMap((row) => (wantsBodies && !row.hasBodies ? bodyRequest(row, plan) : []));
      const bodies = new Map<number, Row>();
      const vanished = new Set<number>();
      const most = requests.length === 0 ? 0 : cutFor(plan, requests);
      await take(bodyOctets(plan, requests, most));
      for (const { uids, items } of planBodies(plan, requests, most)) {
        const fetched = await rowsOf(session, uids, items);
        for (const [uid, row] of fetched) bodies.set(uid, row);
        for (const uid of uids) if (!fetched.has(uid)) vanished.add(uid);
      }
      const filled = rows.flatMap((row) => {
        if (vanished.has(row.uid)) return [];
        const body = bodies.get(row.uid);
        return body === undefined ? row : { ...row, items: new Map([...row.items, ...body.items]) };
      });
      return { rows: filled, plan: { ...plan, bodyMaxBytes }, contentKey, isCut };
    },
  };

  async function take(octets: number): Promise<void> {
    if (room !== null) room.taken += octets;
    await held.grow(octets);
  }

  /** How much of one part is fetched. */
  function cutFor(asked: FetchPlan, requests: readonly BodyRequest[]): number {
    const most = fairShare(asked, requests, Math.min(pageBodies * share, pageBodies - (room?.taken ?? 0)));
    bodyMaxBytes = Math.min(bodyMaxBytes, most);
    if (most < fairShare(asked, requests, Number.POSITIVE_INFINITY)) isCut = true;
    return most;
  }

  /** The items that fetch the bodies of all of them; null when that takes a command of its own. */
  async function bodiesAlong(
    asked: FetchPlan,
    known: ReadonlyMap<number, KnownMessage>,
  ): Promise<FetchPlan['items'] | null> {
    const requests = [...known].flatMap(([uid, { structure }]): BodyRequest[] =>
      // What the header would tell is not known yet: a text too much costs less than a round trip.
      structure === null ? [] : [{ uid, root: structure.root, isBounce: asked.fields.has('report') }],
    );
    if (requests.length < known.size) return null;
    const most = cutFor(asked, requests);
    const [first, ...others] = planBodies(asked, requests, most);
    if (first === undefined) return [];
    if (others.length > 0 || first.uids.length < known.size) return null;
    await take(bodyOctets(asked, requests, most));
    const [, ...items] = first.items;
    return items;
  }

  function bodyRequest(row: ReadRow, { fields }: FetchPlan): readonly BodyRequest[] {
    const structure = structureOf(row);
    if (structure === null || (row.known !== null && knowsContent(row.known))) return [];
    const isBounce = fields.has('report') && looksLikeBounce(headersOf(row));
    return [{ uid: row.uid, root: structure.root, isBounce }];
  }
}

/** Rows that were fetched by the whole plan. */
export function readBy(plan: FetchPlan, rows: readonly Row[]): readonly ReadRow[] {
  const hasBodies = plan.content.length === 0 && plan.snippets?.has('body') !== true;
  return rows.map((row) => ({ ...row, asked: plan, known: null, hasBodies }));
}
