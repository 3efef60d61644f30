/** What FETCH can be asked of a connection. */
import type { FetchAbilities } from './fetch-plan.ts';
import type { Session } from './session.ts';

export function abilitiesOf(session: Session): FetchAbilities {
  return {
    modseq: session.hasModseq,
    objectId: session.can('OBJECTID'),
    gmail: session.can('X-GM-EXT-1'),
    preview: session.can('PREVIEW'),
  };
}
