/** The SEARCH keys of X-GM-EXT-1: X-GM-MSGID, X-GM-THRID, X-GM-LABELS, X-GM-RAW. */
import type { KeyKind, SearchContext } from '../imap/search/key-kind.ts';
import type { Arguments } from '../imap/wire/arguments.ts';
import { BadSyntax } from '../imap/wire/syntax.ts';
import type { SearchKey } from '../search/key.ts';
import type { StoredMessage } from '../store/model.ts';
import { isAttached } from './attached.ts';
import { gmailNumber } from './ids.ts';
import { readLabel } from './read-label.ts';
import { readRawQuery } from './raw-query.ts';

function key(read: (given: Arguments, context: SearchContext) => SearchKey): KeyKind {
  return {
    needs: ['X-GM-EXT-1'],
    read(given, context) {
      given.space();
      return read(given, context);
    },
  };
}

function number(idOf: (message: StoredMessage) => string): KeyKind {
  return key((given, { view }) => {
    const wanted = given.atom();
    if (!/^\d{1,20}$/.test(wanted)) throw new BadSyntax('Expected a number.');
    return oneOf(view, (message) => gmailNumber(idOf(message)) === wanted);
  });
}

function labelled({ session, view }: SearchContext, label: string): SearchKey {
  return oneOf(view, session.labels?.having(label) ?? (() => false));
}

/** Those of the view, by their uids. */
function oneOf(view: SearchContext['view'], wanted: (message: StoredMessage) => boolean): SearchKey {
  const uids = view
    .all()
    .filter(({ message }) => wanted(message))
    .map(({ message: { uid } }) => ({ first: uid, last: uid }));
  return uids.length === 0 ? { kind: 'not', key: { kind: 'all' } } : { kind: 'uid', set: uids };
}

export const GMAIL_KEYS: readonly (readonly [string, KeyKind])[] = [
  ['X-GM-MSGID', number(({ emailId }) => emailId)],
  ['X-GM-THRID', number(({ threadId }) => threadId)],
  ['X-GM-LABELS', key((given, context) => labelled(context, readLabel(given)))],
  [
    'X-GM-RAW',
    key((given, context) => {
      const query = readRawQuery(given.text(context.charset), {
        labelled: (label) => labelled(context, label),
        attached: () => oneOf(context.view, isAttached),
      });
      if (query === null) throw new BadSyntax('The brackets of the query do not fit.');
      return query;
    }),
  ],
];
