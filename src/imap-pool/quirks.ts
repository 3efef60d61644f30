/** What has been found out about a session's server, in the words of diagnostics. */
import type { ServerQuirk } from '../domain/diagnostics.ts';
import { mannersOf } from './search-manners.ts';
import type { Session } from './session.ts';

export function quirksOf(session: Session): readonly ServerQuirk[] {
  const { honest, onlyPlain, onlyCounts, noParts, onlyAscii } = mannersOf(session);
  const found: Readonly<Partial<Record<ServerQuirk, boolean>>> = {
    'search-lies': honest === false,
    'esearch-lies': onlyPlain && honest !== false,
    'esearch-counts-only': onlyCounts,
    'search-without-parts': noParts,
    'search-ascii-only': onlyAscii,
  };
  return (Object.keys(found) as ServerQuirk[]).filter((quirk) => found[quirk] === true);
}
