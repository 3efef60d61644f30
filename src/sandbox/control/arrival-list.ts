/** The list of what arrived, filtered, and waited for when nothing has come yet. */
import type { Arrivals } from '../smtp/arrivals.ts';
import { Problem } from './problem.ts';
import { arrivalShape, type ArrivalShape } from './shapes.ts';

type Filter = (arrival: ArrivalShape, wanted: string) => boolean;

const FILTERS: Readonly<Record<string, Filter>> = {
  from: ({ from }, wanted) => contains(from, wanted),
  to: ({ recipients }, wanted) => recipients.some(({ address }) => contains(address, wanted)),
  subject: ({ subject }, wanted) => contains(subject, wanted),
  fate: ({ recipients }, wanted) => recipients.some(({ fate }) => fate === wanted),
  messageId: ({ messageId }, wanted) => messageId === wanted,
  after: ({ id }, wanted) => numberIn(id) > numberIn(wanted),
};
const LONGEST_WAIT_SECONDS = 60;
const MOST = 1_000;

/**
 * Newest first, at most `limit` (100). With `wait` it comes as soon as there is one that passes the filters, or empty
 * after so many seconds. Throws `Problem`.
 */
export async function listArrivals(
  arrivals: Arrivals,
  query: URLSearchParams,
  gone: AbortSignal,
): Promise<readonly ArrivalShape[]> {
  const known = [...Object.keys(FILTERS), 'limit', 'wait'];
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Problem(400, `There is no filter "${unknown}".`, `The filters are: ${known.join(', ')}.`);
  const limit = wholeIn(query, 'limit', 100, MOST);
  const waitMs = wholeIn(query, 'wait', 0, LONGEST_WAIT_SECONDS) * 1_000;
  const wanted = [...query].filter(([name]) => name in FILTERS);
  const passes = (shape: ArrivalShape): boolean =>
    wanted.every(([name, value]) => FILTERS[name]?.(shape, value) ?? true);

  const look = (): readonly ArrivalShape[] =>
    arrivals.list().map(arrivalShape).filter(passes).reverse().slice(0, limit);
  const found = look();
  if (found.length > 0 || waitMs === 0) return found;
  await untilArrival(arrivals, (arrival) => passes(arrivalShape(arrival)), waitMs, gone);
  return look();
}

function untilArrival(
  arrivals: Arrivals,
  isMeant: (arrival: Parameters<typeof arrivalShape>[0]) => boolean,
  ms: number,
  gone: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      gone.removeEventListener('abort', end);
      forget();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const forget = arrivals.onArrival((arrival) => {
      if (isMeant(arrival)) end();
    });
    gone.addEventListener('abort', end);
  });
}

function wholeIn(query: URLSearchParams, name: string, usual: number, most: number): number {
  const text = query.get(name);
  if (text === null) return usual;
  if (!/^\d{1,6}$/.test(text) || Number(text) > most)
    throw new Problem(
      400,
      `"${name}" cannot be "${text}".`,
      `Give "${name}" as a whole number up to ${most}.`,
    );
  return Number(text);
}

function contains(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted.toLowerCase());
}

function numberIn(id: string): number {
  return Number(/^m(\d+)$/.exec(id)?.[1] ?? 0);
}
