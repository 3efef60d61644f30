/**
 * NOTIFY (RFC 5465): one connection is told of all mailboxes. Of the selected one it says what IDLE would, of the
 * others a STATUS; that a mailbox came, went or got another name it says as LIST.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox, MailboxCounts } from '../domain/mailbox.ts';
import { atom, listenUnasked, textOf, type Token } from './exchange.ts';
import { statusCounts } from './mailbox-listing.ts';
import { listedPath, wireName } from './mailbox-name.ts';
import type { Session } from './session.ts';

export interface Notices {
  /** What STATUS says of a mailbox that is not selected; a notice may leave out what did not change. */
  counts(path: string, counts: Partial<MailboxCounts>): void;
  hierarchy(): void;
  /** There was too much to tell: from now on nothing is told (RFC 5465 §5.8). */
  overflow(): void;
}

/** For as long as the connection lasts; where the server has no NOTIFY it has nothing to say. */
export function hearNotices(session: Session, notices: Notices): void {
  if (!session.can('NOTIFY')) return;
  listenUnasked(
    session.client,
    {
      STATUS: ({ attributes }) => {
        const name = textOf(attributes?.[0]);
        if (name !== null) notices.counts(listedPath(session, name), statusCounts(attributes?.[1]));
      },
      LIST: () => notices.hierarchy(),
    },
    { NOTIFICATIONOVERFLOW: () => notices.overflow() },
  );
}

const ofMessages = ['MessageNew', 'MessageExpunge', 'FlagChange'].map(atom);
const ofNames = atom('MailboxName');

/**
 * In place of what was asked before. The counts of all these mailboxes but for the selected one are told at once. False
 * when the server will not. `again`: the connection has asked before.
 */
export async function askNotices(
  session: Session,
  watched: readonly Mailbox[],
  all: boolean,
  again: boolean,
): Promise<boolean> {
  // The first group that names a mailbox decides (RFC 5465 §5).
  const named = all ? watched.filter(({ path }) => !isPersonal(session, path)) : watched;
  const groups: Token[] = [[atom('selected'), ofMessages]];
  if (named.length > 0) {
    const names = named.map(({ path }) => wireName(session, path));
    groups.push([atom('mailboxes'), names, [...ofMessages, ofNames]]);
  }
  groups.push([atom('personal'), all ? [...ofMessages, ofNames] : [ofNames]]);
  try {
    // After a second SET without it Dovecot 2.3 falls silent.
    if (again) await session.command('NOTIFY', [atom('NONE')]);
    await session.command('NOTIFY', [atom('SET'), atom('STATUS'), ...groups]);
    return true;
  } catch (error) {
    if (session.alive && error instanceof GatewayError && error.code === 'refused-by-server') return false;
    throw error;
  }
}

/** RFC 2342: what stands below another's prefix is not. */
function isPersonal({ client: { namespaces } }: Session, path: string): boolean {
  const foreign = [namespaces?.other, namespaces?.shared].flatMap((listed) =>
    Array.isArray(listed) ? listed : [],
  );
  return !foreign.some(({ prefix }) => prefix !== '' && path.startsWith(prefix));
}
