/** SEARCH on the selected mailbox: UIDs, or only their number; by ESEARCH (RFC 4731) where the server has it. */
import { GatewayError } from '../domain/errors.ts';
import type { Filter } from '../domain/search.ts';
import { parseUidSet, uidCount, uidsOf, type UidSet } from '../domain/uid-set.ts';
import { resolveDates } from './exact-dates.ts';
import { atom, numberOf, sequence, textOf, type Token, type Untagged } from './exchange.ts';
import { searchProgram } from './search-program.ts';
import type { Session } from './session.ts';

/** More matches than this are not brought here. */
const mostMatches = 1_000_000;

/** UIDs that match, ascending. `within` narrows it to a UID range such as `1:99`. */
export async function searchUids(
  session: Session,
  filter: Filter | null,
  within: string | null = null,
): Promise<readonly number[]> {
  const program = await programOf(session, filter, within);
  const { all, uids } = await run(session, program, 'ALL');
  if (all === null) return [...new Set(uids)].sort((a, b) => a - b);
  const set = readSet(all);
  return uidCount(set) > mostMatches ? tooMany() : [...uidsOf(set)];
}

/** How many match. */
export async function countMatches(
  session: Session,
  filter: Filter | null,
  within: string | null = null,
): Promise<number> {
  const program = await programOf(session, filter, within);
  const { count, all, uids } = await run(session, program, 'COUNT');
  if (count !== null) return count;
  return all === null ? new Set(uids).size : uidCount(readSet(all));
}

async function programOf(
  session: Session,
  filter: Filter | null,
  within: string | null,
): Promise<readonly Token[]> {
  const exact = filter === null ? null : await resolveDates(session, filter, plainSearch);
  const program = searchProgram(exact, speaksUtf8(session));
  return within === null ? program : [...program, atom('UID'), sequence(within)];
}

/** For days only: what the resolution of exact times is made of. */
async function plainSearch(session: Session, filter: Filter): Promise<readonly number[]> {
  const { all, uids } = await run(session, searchProgram(filter, speaksUtf8(session)), 'ALL');
  return all === null ? uids : [...uidsOf(readSet(all))];
}

interface Answer {
  readonly count: number | null;
  readonly all: string | null;
  readonly uids: readonly number[];
}

/** Servers answer in the old form or the new one, whichever was asked (RFC 9051 §7.3.4): both are read. */
async function run(session: Session, program: readonly Token[], wanted: 'ALL' | 'COUNT'): Promise<Answer> {
  const answer = { count: null as number | null, all: null as string | null, uids: [] as number[] };
  const prefix = session.can('ESEARCH') ? [atom('RETURN'), [atom(wanted)]] : [];
  let extended = false;
  await session.command('UID SEARCH', [...prefix, ...program], {
    SEARCH: (response) => collectNumbers(response, answer.uids),
    ESEARCH: ({ attributes }) => {
      extended = true;
      const words = attributes ?? [];
      for (let at = 0; at + 1 < words.length; at += 1) {
        const name = textOf(words[at])?.toUpperCase();
        if (name === 'COUNT') answer.count = numberOf(words[at + 1]);
        if (name === 'ALL') answer.all = textOf(words[at + 1]);
      }
    },
  });
  // Nothing matched: ALL is left out then (RFC 4731 §3.1).
  if (extended && answer.all === null && answer.uids.length === 0) answer.all = '';
  return answer;
}

function collectNumbers({ numbers, attributes }: Untagged, into: number[]): void {
  for (const value of numbers ?? []) into.push(value);
  for (const token of attributes ?? []) {
    const value = numberOf(token);
    if (value !== null) into.push(value);
  }
  if (into.length > mostMatches) tooMany();
}

function readSet(text: string): UidSet {
  try {
    return parseUidSet(text);
  } catch (cause) {
    throw new GatewayError(
      'upstream-protocol-error',
      'The mail server answered a search with no set of UIDs.',
      { cause },
    );
  }
}

function speaksUtf8(session: Session): boolean {
  return session.client.enabled.has('UTF8=ACCEPT');
}

function tooMany(): never {
  throw new GatewayError(
    'search-too-broad',
    `The search matches more than ${mostMatches} messages; narrow it.`,
  );
}
