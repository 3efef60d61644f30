/**
 * Which messages of the selected mailbox match a filter: by the server's SEARCH as far as that goes, and by a look of our
 * own at what remains (`local-search.ts`). What a server cannot do is found out here, once a session: texts in UTF-8
 * that it does not take, and a SEARCH that finds nothing of what is there.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Filter } from '../domain/search.ts';
import { resolveDates } from './exact-dates.ts';
import { atom, sequence, type Token } from './exchange.ts';
import { matchesAmong, uidsWithin, type Enough } from './local-search.ts';
import { foundCount, foundUids } from './search-command.ts';
import { divide } from './search-division.ts';
import { abilitiesOf, dialectOf, mannersOf } from './search-manners.ts';
import type { Part } from './search-part.ts';
import { searchProgram } from './search-program.ts';
import type { Session } from './session.ts';

/**
 * UIDs that match, ascending. `within` narrows it to a UID range such as `1:99`. With `enough` there may be fewer: so many
 * from that end, and not all of what lies beyond. Throws `search-too-broad` where more
 * would have to be looked at here than is bearable, `unsupported-by-server` for what nobody can find out.
 */
export async function searchUids(
  session: Session,
  filter: Filter | null,
  within: string | null = null,
  enough: Enough | null = null,
): Promise<readonly number[]> {
  return await asBelieved(session, async () => {
    const abilities = abilitiesOf(session);
    const { asked, rest } = filter === null ? { asked: null, rest: null } : divide(filter, abilities);
    const search = (part: Filter | null): Promise<readonly number[]> => served(session, part, within);
    if (rest === null && abilities.searches) return await served(session, asked, within, enough);
    const candidates = abilities.searches ? await search(asked) : await uidsWithin(session, within);
    return rest === null
      ? candidates
      : await matchesAmong(session, rest, candidates, { abilities, search }, enough);
  });
}

/** How many match. */
export async function countMatches(
  session: Session,
  filter: Filter | null,
  within: string | null = null,
): Promise<number> {
  return await asBelieved(session, async () => {
    const abilities = abilitiesOf(session);
    const isServed = abilities.searches && (filter === null || divide(filter, abilities).rest === null);
    if (!isServed) return (await searchUids(session, filter, within)).length;
    const count = await foundCount(session, await programOf(session, filter, within));
    if (count === 0) await requireHonesty(session);
    return count;
  });
}

async function served(
  session: Session,
  filter: Filter | null,
  within: string | null,
  enough: Enough | null = null,
): Promise<readonly number[]> {
  const part = enough === null ? null : partOf(enough);
  const uids = await foundUids(session, await programOf(session, filter, within), part);
  if (uids.length === 0) await requireHonesty(session);
  return uids;
}

function partOf({ count, from }: Enough): Part {
  return from === 'oldest' ? { from: 1, to: count } : { from: -1, to: -count };
}

async function programOf(
  session: Session,
  filter: Filter | null,
  within: string | null,
): Promise<readonly Token[]> {
  const dialect = dialectOf(session);
  const days = async (_: Session, part: Filter): Promise<readonly number[]> =>
    await foundUids(session, searchProgram(part, dialect));
  const exact = filter === null ? null : await resolveDates(session, filter, days);
  const program = searchProgram(exact, dialect);
  return within === null ? program : [...program, atom('UID'), sequence(within)];
}

/** The server does not search as it was believed to; what that is stands in its manners. */
class Disbelief extends Error {}

/** Again with what was learned on the way: each time it is one thing more, of which there are few. */
async function asBelieved<T>(session: Session, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!(thrown instanceof Disbelief) && !learnsCharset(session, thrown)) throw thrown;
    }
  }
}

/** RFC 9051 §6.4.4: NO with BADCHARSET; some say it without the code, some with BAD. */
function learnsCharset(session: Session, thrown: unknown): boolean {
  const manners = mannersOf(session);
  if (!(thrown instanceof GatewayError) || thrown.code !== 'refused-by-server' || manners.onlyAscii)
    return false;
  const { serverCode = null, response = null } = thrown.upstream ?? {};
  if (serverCode !== 'BADCHARSET' && !/charset|character set|utf-?8/i.test(response ?? '')) return false;
  manners.onlyAscii = true;
  return true;
}

/** An empty answer of a mailbox with messages is believed of servers that find the first message by its number. */
async function requireHonesty(session: Session): Promise<void> {
  const manners = mannersOf(session);
  if (manners.honest !== null || session.mailbox.exists === 0) return;
  const findsFirst = async (): Promise<boolean> => (await foundUids(session, [sequence('1')])).length > 0;
  manners.honest = await findsFirst();
  if (manners.honest) return;
  manners.onlyPlain = session.can('ESEARCH');
  if (manners.onlyPlain) manners.honest = await findsFirst();
  // Gone in the meantime, so that there was nothing to find.
  if (session.mailbox.exists === 0) Object.assign(manners, { honest: null, onlyPlain: false });
  else throw new Disbelief();
}
