/** What of a message is streamed, its source or a part: what tells about it, and how its octets are fetched. */
import { GatewayError, notFound } from '../domain/errors.ts';
import { isNotUnderstood } from './errors.ts';
import type { Session } from './session.ts';
import { atom, numberOf, type Token } from './exchange.ts';
import { bodySection } from './fetch-plan.ts';
import type { Row } from './fetch-rows.ts';
import { pieceSize } from './content-stream.ts';
import { findPart, type Structure } from './structure.ts';
import { octetsOf, structureOf } from './to-message.ts';

export interface ContentSource<About extends Described = Described> {
  /** As FETCH names it; empty for the whole message. */
  readonly section: string;
  /** What tells about it, and how that is read. Throws `not-found`. */
  readonly items: readonly Token[];
  readonly read: (row: Row) => About;
}

export interface Described {
  /** Lower case; what needs no decoding may have any name. */
  readonly encoding: string;
  /** Encoded octets as the server announces them. */
  readonly announced: number | null;
}

/** FETCH of one message, within one lease. */
export type FetchItems = (items: readonly Token[]) => Promise<Row>;

export const rawSource: ContentSource = {
  section: '',
  items: [atom('RFC822.SIZE')],
  read: (row) => ({ encoding: '', announced: numberOf(row.items.get('RFC822.SIZE')) }),
};

export interface DescribedPart extends Described {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly filename: string | null;
}

/** `known`: the structure of the message where it has been read before, else `learn` is told it. */
export function partSource(
  section: string,
  known: Structure | null,
  learn: (structure: Structure) => void,
): ContentSource<DescribedPart> {
  return {
    section,
    items: known === null ? [atom('BODYSTRUCTURE')] : [],
    read(row) {
      const structure = known ?? structureOf(row);
      if (structure !== null) learn(structure);
      const part = structure === null ? null : findPart(structure.root, section);
      if (part === null) throw notFound('attachment');
      const { encoding, size, type, parameters, filename } = part;
      return { encoding, announced: size, type, parameters, filename };
    },
  };
}

export function pieceItem(section: string, offset: number, length = pieceSize): Token {
  return bodySection(section === '' ? [] : [atom(section)], length, offset);
}

export function pieceIn(row: Row, section: string): Buffer {
  return octetsOf(row.items.get(`BODY[${section}]`));
}

/**
 * Octets of a part once they are decoded, as the server tells (RFC 3516 §4.3) and its content shows. null where it has
 * no BINARY, and for what it cannot decode; `onBroken` is told when it announced BINARY and does not understand it.
 */
export async function binarySize(
  fetch: FetchItems,
  session: Pick<Session, 'can'>,
  section: string,
  onBroken: () => void,
): Promise<number | null> {
  if (!session.can('BINARY')) return null;
  const item: Token = { type: 'ATOM', value: 'BINARY.SIZE', section: [atom(section)] };
  try {
    const announced = numberOf((await fetch([item])).items.get(`BINARY.SIZE[${section}]`));
    // Dovecot counts a part wrong that another encoded one follows, and yet gives it whole.
    return await provenSize(fetch, section, announced, 'BINARY');
  } catch (thrown) {
    if (!(thrown instanceof GatewayError) || thrown.code !== 'refused-by-server') throw thrown;
    if (isNotUnderstood(thrown)) onBroken();
    return null;
  }
}

/** Some servers estimate sizes: the announced one counts if the content ends just there, else null. */
export async function provenSize(
  fetch: FetchItems,
  section: string,
  announced: number | null,
  form: 'BODY' | 'BINARY' = 'BODY',
): Promise<number | null> {
  if (announced === null) return null;
  if (announced === 0) return form === 'BODY' ? 0 : null;
  const item: Token = {
    type: 'ATOM',
    value: `${form}.PEEK`,
    section: section === '' ? [] : [atom(section)],
    partial: [announced - 1, 2],
  };
  const end = octetsOf((await fetch([item])).items.get(`${form}[${section}]`));
  return end.length === 1 ? announced : null;
}
