/** The FETCH items that are one value of a message (RFC 3501 §6.4.5, RFC 7162, 8474, 8514, 8970). */
import { bodyStructure } from '../../mime/body-structure.ts';
import { envelope } from '../../mime/envelope.ts';
import { preview } from '../../mime/preview.ts';
import type { StoredMessage } from '../../store/model.ts';
import type { Session } from '../session.ts';
import { formatDateTime } from '../wire/dates.ts';
import { formatted } from '../wire/format.ts';
import { BadSyntax } from '../wire/syntax.ts';
import type { FetchItemKind } from './item-kind.ts';

function one(
  name: string,
  value: (message: StoredMessage, session: Session) => string,
  needs?: readonly string[],
): readonly [string, FetchItemKind] {
  const kind: FetchItemKind = {
    read: (_, session) => ({
      write: (output, { message }) => output.text(`${name} ${value(message, session)}`),
    }),
  };
  return [name, needs === undefined ? kind : { ...kind, needs }];
}

const modseq: FetchItemKind = {
  needs: ['CONDSTORE', 'QRESYNC'],
  read(_, session) {
    session.useCondstore();
    return { write: (output, { message }) => output.text(`MODSEQ (${message.modseq})`) };
  },
};

/** RFC 8970 §3.1: LAZY allows NIL; the sandbox always has one at hand. */
const previewItem: FetchItemKind = {
  needs: ['PREVIEW'],
  read(given) {
    if (given.accept(' (')) {
      if (given.word() !== 'LAZY') throw new BadSyntax('PREVIEW only knows LAZY.');
      given.expect(')');
    }
    return {
      write(output, { message }) {
        const text = Buffer.from(preview(message.raw, message.root), 'utf8');
        output.text(`PREVIEW ${formatted(text)}`);
      },
    };
  },
};

export const PLAIN_ITEMS: readonly (readonly [string, FetchItemKind])[] = [
  one('UID', ({ uid }) => uid.toString()),
  one('FLAGS', (message, session) => `(${session.flagsOf(message)})`),
  one('INTERNALDATE', ({ internalDate }) => `"${formatDateTime(internalDate)}"`),
  one('RFC822.SIZE', ({ raw }) => raw.length.toString()),
  one('ENVELOPE', ({ raw, root }) => formatted(envelope(raw, root))),
  one('BODYSTRUCTURE', ({ raw, root }) => formatted(bodyStructure(raw, root, true))),
  one('EMAILID', ({ emailId }) => `(${emailId})`, ['OBJECTID']),
  one('THREADID', ({ threadId }) => `(${threadId})`, ['OBJECTID']),
  one('SAVEDATE', ({ savedAt }) => `"${formatDateTime(savedAt)}"`, ['SAVEDATE']),
  ['MODSEQ', modseq],
  ['PREVIEW', previewItem],
];
