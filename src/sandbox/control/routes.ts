/** What the control API can be asked, as functions of the request: everything but HTTP itself. */
import type { Faults } from '../faults/faults.ts';
import type { Tokens } from '../faults/tokens.ts';
import type { Arrival, Arrivals } from '../smtp/arrivals.ts';
import type { Envelope } from '../smtp/post-office.ts';
import { SmtpRefusal } from '../smtp/refusal.ts';
import type { MailStore, MailUser } from '../store/model.ts';
import { StoreRefusal } from '../store/refusal.ts';
import { listArrivals } from './arrival-list.ts';
import { readFault } from './fault-form.ts';
import { Problem } from './problem.ts';
import { numberOf, onlyFields, optional, textOf, textsOf, type Fields } from './request.ts';
import { arrivalShape, userShape } from './shapes.ts';

/** The parts of a sandbox that can be controlled. */
export interface ControlledParts {
  readonly imap: ControlledServer;
  readonly smtp: ControlledServer;
  readonly ca: string;
  readonly store: MailStore;
  readonly faults: Faults;
  readonly tokens: Tokens;
  readonly arrivals: Arrivals;
  addUser(user: {
    readonly name: string;
    readonly password?: string;
    readonly addresses?: readonly string[];
  }): MailUser;
  deliver(raw: Buffer, envelope: Envelope): Arrival;
  seed(user: MailUser, options: { readonly seed: number; readonly messages: number }): void;
}

interface ControlledServer {
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  connections(): number;
  cut(): void;
}

export interface Asked {
  /** What stands in the path where the route has a `:`, in order. */
  readonly words: readonly string[];
  readonly query: URLSearchParams;
  /** Of a POST with JSON; empty for others. */
  readonly fields: Fields;
  /** Aborts when the client is gone. */
  readonly gone: AbortSignal;
}

/** A string or Buffer goes out as `type`; anything else as JSON. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

export type Route = (asked: Asked) => Answer | Promise<Answer>;

const MANY = 1_000_000;

/** By method and path. */
export function controlRoutes(parts: ControlledParts): Readonly<Record<string, Route>> {
  const { store, faults, tokens, arrivals } = parts;
  const userNamed = (name: string): MailUser => {
    const user = store.user(name);
    if (user !== null) return user;
    const names = store.users().map((each) => each.name);
    throw new Problem(
      404,
      `There is no user "${name}".`,
      `The users are: ${names.join(', ')}. POST /users adds one.`,
    );
  };
  const arrivalOf = (id: string): Arrival => {
    const arrival = arrivals.get(id);
    if (arrival !== null) return arrival;
    throw new Problem(404, `There is no arrival "${id}".`, 'GET /arrivals lists those that are there.');
  };
  const faultList = (): Answer => ({
    body: { struck: faults.struck, armed: faults.armed(), log: faults.log },
  });

  return {
    'GET /state': () => ({
      body: {
        imap: serverShape(parts.imap),
        smtp: serverShape(parts.smtp),
        users: store.users().map(userShape),
        arrived: arrivals.count,
      },
    }),
    'GET /ca.pem': () => ({ type: 'application/x-pem-file', body: parts.ca }),

    'GET /arrivals': async ({ query, gone }) => ({ body: await listArrivals(arrivals, query, gone) }),
    'GET /arrivals/:id': ({ words: [id = ''] }) => ({ body: arrivalShape(arrivalOf(id)) }),
    'GET /arrivals/:id/raw': ({ words: [id = ''] }) => ({
      type: 'text/plain; charset=utf-8',
      body: arrivalOf(id).raw,
    }),
    'DELETE /arrivals': () => {
      arrivals.clear();
      return { body: { arrived: arrivals.count } };
    },
    'POST /deliver': ({ fields }) => {
      onlyFields(fields, ['from', 'to', 'raw']);
      const envelope = {
        from: fields['from'] === '' ? '' : textOf(fields, 'from'),
        to: textsOf(fields, 'to'),
      };
      const raw = Buffer.from(textOf(fields, 'raw'));
      return { status: 201, body: arrivalShape(inWords(() => parts.deliver(raw, envelope))) };
    },

    'GET /faults': faultList,
    'POST /faults': ({ fields: { times, ...fault } }) => {
      const often = optional({ times }, 'times', (given, name) => numberOf(given, name, 1, MANY));
      return { status: 201, body: { id: faults.arm(readFault(fault), often) } };
    },
    'DELETE /faults': () => {
      faults.clear();
      return faultList();
    },
    'DELETE /faults/:id': ({ words: [id = ''] }) => {
      if (!faults.disarm(Number(id)))
        throw new Problem(404, `No fault is armed under "${id}".`, 'GET /faults lists those that are.');
      return faultList();
    },

    'DELETE /connections': () => {
      const cut = parts.imap.connections() + parts.smtp.connections();
      parts.imap.cut();
      parts.smtp.cut();
      return { body: { cut } };
    },

    'GET /users': () => ({ body: store.users().map(userShape) }),
    'POST /users': ({ fields }) => {
      onlyFields(fields, ['name', 'password', 'addresses']);
      const password = optional(fields, 'password', textOf);
      const addresses = optional(fields, 'addresses', textsOf);
      const name = textOf(fields, 'name');
      const user = inWords(() =>
        parts.addUser({
          name,
          ...(password === undefined ? {} : { password }),
          ...(addresses === undefined ? {} : { addresses }),
        }),
      );
      return { status: 201, body: userShape(user) };
    },

    'GET /tokens': () => ({ body: tokens.issued() }),
    'POST /tokens': ({ fields }) => {
      onlyFields(fields, ['user', 'token', 'ttlSeconds']);
      const token = optional(fields, 'token', textOf);
      const seconds = optional(fields, 'ttlSeconds', (given, name) => numberOf(given, name, 0, MANY));
      const { name } = userNamed(textOf(fields, 'user'));
      const issued = tokens.issue(name, {
        ...(token === undefined ? {} : { token }),
        ...(seconds === undefined ? {} : { ttlMs: seconds * 1_000 }),
      });
      return { status: 201, body: issued };
    },
    'POST /tokens/expire': ({ fields }) => {
      onlyFields(fields, ['user', 'token']);
      const token = optional(fields, 'token', textOf);
      const which = token === undefined ? { user: userNamed(textOf(fields, 'user')).name } : { token };
      return { body: { expired: tokens.expire(which) } };
    },

    'POST /mailboxes/:user/:mailbox/uidvalidity': ({ words: [name = '', path = ''] }) => {
      const user = userNamed(name);
      const mailbox = user.mailbox(path);
      if (mailbox === null) {
        const paths = user.mailboxes().map((each) => each.name);
        const remedy = `The mailboxes are: ${paths.join(', ')}; a / in a name is written %2F.`;
        throw new Problem(404, `${user.name} has no mailbox "${path}".`, remedy);
      }
      mailbox.resetUidValidity();
      return { body: { user: user.name, mailbox: mailbox.name, uidValidity: mailbox.uidValidity } };
    },
    'POST /seed': ({ fields }) => {
      onlyFields(fields, ['user', 'seed', 'messages']);
      const user = userNamed(textOf(fields, 'user'));
      const seed = numberOf(fields, 'seed', 0, Number.MAX_SAFE_INTEGER);
      const messages = numberOf(fields, 'messages', 1, 100_000);
      inWords(() => parts.seed(user, { seed, messages }));
      return { status: 201, body: userShape(user) };
    },
  };
}

function serverShape({
  host,
  port,
  tlsPort,
  connections,
}: ControlledServer): Readonly<Record<string, unknown>> {
  return { host, port, tlsPort, connections: connections() };
}

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreRefusal)
      throw new Problem(409, error.message, 'GET /users shows the users and what they have.');
    if (error instanceof SmtpRefusal)
      throw new Problem(
        409,
        `No recipient took it: ${error.reply.code} ${error.reply.text}`,
        'Make room, or raise the quota.',
      );
    throw error;
  }
}
