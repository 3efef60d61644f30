/** CAPABILITY, NOOP, LOGOUT (RFC 3501 §6.1), CHECK, ID (RFC 2971), ENABLE (RFC 5161), NAMESPACE (RFC 2342). */
import type { Command } from '../command.ts';
import { ok } from '../reply.ts';
import type { Extension, Session } from '../session.ts';
import { formatted } from '../wire/format.ts';
import { BadSyntax } from '../wire/syntax.ts';

const MAX_ID_PAIRS = 30;

const capability: Command = {
  name: 'CAPABILITY',
  state: 'any',
  run(session, given) {
    given.end();
    session.untagged('CAPABILITY', `CAPABILITY ${session.capabilities().join(' ')}`);
    return ok('These are the capabilities.');
  },
};

const noop: Command = {
  name: 'NOOP',
  state: 'any',
  run(_, given) {
    given.end();
    return ok('Nothing was done.');
  },
};

const check: Command = { ...noop, name: 'CHECK', state: 'selected' };

const logout: Command = {
  name: 'LOGOUT',
  state: 'any',
  run(session, given) {
    given.end();
    session.bye('Until next time.');
    return ok('Logged out.');
  },
};

const id: Command = {
  name: 'ID',
  state: 'any',
  needs: ['ID'],
  run(session, given) {
    given.space();
    if (!given.accept('NIL')) {
      let pairs = 0;
      given.list(() => {
        given.string();
        given.space();
        given.nstring();
        pairs += 1;
        if (pairs > MAX_ID_PAIRS) throw new BadSyntax(`At most ${MAX_ID_PAIRS} fields.`);
      }, 'may-be-empty');
    }
    given.end();
    const own = session.house.behaviour.id;
    session.untagged('ID', `ID ${formatted(own === null ? null : Object.entries(own).flat())}`);
    return ok('Pleased to meet you.');
  },
};

const CAN_BE_ENABLED: Readonly<Record<string, Extension>> = {
  CONDSTORE: 'CONDSTORE',
  QRESYNC: 'QRESYNC',
  IMAP4REV2: 'IMAP4REV2',
  'UTF8=ACCEPT': 'UTF8=ACCEPT',
};

const enable: Command = {
  name: 'ENABLE',
  state: 'authenticated',
  needs: ['ENABLE'],
  run(session, given) {
    const wanted: string[] = [];
    do {
      given.space();
      wanted.push(given.atom().toUpperCase());
    } while (!given.atEnd);
    const enabled = wanted.filter((name) => switchOn(session, name));
    if (session.house.behaviour.quirks.silentEnable !== true) {
      session.untagged('ENABLED', ['ENABLED', ...enabled].join(' '));
    }
    return ok('Enabled.');
  },
};

/** False for what the server does not offer, which is passed over (RFC 5161 §3.1). */
function switchOn(session: Session, name: string): boolean {
  const extension = CAN_BE_ENABLED[name];
  const offered = session.capabilities().some((each) => each.toUpperCase() === name);
  if (extension === undefined || !(offered || (name === 'CONDSTORE' && session.offers('QRESYNC'))))
    return false;
  if (extension === 'CONDSTORE' || extension === 'QRESYNC') session.useCondstore();
  session.enabled.add(extension);
  return true;
}

const namespace: Command = {
  name: 'NAMESPACE',
  state: 'authenticated',
  needs: ['NAMESPACE'],
  run(session, given) {
    given.end();
    const { prefix, delimiter } = session.namespace;
    session.untagged('NAMESPACE', `NAMESPACE (("${prefix}" "${delimiter}")) NIL NIL`);
    return ok('These are the namespaces.');
  },
};

export const GENERAL: readonly Command[] = [capability, noop, check, logout, id, enable, namespace];
