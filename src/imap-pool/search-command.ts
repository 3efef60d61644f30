/**
 * UID SEARCH as one question: by ESEARCH (RFC 4731) where the server has it, again below what it went over where it
 * limits that (RFC 9738), and read in the old form or the new one, whichever comes (RFC 9051 §7.3.4).
 */
import { GatewayError } from '../domain/errors.ts';
import { parseUidSet, uidCount, uidsOf, type UidSet } from '../domain/uid-set.ts';
import { atom, numberOf, sequence, textOf, type Token, type Untagged } from './exchange.ts';
import { lowestProcessed } from './message-limit.ts';
import { mannersOf } from './search-manners.ts';
import { partIn, partOrNothing, returnPart, tellsPart, type Part } from './search-part.ts';
import type { Session } from './session.ts';

/** More matches than this are not brought here. */
const mostMatches = 1_000_000;

/** The UIDs of what matches, ascending; with `part` perhaps only that. */
export async function foundUids(
  session: Session,
  program: readonly Token[],
  part: Part | null = null,
): Promise<readonly number[]> {
  if (part !== null && mayExtend(session, part) && tellsPart(session, part)) {
    const told = await partOrNothing(session, async () => {
      const answers = await run(session, program, part);
      return answers.some(({ all }) => all === null) ? null : uidsOfAll(answers);
    });
    if (told !== null) return told;
  }
  return uidsOfAll(await run(session, program, 'ALL'));
}

export async function foundCount(session: Session, program: readonly Token[]): Promise<number> {
  const answers = await run(session, program, 'COUNT');
  return answers.reduce((sum, { count, all, uids }) => {
    if (count !== null) return sum + count;
    return sum + (all === null ? new Set(uids).size : uidCount(readSet(all)));
  }, 0);
}

type Wanted = 'ALL' | 'COUNT' | Part;

interface Answer {
  readonly count: number | null;
  /** The set of all, or of the part that was asked for. */
  readonly all: string | null;
  readonly uids: readonly number[];
  /** Of what the server went over, where that was not all. */
  readonly lowest: number | null;
}

/** One answer; several of a server that limits what one command goes over, from the newest messages to the oldest. */
async function run(session: Session, program: readonly Token[], wanted: Wanted): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let below = Number.POSITIVE_INFINITY;
  for (let narrowed = program; ;) {
    const answer = await ask(session, narrowed, wanted);
    answers.push(answer);
    const { lowest } = answer;
    if (lowest === null || lowest <= 1 || lowest >= below) return answers;
    below = lowest;
    narrowed = [...program, atom('UID'), sequence(`1:${below - 1}`)];
  }
}

function mayExtend(session: Session, wanted: Wanted): boolean {
  const { onlyPlain, onlyCounts } = mannersOf(session);
  return session.can('ESEARCH') && !onlyPlain && (wanted === 'COUNT' || !onlyCounts);
}

async function ask(session: Session, program: readonly Token[], wanted: Wanted): Promise<Answer> {
  const answer = { count: null as number | null, all: null as string | null, uids: [] as number[] };
  const manners = mannersOf(session);
  const options = typeof wanted === 'string' ? [atom(wanted)] : returnPart(wanted);
  const prefix = mayExtend(session, wanted) ? [atom('RETURN'), options] : [];
  let extended = false;
  const completion = await session.command('UID SEARCH', [...prefix, ...program], {
    SEARCH: (response) => collectNumbers(response, answer.uids),
    ESEARCH: ({ attributes }) => {
      extended = true;
      const words = attributes ?? [];
      for (let at = 0; at + 1 < words.length; at += 1) {
        const name = textOf(words[at])?.toUpperCase();
        if (name === 'COUNT') answer.count = numberOf(words[at + 1]);
        if (name === 'ALL') answer.all = textOf(words[at + 1]);
      }
      answer.all ??= partIn(words);
    },
  });
  if (wanted === 'ALL' && answer.all === null && (answer.count ?? 0) > answer.uids.length) {
    if (manners.onlyCounts) throw noUids();
    manners.onlyCounts = true;
    return await ask(session, program, wanted);
  }
  // Nothing matched: ALL is left out then (RFC 4731 §3.1).
  if (extended && wanted === 'ALL' && answer.all === null && answer.uids.length === 0) answer.all = '';
  return { ...answer, lowest: lowestProcessed(completion) };
}

function uidsOfAll(answers: readonly Answer[]): readonly number[] {
  const sets = answers.map(({ all, uids }) => (all === null ? uids : uidsOfSet(all)));
  const [only, ...more] = sets;
  if (more.length === 0 && answers[0]?.all !== null) return only ?? [];
  return [...new Set(sets.flat())].sort((a, b) => a - b);
}

function uidsOfSet(all: string): readonly number[] {
  const set = readSet(all);
  return uidCount(set) > mostMatches ? tooMany() : [...uidsOf(set)];
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
    throw noUids(cause);
  }
}

function noUids(cause?: unknown): GatewayError {
  return new GatewayError(
    'upstream-protocol-error',
    'The mail server answered a search with no set of UIDs.',
    { cause },
  );
}

function tooMany(): never {
  throw new GatewayError(
    'search-too-broad',
    `The search matches more than ${mostMatches} messages; narrow it.`,
  );
}
