/**
 * One command on the wire and its completion. imapflow's own commands hide response codes and turn refusals
 * into `false`; its `exec()` does not, but its types leave it out: this is the only file that knows it.
 */
import type { ImapFlow, MailboxObject } from 'imapflow';

/** A parsed or to-be-written element: atom, string, literal, number set, a list of such, or NIL. */
export type Token = TokenNode | readonly Token[] | null;

export interface TokenNode {
  readonly type: 'ATOM' | 'STRING' | 'LITERAL' | 'SEQUENCE' | 'NUMBER' | 'TEXT' | 'SECTION';
  /** A Buffer where the server sent a literal: its octets are undecoded. */
  readonly value: string | number | Buffer;
  readonly section?: readonly Token[];
  readonly partial?: readonly number[];
}

/** An untagged response. `command` is the number where one comes first, as in `* 12 FETCH (…)`. */
export interface Untagged {
  readonly command: string;
  readonly attributes?: readonly Token[];
  /** Instead of `attributes` for a SEARCH answer that is all numbers. */
  readonly numbers?: readonly number[];
}

/** What a handler answers so that imapflow gets the response all the same. */
export const unclaimed = Symbol('unclaimed');

/** By the response's name: each takes it in place of imapflow, unless it answers `unclaimed`. */
export type UntaggedHandlers = Readonly<Record<string, (response: Untagged) => unknown>>;

/** The tagged OK: its response code (RFC 9051 §7.1) in upper case with what follows it. */
export interface Completion {
  readonly code: string | null;
  readonly codeArguments: readonly Token[];
}

export interface TaggedResponse {
  readonly attributes?: readonly Token[];
}

interface Executing {
  exec(
    command: string,
    attributes: readonly Token[] | false,
    options: { readonly untagged: Readonly<Record<string, (response: Untagged) => Promise<void>>> },
  ): Promise<{ readonly response: TaggedResponse; next(): void }>;
  readonly untaggedHandlers: Readonly<
    Record<string, ((response: Untagged) => Promise<void>) | null | undefined>
  >;
  readonly folders: Map<string, { readonly path: string; readonly delimiter: string | null }>;
}

/** What a server may say between two commands, and within those that do not ask for it themselves. */
interface Unasked {
  readonly untaggedHandlers: Record<string, ((response: Untagged) => Promise<void>) | null | undefined>;
  readonly sectionHandlers: Record<string, (() => Promise<void>) | undefined>;
}

/** Rejects with imapflow's error, which holds the response, for NO, BAD and lost connections. */
export async function exchange(
  client: ImapFlow,
  command: string,
  attributes: readonly Token[],
  untagged: UntaggedHandlers = {},
): Promise<Completion> {
  const handlers = Object.fromEntries(
    Object.entries(untagged).map(([name, handle]) => [
      name,
      async (response: Untagged): Promise<void> => {
        if (handle(response) === unclaimed) await executing(client).untaggedHandlers[name]?.(response);
      },
    ]),
  );
  const { response, next } = await executing(client).exec(
    command,
    attributes.length === 0 ? false : attributes,
    { untagged: handlers },
  );
  next();
  return responseCode(response);
}

export function responseCode(response: TaggedResponse | undefined): Completion {
  const first = response?.attributes?.[0];
  const section = first !== undefined && first !== null && 'section' in first ? first.section : undefined;
  const code = textOf(section?.[0] ?? null);
  return { code: code?.toUpperCase() ?? null, codeArguments: section?.slice(1) ?? [] };
}

/**
 * SELECT or EXAMINE by imapflow, which keeps the view, but with `name` as it is to stand on the wire: its own encoding sends
 * controls as they are, and takes `NIL` and `\\Name` for atoms.
 */
export async function openMailbox(
  client: ImapFlow,
  path: string,
  name: TokenNode,
  readOnly: boolean,
): Promise<MailboxObject> {
  const flow = executing(client);
  const exec = flow.exec.bind(flow);
  flow.exec = async (command, attributes, options) =>
    await exec(
      command,
      /^(?:SELECT|EXAMINE)$/.test(command) && attributes !== false
        ? [name, ...attributes.slice(1)]
        : attributes,
      options,
    );
  try {
    return await client.mailboxOpen(path, { readOnly });
  } finally {
    Reflect.deleteProperty(flow, 'exec');
  }
}

/**
 * Until the connection ends: untagged responses by their name, which imapflow itself passes over, and response codes
 * (RFC 9051 §7.1) wherever they stand. A command that takes such a response itself goes before.
 */
export function listenUnasked(
  client: ImapFlow,
  responses: Readonly<Record<string, (response: Untagged) => void>>,
  codes: Readonly<Record<string, () => void>>,
): void {
  const { untaggedHandlers, sectionHandlers } = client as unknown as Unasked;
  for (const [name, take] of Object.entries(responses)) {
    untaggedHandlers[name] = (response) => {
      take(response);
      return done;
    };
  }
  for (const [code, take] of Object.entries(codes)) {
    sectionHandlers[code] = () => {
      take();
      return done;
    };
  }
}

const done = Promise.resolve();

/** Spares the LIST that imapflow makes before its first SELECT of a mailbox. */
export function rememberMailbox(client: ImapFlow, path: string, delimiter: string | null): void {
  const { folders } = executing(client);
  if (!folders.has(path)) folders.set(path, { path, delimiter });
}

/** What imapflow keeps of its last LIST, of every mailbox there is: more than all else of a connection that waits. */
export function forgetMailboxes(client: ImapFlow): void {
  executing(client).folders.clear();
}

export function atom(value: string): TokenNode {
  return { type: 'ATOM', value };
}

/** A quoted string where that can carry it, else a literal (RFC 3501 §9: quoted strings are 7-bit). */
export function string(value: string): TokenNode {
  return /^[\x01-\x7f]*$/.test(value) && !/[\r\n]/.test(value)
    ? { type: 'STRING', value }
    : { type: 'LITERAL', value: Buffer.from(value, 'utf8') };
}

export function sequence(value: string): TokenNode {
  return { type: 'SEQUENCE', value };
}

/** The text of an atom, string or literal; null for NIL and lists. */
export function textOf(token: Token | undefined): string | null {
  if (token === undefined || token === null || isList(token)) return null;
  return Buffer.isBuffer(token.value) ? token.value.toString('utf8') : String(token.value);
}

export function numberOf(token: Token | undefined): number | null {
  const text = textOf(token);
  if (text === null || !/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

export function isList(token: Token | undefined): token is readonly Token[] {
  return Array.isArray(token);
}

function executing(client: ImapFlow): Executing {
  return client as unknown as Executing;
}
