/** What has been found out about how a session's server searches: servers claim more than they do. */
import type { SearchAbilities } from './search-division.ts';
import type { SearchDialect } from './search-program.ts';
import type { Session } from './session.ts';

export interface SearchManners {
  /** Its ESEARCH counts and does nothing else, whatever is asked of it. */
  onlyCounts: boolean;
  /** Its ESEARCH finds nothing where its SEARCH does. */
  onlyPlain: boolean;
  /** It tells no part of what it found, though it says that it can. */
  noParts: boolean;
  /** It took no search text in UTF-8. */
  onlyAscii: boolean;
  /** Whether its SEARCH finds what is there; null until an empty answer gave a reason to look. */
  honest: boolean | null;
}

const known = new WeakMap<Session, SearchManners>();

export function mannersOf(session: Session): SearchManners {
  const manners = known.get(session) ?? {
    onlyCounts: false,
    onlyPlain: false,
    noParts: false,
    onlyAscii: false,
    honest: null,
  };
  known.set(session, manners);
  return manners;
}

export function abilitiesOf(session: Session): SearchAbilities {
  const { onlyAscii, honest } = mannersOf(session);
  const { gmail, objectId, utf8 } = dialectOf(session);
  return { gmail, objectId, foreignTexts: utf8 || !onlyAscii, searches: honest !== false };
}

export function dialectOf(session: Session): SearchDialect {
  return {
    utf8: session.client.enabled.has('UTF8=ACCEPT'),
    gmail: session.can('X-GM-EXT-1'),
    objectId: session.can('OBJECTID'),
  };
}
