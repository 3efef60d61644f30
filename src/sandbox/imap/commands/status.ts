/** STATUS (RFC 3501 §6.3.10) with what CONDSTORE, OBJECTID, QUOTA and STATUS=SIZE (RFC 8438) add. */
import type { Mailbox } from '../../store/model.ts';
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { outward, written } from '../wire/namespace.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { existing } from './mailbox-named.ts';

interface StatusItem {
  readonly needs: readonly string[];
  readonly value: (mailbox: Mailbox) => string | number;
}

const BASE = ['IMAP4rev1'];

const ITEMS: Readonly<Record<string, StatusItem>> = {
  MESSAGES: { needs: BASE, value: ({ messages }) => messages.length },
  RECENT: { needs: BASE, value: ({ recent }) => recent },
  UIDNEXT: { needs: BASE, value: ({ uidNext }) => uidNext },
  UIDVALIDITY: { needs: BASE, value: ({ uidValidity }) => uidValidity },
  UNSEEN: { needs: BASE, value: ({ unseen }) => unseen },
  HIGHESTMODSEQ: { needs: ['CONDSTORE', 'QRESYNC'], value: ({ highestModseq }) => highestModseq },
  SIZE: { needs: ['STATUS=SIZE', 'IMAP4rev2'], value: ({ size }) => size },
  MAILBOXID: { needs: ['OBJECTID'], value: ({ id }) => `(${id})` },
  DELETED: { needs: ['QUOTA=RES-MESSAGE', 'IMAP4rev2'], value: ({ deleted }) => deleted },
  'DELETED-STORAGE': {
    needs: ['QUOTA=RES-STORAGE'],
    value: ({ messages, deleted }) => (deleted === 0 ? 0 : deletedOctets(messages)),
  },
};

export function readStatusItems(session: Session, given: Arguments): readonly string[] {
  return given.list(() => {
    const name = given.word();
    const item = Object.hasOwn(ITEMS, name) ? ITEMS[name] : undefined;
    if (item === undefined || !session.offers(...item.needs)) throw new BadSyntax(`Unknown item ${name}.`);
    return name;
  });
}

export function tellStatus(session: Session, mailbox: Mailbox, items: readonly string[]): void {
  if (items.includes('HIGHESTMODSEQ')) session.useCondstore();
  const values = items.map((name) => `${name} ${ITEMS[name]?.value(mailbox) ?? 0}`);
  session.untagged('STATUS', `STATUS ${wireName(session, mailbox.name)} (${values.join(' ')})`);
}

/** As mailbox names are written. */
export function wireName(session: Session, name: string): string {
  return written(session.namespace, outward(session.namespace, name));
}

function deletedOctets(messages: Mailbox['messages']): number {
  return messages.reduce((sum, { flags, raw }) => sum + (flags.has('\\Deleted') ? raw.length : 0), 0);
}

const status: Command = {
  name: 'STATUS',
  state: 'authenticated',
  run(session, given) {
    given.space();
    const name = given.mailbox();
    given.space();
    const items = readStatusItems(session, given);
    given.end();
    tellStatus(session, existing(session, name), items);
    return ok('This is its status.');
  },
};

export const STATUS: readonly Command[] = [status];
