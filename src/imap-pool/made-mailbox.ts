/** Which of the listed mailboxes is the one that was just made or renamed: servers may spell its path in their own way. */
import { GatewayError } from '../domain/errors.ts';
import { isWithin, type Mailbox } from '../domain/mailbox.ts';
import { isList, textOf, type Completion } from './exchange.ts';

/** By its MAILBOXID where that is known, by the path, or as what is new. Throws `upstream-protocol-error`. */
export function madeAmong(
  before: readonly Mailbox[],
  after: readonly Mailbox[],
  wanted: { readonly path: string; readonly key: string | null },
): Mailbox {
  const known = new Set(before.map(({ id }) => id));
  const appeared = after.filter(({ id }) => !known.has(id));
  const holdsNew = (mailbox: Mailbox): boolean =>
    appeared.some((each) => each !== mailbox && isWithin(mailbox, each.path));
  const [lowest, ...others] = appeared.filter((mailbox) => !holdsNew(mailbox));
  const made =
    after.find(({ key }) => key === wanted.key) ??
    after.find(({ path }) => path === wanted.path) ??
    (others.length === 0 ? lowest : undefined);
  if (made !== undefined) return made;
  throw new GatewayError(
    'upstream-protocol-error',
    'The mail server says that the mailbox is there now, but it does not list it.',
  );
}

/** Of CREATE's completion (RFC 8474 §4.1). */
export function mailboxIdOf({ code, codeArguments }: Completion): string | null {
  const [id] = codeArguments;
  return code === 'MAILBOXID' ? textOf(isList(id) ? id[0] : id) : null;
}
