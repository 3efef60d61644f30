/** Finds what a command names. */
import type { Mailbox, MailUser } from '../../store/model.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { Refused } from '../wire/syntax.ts';

/** The state was checked before the command was run: only a programming error throws here. */
export function userOf(session: Session): MailUser {
  if (session.user === null) throw new Error('A command of the authenticated state ran before login.');
  return session.user;
}

export function viewOf(session: Session): View {
  if (session.view === null) throw new Error('A command of the selected state ran without a mailbox.');
  return session.view;
}

/** The view, of a mailbox that may be changed. */
export function writableView(session: Session): View {
  const view = viewOf(session);
  if (view.readOnly) throw new Refused('READ-ONLY', 'The mailbox is selected to be read only.');
  return view;
}

/** A mailbox that can be selected. `code` is told if there is none. */
export function existing(
  session: Session,
  name: string,
  code: 'NONEXISTENT' | 'TRYCREATE' = 'NONEXISTENT',
): Mailbox {
  const mailbox = userOf(session).mailbox(name);
  if (mailbox?.selectable !== true) throw new Refused(code, 'There is no such mailbox.');
  return mailbox;
}
